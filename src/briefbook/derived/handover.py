"""What one desk officer hands over to the next: what is open, what comes, what is due."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from briefbook.derived.follow_up import Asked, Decided, Expected, NextDate
from briefbook.derived.review import packs_to_clear
from briefbook.derived.survey import Survey
from briefbook.model.book import Book, Brief, Pack


@dataclass(frozen=True)
class DueReviews:
    """The briefs of one owner whose review is due by one day."""

    day: date
    owner: str | None
    briefs: Sequence[Brief]


@dataclass(frozen=True)
class Handover:
    """What is open in a book as of its horizon."""

    actions: Decided
    """Outcomes on which someone is to act, and which nothing has followed; of the latest meeting first."""
    not_come: Sequence[NextDate]
    """What was due by the horizon, and did not come; longest due first."""
    dates: Sequence[NextDate]
    without_date: Expected
    """What is to come on no known date."""
    overdue: Sequence[DueReviews]
    """Those due by the horizon, the longest due first."""
    reviews: Sequence[DueReviews]
    """Those that come next."""
    without_review: Sequence[Brief]
    briefs_to_clear: Sequence[Brief]
    packs_to_clear: Sequence[Pack]
    questions: Asked


def handover_of(survey: Survey) -> Handover:
    """Return what is open in a book as of its horizon."""
    book, dates = survey.book, survey.next_dates
    briefs = sorted(book.briefs.values(), key=attrgetter("id"))
    reviews = list(_due_reviews(book, briefs))
    return Handover(
        actions=[pair for pair in survey.outcomes if pair[1].owner and not pair[1].followed],
        not_come=[each for each in dates if each.date.latest < book.as_of],
        dates=[each for each in dates if each.date.latest >= book.as_of],
        without_date=[pair for pair in survey.upcoming if pair[1].due is None],
        overdue=[each for each in reviews if each.day < book.as_of],
        reviews=[each for each in reviews if each.day >= book.as_of],
        without_review=[each for each in briefs if not each.facts.review_by],
        briefs_to_clear=[each for each in briefs if not each.facts.is_cleared],
        packs_to_clear=packs_to_clear(book),
        questions=survey.questions,
    )


def _due_reviews(book: Book, briefs: Iterable[Brief]) -> Iterator[DueReviews]:
    """Yield the reviews that have a day, the first due first."""
    found: defaultdict[tuple[date, str], list[Brief]] = defaultdict(list)
    for brief in briefs:
        if brief.facts.review_by:
            found[brief.facts.review_by, book.owner_of(brief) or ""].append(brief)
    for day, owner in sorted(found):
        yield DueReviews(day, owner or None, found[day, owner])
