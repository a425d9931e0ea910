"""Find markings that the book's scheme does not have."""

from briefbook.errors import Problem, Where, suggest
from briefbook.model import Book
from briefbook.parse import BOOK


def check_markings(book: Book) -> list[Problem]:
    """Return a problem for each marking outside `markings` of book.yml."""
    scheme = book.settings.markings
    marked = [(BOOK, book.settings.marking)]
    marked += [(brief.path, brief.facts.marking) for brief in book.briefs.values() if brief.facts.marking]
    return [
        Problem(Where(path), f"no marking {marking!r} in the book's scheme", suggest(marking, scheme))
        for path, marking in marked
        if marking not in scheme
    ]
