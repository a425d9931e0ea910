"""Who holds which office in a book, which `horizon` has cut to its day, and who held it before."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from briefbook.model.book import Book, Entity
from briefbook.model.entities import Office, Post
from briefbook.model.records import Reference


@dataclass(frozen=True)
class Tenure:
    """A person in an office, by one of the person's posts."""

    person: Entity
    post: Post

    @property
    def first_day(self) -> date:
        """The first day on which the person may have been in office; the least of all if none is known."""
        known = self.post.begins or self.post.until
        return known.first if known else date.min

    @property
    def last_day(self) -> date:
        """The last day on which the person was surely in office; the least of all if none is known."""
        known = filter(None, (self.post.since, self.post.held_on))
        return max(((each.end or each).earliest for each in known), default=date.min)


@dataclass(frozen=True)
class HeldOffice:
    """An office, who holds it for all that is known, and who held it before, the latest first."""

    name: str
    organisation: Reference | None
    holders: Sequence[Tenure]
    predecessors: Sequence[Tenure]
    entry: Entity | None = None
    """Its entry in the register; None if only posts name it."""

    @property
    def id(self) -> str:
        """Its id in the register; empty if only posts name it."""
        return self.entry.id if self.entry else ""


def offices_of(book: Book) -> list[HeldOffice]:
    """Return the offices of a book: those of the register in its order, then those that only posts name.

    Of the latter only those that somebody holds: nothing says of the others that they still exist.
    """
    tenures: defaultdict[tuple[str, ...], list[Tenure]] = defaultdict(list)
    for person in book.entities.values():
        for post in person.facts.held_posts:
            tenures[post.key].append(Tenure(person, post))
    registered = [
        _held(facts.name, facts.organisation, tenures.pop((entry.id,), []), entry)
        for entry in book.entities.values()
        if isinstance(facts := entry.facts, Office)
    ]
    named = [_held(of_one[0].post.post, of_one[0].post.organisation, of_one) for of_one in tenures.values()]
    return [*registered, *(office for office in named if office.holders)]


def _held(
    name: str, organisation: Reference | None, tenures: Sequence[Tenure], entry: Entity | None = None
) -> HeldOffice:
    last_begun = max((each.first_day for each in tenures), default=date.min)
    holders: list[Tenure] = []
    predecessors: list[Tenure] = []
    for tenure in sorted(tenures, key=lambda each: each.first_day, reverse=True):
        is_over = tenure.post.until or tenure.last_day < last_begun
        (predecessors if is_over else holders).append(tenure)
    return HeldOffice(name, organisation, holders, predecessors, entry)


def counterparts_of(offices: Iterable[HeldOffice]) -> Mapping[str, HeldOffice]:
    """Return the counterpart of each office that has one, by the office's id."""
    by_id = {office.id: office for office in offices}
    found: dict[str, HeldOffice] = {}
    for office in by_id.values():
        facts = office.entry and office.entry.facts
        if isinstance(facts, Office) and facts.counterpart:
            other = by_id[facts.counterpart.id]
            found |= {office.id: other, other.id: office}
    return found


class OfficeRow(NamedTuple):
    """An office and its counterpart; one of the two may be missing."""

    left: HeldOffice | None
    right: HeldOffice | None


def side_by_side(book: Book, offices: Iterable[HeldOffice]) -> list[OfficeRow]:
    """Return the offices in their order, each counterpart beside the first of the two.

    An office without a counterpart is on the side of those of the same whole, such as a state, or else left.
    """
    in_order = list(offices)
    counterparts = counterparts_of(in_order)
    rows: list[OfficeRow] = []
    beside: set[str] = set()
    for office in in_order:
        if office.id not in beside:
            other = counterparts.get(office.id)
            rows.append(OfficeRow(office, other))
            beside |= {other.id} if other else set()
    paired = [row for row in rows if row.right]
    only_right = {_whole_of(book, row.right) for row in paired}
    only_right -= {"", *(_whole_of(book, row.left) for row in paired)}
    return [
        row if row.right or _whole_of(book, row.left) not in only_right else OfficeRow(None, row.left)
        for row in rows
    ]


def _whole_of(book: Book, office: HeldOffice | None) -> str:
    return book.wholes_of(office.organisation.id)[-1] if office and office.organisation else ""


def title_of(book: Book, post: Post) -> str:
    """Return a post with whose it is, as its holder is called by it: "Defence Minister, India"."""
    return f"{post.post}, {book.names[post.organisation.id]}" if post.organisation else post.post
