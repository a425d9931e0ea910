"""The page of what one desk officer hands over to the next."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date

from briefbook.derived.handover import DueReviews, handover_of
from briefbook.derived.survey import Survey
from briefbook.model.addresses import highest_marking
from briefbook.pages.folds import Folded, folded
from briefbook.pages.page import Page
from briefbook.pages.standard_pages import HANDOVER

_MOST = 50
"""How many items of a list the page shows; it counts the others."""
_MOST_OF_ONE = 10
"""How many briefs it names that one owner is to review by one day."""


def handover_page(survey: Survey, last_change: date | None) -> Page:
    """Return the page of what is handed over; ``last_change`` is the day on which the book changed last."""
    marking = highest_marking(survey.book, survey.book.releasable)
    found = handover_of(survey)
    lists = {each.name: folded(getattr(found, each.name), _MOST) for each in fields(found)}
    lists |= {"overdue": _reviews(found.overdue), "reviews": _reviews(found.reviews)}
    return Page(HANDOVER.entry(marking, last_change), HANDOVER.template, {"handover": lists})


def _reviews(of_days: Iterable[DueReviews]) -> Folded:
    shown = [
        {"day": each.day, "owner": each.owner, "briefs": folded(each.briefs, _MOST_OF_ONE)}
        for each in of_days
    ]
    return folded(shown, _MOST)
