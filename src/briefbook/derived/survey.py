"""What is worked out from the whole of a book, and shown on several of its pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefbook.derived.careers import Career, careers_of
from briefbook.derived.coverage import Coverage, coverage_of_book
from briefbook.derived.follow_up import (
    Asked,
    Decided,
    Expected,
    NextDate,
    differing,
    expectations,
    next_dates,
    open_questions,
    outcomes_of_meetings,
    upcoming,
)
from briefbook.derived.offices import HeldOffice, offices_of
from briefbook.derived.timeline import TimelineEntry, facts_by_year
from briefbook.model.book import Book, Brief


@dataclass(frozen=True)
class Survey:
    """A book, and what is worked out from the whole of it: each once, when it is first asked for."""

    book: Book

    @cached_property
    def coverage(self) -> Coverage:
        """How far its statements rest on sources."""
        return coverage_of_book(self.book)

    @cached_property
    def offices(self) -> Sequence[HeldOffice]:
        """Its offices, as `offices_of` returns them."""
        return offices_of(self.book)

    @cached_property
    def careers(self) -> Mapping[str, Career]:
        """The careers of its persons, by their ids."""
        return careers_of(self.book, self.offices)

    @cached_property
    def by_year(self) -> Sequence[tuple[int, Sequence[TimelineEntry]]]:
        """Everything that it dates, as `facts_by_year` returns it."""
        return facts_by_year(self.book)

    @cached_property
    def expected(self) -> Expected:
        """All that was said to come: the dated first, by date."""
        return expectations(self.book)

    @cached_property
    def upcoming(self) -> Expected:
        """What of that has not come."""
        return upcoming(self.expected)

    @cached_property
    def next_dates(self) -> Sequence[NextDate]:
        """What is due, as `next_dates` returns it."""
        return next_dates(self.book, self.upcoming)

    @cached_property
    def questions(self) -> Asked:
        """The questions that nobody has answered, those last looked at first."""
        return open_questions(self.book)

    @cached_property
    def outcomes(self) -> Decided:
        """The outcomes of its meetings, those of the latest first."""
        return outcomes_of_meetings(self.book)

    @cached_property
    def differing(self) -> Sequence[Brief]:
        """The briefs in which sources differ, in the order of the book."""
        return differing(self.book)
