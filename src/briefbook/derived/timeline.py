"""All that a book dates, in one line: actions, meetings, stages, events, posts, exercises."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from briefbook.model.book import Book, Brief, Entity
from briefbook.model.dated_facts import DatedFact
from briefbook.model.dates import PartialDate


@dataclass(frozen=True)
class TimelineEntry:
    """One dated fact, and the brief or the entity that dates it."""

    part: Brief | Entity
    fact: DatedFact
    date: PartialDate

    @property
    def lane(self) -> str | None:
        """Its lane where the timeline is drawn; None if only the list has it, as a post."""
        return self.part.facts.lane


@dataclass(frozen=True)
class TimelineYear:
    """A year of the timeline: its entries of the last twelve months, and the earlier, the latest first."""

    year: int
    recent: tuple[TimelineEntry, ...]
    earlier: tuple[TimelineEntry, ...]


def latest_first(years: Iterable[tuple[int, Sequence[TimelineEntry]]], as_of: date) -> list[TimelineYear]:
    """Return the years of a timeline from the last to the first; the last twelve months end on ``as_of``."""
    since = _year_before(as_of)
    return [
        TimelineYear(
            year,
            tuple(each for each in reversed(entries) if each.date.first > since),
            tuple(each for each in reversed(entries) if each.date.first <= since),
        )
        for year, entries in reversed([*years])
    ]


def _year_before(day: date) -> date:
    """Return the same day of the year before; 28 February for one that it has not."""
    year = max(day.year - 1, date.min.year)
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def facts_by_year(book: Book) -> list[tuple[int, list[TimelineEntry]]]:
    """Return everything dated, by year and then by date; a fact that is given in two places appears once."""
    parts: list[Brief | Entity] = [*book.entities.values(), *book.briefs.values()]
    found = [(part, fact) for part in parts for fact in part.facts.dated_facts()]
    first_hand = {f"{part.id}#{fact.name}" for part, fact in found if fact.same is None}
    entries = [
        TimelineEntry(part, fact, fact.date)
        for part, fact in found
        if fact.date and not (fact.same and f"{fact.same.id}#{fact.same.fact}" in first_hand)
    ]
    in_order = sorted(entries, key=lambda each: (each.date.first, each.date, each.part.id))
    return [(year, list(group)) for year, group in groupby(in_order, key=lambda each: each.date.first.year)]
