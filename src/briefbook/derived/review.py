"""What of a book wants attention: briefs that are overdue, not cleared, or rest on little; packs to clear."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from briefbook.derived.coverage import Coverage, coverage_of_statements
from briefbook.derived.source_base import origins_of
from briefbook.derived.statements import statements_needing_source_of
from briefbook.model.book import Book, Brief, Pack
from briefbook.model.dates import show_day
from briefbook.model.releasable import Releasable


@dataclass(frozen=True)
class ReviewState:
    """What the desk has yet to do about a brief."""

    brief: Brief
    overdue: bool
    """Whether its review was due before the day asked for."""
    coverage: Coverage
    single: int
    """How many statements rest on one source alone."""

    @property
    def findings(self) -> Iterator[str]:
        """What wants attention, in words."""
        facts = self.brief.facts
        if facts.review_by is None:
            yield "no date for its review"
        elif self.overdue:
            yield f"its review was due by {show_day(facts.review_by)}"
        if not facts.is_cleared:
            yield find_clearance(facts)
        if not self.coverage.sourced:
            yield "rests on no source"
        elif not self.coverage.official:
            yield "rests on no official source"
        if 0 < self.coverage.sourced == self.single:
            yield "each statement rests on a single source"


def find_clearance(facts: Releasable) -> str:
    """Return in words why a brief or a pack that is not cleared cannot go into an edition."""
    return facts.clearance if facts.clearance == "withdrawn" else "not cleared"


def packs_to_clear(book: Book) -> list[Pack]:
    """Return the packs that are not cleared."""
    return [pack for pack in book.packs.values() if not pack.facts.is_cleared]


def find_old_horizon(book: Book, day: date) -> str | None:
    """Return how old the horizon is on ``day``, if that is older than the desk wants it; else None."""
    settings = book.settings
    if settings.stale_on is None or day <= settings.stale_on:
        return None
    age = (day - settings.as_of).days
    return f"information to {show_day(settings.as_of)} is {age} days old, more than {settings.stale_after}"


def review_states(book: Book, day: date) -> list[ReviewState]:
    """Return the state of each brief on ``day``, those due for review first."""
    briefs = sorted(
        book.briefs.values(), key=lambda brief: (brief.facts.review_by or date.max, brief.section, brief.id)
    )
    return [_of_brief(book, brief, day) for brief in briefs]


def _of_brief(book: Book, brief: Brief, day: date) -> ReviewState:
    statements = list(statements_needing_source_of(brief))
    review_by = brief.facts.review_by
    return ReviewState(
        brief,
        overdue=review_by is not None and review_by < day,
        coverage=coverage_of_statements(book, statements),
        single=sum(len(origins_of(book, each)) == 1 for each in statements),
    )
