"""List the statements of a book that have no source, each by its first words."""

from collections.abc import Iterator
from datetime import date

from briefbook.derived.statements import statements_needing_source
from briefbook.model.book import Book
from briefbook.model.dates import PartialDate
from briefbook.model.records import Record, Reference
from briefbook.problems import Where

_LONGEST = 72
"""Characters of a statement that are shown: with its place before them they fit on a line or two."""


def find_unsourced(book: Book) -> Iterator[tuple[Where, str]]:
    """Yield the place and the first words of each statement without a source, by place."""
    bare = (each for each in statements_needing_source(book) if not each.citations)
    for statement in sorted(bare, key=lambda each: each.where):
        facts = _facts(statement.record) if statement.record else ""
        words = " ".join((statement.text or facts).split())
        yield statement.where, words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _facts(record: Record) -> str:
    """Return the single values of a record, which says nothing in words: an action and its date."""
    values = (value.id if isinstance(value, Reference) else value for value in record.contents)
    return " ".join(str(value) for value in values if isinstance(value, str | date | PartialDate))
