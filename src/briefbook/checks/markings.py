"""Find markings that the book's scheme does not have."""

from briefbook.model.book import Book
from briefbook.model.layout import BOOK
from briefbook.model.located import place_of
from briefbook.problems import Problem, Where, suggest


def check_markings(book: Book) -> list[Problem]:
    """Return a problem for each marking outside `markings` of book.yml."""
    if not book.settings.has_read("markings"):
        return []
    scheme = book.settings.markings
    marked = [(book.settings.marking, Where(BOOK))]
    marked += [(part.facts.marking, Where(part.path)) for part in book.releasable if part.facts.marking]
    return [
        Problem(
            place_of(marking, file), f"no marking {marking!r} in the book's scheme", suggest(marking, scheme)
        )
        for marking, file in marked
        if marking not in scheme
    ]
