"""Records of a list as they are matched with those of its other state: by what they are, when, and say."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefbook.diff.word_diff import ALIKE, similarity
from briefbook.model.dates import PartialDate

_SLIP = 31
"""How many days a date is off at most that was corrected, if nothing else shows that it is the same."""
_MAY_BE = 0.45
"""How near, from 0 to 1, two dates are that are off by that much, and an unknown one and any other."""


@dataclass(frozen=True)
class Entry:
    """A record of a list, and what it is matched by; ``besides`` leaves its identity and date out."""

    record: Mapping[str, Any]
    identity: str
    text: str
    besides: str
    date: PartialDate | None

    def content(self) -> str:
        """Return all that it says."""
        return f"{self.identity}; {self.date}; {self.text}; {self.besides}"

    def likeness(self, other: "Entry", shared: Container[str]) -> float:
        """Return how alike two records are; 0 if neither their identity nor their texts make them one.

        Of those of one identity the nearest in time are the same, then those that say most in common. Where
        several share it, as amendments do, one of another date is another, unless it has the same text.
        """
        is_one = self.identity == other.identity
        texts = similarity(self.text, other.text, ALIKE)
        has_text_of_its_own = texts and self.text != self.identity
        nearness = _nearness(self.date, other.date)
        if is_one and self.identity in shared and nearness < _MAY_BE and not has_text_of_its_own:
            return 0.0
        besides = similarity(self.besides, other.besides)
        return 4.0 * is_one + 2.0 * nearness + texts + besides if is_one or texts else 0.0


def in_several(states: Iterable[Sequence[Entry]]) -> frozenset[str]:
    """Return the identities that several records of one state share."""
    counts = (Counter(each.identity for each in entries) for entries in states)
    return frozenset(identity for uses in counts for identity, count in uses.items() if count > 1)


def without_common(before: Sequence[Entry], after: Sequence[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Return two lists of records without those that are in both, each as often as it does."""
    new = list(after)
    old = []
    for entry in before:
        if entry in new:
            new.remove(entry)
        else:
            old.append(entry)
    return old, new


def _nearness(one: PartialDate | None, other: PartialDate | None) -> float:
    """Return how near two dates are: 1 if they are one, below ``_MAY_BE`` if more than a slip is between."""
    if one == other:
        return 1.0
    if one is None or other is None:
        return _MAY_BE
    days = max(0, (one.earliest - other.latest).days, (other.earliest - one.latest).days)
    return 2 * _MAY_BE / (1 + days / _SLIP)
