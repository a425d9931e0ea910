"""Where templates are found."""

from collections.abc import Collection, Iterator
from pathlib import Path

from briefbook.model.briefs.kinds import KINDS
from briefbook.problems import nearest
from briefbook.reading.source_files import files_below

FORMER_NAMES = {
    "brief-agreement.html": "briefs/agreement.html",
    "brief.html": "briefs/brief.html",
    "brief-context.html": "briefs/context.html",
    "brief-meeting.html": "briefs/meeting.html",
    "brief-technology.html": "briefs/technology.html",
    "changes-alone.html": "editions/changes-alone.html",
    "changes.html": "editions/changes.html",
    "entrance/editions.html": "editions/editions.html",
    "changes-list.html": "macros/changes.html",
    "macros.html": "macros/common.html",
    "drawings.html": "macros/drawings.html",
    "foot.html": "macros/foot.html",
    "tables.html": "macros/tables.html",
    "mistakes.html": "notices/mistakes.html",
    "redirect.html": "notices/redirect.html",
    "tombstone.html": "notices/tombstone.html",
    "desk.html": "overviews/desk.html",
    "differences.html": "overviews/differences.html",
    "exercises.html": "overviews/exercises.html",
    "front.html": "overviews/front.html",
    "outcomes.html": "overviews/outcomes.html",
    "search.html": "overviews/search.html",
    "timeline.html": "overviews/timeline.html",
    "upcoming.html": "overviews/upcoming.html",
    "print/brief.html": "print/briefs/brief.html",
    "print/front.html": "print/overviews/front.html",
    "print/pack.html": "print/packs/pack.html",
    "print/entities.html": "print/registers/entities.html",
    "print/sources.html": "print/registers/sources.html",
    "entities.html": "registers/entities.html",
    "entity.html": "registers/entity.html",
    "glossary.html": "registers/glossary.html",
    "sources.html": "registers/sources.html",
    "section-agreements.html": "sections/agreements.html",
    "section-context.html": "sections/context.html",
    "section-meetings.html": "sections/meetings.html",
    "section.html": "sections/section.html",
    "section-technology.html": "sections/technology.html",
}
"""The templates of version 0.1, which were in one folder, each with the name that it has now."""
FREE_FOLDERS = ("assets/", "fonts/", "theme/")
"""The folders in which each file is read, whatever its name."""


def packaged_templates() -> Path:
    """Return the folder of briefbook's own templates: inside a wheel, or at the top of a checkout."""
    in_wheel = Path(__file__).parents[1] / "templates"
    return in_wheel if in_wheel.is_dir() else Path(__file__).parents[3] / "templates"


def read_first(path: str, *folders: Path) -> str:
    """Return the text of a file of the first folder that has it; raises ``FileNotFoundError`` if none has."""
    found = next((folder for folder in folders if (folder / path).is_file()), folders[-1])
    return (found / path).read_text("utf-8")


def templates_of(project: Path) -> tuple[Path, Path]:
    """Return the folders of a project's templates: the book's own, which go first, and briefbook's."""
    return project / "templates", packaged_templates()


def changed_templates(project: Path) -> Iterator[str]:
    """Yield the path of each of a book's own templates that differs from briefbook's of that name.

    A link is not one of them: it is refused.
    """
    own, packaged = templates_of(project)
    for file in sorted(own.rglob("*")) if own.resolve() != packaged.resolve() else ():
        path = file.relative_to(own)
        if not file.is_symlink() and file.is_file() and not _are_same(file, packaged / path):
            yield path.as_posix()


def _are_same(one: Path, other: Path) -> bool:
    """Return whether two files are the same, byte for byte; one that cannot be read is like no other."""
    try:
        return one.read_bytes() == other.read_bytes()
    except OSError:
        return False


def known_names() -> frozenset[str]:
    """Return the path of each template that is read if a book has it, beside those in free folders."""
    packaged = {*files_below(packaged_templates())}
    of_kinds = {
        name
        for folder, kind in KINDS.items()
        for name in (f"briefs/{kind.kind}.html", f"sections/{folder}.html", f"overviews/front/{folder}.html")
    }
    pages = {name for name in packaged | of_kinds if name.endswith(".html")}
    unread = {name for name in packaged if name.startswith("start/")}
    return frozenset(packaged | pages | {f"print/{name}" for name in pages}) - unread


def right_name(name: str, known: Collection[str]) -> str | None:
    """Return the path at which a template of some path would be read; None if nothing known is like it."""
    if former := FORMER_NAMES.get(name):
        return former
    first, slash, rest = name.partition("/")
    if rest and (folder := nearest(first + slash, FREE_FOLDERS)):
        return folder + rest
    same = sorted(each for each in known if each.rpartition("/")[2] == name.rpartition("/")[2])
    return nearest(name, known) or next(iter(same), None)
