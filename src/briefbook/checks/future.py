"""Find days in the future on which something cannot have been done yet."""

from collections.abc import Iterator
from datetime import date

from briefbook.model.book import Book
from briefbook.model.dates import show_day
from briefbook.model.layout import BOOK
from briefbook.model.located import place_of
from briefbook.problems import Problem, Where


def check_future(book: Book, today: date) -> list[Problem]:
    """Return a warning for each day after ``today`` on which a text was written, cleared or read."""
    return [
        Problem(
            place_of(day, where),
            f"{name!r} is in the future: {show_day(day)}, and today is {show_day(today)}",
            "give a day that has come, unless this one is meant",
            is_warning=True,
        )
        for where, name, day in _days(book)
        if day and day > today
    ]


def _days(book: Book) -> Iterator[tuple[Where, str, date | None]]:
    """Yield the place, the field and the day of what is past once it is written down."""
    yield Where(BOOK), "as_of", book.settings.as_of
    yield Where(BOOK), "written", book.settings.written
    for part in book.releasable:
        yield Where(part.path), "written", part.facts.written
        yield Where(part.path), "cleared_on", part.facts.cleared_on
    for source in book.sources.values():
        if source.facts.accessed:
            yield source.facts.where, "accessed", source.facts.accessed.earliest
