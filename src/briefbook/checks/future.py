"""Find days in the future on which something cannot have been done yet."""

from collections.abc import Iterator
from datetime import date

from briefbook.model.book import Book
from briefbook.model.dates import show_day
from briefbook.model.layout import BOOK
from briefbook.model.located import place_of
from briefbook.problems import Problem, Where


def check_future(book: Book, today: date) -> list[Problem]:
    """Return a warning for each day after ``today`` that the book, a text or a clearance is said to be of."""
    return [
        Problem(
            place_of(day, Where(path)),
            f"{name!r} is in the future: {show_day(day)}, and today is {show_day(today)}",
            "give a day that has come, unless this one is meant",
            is_warning=True,
        )
        for path, name, day in _days(book)
        if day and day > today
    ]


def _days(book: Book) -> Iterator[tuple[str, str, date | None]]:
    """Yield the path, the field and the day of what is past once it is written down."""
    yield BOOK, "as_of", book.settings.as_of
    yield BOOK, "written", book.settings.written
    for brief in book.briefs.values():
        yield brief.path, "written", brief.facts.written
        yield brief.path, "cleared_on", brief.facts.cleared_on
