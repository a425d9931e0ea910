"""briefbook: structured briefs in Git become a searchable briefing site.

What this module names is for scripts, and keeps its meaning within a minor version; all else is private.

    from pathlib import Path
    from briefbook import load_book

    book, problems = load_book(Path("sea-desk"))
    for problem in problems:
        print(problem)

`docs/library.md` has more examples. A name is loaded when it is first used, so that the import costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefbook.api import (
        build_site,
        check_project,
        print_book,
        publish_edition,
        rebuild_edition,
        verify_edition,
        withdraw_edition,
    )
    from briefbook.derived.horizon import book_at
    from briefbook.diff.book_diff import compare
    from briefbook.diff.changes import Change, Changes, PartChange, Word
    from briefbook.editions.catalogue import CatalogueEntry, EditionState
    from briefbook.editions.seal import Seal
    from briefbook.export.book_json import book_data
    from briefbook.export.json_schema import book_schema
    from briefbook.git.command import GitError
    from briefbook.model.book import Book, Brief, Entity
    from briefbook.pdf.document import PaperSettings
    from briefbook.pipelines.load import load_book
    from briefbook.pipelines.print import PrintJob
    from briefbook.problems import Problem, Refusal, Where
    from briefbook.publishing.publish import Published
    from briefbook.publishing.verify import Verification

__version__ = "0.2.0"
__all__ = [
    "Book",
    "Brief",
    "CatalogueEntry",
    "Change",
    "Changes",
    "EditionState",
    "Entity",
    "GitError",
    "PaperSettings",
    "PartChange",
    "PrintJob",
    "Problem",
    "Published",
    "Refusal",
    "Seal",
    "Verification",
    "Where",
    "Word",
    "__version__",
    "book_at",
    "book_data",
    "book_schema",
    "build_site",
    "check_project",
    "compare",
    "load_book",
    "print_book",
    "publish_edition",
    "rebuild_edition",
    "verify_edition",
    "withdraw_edition",
]

_HOMES = {
    "api": (
        "build_site",
        "check_project",
        "print_book",
        "publish_edition",
        "rebuild_edition",
        "verify_edition",
        "withdraw_edition",
    ),
    "derived.horizon": ("book_at",),
    "diff.book_diff": ("compare",),
    "diff.changes": ("Change", "Changes", "PartChange", "Word"),
    "editions.catalogue": ("CatalogueEntry", "EditionState"),
    "editions.seal": ("Seal",),
    "export.book_json": ("book_data",),
    "export.json_schema": ("book_schema",),
    "git.command": ("GitError",),
    "model.book": ("Book", "Brief", "Entity"),
    "pdf.document": ("PaperSettings",),
    "pipelines.load": ("load_book",),
    "pipelines.print": ("PrintJob",),
    "problems": ("Problem", "Refusal", "Where"),
    "publishing.publish": ("Published",),
    "publishing.verify": ("Verification",),
}
"""The module of each name. A type checker reads the imports above; a test compares the two."""
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


if not TYPE_CHECKING:  # a type checker would let it have any name at all

    def __getattr__(name: str) -> object:
        """Load a public name when it is first used (PEP 562)."""
        if name not in _HOME_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
