"""What two rows have in common, whatever they are made of."""

import random
from collections.abc import Sequence
from functools import partial

import pytest

from briefbook.diff import alignment
from briefbook.diff.alignment import steps_between
from briefbook.diff.word_diff import marked
from tests.diff.states import lines_run


def rebuilt(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Return the second row, made of the first by the steps between them, each of which has to fit."""
    made: list[str] = []
    was = now = 0
    for tag, first, last, new_first, new_last in steps_between(before, after):
        assert (was, now) == (first, new_first)
        assert (tag in ("delete", "equal", "replace")) == (first < last)
        assert (tag in ("insert", "equal", "replace")) == (new_first < new_last)
        if tag == "equal":
            assert before[first:last] == after[new_first:new_last]
        made += after[new_first:new_last]
        was, now = last, new_last
    assert (was, now) == (len(before), len(after))
    return made


@pytest.mark.parametrize("seed", range(60))
def test_steps_lead_from_one_row_to_the_other(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alignment, "_SHORT", 0)
    monkeypatch.setattr(alignment, "_PAIRS", seed)
    chance = random.Random(seed)
    rows = [[chance.choice("abcdefgh"[: 1 + seed % 8]) for _ in range(chance.randrange(12))] for _ in "12"]
    assert rebuilt(*rows) == rows[1]


def test_long_rows_keep_all_that_stayed() -> None:
    row = [f"w{number}" if number % 3 else "the" for number in range(3_000)]
    after = [f"new{number}" if number % 100 == 1 else each for number, each in enumerate(row)]
    changed = [step for step in steps_between(row, after) if step[0] != "equal"]
    assert changed == [("replace", place, place + 1, place, place + 1) for place in range(1, 3_000, 100)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b", "b a a"),
        ("x", "x x y"),
        ("w{} x", "w{} y"),
        ("w{}", "v{}"),
        ("あい", "いああ"),
    ],
)
def test_the_work_grows_with_a_paragraph_whatever_its_words(old: str, new: str) -> None:
    def compare(many: int) -> None:
        marked(*(" ".join(pattern.format(number) for number in range(many)) for pattern in (old, new)))

    first, second, third = (lines_run(partial(compare, many)) for many in (1_000, 2_000, 4_000))
    assert second < 2.3 * first
    assert third < 2.3 * second
