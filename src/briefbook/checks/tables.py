"""Find tables that are too wide for paper."""

import re
from collections.abc import Iterator

from briefbook.model.book import Book
from briefbook.model.prose import Prose, StatementStart
from briefbook.model.relations import prose_of
from briefbook.problems import Problem

_COLUMN = re.compile("<th[ >]")
MOST_COLUMNS = 12
"""In the small letters of a wide table, each column still has room for a date."""


def check_tables(book: Book) -> list[Problem]:
    """Return a problem for each table of more columns than a sheet has room for."""
    return [
        problem
        for part in (book.settings, *book.parts)
        for prose in prose_of(part)
        for problem in _check_tables(prose)
    ]


def _check_tables(prose: Prose) -> Iterator[Problem]:
    columns, row = 0, None
    for piece in prose.html:
        if isinstance(piece, StatementStart):
            row = piece.where
        elif isinstance(piece, str):
            columns += len(_COLUMN.findall(piece))
            if "</thead>" in piece:
                if columns > MOST_COLUMNS and row:
                    what = f"a table of {columns} columns, where paper has room for {MOST_COLUMNS}"
                    yield Problem(row, what, "split it, or turn its rows into columns")
                columns = 0
