"""Two texts compared word by word."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import regex

from briefbook.diff.alignment import steps_between
from briefbook.diff.changes import Word

ALIKE = 0.6
"""How similar two texts must be to count as two states of one."""
HELD_TOGETHER = "\ue000"
"""The space within what counts as one word, such as a citation; of the private use area, so in no text."""
_GLUED = "\ue001"
"""Begins a word that no space parts from the one before it."""
_CHARACTER = r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]"
_SEAM = regex.compile(rf"\[[^\]\s]*\](*SKIP)(*FAIL)|(?<=\S)(?={_CHARACTER})|(?<={_CHARACTER})(?=\S)")
"""Where a word ends without a space: around Japanese and Chinese characters, but within no citation."""
_ISLAND = 2
"""So few words that stayed between two changes belong to the change."""
_KEPT = 8
"""How many words that stayed are shown at each side of a change."""


def similarity(before: str, after: str, least: float = 0.0) -> float:
    """Return the share of words that two texts have in common: 0 to 1, and 0 below ``least``."""
    old, new = _counted(before), _counted(after)
    share = 2 * len(old & new) / (len(old) + len(new) or 1)
    return share if share >= least else 0.0


def marked(before: str, after: str) -> tuple[Word, ...]:
    """Return the words of both texts, marked, with long stretches that stayed cut short."""
    runs = list(_runs(_words(before), _words(after)))
    shown = list(runs)
    for place, run in enumerate(runs):
        if run.mark == "same":
            text = _shortened(run.text, is_first=place == 0, is_last=place == len(runs) - 1)
            shown[place] = Word("same", text)
    return tuple(Word(run.mark, with_plain_spaces(run.text)) for run in shown)


def with_plain_spaces(text: str) -> str:
    """Return a text with plain spaces in what counted as one word."""
    return text.replace(HELD_TOGETHER, " ")


def first_words(text: str, number: int) -> str:
    """Return the beginning of a text, with an ellipsis where it goes on."""
    words = text.split()
    return text if len(words) <= number + 2 else f"{' '.join(words[:number]).rstrip(',;:.')}…"


def _words(text: str) -> list[str]:
    """Return the words of a text; Japanese and Chinese, which have no spaces, give each character."""
    return (text if text.isascii() else _SEAM.sub(f" {_GLUED}", text)).split()


def _joined(words: Iterable[str]) -> str:
    return " ".join(words).replace(f" {_GLUED}", "").removeprefix(_GLUED)


@lru_cache(maxsize=2_000)  # each text is compared with many
def _counted(text: str) -> frozenset[tuple[str, int]]:
    """Return the words of a text, numbered if one is there again."""
    counts = Counter(_words(text))
    return frozenset((word, number) for word, count in counts.items() for number in range(count))


def _runs(before: Sequence[str], after: Sequence[str]) -> Iterator[Word]:
    """Yield the words of both texts, those that share a mark together; in a change the removed ones first."""
    steps = steps_between(before, after)
    removed: list[str] = []
    added: list[str] = []
    for place, (tag, first, last, new_first, new_last) in enumerate(steps):
        is_island = 0 < place < len(steps) - 1 and last - first <= _ISLAND
        if tag == "equal" and not is_island:
            yield from _change(removed, added)
            yield Word("same", _joined(before[first:last]))
            removed, added = [], []
        else:
            removed += before[first:last]
            added += after[new_first:new_last]
    yield from _change(removed, added)


def _change(removed: Sequence[str], added: Sequence[str]) -> Iterator[Word]:
    if removed:
        yield Word("removed", _joined(removed))
    if added:
        yield Word("added", _joined(added))


def _shortened(text: str, *, is_first: bool, is_last: bool) -> str:
    """Return a stretch that stayed, without the words that are far from any change."""
    words = _words(text)
    head = [] if is_first else words[:_KEPT]
    tail = [] if is_last else words[-_KEPT:]
    if len(words) <= len(head) + len(tail) + 2:
        return text
    return f"{_joined(head)} … {_joined(tail)}".strip()
