"""Typst in a process of its own, whose death is only a message."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

_WORKER = [sys.executable, "-P", "-m", "briefbook.pdf.typst_worker"]
_LONGEST = 300
"""How many seconds of CPU one document may take. The largest that `check` lets pass takes half a minute."""


@dataclass(frozen=True)
class Job:
    """What Typst is to set: a file in the folder ``root``, or, without one, the text ``main`` itself."""

    main: str
    root: Path | None
    fonts: Iterable[Path]
    """The folders of the fonts."""
    inputs: Mapping[str, str]
    standards: Sequence[str]
    time: int = 0
    """The time of the PDF, in seconds since 1970."""
    asks_places: bool = False
    """Whether the places that links from other documents lead to are wanted."""
    seconds: int = _LONGEST
    """How much CPU time it may take."""

    def as_data(self) -> dict[str, Any]:
        """Return it as the process reads it."""
        root, fonts = self.root and str(self.root), [*map(str, self.fonts)]
        return {**vars(self), "root": root, "fonts": fonts}


class TypstRefusalError(Exception):
    """Typst refuses what is to be set; ``diagnostic`` is all that it says, with the place in a template."""

    def __init__(self, message: str, hints: Sequence[str], diagnostic: str) -> None:
        super().__init__(message)
        self.message = message
        self.hints = hints
        self.diagnostic = diagnostic


class TypstDeathError(Exception):
    """Typst has ended without an answer; it says why."""


class _TooSlowError(TypstDeathError):
    pass


class TypstProcess:
    """Runs Typst. A process that has died is begun anew for the next job; the end of the block ends it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def set(self, job: Job) -> tuple[bytes, list[dict[str, Any]]]:
        """Return a PDF, and its places.

        Raises ``TypstRefusalError`` or ``TypstDeathError``.
        """
        answer, pdf = self._ask(job.as_data())
        if "refusal" in answer:
            raise TypstRefusalError(**answer["refusal"])
        return pdf, answer["places"]

    def families(self, fonts: Iterable[Path]) -> list[str]:
        """Return the families of the fonts that some folders hold and Typst can read."""
        return list(self._ask({"fonts": [*map(str, fonts)], "seconds": _LONGEST})[0]["families"])

    def close(self) -> str:
        """End the process, which gives all its memory back; return what it said of errors."""
        if self._process is None:
            return ""
        process, self._process = self._process, None
        process.kill()
        return process.communicate()[1].decode(errors="replace")

    def _ask(self, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Return what Typst answers; where it dies, it may be of what it keeps of earlier jobs."""
        is_new = self._process is None
        try:
            return self._ask_once(job)
        except _TooSlowError:
            raise
        except TypstDeathError:
            if is_new:
                raise
            return self._ask_once(job)

    def _ask_once(self, job: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        if self._process is None:
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(_WORKER, stdin=pipe, stdout=pipe, stderr=pipe)
        process = self._process
        assert process.stdin
        assert process.stdout
        try:
            process.stdin.write(json.dumps(job).encode() + b"\n")
            process.stdin.flush()
            line = process.stdout.readline()
        except OSError:
            line = b""
        if not line:
            raise self._death(process.wait(), job["seconds"])
        answer = json.loads(line)
        return answer, process.stdout.read(answer["size"])

    def _death(self, status: int, seconds: int) -> TypstDeathError:
        """Return why the process has ended."""
        errors = self.close().strip().splitlines()
        if sys.platform != "win32" and status == -signal.SIGXCPU:
            return _TooSlowError(f"Typst takes more than {seconds} seconds of CPU for it")
        if any("memory allocation" in line for line in errors):
            return TypstDeathError("Typst takes more memory for it than there is")
        said = errors[-1] if errors else f"exit status {status}"
        return TypstDeathError(f"Typst ends with an error of its own ({said})")
