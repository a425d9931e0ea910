"""Entries, rows and briefs that changed are found again."""

import random
import re
from collections.abc import Iterable
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from briefbook.diff import compare
from briefbook.diff.changes import Changes
from briefbook.diff.matching import match_in_order
from briefbook.diff.names import date_words
from briefbook.diff.renames import find_renames
from tests.diff.states import BASE, calls_of, lines, merged, real, shuffled


def table(rows: Iterable[int], word: str) -> dict[str, Any]:
    cells = (
        f"<td>Row {row} of steel and rope {row * 7}</td><td>Value {row * row} {word}</td>" for row in rows
    )
    prose = f"<table><tbody><tr>{'</tr><tr>'.join(cells)}</tr></tbody></table>"
    return {"briefs": {"pact": {"kind": "agreement", "facts": {"title": "Pact"}, "prose": prose}}}


def test_a_table_of_which_every_row_changed_is_described_row_by_row() -> None:
    def compared(rows: int) -> Changes:
        return compare(table(range(rows), "then"), table(range(rows), "now"))

    (brief,) = compared(2000).briefs
    assert len(brief.changes) == 2000
    assert all(change.words for change in brief.changes)
    assert calls_of(lambda: compared(2000)) < 8 * calls_of(lambda: compared(500)), "not each row with each"


def test_rows_that_come_into_a_table_of_which_every_row_changed_are_described_as_added() -> None:
    (brief,) = compare(table(range(200), "then"), table(range(-40, 200), "now")).briefs
    added = [change for change in brief.changes if change.before is None]
    assert [str(change.after).split()[1] for change in added] == [str(row) for row in range(-40, 0)]
    assert len(brief.changes) == 240


@pytest.mark.parametrize("seed", range(20))
def test_pairs_in_order_are_those_most_alike_taken_together(seed: int) -> None:
    chance = random.Random(seed)
    places = [(was, now) for was in range(5) for now in range(5)]
    likeness = {pair: chance.randint(1, 9) / 8 for pair in chance.sample(places, 12)}
    pairs = match_in_order(likeness)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(pairs))

    def most(was: int, now: int) -> float:
        if was < 0 or now < 0:
            return 0.0
        paired = likeness.get((was, now), 0.0) + most(was - 1, now - 1)
        return max(paired, most(was - 1, now), most(was, now - 1))

    assert sum(likeness[pair] for pair in pairs) == most(4, 4)


@pytest.mark.parametrize("seed", range(20))
def test_entries_of_one_kind_that_change_and_are_listed_anew_stay_themselves(seed: int) -> None:
    chance = random.Random(seed)
    days = [f"{year}-05-{chance.randint(10, 28)}" for year in range(2000, 2010)]
    steps: list[dict[str, Any]] = [
        {"action": "amendment", "date": day, "sources": ["notice"]} for day in days
    ]
    gone, new, sourced, placed, *_ = chance.sample(steps, len(steps))
    before = [each for each in steps if each is not new]
    after = [each for each in steps if each is not gone]
    after[after.index(sourced)] = {**sourced, "sources": ["paper", "notice"]}
    after[after.index(placed)] = {**placed, "place": "tokyo"}

    def pact(actions: list[dict[str, Any]]) -> Any:
        patch = {"briefs": {"pact": {"facts": {"actions": chance.sample(actions, len(actions))}}}}
        return merged(BASE, patch)

    said = "Supplies pact: Amendment"
    assert sorted(lines(compare(pact(before), pact(after)))) == sorted(
        [
            f"{said}: removed: {date_words(gone['date'])} [Notice of the ministry]",
            f"{said}: added: {date_words(new['date'])} [Notice of the ministry]",
            f"{said} ({date_words(sourced['date'])}), source: added: The Paper, May 2025",
            f"{said} ({date_words(placed['date'])}), place: added: Tokyo",
        ]
    )


