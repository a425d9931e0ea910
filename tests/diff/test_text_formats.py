"""A change as text for a terminal, as Markdown, HTML and JSON."""

import json
import shutil
from pathlib import Path
from typing import Any

from lxml import html as lxml_html

from briefbook.diff.changes import Change, Changes, PartChange, Word, changes_data
from briefbook.diff.text_formats import as_markdown, as_text
from briefbook.diff.word_diff import marked
from briefbook.pages.rendering import render_alone
from tests.conftest import ROOT

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
