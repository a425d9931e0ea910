"""Which briefs of a later state of a book had another id before."""

from collections.abc import Mapping
from itertools import chain
from typing import Any

from briefbook.diff.matching import match

_NEARLY_ALL = 0.9
"""The share of words that a brief must have in common with another to be the same under a new id."""
_MOST = 0.6
"""The share that is enough where the two have one title."""

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
    pairs = match(old, undeclared, _Content.likeness, lambda each: each.id)
    return found | {now.id: was.id for was, now in pairs if was and now}


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
