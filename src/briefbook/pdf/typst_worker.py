"""Run as a module: the one process that loads Typst. It does what each line of its input asks for.

Typst may end a process, by an error of its own or by what it takes, and this one has nothing to lose.
It imports little, since it is begun for each run of briefbook that needs it.
"""

import json
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from typst import Compiler, Fonts, TypstError

MOST_MEMORY = 4 * 2**30
"""Bytes. The largest brief that `check` lets pass takes less than half of it."""


def main() -> None:
    """Answer each line, with a line and perhaps a PDF after it, until the input ends."""
    _limit_memory()
    for line in sys.stdin.buffer:
        job = json.loads(line)
        _limit_time(job["seconds"])
        try:
            answer, pdf = _compiled(job) if "main" in job else (_families(job["fonts"]), b"")
        except TypstError as error:
            refusal = {"message": error.message, "hints": error.hints, "diagnostic": error.diagnostic}
            answer, pdf = {"refusal": refusal}, b""
        answer["size"] = len(pdf)
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + pdf)
        sys.stdout.buffer.flush()


def _compiled(job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    fonts = _fonts(tuple(job["fonts"]))
    if job["root"]:
        compiler = _compiler_of(job["root"], job["main"], fonts)
    else:
        compiler = Compiler(job["main"].encode(), font_paths=fonts)
    pdf = compiler.compile(
        format="pdf",
        sys_inputs=job["inputs"],
        pdf_standards=job["standards"],
        timestamp=datetime.fromtimestamp(job["time"], UTC),
    )
    assert isinstance(pdf, bytes)
    places = json.loads(compiler.query("<place>", field="value")) if job["asks_places"] else []
    return {"places": places}, pdf


@lru_cache(maxsize=1)
def _compiler_of(root: str, main: str, fonts: Fonts) -> Compiler:
    """Return the compiler of a file in a folder: one that has set a document sets the next sooner."""
    return Compiler(Path(root, main), root=root, font_paths=fonts)


def _families(fonts: Sequence[str]) -> dict[str, Any]:
    return {"families": _fonts(tuple(fonts)).families()}


@lru_cache(maxsize=1)
def _fonts(folders: Sequence[str]) -> Fonts:
    return Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[Path(each) for each in folders]
    )


if sys.platform == "win32":

    def _limit_memory() -> None:
        """Do nothing: Windows has no such limit for a process to set."""

    def _limit_time(seconds: int) -> None:
        """Do nothing: Windows has no such limit for a process to set."""

else:
    import resource

    def _limit_memory() -> None:
        """Let the system refuse more memory than a document needs, and write no core when this dies."""
        _limit(resource.RLIMIT_DATA, MOST_MEMORY)
        _limit(resource.RLIMIT_CORE, 0)

    def _limit_time(seconds: int) -> None:
        """Let the system end this process if the next job takes so many seconds of CPU."""
        _limit(resource.RLIMIT_CPU, int(time.process_time()) + seconds)

    def _limit(what: int, most: int) -> None:
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


if __name__ == "__main__":
    main()
