"""Blocks are those of CommonMark, or refused: markdown-it-py reads the same texts, and says what they are."""

import re
from collections.abc import Iterator
from functools import cache

from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import html as lxml_html
from lxml.html import HtmlElement
from markdown_it import MarkdownIt

from briefbook.problems import Where
from briefbook.reading.markdown.parser import MarkdownParser

PARTS = (
    *("one", "two three", "- ", "* ", "+ ", "1. ", "2. ", "7) ", "10. ", "-", "> ", ">", "# ", "## two ##"),
    *(
        "---",
        "***",
        "===",
        "```",
        "~~~",
        "| a | b |",
        "|---|---|",
        "a|b",
        "--|--",
        "    ",
        "  ",
        "   ",
        " ",
        "",
    ),
)
"""What lines are made of."""
EMPTY_ITEM = re.compile(r"[-+*.)] *\n[ >]*\n")
"""After it the library begins another list, where cmark and commonmark.js go on with the first."""
LINES = st.lists(st.sampled_from(PARTS), max_size=4).map("".join)
BLOCKS = {"ul", "ol", "li", "blockquote", "pre", "hr", "h1", "h2", "table", "tr", "td", "th"}


@cache
def oracle() -> MarkdownIt:
    rules = MarkdownIt("commonmark").enable("table")
    return rules.disable(["html_block", "html_inline", "emphasis", "backticks"])


def outline(element: HtmlElement) -> str:
    """Return the blocks of an element and their words, whether or not they are in paragraphs, or in other type."""
    return " ".join(re.sub("[*`]", "", "".join(outlined(element))).split())


def outlined(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        is_block = child.tag in BLOCKS
        yield f"\n<{child.tag}{child.get('start', '')}>\n" if is_block else "\n" if child.tag == "p" else ""
        yield from outlined(child)
        yield "\n</>\n" if is_block else "\n" if child.tag == "p" else ""
        yield child.tail or ""


def parsed(html: str) -> HtmlElement:
    return lxml_html.fragment_fromstring(html, create_parent="div")


@given(st.lists(LINES, max_size=8).map("\n".join))
def test_blocks_are_those_of_commonmark_or_refused(text: str) -> None:
    assume(not EMPTY_ITEM.search(text))
    prose = MarkdownParser({}).parse(text, Where("brief.md"))
    if not prose.problems:
        ours = "".join(piece for piece in prose.html if isinstance(piece, str))
        assert outline(parsed(ours)) == outline(parsed(oracle().render(text)))
