"""The page of what one desk officer hands over to the next."""

from dataclasses import fields
from datetime import date

from briefbook.derived.handover import handover_of
from briefbook.derived.survey import Survey
from briefbook.model.addresses import highest_marking
from briefbook.pages.folds import folded
from briefbook.pages.page import Page
from briefbook.pages.standard_pages import HANDOVER

_MOST = 50
"""How many items of a list the page shows; it counts the others."""


def handover_page(survey: Survey, last_change: date | None) -> Page:
    """Return the page of what is handed over; ``last_change`` is the day on which the book changed last."""
    marking = highest_marking(survey.book, survey.book.releasable)
    found = handover_of(survey)
    lists = {each.name: folded(getattr(found, each.name), _MOST) for each in fields(found)}
    return Page(HANDOVER.entry(marking, last_change), HANDOVER.template, {"handover": lists})
