"""What an edition looks back on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from briefbook.diff.changes import Changes, PartChange
from briefbook.editions.imprint import Imprint
from briefbook.editions.seal import Seal
from briefbook.model.book import Book


@dataclass(frozen=True)
class PastEdition:
    """An edition that was published, as a later one looks back on it."""

    seal: Seal
    digest: str
    """Of the file of the seal, as some version of briefbook wrote it."""
    changes: Changes | None


@dataclass(frozen=True)
class Lineage:
    """What an edition looks back on: the one that it is compared with, those before, and its model."""

    past: tuple[PastEdition, ...] = ()
    model: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class HistoryEntry:
    """One edition in the history of a brief."""

    edition: str
    title: str
    as_of: date
    what: Literal["new", "changed"]
    change: PartChange | None


@dataclass(frozen=True)
class Edition:
    """An edition in the making, as its pages show it."""

    name: str
    title: str
    as_of: date
    corrects: str | None = None
    past: tuple[PastEdition, ...] = ()
    """The edition that it is compared with, the one which that was compared with, and so on."""
    changes: Changes | None = None
    """What differs from the edition before; none in a first edition."""
    commit: str | None = None
    """From which it is made."""
    only: str | None = None
    """The name of the one brief that is anew in it, if it is published alone."""

    @property
    def before(self) -> Seal | None:
        """The edition that it is compared with."""
        return self.past[0].seal if self.past else None

    def change_of(self, brief_id: str) -> PartChange | None:
        """Return how a brief differs from the edition before, if it does."""
        return _change_of(self.changes, brief_id)

    def changes_address(self, entry: HistoryEntry) -> str:
        """Return where an edition's page of changes names a brief, from the root of this edition's site."""
        to_edition = "" if entry.edition == self.name else f"../{entry.edition}/"
        anchor = f"#change--{entry.change.id}" if entry.change else ""
        return f"{to_edition}changes/index.html{anchor}"

    def history_of(self, brief_id: str) -> Iterator[HistoryEntry]:
        """Yield the editions in which a brief was new or changed, under any of its names, the last first."""
        editions: list[tuple[str, str, date, Changes | None, Mapping[str, str]]] = [
            (self.name, self.title, self.as_of, self.changes, {brief_id: ""})
        ]
        editions += [
            (past.seal.edition, past.seal.title, past.seal.as_of, past.changes, past.seal.briefs)
            for past in self.past
        ]
        for name, title, as_of, changes, briefs in editions:
            change = _change_of(changes, brief_id)
            if changes is None and brief_id in briefs:
                yield HistoryEntry(name, title, as_of, "new", None)
            elif change and change.what != "removed":
                yield HistoryEntry(name, title, as_of, "new" if change.what == "added" else "changed", change)
                brief_id = change.renamed_from or brief_id


def imprint_of(book: Book, uri: str, edition: Edition | None) -> Imprint:
    """Return what the file at an address says of itself, of an edition or of none."""
    title = book.settings.title
    if edition is None:
        return Imprint(title, uri, book.as_of)
    return Imprint(title, uri, edition.as_of, edition.name, edition.commit)


def _change_of(changes: Changes | None, brief_id: str) -> PartChange | None:
    return next((each for each in changes.briefs if each.id == brief_id), None) if changes else None
