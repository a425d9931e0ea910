"""Find marks of Markdown that nothing read, and that readers would be shown as they are written.

A mark that is meant as a word has a backslash before it, or is in code.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown.util import ETX, STX

from briefbook.reading.markdown.leaves import LINE, Slip
from briefbook.reading.markdown.trees import HEADINGS, MarkingTreeprocessor

TEXTS = HEADINGS | {"p", "li", "td", "th", "dt", "dd", "figcaption"}
"""The elements whose words are a text of their own."""
_TEXTS_IN_LINE = HEADINGS | {"td", "th"}
_BLOCKS = HEADINGS | {"p", "ul", "ol", "dl", "table", "blockquote", "pre", "div", "section"}
_PLACEHOLDER = re.compile(rf"{STX}[^{ETX}]*{ETX}")
_INDENT = re.compile("^ +", re.MULTILINE)
_SUSPECT = re.compile(
    r"""[^\w\s,.;'"’“”()%/&–—\N{OBJECT REPLACEMENT CHARACTER}-]|_|^(?:-|\(?\w{1,3}[.)]) """, re.MULTILINE
)
"""What begins any of the marks below; most texts hold none."""
NO_WORD = "\N{OBJECT REPLACEMENT CHARACTER}"
"""What takes the place of code, pictures and escaped characters; and where other type begins."""


class _Rule(NamedTuple):
    """A mark, what it fails to be, and how to write that."""

    pattern: re.Pattern[str]
    what: str
    fix: str


def _rule(pattern: str, what: str, fix: str) -> _Rule:
    return _Rule(re.compile(pattern, re.MULTILINE), what, fix)


_OR_PLAIN = r"or \ before it if it is a word"
_IN_LINES = (
    _rule(
        r"^(?:[-*+]|\d{1,3}[.)]) +(?=\S)",
        "an item of a list within a paragraph",
        f"leave an empty line before the list, {_OR_PLAIN}",
    ),
    _rule(
        r"^[•●▪◦‣·] *(?=\S)|(?<=\n)(?:\(?[a-z]\)|\(\d{1,2}\)) +(?=\S)",
        "an item of a list within a paragraph",
        "begin each item with '- ' or '1. '",
    ),
    _rule(
        r"^#{2,6}(?=[^\s#])",
        "a heading without a space after its marks",
        "write ## and a space before its words",
    ),
    _rule(
        r"^={3,} *$", "a line below no heading", f"write it right below the words of the heading, {_OR_PLAIN}"
    ),
    _rule(r"^:(?= )", "a meaning without a term", "write the term on the line above"),
    _rule(
        r"^(?:!!!|\?\?\?\+?)(?= *\w)",
        "a box that is not read",
        'write !!! note "Title" alone on its line, and indent the text below',
    ),
    _rule(
        r"^:{3,}", "a block of another dialect", "write a heading, or !!! note with its text indented below"
    ),
    _rule(
        r"^\+(?:[-=:]{3,}\+)+ *$",
        "a grid table",
        "write it with bars: | a | b |, and |---|---| below the head",
    ),
    _rule(r"^\*\[[^\[\]]+\]:", "an abbreviation", "write it into briefs/glossary.yml"),
    _rule(r"^\$\$|\$\$ *$", "a formula", "write it in words, or as a picture"),
    _rule(
        r"^\||\|$|\|(?=[^|\n]*\|)|^[:\- ]+\|[:\- ]+$",
        "a row outside of a table",
        r"write a head and a rule above it, or \| for a bar",
    ),
)
"""Marks that count at the beginning of a line."""
_IN_WORDS = (
    _rule(r"`{3,}|~{3,}", "a fence within a line", "write it on a line of its own"),
    _rule(r"(?<!`)`{1,2}(?!`)", "code that does not end", f"write a second ` after it, {_OR_PLAIN}"),
    _rule(
        r"\*\*|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)",
        "bold type that does not begin or end",
        f"write the marks right beside the words, {_OR_PLAIN}",
    ),
    _rule(
        r"~~", "a deletion that does not begin or end", f"write the marks right beside the words, {_OR_PLAIN}"
    ),
    _rule(
        r"\[\^[^\[\]]*\]",
        "a reference to a footnote that is not there",
        "write its text at the margin, after [^NAME]:",
    ),
    _rule(
        r"\[!\w+\]",
        "an alert that is not read",
        "write [!NOTE] alone on the first line of a quotation; also TIP, IMPORTANT, WARNING, CAUTION",
    ),
    _rule(r"\[\](?=\{)|\](?=\{[^{}]*\})", "an attribute of another dialect", "leave the braces out"),
    _rule(r"\{\{|\{%", "a macro", "write the words themselves"),
    _rule(
        r"\]\(|\] ?\((?=https?:)",
        "a link that is not read",
        "write [words](address), and %20 for a space in the address",
    ),
    _rule(r"\]\[[^\[\]]*\]", "a link to an address that is not given", "write [words](address)"),
    _rule(r"\[\[", "a link that does not end", "write [[id]] or [[id|words]]"),
    _rule(r"\[@", "a citation that does not end", "write [@key]"),
    _rule(r"<!--|-->", "a comment that does not begin or end", "write <!-- and --> around it"),
    _rule(r"(?<!\S)==(?=[^\s=])|(?<=[^\s=])==(?!\S)", "marked words", "write **words**"),
    _rule(r"(?<![\w:/]):[a-z][a-z0-9_+-]*:(?![\w:/])", "the name of an emoji", "write it in words"),
)
_ATTRIBUTE = _rule(
    r"\{[#.:][^{}]*\}|(?<=\N{OBJECT REPLACEMENT CHARACTER})\{[^{}]*=[^{}]*\}",
    "an attribute of another dialect",
    "leave it out",
)
"""In a heading, braces are looked at by `dates_in_braces`."""


