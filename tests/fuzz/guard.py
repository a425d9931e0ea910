"""A guard over what this process does to the machine: it writes only where it may, and runs only what it must."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_CHANGES = frozenset({
    "os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.setxattr", "os.symlink",
    "os.truncate", "os.utime", "shutil.rmtree", "shutil.move", "sqlite3.connect",
})  # fmt: skip
"""The events of `sys.audit` whose arguments name what is changed."""
_WITHIN = frozenset({"os.mkdir", "os.remove", "os.rmdir"})
_REACHES_OUT = frozenset(
    {
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "os.spawn",
        "socket.connect",
        "socket.bind",
        "os.startfile",
        "urllib.Request",
    }
)
_PROGRAMS = ("git", Path(sys.executable).name)


class TrespassError(BaseException):
    """Something was about to be done that may not be; nothing but the fuzzer catches it."""


class Guard:
    """Watches this process from its making on; it stops nothing but while ``only_in`` runs."""

    def __init__(self) -> None:
        self._allowed: tuple[str, ...] = ()
        self.found: list[str] = []
        """What was stopped, in words."""
        sys.addaudithook(self._look)

    @contextmanager
    def only_in(self, *folders: Path) -> Iterator[None]:
        """Stop each write outside some folders, and each program that a run does not need."""
        self.found = []
        self._allowed = tuple(f"{folder.resolve()}/" for folder in folders)
        try:
            yield
        finally:
            self._allowed = ()

    def _look(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._allowed and (stopped := self._trespass(event, arguments)):
            self.found.append(stopped)
            raise TrespassError(stopped)

    def _trespass(self, event: str, arguments: tuple[Any, ...]) -> str:
        if event == "open":
            path, _, flags = arguments
            writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
            return "" if not writes or self._may(path) else f"writes {path!r}"
        if event in _CHANGES:
            if event in _WITHIN and arguments[-1] != -1:
                return ""  # in a folder that is open, of a tree whose removal was looked at
            outside = [
                each
                for each in arguments
                if isinstance(each, str | bytes | os.PathLike) and not self._may(each)
            ]
            return f"{event} {outside!r}" if outside else ""
        if event == "subprocess.Popen":
            program = Path(os.fsdecode(arguments[0])).name
            return "" if program in _PROGRAMS else f"runs {program!r}"
        return f"{event} {arguments!r}" if event in _REACHES_OUT else ""

    def _may(self, path: str | bytes | os.PathLike[Any] | int) -> bool:
        if isinstance(path, int):
            return True  # it is open already
        file = Path(os.fsdecode(path))
        return str(file) == os.devnull or f"{file.parent.resolve() / file.name}/".startswith(self._allowed)
