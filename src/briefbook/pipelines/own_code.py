"""What of a book is code: its templates, where they differ from briefbook's own, its scripts."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from briefbook.model.file_addresses import printable
from briefbook.pages.templates import changed_templates
from briefbook.reading.source_files import files_below

_MOST_NAMED = 5
_SCRIPTS = frozenset({".js", ".mjs"})
_PAGES = frozenset({".htm", ".html", ".svg", ".xhtml", ".xml"})
"""The files in which a browser looks for scripts."""
_SCRIPT = re.compile(r"""<script\b|\bon[a-z]+\s*=\s*["']|javascript:""", re.I)


class Runs(StrEnum):
    """Where code of a book runs."""

    AS_YOU = "runs here, as you"
    IN_SANDBOX = "runs here, in a sandbox"
    IN_BROWSERS = "runs in readers' browsers"
    NEVER = "is refused"


@dataclass(frozen=True)
class OwnCode:
    """A part of a book that is code: the path of its file, or the place of a setting with what it names."""

    name: str
    runs: Runs


ShowCode = Callable[[Sequence[OwnCode]], None]
"""Is called with the code of a book before any of it runs."""


def no_code_shown(code: Sequence[OwnCode]) -> None:
    """Show nothing."""


def code_in_templates(project: Path) -> Iterator[OwnCode]:
    """Yield what of a project's templates is code, if it differs from briefbook's own."""
    for path in changed_templates(project):
        name, suffix = f"templates/{path}", PurePosixPath(path).suffix
        if path.startswith("theme/"):  # where any file may be a template, icons too
            yield OwnCode(name, Runs.AS_YOU)
        elif path.startswith("assets/") or suffix in _SCRIPTS:
            if _holds_script(project / name):
                yield OwnCode(name, Runs.IN_BROWSERS)
        elif suffix in (".html", ".typ"):
            yield OwnCode(name, Runs.IN_SANDBOX)


def scripts_below(project: Path, folder: str, *, pages: Iterable[str] = ()) -> Iterator[OwnCode]:
    """Yield the files of a folder that hold scripts; ``pages`` are suffixes of files that become pages.

    What cannot be read is passed over: it is a mistake, which whoever builds the book reports.
    """
    with suppress(OSError):
        for path, file in files_below(project / folder).items():
            if _holds_script(file, {*_PAGES, *pages}):
                yield OwnCode(f"{folder}/{path}", Runs.IN_BROWSERS)


def _holds_script(file: Path, pages: Iterable[str] = _PAGES) -> bool:
    suffix = file.suffix.lower()
    if suffix in pages:
        with suppress(OSError):
            return bool(_SCRIPT.search(file.read_text("utf-8", errors="replace")))
    return suffix in _SCRIPTS


def lines_about(code: Iterable[OwnCode]) -> list[str]:
    """Return a line for each place in which some code runs."""
    by_place = {place: [part for part in code if part.runs is place] for place in Runs}
    return [
        f"Code of this book that {place}: {names_of(parts)}" for place, parts in by_place.items() if parts
    ]


def names_of(code: Sequence[OwnCode]) -> str:
    """Return the names of some code, the first few of many."""
    names = ", ".join(printable(part.name) for part in code[:_MOST_NAMED])
    return f"{names} and {len(code) - _MOST_NAMED:,} more" if len(code) > _MOST_NAMED else names
