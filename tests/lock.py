"""Write both locks anew from pyproject.toml, and check that they are closed on every system; needs uv.

A lock is closed if it names all that its entries need: then pip installs it without resolving anything.
`make lock` runs this file. It imports nothing beyond Python itself, so that a broken lock can be replaced.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

RUN = Path("requirements.lock")
DEV = Path("requirements-dev.lock")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = ("linux", "macos", "windows")
MACOS = "15.0"
"""The oldest macOS for which each entry has a wheel."""

_PLAIN = ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--no-strip-extras"]


def main() -> None:
    """Write the locks; exit with status 1 if one is not closed."""
    if not shutil.which("uv"):
        sys.exit("uv is missing; install it, see https://docs.astral.sh/uv/")
    for lock, text in zip((RUN, DEV), lock_both(), strict=True):
        lock.write_text(text, encoding="utf-8")
    gaps = [*gaps_of(RUN), *gaps_of(RUN, DEV)]
    sys.exit("\n".join(gaps) if gaps else 0)


def lock_both() -> tuple[str, str]:
    """Return the lock of what briefbook needs to run, and of what development needs beside it."""
    wanted = (
        f"pyproject.toml --group build --universal --python-version {PYTHONS[0]} --generate-hashes".split()
    )
    both = resolve(*wanted, "--group", "dev")
    run = resolve(*wanted, "--constraints", "-", given=both)
    named = entries(run)
    return run, "".join(entry for entry in entries(both) if entry not in named)


def entries(lock: str) -> list[str]:
    """Return the entries of a lock, each with the lines of its hashes."""
    return re.split(r"^(?=\S)", lock, flags=re.MULTILINE)[1:]


def gaps_of(*locks: Path) -> Iterator[str]:
    """Yield a line for each system and Python where something is needed that the locks do not name.

    Ends the run where an entry has no wheel: pip would build it, with whatever builds it today.
    """
    for system, python in product(SYSTEMS, PYTHONS):
        what = f"{' with '.join(map(str, locks))} on {system}, Python {python}"
        print(f"Checking {what}", flush=True)
        there = f"--python-platform {system} --python-version {python} --only-binary :all:".split()
        named = resolve(*map(str, locks), *there, "--no-deps").splitlines()
        needed = resolve(*map(str, locks), *there).splitlines()
        if missing := [entry for entry in needed if entry not in named]:
            yield f"{what}: what is needed is not in it: {', '.join(missing)}"


def resolve(*arguments: str, given: str = "") -> str:
    """Return what uv resolves, as lines of a lock; ``given`` is what it reads as the file `-`."""
    result = subprocess.run(
        ["uv", "pip", "compile", "--quiet", "--python", sys.executable, *_PLAIN, *arguments],
        input=given,
        env={**os.environ, "MACOSX_DEPLOYMENT_TARGET": MACOS},
        stdout=subprocess.PIPE,
        check=False,
        text=True,
    )
    if result.returncode:
        sys.exit(result.returncode)  # uv has said why
    return result.stdout


if __name__ == "__main__":
    main()
