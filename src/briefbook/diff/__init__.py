"""Two states of a book, as JSON has them, become what changed between them.

`model_fields` says how each field is compared, by its type and its label.
"""

from briefbook.diff.book_diff import compare

__all__ = ["compare"]
