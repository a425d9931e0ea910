"""What of a book is code: its templates, where they differ from briefbook's own, its scripts."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from briefbook.model.file_addresses import printable
from briefbook.pages.templates import changed_templates
from briefbook.reading.active_files import SCRIPTS
from briefbook.reading.plain_files import contents_of

_MOST_NAMED = 5


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
        name = f"templates/{path}"
        if path.startswith("theme/"):  # where any file may be a template, icons too
            yield OwnCode(name, Runs.AS_YOU)
        elif _is_script(path):
            yield OwnCode(name, Runs.IN_BROWSERS)
        elif path.endswith((".html", ".typ")) and not path.startswith("assets/"):
            yield OwnCode(name, Runs.IN_SANDBOX)


def scripts_below(project: Path, folder: str) -> Iterator[OwnCode]:
    """Yield the scripts in a folder of a project: no page and no drawing may hold any."""
    for path in contents_of(project, folder).files:
        if _is_script(path):
            yield OwnCode(path, Runs.IN_BROWSERS)


def _is_script(path: str) -> bool:
    return PurePosixPath(path).suffix.lower() in SCRIPTS


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
