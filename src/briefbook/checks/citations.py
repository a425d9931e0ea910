"""Find citations that lead to no source."""

from briefbook.model.book import Book
from briefbook.model.layout import SOURCES, is_unread
from briefbook.model.relations import citations_of
from briefbook.problems import Problem, suggest


def check_citations(book: Book) -> list[Problem]:
    """Return a problem for each citation whose key no source has."""
    if is_unread(SOURCES, book.unread_files):
        return []
    return [
        Problem(cite.where, f"no source {cite.key!r}", suggest(cite.key, book.sources))
        for part in (book.settings, *book.parts)
        for cite in citations_of(part)
        if cite.key not in book.sources
    ]
