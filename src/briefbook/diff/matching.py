"""Which item of one list is which of another, where their order says nothing."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def match(
    before: Sequence[Item], after: Sequence[Item], likeness: Callable[[Item, Item], float]
) -> list[tuple[Item | None, Item | None]]:
    """Return each item with its earlier state: those of ``after`` in their order, then those that are gone.

    Those most alike are matched first; items whose ``likeness`` is 0 are not the same.
    """
    found = [
        (-alike, was, now)
        for was, earlier in enumerate(before)
        for now, later in enumerate(after)
        if (alike := likeness(earlier, later))
    ]
    earlier_of: dict[int, int] = {}
    for _, was, now in sorted(found):
        if now not in earlier_of and was not in earlier_of.values():
            earlier_of[now] = was
    kept = [(before[earlier_of[now]] if now in earlier_of else None, item) for now, item in enumerate(after)]
    return [*kept, *((item, None) for was, item in enumerate(before) if was not in earlier_of.values())]
