"""What one desk officer hands over to the next: what is open, what comes, what is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefbook.derived.follow_up import Asked, Decided, Expected, NextDate
from briefbook.derived.review import packs_to_clear
from briefbook.derived.survey import Survey
from briefbook.model.book import Brief, Pack


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
    overdue: Sequence[Brief]
    """Briefs whose review was due by the horizon, the longest due first."""
    reviews: Sequence[Brief]
    """Those whose review comes next."""
    without_review: Sequence[Brief]
    briefs_to_clear: Sequence[Brief]
    packs_to_clear: Sequence[Pack]
    questions: Asked


def handover_of(survey: Survey) -> Handover:
    """Return what is open in a book as of its horizon."""
    book, dates = survey.book, survey.next_dates
    briefs = sorted(book.briefs.values(), key=lambda each: (each.facts.review_by or date.max, each.id))
    return Handover(
        actions=[pair for pair in survey.outcomes if pair[1].owner and not pair[1].followed],
        not_come=[each for each in dates if each.date.latest < book.as_of],
        dates=[each for each in dates if each.date.latest >= book.as_of],
        without_date=[pair for pair in survey.upcoming if pair[1].due is None],
        overdue=[each for each in briefs if each.facts.review_by and each.facts.review_by < book.as_of],
        reviews=[each for each in briefs if each.facts.review_by and each.facts.review_by >= book.as_of],
        without_review=[each for each in briefs if not each.facts.review_by],
        briefs_to_clear=[each for each in briefs if not each.facts.is_cleared],
        packs_to_clear=packs_to_clear(book),
        questions=survey.questions,
    )
