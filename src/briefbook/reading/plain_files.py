"""The one rule for what a book is made of: plain files in plain folders.

A link may lead to any file of the machine, and to read a named pipe may take for ever. So what is read of a
project is looked at here first, by its kind alone: nothing of it is opened, and no link is followed.
"""

import errno
import os
import re
import stat
from pathlib import Path
from typing import NamedTuple

from briefbook.model.file_addresses import printable
from briefbook.problems import Problem, Where

_NAMES_FILE = re.compile(
    r"mkdocs\.yml|briefs/(?:[^/]+/)?[^/]+\.(?:md|ya?ml)|templates/.+\.(?:html|typ)", re.DOTALL
)
"""The paths in a project at which a file is read, and a folder would be passed over."""
_FOLDERS = frozenset({"briefs", "docs", "templates"})
_DEEPEST = 100
"""So many folders may be within each other: programs that go through them give way at some thousand."""
_JUNCTION = 0xA0000003
"""What Windows calls the folders that lead to another: the tag of a mount point."""
_KINDS = {
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFBLK: "a device",
    stat.S_IFCHR: "a device",
}


class Contents(NamedTuple):
    """What is in some folders of a project: the visible files by their paths in it, and each stray's mistake.

    A stray is what cannot be a part of a book: a link, a pipe, a file that cannot be read, and the like.
    """

    files: dict[str, Path]
    strays: list[Problem]


def contents_of(project: Path, *places: str) -> Contents:
    """Return what is at some paths in a project, and below them; what is on the way has to be plain too.

    What is not there holds nothing. Hidden files are not among the files, but a link or a pipe is a stray
    though it is hidden: other programs do read such files. A hidden link that leads nowhere is left alone:
    editors use them as locks.
    """
    contents = Contents({}, [])
    for place in places:
        if _is_reached(project, place, contents.strays):
            _look_through(project, place, contents)
    return Contents(dict(sorted(contents.files.items(), key=_in_order)), contents.strays)


def place_in(project: Path, path: Path) -> str | None:
    """Return where in a project a path leads by its words alone; None if that is elsewhere, or is hidden."""
    plain = Path(os.path.normpath(path))
    if not plain.is_relative_to(project) or plain == project:
        return None
    place = plain.relative_to(project).as_posix()
    return None if _is_hidden(place) else place


def names_file(path: str) -> bool:
    """Return whether at a path in a project a file is read, and no folder."""
    return bool(_NAMES_FILE.fullmatch(path))


def _in_order(item: tuple[str, Path]) -> list[str]:
    return item[0].split("/")


def _is_reached(project: Path, place: str, strays: list[Problem]) -> bool:
    """Return whether a place is there, in plain folders alone; note what is in the way."""
    steps = place.split("/")
    for end in range(1, len(steps) + 1):
        path = "/".join(steps[:end])
        file = project / path
        if not os.path.lexists(file):
            return False
        about = file.lstat()
        if stat.S_ISREG(about.st_mode) and path in _FOLDERS:
            strays.append(Problem(Where(path), "a file, though a folder belongs here", "move it"))
            return False
        if end < len(steps) and (stray := _stray_at(path, file, about, project)):
            strays.append(stray)
            return False
    return True


def _look_through(project: Path, place: str, contents: Contents) -> None:
    waiting = [(place, project / place)]
    while waiting:
        path, file = waiting.pop()
        try:
            about = file.lstat()
            if stray := _stray_at(path, file, about, project):
                contents.strays.append(stray)
            elif stat.S_ISDIR(about.st_mode):
                waiting += [(f"{path}/{each.name}", each) for each in file.iterdir()]
            elif not _is_hidden(path):
                contents.files[path] = file
        except FileNotFoundError:
            continue  # it has gone since its folder was listed
        except OSError as error:
            contents.strays.append(Problem(Where(printable(path)), *_unreadable(error.strerror)))


def _stray_at(path: str, file: Path, about: os.stat_result, project: Path) -> Problem | None:
    """Return what keeps the file or the folder at a path from being part of a book; None if nothing does."""
    fault: tuple[str, str] | None = None
    is_folder = stat.S_ISDIR(about.st_mode)
    if _is_link(about):
        fault = _fault_of_link(project, file)
    elif not is_folder and not stat.S_ISREG(about.st_mode):
        kind = _KINDS.get(stat.S_IFMT(about.st_mode), "a thing")
        fault = f"{kind}, which is neither a file nor a folder", "delete it"
    elif is_folder and names_file(path):
        fault = "a folder, though its name is that of a file", f"name it {file.stem!r}"
    elif is_folder and path.count("/") >= _DEEPEST:
        fault = f"a folder within {_DEEPEST} others", "move what it holds up"
    elif not os.access(file, os.R_OK | os.X_OK if is_folder else os.R_OK):
        fault = _unreadable(os.strerror(errno.EACCES))
    return Problem(Where(printable(path)), *fault) if fault else None


def _is_link(about: os.stat_result) -> bool:
    return stat.S_ISLNK(about.st_mode) or getattr(about, "st_reparse_tag", 0) == _JUNCTION


def _fault_of_link(project: Path, link: Path) -> tuple[str, str] | None:
    is_there = link.exists()
    if not is_there and link.name.startswith("."):
        return None
    if not Path(os.path.realpath(link)).is_relative_to(os.path.realpath(project)):
        return "a link that leads out of the project", "put here what it leads to"
    if not is_there:
        return "a link that leads nowhere", "delete it, or put here what is meant"
    return "a link to another place in the project", "put here what it leads to"


def _unreadable(why: str | None) -> tuple[str, str]:
    return f"cannot be read ({why})", "fix its permissions"


def _is_hidden(path: str) -> bool:
    return path.startswith(".") or "/." in path
