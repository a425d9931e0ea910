"""A second edition beside mike's second version of the same site.

It is run by `python -m bench.publish.run [--briefs N] [--rounds N]`.

A synthetic book is published with its PDFs, one brief changes, and it is published again: by briefbook, and
by mike, which builds it through our MkDocs plugin alone and has `latest` as redirects too, each in a
repository of its own. The first publication is made once, and tidied by `git gc`; each round copies the
repositories, and measures the second in the copies, the two tools by turns.

mike loads the plugins once before it builds, and the plugin then makes the book already, PDFs and all: mike's
time is that of two builds.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.measure import CHECKOUT, run

_BRIEFBOOK = "from briefbook.cli import main; main()"
_MIKE = """
from contextlib import nullcontext
from mike import driver
driver.mkdocs_utils.inject_plugin = nullcontext
driver.main()
"""
"""mike without its plugin, which a site may not have: it adds a second selector of versions to each page."""
_MIKE_DEPLOYS = ("deploy", "--branch", "published", "--alias-type", "redirect", "--update-aliases")
_TOOLS = ("briefbook", "mike")
_FIRST, _SECOND = "first", "second"
_SHOWS_VERSIONS = "\nextra: {version: {provider: mike}}\n"
"""What Material is given for mike; an edition of briefbook has it anyway."""


@dataclass(frozen=True)
class Took:
    """What a command took: seconds by the clock, and of CPU, its children's included."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Second:
    """What a second publication took, and by how many bytes the repository grew for it."""

    took: Took
    growth: int
    tidied_growth: int
    """Once `git gc` has run."""
    verify: Took | None
    """What it took to verify the edition, where the tool can."""


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefs", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    seconds: dict[str, list[Second]] = {tool: [] for tool in _TOOLS}
    with tempfile.TemporaryDirectory(prefix="briefbook-bench-") as scratch:
        os.environ.update(_environment(_installed(Path(scratch))))
        first = {tool: _with_first(tool, Path(scratch, tool), asked.briefs) for tool in _TOOLS}
        for _ in range(asked.rounds):
            for tool in _TOOLS:
                seconds[tool].append(_measure(tool, first[tool], Path(scratch, "round")))
    print("\n".join(_table(asked.briefs, *seconds.values())))


def _installed(scratch: Path) -> Path:
    """Return where briefbook is installed as a wheel would, since a changed checkout does not publish."""
    folder = scratch / "installed"
    without_cache = shutil.ignore_patterns("__pycache__")
    shutil.copytree(CHECKOUT / "src/briefbook", folder / "briefbook", ignore=without_cache)
    shutil.copytree(CHECKOUT / "templates", folder / "briefbook/templates")
    return folder


def _environment(installed: Path) -> dict[str, str]:
    """Return what lets every command use the one briefbook, and Git no settings but its own."""
    return {
        "PYTHONPATH": str(installed),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",  # mike calls `mkdocs`
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "Benchmark desk"), ("EMAIL", "desk@example.org"))
        },
    }


def _with_first(tool: str, folder: Path, count: int) -> Path:
    """Return a repository whose book was published once, and has changed since in one brief."""
    run("-m", "bench.write_books", folder, str(count))
    repository = folder / "briefbook"
    with (repository / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(_SHOWS_VERSIONS)
    (repository / "docs/.gitkeep").touch()  # Git keeps no empty folder, and MkDocs wants this one
    with chdir(repository):
        _git("init", "--quiet", "--initial-branch", "main")
        Path(".git/info/exclude").write_text("/site/\n", "utf-8")  # where mike has it built
        _commit("Write the book")
        _publish(tool, _FIRST)
        with min(Path("briefs").glob("*/*.md")).open("a", encoding="utf-8") as brief:
            brief.write("\nThe two sides met once more, and agreed on nothing further [@source-00001].\n")
        _commit("Change a brief")
        _git("gc", "--quiet")
    return repository


def _commit(message: str) -> None:
    _git("add", "--all")
    _git("commit", "--quiet", "--message", message)


def _git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True)


def _publish(tool: str, name: str) -> Took:
    if tool == "briefbook":
        return _timed(_BRIEFBOOK, "publish", name)
    return _timed(_MIKE, *_MIKE_DEPLOYS, name, "latest")


def _timed(code: str, *arguments: str) -> Took:
    """Run code in the current folder."""
    start = time.monotonic()
    cpu = run("-c", code, *arguments, folder=Path.cwd()).cpu
    return Took(time.monotonic() - start, cpu)


def _measure(tool: str, first: Path, copy: Path) -> Second:
    """Publish the second time, in a copy of a repository that has been published once."""
    shutil.copytree(first, copy)
    try:
        with chdir(copy):
            before = _size_of_repository()
            took = _publish(tool, _SECOND)
            after = _size_of_repository()
            verify = _timed(_BRIEFBOOK, "verify", _SECOND) if tool == "briefbook" else None
            _git("gc", "--quiet")
            return Second(took, after - before, _size_of_repository() - before, verify)
    finally:
        shutil.rmtree(copy)


def _size_of_repository() -> int:
    """Return the bytes that Git keeps of the repository in the current folder, the working tree left out."""
    return sum(file.stat().st_size for file in Path(".git").rglob("*") if file.is_file())


def _table(count: int, ours: list[Second], theirs: list[Second]) -> Iterator[str]:
    """Yield the lines of the table, of medians, and what it takes to verify."""

    def row(name: str, form: str, value: Callable[[Second], float]) -> str:
        pair = [median(map(value, seconds)) for seconds in (ours, theirs)]
        return f"| {name} | {pair[0]:{form}} | {pair[1]:{form}} | {pair[0] / pair[1]:.2f} |"

    yield f"| {count:,} briefs with PDFs, one changed | briefbook | mike | ratio |"
    yield "|---|--:|--:|--:|"
    yield row("Second edition, s", ".1f", lambda second: second.took.wall)
    yield row("Second edition, CPU s", ".1f", lambda second: second.took.cpu)
    yield row("Repository grows by, kB", ",.0f", lambda second: second.growth / 1e3)
    yield row("The same after `git gc`, kB", ",.0f", lambda second: second.tidied_growth / 1e3)
    yield ""
    verified = [second.verify for second in ours if second.verify]
    wall, cpu = median(took.wall for took in verified), median(took.cpu for took in verified)
    yield f"briefbook verifies the edition in {wall:.1f} s, {cpu:.1f} s of CPU."
    python = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    yield f"Median of {len(ours)}; {python}"


if __name__ == "__main__":
    main()