class LeftMarks(MarkingTreeprocessor):
    """Notes what is left of marks, each rule once in a paragraph, a cell or an item."""

    def run(self, root: Element) -> None:
        """Look at the words of each block."""
        line = 0
        for block in root.iter():
            line = int(block.get(LINE, line))
            if block.tag in TEXTS:
                self.marks.left += _left_in(block, line)


def _left_in(block: Element, first: int) -> Iterator[Slip]:
    text = _INDENT.sub("", "".join(words_of(block)))
    if not _SUSPECT.search(text):
        return
    rules = _IN_WORDS if block.tag in HEADINGS else (*_IN_WORDS, _ATTRIBUTE)
    of_line = () if block.tag in _TEXTS_IN_LINE else _IN_LINES
    found = [next(((rule, mark) for rule in of_line if (mark := rule.pattern.search(text))), None)]
    found += [(rule, mark) for rule in rules if (mark := rule.pattern.search(text))]
    for rule, mark in filter(None, found):
        yield Slip(first + text.count("\n", 0, mark.start()), rule.what, rule.fix, mark[0].strip())


def words_of(element: Element) -> Iterator[str]:
    """Yield the words of an element, without those of the blocks within it."""
    yield _PLACEHOLDER.sub(NO_WORD, element.text or "")
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif _is_literal(child):
            yield NO_WORD + "\n" * "".join(child.itertext()).count("\n")
        elif child.tag not in _BLOCKS:
            yield NO_WORD
            yield from words_of(child)
        yield _PLACEHOLDER.sub(NO_WORD, child.tail or "")


def _is_literal(element: Element) -> bool:
    """Return whether what an element shows is not running text: code, a picture, a hole, an address."""
    is_address = element.tag == "a" and element.text == element.get("href", "").removeprefix("mailto:")
    return is_address or element.tag in ("code", "img", "sup") or "data-hole" in element.attrib
