"""Find names of files and folders that other systems lose, or cannot hold."""

import re
from collections.abc import Iterable, Iterator
from posixpath import dirname

from briefbook.model.addresses import address
from briefbook.model.book import Book
from briefbook.model.device_names import is_device
from briefbook.model.fields import ID_PATTERN
from briefbook.model.file_addresses import LONGEST_NAME, composed, fits, printable
from briefbook.model.located import place_of
from briefbook.problems import Problem, Where

_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*\\]')
_RENAME = "give it another name"


def check_file_names(book: Book, files: Iterable[str]) -> list[Problem]:
    """Return a problem for each name that cannot be kept, and a warning for each that another system loses.

    ``files`` are the paths of all files that the site is made of. An id is a name too, that of a folder.
    """
    seen: dict[str, str] = {}
    problems: list[Problem] = []
    for path, where in _names(book, files).items():
        folder, _, name = path.rpartition("/")
        first = seen.setdefault(f"{folder}/{composed(name).lower()}", name)
        problems += _twin_of(first, name, where) if first != name else _unfit(name, where)
    return problems


def _names(book: Book, files: Iterable[str]) -> dict[str, Where]:
    """Return where each name is from, those of folders too, by its path within the site."""
    briefs = {brief.path for brief in book.briefs.values()}
    valid = (each for each in _folders_of_pages(book) if all(map(ID_PATTERN.fullmatch, each[0].split("/"))))
    written = (path for path in sorted(files) if path not in briefs)  # whose ids are their names
    places = [*valid, *((path.partition("/")[2], Where(printable(path))) for path in written)]
    names: dict[str, Where] = {}
    for path, where in places:
        for end in (*(slash.start() for slash in re.finditer("/", path)), len(path)):
            names.setdefault(path[:end], where)
    return names


def _folders_of_pages(book: Book) -> Iterator[tuple[str, Where]]:
    """Yield the folder that the site has for each id, and where the id is."""
    for brief in book.briefs.values():
        yield dirname(address(book, brief.id)), Where(brief.path)
        for place, former in zip(brief.facts.redirects_from, brief.former_addresses, strict=True):
            yield dirname(former), place_of(place, Where(brief.path))
    for entity in book.entities.values():
        yield dirname(address(book, entity.id)), entity.where
    for tombstone in book.tombstones.values():
        yield dirname(tombstone.address), tombstone.where


def _twin_of(first: str, name: str, where: Where) -> Iterator[Problem]:
    """Yield that a name differs from the first of its folder too little."""
    if composed(first) == composed(name):
        what = f"another file has the name {composed(name)!r} too, in another Unicode form"
        yield Problem(where, what, _RENAME)
    else:
        what = f"Windows and macOS lose {name!r} or {first!r}, which only their capitals tell apart"
        yield Problem(where, what, _RENAME, is_warning=True)


def _unfit(name: str, where: Where) -> Iterator[Problem]:
    """Yield why a name cannot be kept, or what another system has against it."""
    if printable(name) != name:
        what = f"the name {name!r} is not UTF-8, or has a control character"
        yield Problem(where, what, _RENAME)
    elif not fits(name):
        what = f"the name '{name[:20]}…' has {len(name.encode())} bytes, {LONGEST_NAME} at most"
        yield Problem(where, what, "give it a shorter one")
    elif reason := _refused_by_windows(name):
        what = f"Windows has no file of the name {name!r}, {reason}"
        yield Problem(where, what, _RENAME, is_warning=True)


def _refused_by_windows(name: str) -> str | None:
    if is_device(name):
        return "which is that of a device"
    if mark := _NOT_ON_WINDOWS.search(name):
        return f"since {mark[0]!r} is in it"
    return "which ends in a dot or a space" if name.endswith((".", " ")) else None
