"""Which item of one list is which of another, where their order says nothing, and where it does."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from typing import Any, TypeVar

Item = TypeVar("Item")


def match(
    before: Sequence[Item],
    after: Sequence[Item],
    likeness: Callable[[Item, Item], float],
    content: Callable[[Item], str],
    places: Iterable[tuple[int, int]] | None = None,
) -> list[tuple[Item | None, Item | None]]:
    """Return each item with its earlier state: those of ``after`` in their order, then those that are gone.

    Those most alike are matched first; items whose ``likeness`` is 0 are not the same. Of pairs that are
    equally alike the ``content`` of the items decides, so that the order of the lists never does.
    ``places`` are those of the pairs that may be the same, all by default.
    """
    said_before, said_after = list(map(content, before)), list(map(content, after))
    found = [
        (-alike, said_before[was], said_after[now], was, now)
        for was, now in (product(range(len(before)), range(len(after))) if places is None else places)
        if (alike := likeness(before[was], after[now]))
    ]
    matched: set[int] = set()
    earlier_of: dict[int, int] = {}
    for _, _, _, was, now in sorted(found):
        if now not in earlier_of and was not in matched:
            earlier_of[now] = was
            matched.add(was)
    kept = [(before[earlier_of[now]] if now in earlier_of else None, item) for now, item in enumerate(after)]
    return [*kept, *((item, None) for was, item in enumerate(before) if was not in matched)]


def match_in_order(likeness: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Return the pairs of places, in two lists, that are most alike taken together and do not cross.

    ``likeness`` has the pairs that may be the same. What ends at a place of the second list is kept only if
    it is worth more than all that ends before: a heaviest increasing subsequence, in some n log n steps.
    """
    ends: list[int] = []
    chains: list[tuple[float, Any]] = []
    for was, now in sorted(likeness, key=lambda pair: (pair[0], -pair[1])):
        place = bisect_left(ends, now)
        worth, chain = chains[place - 1] if place else (0.0, None)
        worth += likeness[was, now]
        if now in ends[place : place + 1] and chains[place][0] >= worth:
            continue
        beaten = place
        while beaten < len(ends) and chains[beaten][0] <= worth:
            beaten += 1
        ends[place:beaten] = [now]
        chains[place:beaten] = [(worth, ((was, now), chain))]
    pairs = []
    chain = chains[-1][1] if chains else None
    while chain:
        pair, chain = chain
        pairs.append(pair)
    return pairs[::-1]
