"""The front page: what a reader has in one minute."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate
from math import ceil
from typing import Any, NamedTuple

from briefbook.derived.news import News, what_is_new
from briefbook.derived.occasions import latest_occasions
from briefbook.derived.survey import Survey
from briefbook.model.addresses import BOOK_PDF, highest_marking
from briefbook.model.book import Book
from briefbook.model.settings import Contact, KeyPoint
from briefbook.pages.findings import finding_of
from briefbook.pages.folds import Folded, folded
from briefbook.pages.page import Page
from briefbook.pages.sections import Section
from briefbook.pages.standard_pages import FRONT


class Glance(NamedTuple):
    """A section at a glance: what has come of it, in a sentence, and its briefs."""

    finding: str
    briefs: Folded


class Owner(NamedTuple):
    """Whom to ask about some briefs."""

    contact: Contact
    briefs: int


def front_page(survey: Survey, sections: list[Section], last_change: date | None) -> Page:
    """Return the front page; ``last_change`` is the day on which the book changed last."""
    book, news = survey.book, what_is_new(survey)
    marking = highest_marking(book, book.releasable)
    points = _other_points(book, news)
    return Page(
        replace(FRONT.entry(marking, last_change), pdf=BOOK_PDF, is_wide=True),
        FRONT.template,
        context={
            "sections": sections,
            "at_a_glance": {each.folder: _glance(each) for each in sections},
            "news": folded(news, 3),
            "key_points": Folded(folded(points[:5], 3), points[5:]),
            **_what_is_ahead(survey),
            "questions": folded(survey.questions, 3),
            "occasions": latest_occasions(book),
            "has_people": any(each.type == "people" for each in book.entities.values()),
            "owners": folded(list(_owners(book)), 4),
            "differences": survey.differing,
        },
    )


def _glance(section: Section) -> Glance:
    briefs = section.newest_status
    most = 10 if len(briefs) <= 10 else 7
    room = _number_that_fit([brief.name for brief in briefs[:most]], width=45, lines=14)
    return Glance(finding_of(briefs), folded(briefs, room))


def _number_that_fit(texts: Sequence[str], width: int, lines: int) -> int:
    """Return how many texts, and at least two, have room one below another in lines of so many letters."""
    so_far = accumulate(ceil(len(text) / width) or 1 for text in texts)
    return max(2, sum(used <= lines for used in so_far))


def _other_points(book: Book, news: list[News]) -> list[KeyPoint]:
    """Return the desk's points that are not shown as new, first those for which there is no room there."""
    shown = [each.text for each in news if each.part is None]
    others = [point for point in book.settings.key_points if not any(point.text is text for text in shown)]
    return sorted(others, key=lambda point: point.date.begins_by(book.written))


def _what_is_ahead(survey: Survey) -> Mapping[str, Any]:
    """Return the next dates that are known, and how much more is to come, with a date or without."""
    words = [each.words for each in survey.next_dates[:5]]
    dates = folded(survey.next_dates, _number_that_fit(words, width=40, lines=8))
    without_date = sum(each.due is None for _, each in survey.upcoming)
    return {"next_dates": dates, "more_ahead": without_date + len(dates.others), "without_date": without_date}


def _owners(book: Book) -> Iterator[Owner]:
    """Yield who owns briefs beside the desk, who owns most of them first."""
    known = {each.name: each for each in book.settings.owners}
    count = Counter(filter(None, map(book.owner_of, book.briefs.values())))
    for name, briefs in count.most_common():
        if name != book.settings.desk.name:
            yield Owner(known.get(name) or Contact.model_construct(name=name), briefs)
