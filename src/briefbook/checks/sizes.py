"""Find briefs that hold more than print has room for at once."""

from briefbook.model.book import Book, Brief
from briefbook.model.limits import PARTS
from briefbook.model.relations import prose_of
from briefbook.problems import Problem, Where


def check_sizes(book: Book) -> list[Problem]:
    """Return a problem for each brief of too many parts, in all its fields and its text."""
    return [
        Problem(
            Where(brief.path),
            f"{parts:,} paragraphs, items, cells, marked words and citations in one brief",
            f"split it: a brief has {PARTS:,} at most",
        )
        for brief in book.parts
        if isinstance(brief, Brief) and (parts := _parts_of(brief)) > PARTS
    ]


def _parts_of(brief: Brief) -> int:
    """Return how many elements the prose of a brief has in HTML."""
    pieces = [piece for prose in prose_of(brief) for piece in prose.html]
    return sum(piece.count("</") if isinstance(piece, str) else 1 for piece in pieces)
