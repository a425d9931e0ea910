"""The list of editions: their order, and the state of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Literal

from pydantic import TypeAdapter

from briefbook.editions.seal import CommitHash, EditionName, Seal, Sealed

State = Literal["current", "superseded", "withdrawn"]


class Withdrawal(Sealed):
    """When an edition was withdrawn, and why."""

    on: date
    why: str


class CatalogueEntry(Sealed):
    """An edition in the list: what its seal says of it, and whether it was withdrawn."""

    edition: EditionName
    title: str
    as_of: date
    published: date
    marking: str
    commit: CommitHash
    corrects: EditionName | None = None
    withdrawn: Withdrawal | None = None
    only: str | None = None
    """The name of the one brief that is anew in it, if it was published alone."""


@dataclass(frozen=True)
class EditionState:
    """An edition of the list, and its state among the others: ``by`` is the one that took its place."""

    entry: CatalogueEntry
    state: State
    by: CatalogueEntry | None = None


_LIST = TypeAdapter(tuple[CatalogueEntry, ...])


def catalogue_entry(seal: Seal) -> CatalogueEntry:
    """Return an edition as it enters the list."""
    return CatalogueEntry(
        edition=seal.edition,
        title=seal.title,
        as_of=seal.as_of,
        published=seal.published,
        marking=seal.marking,
        commit=seal.source.commit,
        corrects=seal.corrects,
        only=seal.only.newest.name if seal.only else None,
    )


def read_list(content: bytes) -> tuple[CatalogueEntry, ...]:
    """Return the editions of a list, in the order in which they were published; raises ``ValueError``."""
    editions = _LIST.validate_json(content)
    later: set[str | None] = set()
    for each in reversed(editions):
        if each.edition in later:
            raise ValueError(f"edition {each.edition!r} is there twice")
        later.add(each.edition)
        if each.corrects in later:
            raise ValueError(f"edition {each.edition!r} corrects {each.corrects!r}, which is not before it")
    return editions


def write_list(editions: Sequence[CatalogueEntry]) -> bytes:
    """Return the content of a list."""
    return _LIST.dump_json(tuple(editions), indent=2) + b"\n"


def newest_first(editions: Iterable[CatalogueEntry]) -> list[CatalogueEntry]:
    """Return editions by horizon, the latest first; of two with one horizon the one published later.

    So a correction of an old edition, or a look back, does not take the place of the edition in force.
    """
    return sorted(editions, key=attrgetter("as_of"))[::-1]


def latest_by(editions: Iterable[CatalogueEntry], as_of: date) -> CatalogueEntry | None:
    """Return the latest edition that looks no further than a day: with it one of that day is compared."""
    kept = (each for each in newest_first(editions) if not each.withdrawn and each.as_of <= as_of)
    return next(kept, None)


def edition_states(editions: Sequence[CatalogueEntry]) -> list[EditionState]:
    """Return the state of each edition, newest first: one is current, unless all are withdrawn."""
    in_order = newest_first(editions)
    in_force = next((each for each in in_order if not each.withdrawn), None)
    corrections = {each.corrects: each for each in editions if each.corrects}
    return [_state_of(each, in_force, corrections) for each in in_order]


def _state_of(
    each: CatalogueEntry, in_force: CatalogueEntry | None, corrections: Mapping[str, CatalogueEntry]
) -> EditionState:
    if each is in_force:
        return EditionState(each, "current")
    by = _last_correction(each, corrections) or in_force
    return EditionState(each, "withdrawn" if each.withdrawn else "superseded", by)


def _last_correction(
    edition: CatalogueEntry, corrections: Mapping[str, CatalogueEntry]
) -> CatalogueEntry | None:
    """Return the last correction of an edition that is in force, over those that were withdrawn."""
    last, each = None, edition
    while each.edition in corrections:
        each = corrections[each.edition]
        last = last if each.withdrawn else each
    return last
