"""What two rows have in common, in order, in a time that hardly grows faster than they do.

Long rows are aligned by their rare items, as Git does in `git diff --histogram`.
"""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from briefbook.diff.matching import match_in_order

_SHORT = 400_000
"""The most pairs of items that are all compared: in rows of some 600, each with each."""
_PAIRS = 40_000
"""The most pairs of equal items that are looked at in longer rows, those of the rarest items."""

Step = tuple[str, int, int, int, int]
"""What became of a stretch, as `difflib` says it: `equal`, `replace`, `delete` or `insert`, from and to."""
_Run = tuple[int, int, int]
"""Where a stretch that stayed begins in either row, and how long it is."""


def steps_between(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Step]:
    """Return the steps from one row to another.

    `difflib` finds the longest stretches, in up to the cube of their number of steps. In long rows items that
    are there often say little: the rare ones give the places, and what lies beside them goes along.
    """
    if len(before) * len(after) <= _SHORT:
        return [*SequenceMatcher(None, before, after, autojunk=False).get_opcodes()]
    return [*_steps(before, after, [*_stayed(before, after), (len(before), len(after), 0)])]


def _steps(before: Sequence[Hashable], after: Sequence[Hashable], stayed: Sequence[_Run]) -> Iterator[Step]:
    was = now = 0
    for first, new_first, length in stayed:
        if was < first or now < new_first:
            tag = "insert" if was == first else "delete" if now == new_first else "replace"
            yield tag, was, first, now, new_first
        was, now = first + length, new_first + length
        if length:
            yield "equal", first, was, new_first, now


def _stayed(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[_Run]:
    """Yield the stretches that stayed, in their order: none begins where the one before it ends."""
    was = now = length = 0
    for first, new_first in [*_anchors(before, after), (len(before), len(after))]:
        if first < was + length or new_first < now + length:
            continue  # it went along with the one before
        end, new_end = was + length, now + length
        forward = _shared(before[end:first], after[new_end:new_first])
        length += forward
        rest, new_rest = before[end + forward : first], after[new_end + forward : new_first]
        backward = _shared(rest[::-1], new_rest[::-1])
        if backward == len(rest) == len(new_rest):
            length += backward + 1
            continue
        if length:
            yield was, now, length
        was, now, length = first - backward, new_first - backward, backward + 1
    if length > 1:
        yield was, now, length - 1  # the end itself is not an item


def _shared(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """Return how many items two rows have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _anchors(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the places of rare items that both rows have, in the order of both."""
    old, new = Counter(before), Counter(after)
    pairs = {item: count * new[item] for item, count in old.items() if item in new}
    left = _PAIRS
    places: dict[Hashable, list[int]] = {}
    for item in sorted(pairs, key=pairs.__getitem__):
        left -= pairs[item]
        if left < 0:
            break
        places[item] = []
    for now, item in enumerate(after):
        if item in places:
            places[item].append(now)
    return match_in_order(
        {(was, now): 1.0 for was, item in enumerate(before) for now in places.get(item, ())}
    )
