"""Where a text has characters that may be in none, by what its file can represent."""

import pytest

from briefbook.reading.characters import stray_characters

OTHERS = ("docs/page.md", "docs/page.html", "templates/base.html", "briefs/context/a/drawing.svg")


def places(text: str, path: str) -> list[str]:
    """Return where a text has such characters, as `line:column`."""
    return [f"{each.where.line}:{each.where.column}" for each in stray_characters(text, path)]


@pytest.mark.parametrize(
    ("entity", "in_briefs"),
    [
        ("&#x202E;", True),
        ("&#X000000000202e;", True),
        ("&#0000008238;", True),
        (f"&#{'9' * 5000};", True),
        (r"&\#x202E\;", True),
        ("&#x202E", False),
        ("&#8238", False),
    ],
)
def test_a_character_may_be_written_as_a_number(entity: str, in_briefs: bool) -> None:
    text = f"A {entity} b"
    assert places(text, "briefs/context/a.md") == places(text, "briefs/people.yml") == ["1:3"] * in_briefs
    for path in OTHERS:
        assert places(text, path) == ["1:3"]
    assert places(text, "docs/notes.txt") == []


@pytest.mark.parametrize(
    "name", ["rlm", "lrm", "zwj", "zwnj", "shy", "NoBreak", "ic", "af", "ZeroWidthSpace"]
)
def test_a_name_counts_as_its_character(name: str) -> None:
    for path in ("briefs/context/a.md", *OTHERS):
        assert places(f"A &{name}; b", path) == []


@pytest.mark.parametrize(
    "text",
    [
        "`&#x202E;`",
        "``a ` &#x202E;``",
        "`over\n&#x202E; lines`",
        "> `over\n> &#x202E; lines`",
        r"\\`&#x202E;`",
        "```\n&#x202E;\n```",
        "~~~~\n```\n&#x202E;\n~~~~",
    ],
)
def test_in_code_of_markdown_it_is_words(text: str) -> None:
    assert places(text, "briefs/context/a.md") == places(text, "docs/page.md") == []
    for path in ("docs/page.html", "templates/base.html", "briefs/context/a/drawing.svg"):
        assert len(places(text, path)) == 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (r"It \` is &#x202E; b \` x", "1:10"),
        ("5` high.\n\n&#x202E;\n\n6` high", "3:1"),
        ("- 5` high\n- &#x202E; 6`", "2:3"),
        ("# 5` high\n&#x202E; 6`", "2:1"),
        ("5` high\n> &#x202E; 6`", "2:3"),
        ("| 5` |\n|---|\n| &#x202E; 6` |", "3:3"),
        ("5`\n: &#x202E; 6`", "2:3"),
        ("`a `` &#x202E;", "1:7"),
    ],
)
def test_what_only_seems_to_be_code_is_none(text: str, place: str) -> None:
    assert places(text, "briefs/context/a.md") == places(text, "docs/page.md") == [place]


def test_in_a_page_nothing_is_code_within_html() -> None:
    text = "`&#x202E;`\n\n<p>`&#x202E;`</p>\n\n    &#x202E;\n\n```\n&#x202E;\n```\n"
    assert places(text, "docs/page.md") == ["3:5", "5:5"]
    assert places("<title>`</title><text>&#x202E;</text><desc>`</desc>", "a.svg") == ["1:23"]
