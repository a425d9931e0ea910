from datetime import date
from typing import Any

import pytest
import yaml

from briefbook.model.prose import CitationGroup, Link, SectionEnd, SectionStart, StatementStart
from briefbook.problems import Where
from briefbook.reading.markdown.parser import MarkdownParser
from tests.conftest import GOLDEN

CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted((GOLDEN / "markdown").glob("*.yml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]


def show(part: Any) -> str:
    """Return a part of prose as a case writes it: holes between guillemets."""
    if isinstance(part, CitationGroup):
        return (
            "«cite "
            + " ".join(f"{each.key}#{each.locator}" if each.locator else each.key for each in part.citations)
            + "»"
        )
    if isinstance(part, Link):
        return f"«link {part.target}{'|' + part.html if part.html else ''}»"
    if isinstance(part, SectionStart):
        return f"«from {part.since} until {part.until}»"
    if isinstance(part, SectionEnd):
        return "«end»"
    return part if isinstance(part, str) else ""


@pytest.mark.parametrize("case", CASES)
def test_golden_prose(case: dict[str, Any]) -> None:
    parser = MarkdownParser(case.get("glossary", {}))
    text, where = case["markdown"], Where("brief.md", 10)
    prose = parser.parse_inline(text, where, text) if case.get("inline") else parser.parse(text, where)
    assert "".join(map(show, prose.html)) == case["html"].rstrip("\n")
    assert [str(problem) for problem in prose.problems] == case.get("problems", [])
    assert [raw.tag for raw in prose.raw_html] == case.get("raw_html", [])


def test_an_empty_text_has_nothing_of_the_one_before() -> None:
    parser = MarkdownParser({})
    where = Where("brief.md")
    assert parser.parse("[^a]: a note that nothing refers to\n", where).problems
    assert not parser.parse("", where).problems
    assert not parser.parse_inline(" ", where, " ").problems


def test_every_hole_knows_its_place() -> None:
    text = "One [@a].\n\n`[@a]` and [[b|words]] then [@a;\n  @c#p3].\n"
    prose = MarkdownParser({}).parse(text, Where("brief.md", 10))
    assert [(each.key, *each.where[1:]) for each in prose.citations] == [
        ("a", 10, 6),
        ("a", 12, 30),
        ("c", 13, 3),
    ]
    assert [(each.target, *each.where[1:]) for each in prose.links] == [("b", 12, 12)]


def test_headings_pictures_and_links_know_their_place() -> None:
    first = "## First\n\ntext ![alt](b/p.png) and [x](b/f.pdf)\n\n"
    text = first + "### Second\n\n~~~\n# not a heading\n~~~\n\n## Third\n"
    prose = MarkdownParser({}).parse(text, Where("brief.md", 10))
    assert [(each.title, each.where.line) for each in prose.headings] == [
        ("First", 10),
        ("Second", 14),
        ("Third", 20),
    ]
    assert [(each.path, each.alt, *each.where[1:]) for each in prose.pictures] == [("b/p.png", "alt", 12, 11)]
    assert [(each.address, *each.where[1:]) for each in prose.hyperlinks] == [("b/f.pdf", 12, 28)]


def test_one_parse_leaves_nothing_for_the_next() -> None:
    parser = MarkdownParser({})
    parser.parse("Text[^1] [@a] *[X]: y\n\n[^1]: A note.\n", Where("a.md"))
    prose = parser.parse("Plain X.", Where("b.md"))
    assert "".join(map(show, prose.html)) == "<p>Plain X.</p>"
    assert list(prose.pictures) == []


def test_a_statement_knows_its_place_and_whose_judgement_it_is() -> None:
    text = (
        "First, [[a]] words.\n\n- One\n- *Two*\n\n| A | B |\n|---|---|\n| x | y |\n\n"
        '!!! judgement "The desk"\n\n    It is likely.\n\n!!! judgement ""\n\n    So be it.\n'
    )
    prose = MarkdownParser({}).parse(text, Where("brief.md", 10))
    starts = [piece for piece in prose.html if isinstance(piece, StatementStart)]
    assert [(each.where.line, each.where.column, each.judge) for each in starts if each.needs_source] == [
        (10, 1, None),
        (12, 3, None),
        (13, 4, None),
        (17, 3, None),
        (21, 5, "The desk"),
        (25, 5, ""),
    ]
    assert [each.where.line for each in starts if not each.needs_source] == [15, 19]


def test_a_statement_is_found_by_what_begins_its_line() -> None:
    text = "Indian words.\n\n## A heading\n\nA word of Indian kind.\n\n[[a|Link]] first.\n\n`code` first.\n\n~~~\nA fence.\n~~~\n\n2. **Bold** item\n"
    prose = MarkdownParser({}).parse(text, Where("brief.md"))
    starts = [piece for piece in prose.html if isinstance(piece, StatementStart)]
    assert [(each.where.line, each.needs_source) for each in starts] == [
        (1, True),
        (3, False),
        (5, True),
        (7, True),
        (9, True),
        (15, True),
    ]


def test_a_dated_section_holds_from_its_date_until_another() -> None:
    text = "Early.\n\n## Old {until 2016-03}\n\nA.\n\n## New {from 2016-03 until 2020}\n\nB.\n\n### More\n\nC.\n\n## Rest\n\nD.\n"
    prose = MarkdownParser({}).parse(text, Where("brief.md"))
    assert prose.problems == ()
    written = date(2015, 1, 1)

    def shown(year: int, month: int) -> str:
        html = "".join(map(show, prose.at(date(year, month, 1), written).html))
        return "".join(letter for letter in "ABCD" if f"<p>{letter}.</p>" in html)

    assert [shown(2014, 1), shown(2015, 1), shown(2016, 3), shown(2020, 1)] == ["", "AD", "BCD", "D"]


def test_a_section_without_a_true_date_is_a_mistake() -> None:
    prose = MarkdownParser({}).parse("## A {from someday}\n", Where("brief.md"))
    assert [str(problem) for problem in prose.problems] == [
        "brief.md:1:12: 'someday' is not a valid date by EDTF level 1; write it as 2016-03 or 2016-03-15"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("## A {since 2016}", "1:6: {since 2016} dates no section"),
        ("## A {}", "1:6: {} dates no section"),
        ("- ## A {from 2016}", "1:8: {from 2016} dates no section"),
        ("## A {From 2016}", "1:6: {From 2016} dates no section"),
        ("Words.\n\n## {from 2025-06} Later", "3:4: {from 2025-06} dates no section"),
        ("## **Later {from 2025-06}**", "1:12: {from 2025-06} dates no section"),
        ("## Later *{from 2025-06}*.", "1:11: {from 2025-06} dates no section"),
        ("## Later {from *2025-06*}", "1:4: {from 2025-06} dates no section"),
        ("## Later {from 2025-06}.", "1:10: {from 2025-06} dates no section"),
        ("## Later {from 2025-06} and more", "1:10: {from 2025-06} dates no section"),
        ("## Later {from 2025-06} {until 2026}", "1:10: {from 2025-06} dates no section"),
        ("## Later {2025-06}, and more", "1:10: {2025-06} dates no section"),
        ("## Later \uff5bfrom 2025-06\uff5d", "1:10: \uff5bfrom 2025-06\uff5d dates no section"),
        ("## Later {from 2025-06", "1:10: {from 2025-06 dates no section"),
        ("## Later from 2025-06}", "1:10: from 2025-06} dates no section"),
        ("## Later {from 2025-06}\\", "1:10: {from 2025-06} dates no section"),
        ("Later\n{from 2025-06} x\n---", "2:1: {from 2025-06} dates no section"),
        ("{from 2025-06} Words of later.", "1:1: {from 2025-06} dates no section"),
        ("Some\nwords of later. {from 2025-06}", "2:17: {from 2025-06} dates no section"),
        ("Words of later {until 2025-06}. [@a]", "1:16: {until 2025-06} dates no section"),
        ("- **{Since 2025} Words**", "1:5: {Since 2025} dates no section"),
        ('!!! note "Later {from 2025}"\n    Words.', "1:17: {from 2025} dates no section"),
        ("## A {from 2016 until 2010}", "1:17: the section ends before it begins"),
        ("## A {from 2016}\n\nText[^1].\n\n[^1]: Note.", "3:5: a footnote beside dated sections"),
    ],
)
def test_braces_date_a_section_or_are_a_mistake(text: str, problem: str) -> None:
    prose = MarkdownParser({}).parse(text, Where("brief.md"))
    assert [str(each).partition(";")[0] for each in prose.problems] == [f"brief.md:{problem}"]


@pytest.mark.parametrize(
    "text",
    [
        "## How `{from 2025}` is written",
        r"## How \{from 2025} is written",
        "## The set {a, b} of two",
        "Write `{from 2025}`",
        "The set {from 1 to 9} is small.",
        "Its members are {1, 2}.",
    ],
)
def test_other_braces_are_words(text: str) -> None:
    assert MarkdownParser({}).parse(text, Where("brief.md")).problems == ()


def test_words_that_look_like_marks_are_words() -> None:
    text = 'foo data-statement="0" bar <sup data-hole="9">x</sup>'
    html = MarkdownParser({}).parse(text, Where("brief.md")).html
    assert "".join(map(show, html)) == f"<p>{text}</p>".replace("<sup", "&lt;sup").replace(
        ">x</sup>", "&gt;x&lt;/sup&gt;"
    )
