"""Which briefs of a later state of a book had another id before."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import ceil
from typing import Any

from briefbook.diff.matching import match

_NEARLY_ALL = 0.9
"""The share of words that a brief must have in common with another to be the same under a new id."""
_MOST = 0.6
"""The share that is enough where the two have one title."""
_FEW = 2_500
"""The most pairs of briefs that are all compared: 50 with 50."""
_REACH = 20
"""With how many a brief is compared where there are more, those that share most of its rare words."""

Briefs = Mapping[str, Mapping[str, Any]]


def find_renames(before: Briefs, after: Briefs) -> dict[str, str]:
    """Return the former id of each renamed brief, by its id.

    It is the one that the brief declares in `redirects_from`; else that of a brief that is gone, of the same
    kind, with nearly the same words, or with the same title and most of its words. Meetings of two dates are
    never one.
    """
    gone = {brief_id: brief for brief_id, brief in before.items() if brief_id not in after}
    new = {brief_id: brief for brief_id, brief in after.items() if brief_id not in before}
    found: dict[str, str] = {}
    for brief_id, brief in new.items():
        declared = (place.rpartition("/")[2] for place in brief.get("facts", {}).get("redirects_from", ()))
        former = next((each for each in declared if each in gone and each not in found.values()), None)
        if former:
            found[brief_id] = former
    old = [_Content(brief_id, brief) for brief_id, brief in gone.items() if brief_id not in found.values()]
    undeclared = [_Content(brief_id, brief) for brief_id, brief in new.items() if brief_id not in found]
    pairs = match(old, undeclared, _Content.likeness, lambda each: each.id, _near(old, undeclared))
    return found | {now.id: was.id for was, now in pairs if was and now}


def _near(old: Sequence["_Content"], new: Sequence["_Content"]) -> Iterable[tuple[int, int]] | None:
    """Return the places of briefs that are compared: None, which is all, where there are few.

    Two with enough words in common share one of the rarest words of either, if these are one more than it may
    lack. So those without one need no comparison.
    """
    if len(old) * len(new) <= _FEW:
        return None
    uses = Counter(chain.from_iterable(each.words for each in (*old, *new)))
    with_word: dict[object, list[int]] = defaultdict(list)
    for place, each in enumerate(old):
        for mark in each.marks(uses):
            with_word[mark].append(place)
    near = {(was, now) for now, each in enumerate(new) for was in _likely(each.marks(uses), with_word)}
    return near | {*_of_same_words(old, new)}


def _of_same_words(old: Sequence["_Content"], new: Sequence["_Content"]) -> Iterator[tuple[int, int]]:
    """Yield the places of briefs that have all words in common, by the order of their ids, which decides."""
    groups = []
    for briefs in (old, new):
        by_words: dict[object, list[int]] = defaultdict(list)
        for place in sorted(range(len(briefs)), key=lambda each: briefs[each].id):
            by_words[briefs[place].whole].append(place)
        groups.append(by_words)
    for whole, places in groups[0].items():
        yield from zip(places, groups[1].get(whole, ()), strict=False)


def _likely(marks: Iterable[object], with_word: Mapping[object, Sequence[int]]) -> list[int]:
    """Return the places of the briefs that share most of some marks, of which the rare ones say most."""
    shared: dict[int, float] = defaultdict(float)
    for mark in marks:
        places = with_word.get(mark, ())
        for place in places[:_REACH]:
            shared[place] += 1 / len(places)
    return sorted(shared, key=lambda place: (-shared[place], place))[:_REACH]


class _Content:
    """What a brief says, to be compared with many."""

    def __init__(self, brief_id: str, brief: Mapping[str, Any]) -> None:
        facts = brief.get("facts", {})
        when = facts.get("date")
        self.id = brief_id
        self.kind = brief.get("kind")
        self.date = when.get("value") if isinstance(when, Mapping) else when
        self.title = facts.get("title", "").casefold()
        self.words = frozenset(
            chain.from_iterable(text.split() for text in _texts([facts, brief.get("prose")]))
        )

    @property
    def whole(self) -> object:
        """All that makes a brief the same as another, but for its title."""
        return self.kind, str(self.date), self.words

    def marks(self, uses: Mapping[str, int]) -> Iterator[object]:
        """Yield what another shares one of, if it is the same: as many rare words as it may lack, and one."""
        may_lack = len(self.words) - ceil(_MOST * len(self.words))
        rarest = sorted(self.words, key=lambda each: (uses[each], each))
        yield from ((self.kind, str(self.date), word) for word in rarest[: may_lack + 1])

    def likeness(self, other: "_Content") -> float:
        """Return how likely the two are one brief; 0 if they are not taken for one."""
        if self.kind != other.kind or self.date != other.date:
            return 0.0
        least = _MOST if self.title and self.title == other.title else _NEARLY_ALL
        fewer, more = sorted((len(self.words), len(other.words)))
        if fewer < least * more:
            return 0.0  # known without a comparison: they cannot have more in common than the fewer words
        common = len(self.words & other.words)
        share = common / (fewer + more - common or 1)
        return share if share >= least else 0.0


def _texts(value: Any) -> list[str]:
    """Return all texts within a value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for each in value.values() for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, list | tuple) else []
