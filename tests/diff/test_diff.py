"""Two states of a book compared, in a reader's words."""

import json
import random
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from lxml import html as lxml_html

from briefbook.diff import compare
from briefbook.diff.changes import Change, Changes, PartChange, Word, changes_data
from briefbook.diff.field_kinds import Fields
from briefbook.diff.matching import match_in_order
from briefbook.diff.model_fields import BOOK, ENTITY, PACK, SOURCE, TERM, fields_of_brief
from briefbook.diff.names import date_words
from briefbook.diff.renames import find_renames
from briefbook.diff.text_formats import as_markdown, as_text
from briefbook.diff.word_diff import marked
from briefbook.export.book_json import book_data
from briefbook.model.book import Book
from briefbook.model.briefs.facts import BriefFacts
from briefbook.model.briefs.kinds import KINDS
from briefbook.model.briefs.parts import Event
from briefbook.model.entities import ENTITY_TYPES, NativeName
from briefbook.model.packs import PackFacts
from briefbook.model.records import Record
from briefbook.model.settings import Settings
from briefbook.model.sources import SourceFacts, TermFacts
from briefbook.pages.rendering import render_alone
from briefbook.pipelines.load import read_book
from briefbook.pipelines.progress import no_progress
from tests.conftest import GOLDEN, ROOT

