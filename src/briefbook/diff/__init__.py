"""Two states of a book, as JSON has them, become what changed between them."""

from briefbook.diff.book_diff import compare

__all__ = ["compare"]
