from pathlib import Path
from typing import Any

import pytest
import yaml

from briefbook.errors import Where
from briefbook.prose import MarkdownParser
from briefbook.prose_model import CitationGroup, Link

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "prose.yml").read_text(encoding="utf-8"))


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
    return str(part)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_golden_prose(case: dict[str, Any]) -> None:
    parser = MarkdownParser(case.get("glossary", {}))
    text, where = case["markdown"], Where("brief.md", 10)
    prose = parser.parse_inline(text, where, text) if case.get("inline") else parser.parse(text, where)
    assert "".join(map(show, prose.html)) == case["html"].rstrip("\n")
    assert [str(problem) for problem in prose.problems] == case.get("problems", [])


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
    assert prose.html == ("<p>Plain X.</p>",)
    assert prose.pictures == ()