FOLDER = GOLDEN / "diff"
BASE = yaml.safe_load((FOLDER / "base.yml").read_text("utf-8"))
CASES = [
    case
    for name in ("fields", "texts", "parts")
    for case in yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_golden_changes(case: dict[str, Any]) -> None:
    changes = compare(merged(BASE, case.get("before", {})), merged(BASE, case.get("after", {})))
    assert list(lines(changes)) == case["changes"]
    assert changes.is_empty == (not case["changes"])


def merged(base: Any, patch: Any) -> Any:
    """Return a map in which a patch replaces values, and takes away those that it has as null."""
    if not isinstance(base, Mapping) or not isinstance(patch, Mapping):
        return deepcopy(patch)
    both = {
        key: merged(base.get(key), patch[key]) if key in patch else deepcopy(base[key])
        for key in {**base, **patch}
    }
    return {key: value for key, value in both.items() if value is not None}


def lines(changes: Changes) -> Iterator[str]:
    for _, parts in changes.groups:
        for part in parts:
            name = part.name if part.what == "changed" else f"{part.what} {part.name}"
            if part.is_bare:
                yield name
            if part.note:
                yield f"{name}: note: {part.note}"
            if part.renamed_from:
                yield f"{name}: renamed from {part.renamed_from}"
            yield from (f"{name}: {line(each)}" for each in part.changes)
    yield from (f"The book: {line(each)}" for each in changes.book)


def line(change: Change) -> str:
    if change.words:
        marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
        return f"{change.field}: {' '.join(marks[word.mark].format(word.text) for word in change.words)}"
    if change.before is None:
        return f"{change.field}: added: {change.after}"
    if change.after is None:
        return f"{change.field}: removed: {change.before}"
    return f"{change.field}: {change.before} → {change.after}"


@cache
def real(day: str) -> dict[str, Any]:
    """Return the real book as a file of an edition has it."""
    book = read_book(ROOT, date.fromisoformat(day), no_progress)
    assert isinstance(book, Book)
    data: dict[str, Any] = json.loads(json.dumps(book_data(book)))
    return data


@pytest.mark.parametrize("day", ["2015-12-31", "2025-05-06", "2026-07-02"])
def test_a_book_does_not_differ_from_itself_however_it_is_written(day: str) -> None:
    assert compare(real(day), deepcopy(real(day))).is_empty
    assert compare(real(day), shuffled(real(day), random.Random(day))) == Changes()


def shuffled(value: Any, chance: random.Random) -> Any:
    """Return JSON with its keys and the items of its lists in another order."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    if isinstance(value, list):
        items = [shuffled(each, chance) for each in value]
        chance.shuffle(items)
        return items
    return value


def test_two_states_of_the_real_book() -> None:
    changes = compare(real("2025-05-06"), real("2026-07-02"))
    order = list(real("2026-07-02")["briefs"])
    changed = [part.id for part in changes.briefs]
    assert changed == sorted(changed, key=order.index)
    assert "Security declaration: Amendment: added: 29 August 2025; Tokyo; by Modi, Ishiba" in "\n".join(
        lines(changes)
    )
    assert "The book: Information to: 6 May 2025 → 2 July 2026" in lines(changes)


def calls_of(work: Callable[[], object]) -> int:
    """Return how many functions of Python some work calls, which is its cost on every machine."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


def test_of_a_thousand_briefs_only_those_that_changed_are_read() -> None:
    before = {"briefs": {f"brief-{n}": deepcopy(BASE["briefs"]["pact"]) for n in range(1000)}}
    after = deepcopy(before)
    changed = [f"brief-{number}" for number in range(0, 1000, 50)]
    for name in changed:
        after["briefs"][name]["prose"] += "<p>New.</p>"
    alone = [{"briefs": {name: state["briefs"][name] for name in changed}} for state in (before, after)]
    assert [part.id for part in compare(before, after).briefs] == changed
    assert calls_of(lambda: compare(before, after)) < 4 * calls_of(lambda: compare(*alone))


MODELS: list[tuple[str, type[Record], Fields]] = [
    *((kind.__name__, kind, fields_of_brief(kind.kind)) for kind in KINDS.values()),
    *((entity.__name__, entity, ENTITY) for entity in ENTITY_TYPES.values()),
    ("SourceFacts", SourceFacts, SOURCE),
    ("TermFacts", TermFacts, TERM),
    ("PackFacts", PackFacts, PACK),
    ("Settings", Settings, BOOK),
]
LEFT_OUT: Mapping[type[Record], set[str]] = {
    BriefFacts: {"marking", "change_note", "redirects_from"},  # described otherwise
    Event: {"same"},  # what the timeline leaves out, since the fact is described where it is
    NativeName: {"lang"},  # how browsers speak the name
    SourceFacts: {"type", "sha256"},
    Settings: {"markings", "coverage", "uncleared"},  # how the book is made
}


@pytest.mark.parametrize(("name", "model", "fields"), MODELS, ids=[model[0] for model in MODELS])
def test_every_field_of_the_model_is_compared_or_left_out_on_purpose(
    name: str, model: type[Record], fields: Fields
) -> None:
    assert list(not_compared(model, fields, name)) == []


def not_compared(model: type[Record], fields: Fields, place: str) -> Iterator[str]:
    """Yield the fields of a model, and of the models within, that a table of fields does not have."""
    left_out = {key for parent in model.__mro__ for key in LEFT_OUT.get(parent, ())}
    for name, declared in model.model_fields.items():
        key = declared.alias or name
        if key in left_out:
            continue
        if key not in fields:
            yield f"{place}.{key}"
        for inner in models_in(declared.annotation):
            yield from not_compared(inner, getattr(fields.get(key), "fields", {}), f"{place}.{key}")


def models_in(annotation: Any) -> Iterator[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for each in get_args(annotation):
        yield from models_in(each)


CHANGES = Changes(
    briefs=(
        PartChange(
            "pact",
            "Supplies *pact*",
            "changed",
            "agreements/pact/index.html",
            "old-pact",
            "1. Checked <again>.",
            (
                Change("Entry into force", "unknown", "11 July 2021"),
                Change(
                    "Text",
                    "It is_so.",
                    "It was.",
                    (Word("same", "It"), Word("removed", "is_so."), Word("added", "was.")),
                ),
                Change("Party", "India", None),
            ),
        ),
        PartChange(
            "talks",
            "Talks",
            "added",
            "meetings/talks/index.html",
            changes=(Change("Bottom line", None, "They met."),),
        ),
        PartChange("gone", "Gone", "removed"),
    ),
    sources=(PartChange("notice", "石破 & [Notice]", "added"), PartChange("paper", "Paper", "added")),
    book=(Change("Title", None, "A book"),),
)
SUMMARY = "1 brief new, 1 renamed, 1 removed; 2 sources added; 1 change to the book as a whole"


def test_text_for_a_terminal() -> None:
    assert (
        as_text(CHANGES, "Changes")
        == f"""\
Changes

{SUMMARY}.

== New briefs ==

Talks

  - Bottom line: They met.

== Changed briefs ==

Supplies *pact*

    1. Checked <again>.

Renamed; its id was old-pact.

  - Entry into force: unknown → 11 July 2021
  - Text: It [-is_so.-] {{+was.+}}
  - Party: removed: India

== Removed briefs ==

  - Gone

== New sources ==

  - 石破 & [Notice]
  - Paper

== The book as a whole ==

  - Title: added: A book
"""
    )


def test_markdown_shows_the_characters_of_markup_as_they_are() -> None:
    markdown = as_markdown(CHANGES, "1 + 1 #")
    assert markdown.startswith("# 1 + 1 #\n\n1 brief new")
    assert (
        "### Supplies \\*pact\\*\n\n> 1\\. Checked \\<again\\>.\n\nRenamed; its id was old-pact.\n\n"
        in markdown
    )
    assert "- Entry into force: unknown → 11 July 2021\n- Text: It ~~is\\_so.~~ **was.**\n" in markdown
    assert "## New sources\n\n- 石破 \\& \\[Notice\\]\n- Paper\n" in markdown


def test_nothing_changed() -> None:
    assert as_text(Changes(), "T") == "T\n\nNothing changed.\n"
    assert as_markdown(Changes(), "T") == "# T\n\nNothing changed.\n"
    assert Changes().is_empty


def test_html_marks_removed_and_added_words_without_colour(tmp_path: Path) -> None:
    shutil.copy(ROOT / "templates/macros/changes.html", tmp_path)
    (tmp_path / "page.html").write_text(
        '{% from "changes.html" import changes %}{{ changes(found, url) }}', "utf-8"
    )
    page: Any = lxml_html.fromstring(render_alone("page.html", tmp_path, found=CHANGES, url="../{}".format))
    assert [each.text_content() for each in page.iter("h2")] == [title for title, _ in CHANGES.groups] + [
        CHANGES.BOOK_HEADING
    ]
    assert [each.get("href") for each in page.xpath("//h3/a")] == [
        "../meetings/talks/index.html",
        "../agreements/pact/index.html",
    ]
    assert page.xpath("string(//section[2]//p)") == "Note of the desk: 1. Checked <again>."
    items = [" ".join(each.text_content().split()) for each in page.iter("li")]
    assert items == [
        "Bottom line: They met.",
        "Entry into force: removed: unknown; → added: 11 July 2021;",
        "Text: It removed: is_so.; added: was.;",
        "Party: removed: India",
        "Gone",
        "石破 & [Notice]",
        "Paper",
        "Title: added: A book",
    ]
    assert page.xpath("string(//*[@lang])") == "石破 "


def test_json_has_the_fields_by_name() -> None:
    data = json.loads(json.dumps(changes_data(CHANGES)))
    assert data["briefs"][0]["changes"][1]["words"][1] == {"mark": "removed", "text": "is_so."}
    assert data["briefs"][2] == {**data["briefs"][2], "what": "removed", "address": None, "note": None}


def test_words_that_stayed_are_cut_short_between_changes_and_at_both_ends() -> None:
    same = [f"w{n}" for n in range(30)]
    words = marked(
        " ".join([*same, "old", *same, "old", *same]), " ".join([*same, "new", *same, "new", *same])
    )
    assert [word.text for word in words if word.mark == "same"] == [
        "… w22 w23 w24 w25 w26 w27 w28 w29",
        "w0 w1 w2 w3 w4 w5 w6 w7 … w22 w23 w24 w25 w26 w27 w28 w29",
        "w0 w1 w2 w3 w4 w5 w6 w7 …",
    ]


def test_a_word_or_two_between_changes_belong_to_the_change() -> None:
    assert marked("a b the c d e f", "x y the z d e f") == (
        Word("removed", "a b the c"),
        Word("added", "x y the z"),
        Word("same", "d e f"),
    )


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
