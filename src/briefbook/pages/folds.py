"""Lists of which a page shows no more than it has room for."""

from collections.abc import Sequence
from typing import Any, NamedTuple


class Folded(NamedTuple):
    """A list of which a page shows the first; it folds the others away, links to them, or counts them."""

    first: Any
    others: Sequence[Any]


def folded(items: Sequence[Any], most: int) -> Folded:
    """Return a list as a page shows it that has room for `most` of its items."""
    return Folded(items[:most], items[most:])
