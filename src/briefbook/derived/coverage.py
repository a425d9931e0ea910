"""The share of statements that have a source."""

from collections.abc import Iterable
from dataclasses import dataclass

from briefbook.derived.statements import Statement, statements_needing_source
from briefbook.model.book import Book
from briefbook.model.prose import Citation


@dataclass(frozen=True)
class Coverage:
    """How many statements there are, how many of them have a source, and how many an official one."""

    statements: int
    sourced: int
    official: int

    def __str__(self) -> str:
        if not self.statements:
            return "The book makes no statement yet"
        return (
            f"{self.percent_sourced} % of {self.statements:,} statements have a source, "
            f"{self.percent_official} % an official one"
        )

    @property
    def percent_sourced(self) -> int:
        """The share with a source, in whole per cent, rounded down."""
        return _percent(self.sourced, self.statements)

    @property
    def percent_official(self) -> int:
        """The share with an official source, in whole per cent, rounded down."""
        return _percent(self.official, self.statements)


def _percent(part: int, whole: int) -> int:
    return 100 * part // whole if whole else 100


def coverage_of_book(book: Book) -> Coverage:
    """Return how far the statements of a book rest on sources."""
    return coverage_of_statements(book, statements_needing_source(book))


def coverage_of_statements(book: Book, statements: Iterable[Statement]) -> Coverage:
    """Return how far some statements rest on the sources of a book."""
    total = sourced = official = 0
    for statement in statements:
        total += 1
        sourced += bool(statement.citations)
        official += any(is_official(book, cite) for cite in statement.citations)
    return Coverage(total, sourced, official)


def is_official(book: Book, cite: Citation) -> bool:
    """Return whether a citation leads to a source issued by a government or an international body."""
    source = book.sources.get(cite.key)
    return source is not None and source.facts.official
