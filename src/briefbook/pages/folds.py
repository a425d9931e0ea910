"""Lists of which a page shows the first items, and has the others a click away."""

from collections.abc import Sequence
from typing import Any, NamedTuple


class Folded(NamedTuple):
    """A list of which the first are shown, and the others a click away; the first may be folded again."""

    first: Any
    others: Sequence[Any]


def folded(items: Sequence[Any], most: int) -> Folded:
    """Return a list as a page shows it that has room for so many of its items."""
    return Folded(items[:most], items[most:])