def test_the_order_of_lists_says_nothing_of_what_changed() -> None:
    chance = random.Random(1)
    before, after = real("2015-12-31"), real("2026-07-02")
    listed_anew = compare(shuffled(before, chance), shuffled(after, chance))
    assert sorted(map(sorted_words, lines(listed_anew))) == sorted(
        map(sorted_words, lines(compare(before, after)))
    )


def sorted_words(line: str) -> list[str]:
    """Return the words of what is described; sources and names in a row have no order."""
    return sorted(re.findall(r"\w+", line))


def test_another_brief_of_the_same_title_is_not_a_renamed_one() -> None:
    def talks(brief_id: str, place: str, year: int) -> dict[str, Any]:
        spoken = {
            "Delhi": "of fuel, of spare parts and of a mast",
            "Tokyo": "about exercises at sea, ships and maps",
        }
        text = f"In {year} the ministers met in {place}; they talked {spoken[place]}."
        facts = {"title": "Ministers' meeting", "bottom_line": [{"text": text}], "date": {"value": str(year)}}
        return {"briefs": {brief_id: {"kind": "meeting", "facts": facts, "prose": f"<p>{text * 2}</p>"}}}

    changes = compare(talks("talks-2023", "Delhi", 2023), talks("talks-2026", "Tokyo", 2026))
    assert [(brief.id, brief.what) for brief in changes.briefs] == [
        ("talks-2026", "added"),
        ("talks-2023", "removed"),
    ]


@pytest.mark.parametrize("seed", range(20))
def test_a_brief_is_renamed_if_it_has_nine_tenths_of_the_words(seed: int) -> None:
    chance = random.Random(seed)
    words = [f"word-{number}" for number in range(100)]
    kept = chance.sample(words, chance.randint(85, 99))
    said = {"old": words, "new": kept}
    before, after = ({key: {"kind": "context", "prose": " ".join(each)}} for key, each in said.items())
    assert find_renames(before, after) == ({"new": "old"} if len(kept) >= 90 else {})


def test_many_briefs_with_new_ids_are_found_again_whatever_their_length() -> None:
    chance = random.Random(7)
    texts = [[f"word-{chance.randint(0, 5_000)}" for _ in range(chance.randint(5, 300))] for _ in range(120)]
    before = {
        f"old-{number}": {"kind": "context", "prose": " ".join(text)} for number, text in enumerate(texts)
    }
    after = {
        f"new-{number}": {
            "kind": "context",
            "prose": " ".join([*text[1:], "new"] if len(text) > 30 else text),
        }
        for number, text in enumerate(texts)
    }
    assert find_renames(before, after) == {f"new-{number}": f"old-{number}" for number in range(len(texts))}


@pytest.mark.parametrize("words", ["", "word-{}", "word-{} of-{}"])
def test_all_briefs_may_have_new_ids(words: str) -> None:
    """Also where they are all alike, and in a time that grows with their number."""

    def state(name: str, many: int) -> dict[str, Any]:
        alike = [f"alike-{number}" for number in range(20)]
        return {
            f"{name}-{number:03}": {
                "kind": "context",
                "facts": {"title": "T"},
                "prose": " ".join(
                    [*alike, *(f"{words} " * 20).format(*[number] * 40).split(), name * bool(words)]
                ),
            }
            for number in range(many)
        }

    states = [(state("old", many), state("new", many)) for many in (100, 200, 400)]
    for before, after in states:
        assert find_renames(before, after) == dict(zip(after, before, strict=True))
    first, second, third = (calls_of(partial(find_renames, *pair)) for pair in states)
    assert second < 2.3 * first
    assert third < 2.3 * second


def test_meetings_of_two_dates_are_two() -> None:
    def talks(brief_id: str, day: str) -> dict[str, Any]:
        facts = {
            "title": "Staff talks",
            "date": {"value": day},
            "bottom_line": [{"text": "They met as ever."}],
        }
        return {brief_id: {"kind": "meeting", "facts": facts}}

    assert find_renames(talks("talks", "2024-05"), talks("staff-talks", "2024-05")) == {
        "staff-talks": "talks"
    }
    assert find_renames(talks("talks-2024", "2024-05"), talks("talks-2025", "2025-05")) == {}
