"""All that a book dates, in one line: actions, meetings, stages, events, posts, exercises."""

from dataclasses import dataclass
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
