"""What begins a block. Each function begins the block that a line begins, and returns the rest of the line.

It returns None where the line begins no such block; ``depth`` counts the open containers around the line.
"""

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from briefbook.problems import suggest
from briefbook.reading.markdown.leaves import (
    CODE_INDENT,
    LINE,
    Comment,
    Footnote,
    Paragraph,
    code_begun,
    fence_begun,
    first_fence,
    indent_of,
)
from briefbook.reading.markdown.open_blocks import QUOTE, TITLE, Container, OpenBlocks, classes_of_box
from briefbook.reading.markdown.tables import table_begun

_HEADING = re.compile(r" {0,3}(?P<level>#{1,6})(?: +|$)")
_HEADING_END = re.compile(r"(?:^| +)#+ *$| +$")
_UNDERLINE = re.compile(r" {0,3}(?:(?P<first>=+)|-+) *")
_RULE = re.compile(r" {0,3}(?:(?:\* *){3,}|(?:- *){3,}|(?:_ *){3,})")
_COLUMNS = re.compile(r" *-{2,}(?: +-{2,})+ *")
"""The rule of a table as pandoc writes it, which is a line across the page here."""
_ITEM = re.compile(
    r"(?P<mark> {0,3}(?:(?P<bullet>[-+*])|(?P<number>\d{1,9})(?P<end>[.)])))(?:(?P<space> +)|$)", re.ASCII
)
_BOX = re.compile(r'!!! ?(?P<type>[\w-]+)(?: +"(?P<title>.*?)")? *')
BOXES = frozenset(
    {"judgement", "abstract", "bug", "caution", "danger", "example", "failure", "important", "info", "note"}
    | {"question", "quote", "success", "tip", "warning"}
)
"""The types of boxes: that of judgements, and those that the theme has colours for."""
_FOOTNOTE = re.compile(r" {0,3}\[\^(?P<name>[^\[\]\s]+)\]: *")
_MEANING = re.compile(r" {0,3}: {1,3}(?=\S)")
_COMMENT = re.compile(r" {0,3}<!--")

Beginning = Callable[[OpenBlocks, int, str], str | None]


def begin_block(blocks: OpenBlocks, depth: int, text: str) -> str | None:
    """Begin the block that a line begins, whichever it is."""
    if indent_of(text) >= CODE_INDENT:
        return _begin_code(blocks, depth, text)
    return next((rest for begin in BEGINNINGS if (rest := begin(blocks, depth, text)) is not None), None)


def _begin_code(blocks: OpenBlocks, depth: int, text: str) -> str | None:
    if isinstance(blocks.leaf, Paragraph):
        return None
    blocks.leaf = code_begun(blocks.room(depth), blocks.line)
    blocks.leaf.takes(text)
    blocks.found.hidden.add(blocks.line)
    return ""


def _begin_quotation(blocks: OpenBlocks, depth: int, text: str) -> str | None:
    mark = QUOTE.match(text)
    if not mark:
        return None
    element = SubElement(blocks.room(depth), "blockquote", blocks.here)
    blocks.open.append(Container(element, blocks.line))
    return text[mark.end() :]


def _begin_heading(blocks: OpenBlocks, depth: int, text: str) -> str | None:
    mark = _HEADING.match(text)
    if not mark:
        return None
    heading = SubElement(blocks.room(depth), f"h{len(mark['level'])}", blocks.here)
    heading.text = _HEADING_END.sub("", text[mark.end() :])
    return ""


def _begin_fence(blocks: OpenBlocks, depth: int, text: str) -> str | None:
    first = first_fence(text)
    if first is None:
        return None
    blocks.leaf = fence_begun(first, blocks.room(depth), blocks.line)
    blocks.found.hidden.add(blocks.line)
    return ""


def _begin_comment(blocks: OpenBlocks, depth: int, text: str) -> str | None:
    if not _COMMENT.match(text):
        return None
    blocks.end_list(depth)
    blocks.leaf = Comment(blocks.line)
    blocks.leaf.takes(text)
    rest = text.partition("-->")[2]
    if not rest.strip():
        blocks.found.hidden.add(blocks.line)
    return rest


def _end_heading(blocks: OpenBlocks, depth: int, text: str) -> str | None:
    """Make the paragraph above a line of `===` or `---` a heading."""
    line = _UNDERLINE.fullmatch(text)
    if not line or depth < len(blocks.open) or not isinstance(blocks.leaf, Paragraph):
        return None
    paragraph, blocks.leaf = blocks.leaf, None
    paragraph.take_addresses(blocks.md)
    if not paragraph.lines:
        return None
    paragraph.put_into(blocks.open[-1].element, "h1" if line["first"] else "h2")
    return ""


def _begin_table(blocks: OpenBlocks, depth: int, text: str) -> str | None:
    if depth < len(blocks.open) or not isinstance(blocks.leaf, Paragraph):
        return None
    table = table_begun(blocks.leaf, text)
    if not table:
        return None
    blocks.room(depth).append(table.element)
    blocks.leaf = table
    return ""


def _add_rule(blocks: OpenBlocks, depth: int, text: str) -> str | None:
    if not _RULE.fullmatch(text):
        return None
    if _COLUMNS.fullmatch(text):
        blocks.report("a table without bars", "write it with bars: | a | b |, and |---|---| below the head")
    SubElement(blocks.room(depth), "hr", blocks.here)
    return ""


def _begin_item(blocks: OpenBlocks, depth: int, text: str) -> str | None:
    item = _ITEM.match(text)
    if not item:
        return None
    words = text[item.end() :]
    within_paragraph = isinstance(blocks.leaf, Paragraph) and depth == len(blocks.open)
    if within_paragraph and not (words and (item["bullet"] or int(item["number"]) == 1)):
        return None
    parent = _list_for(blocks, item, blocks.room(depth))
    indent = len(item["mark"]) + 1 if not words or len(item["space"]) > CODE_INDENT else item.end()
    element = SubElement(parent, "li", blocks.here)
    blocks.open.append(Container(element, blocks.line, indent, parent))
    return text[indent:]


def _list_for(blocks: OpenBlocks, item: re.Match[str], parent: Element) -> Element:
    """Return the list that an item goes on with, or a new one within ``parent``."""
    mark = item["bullet"] or item["end"]
    last = parent[-1] if len(parent) else None
    if last is not None and blocks.marks.get(last) == mark:
        blocks.loosen(last)
        return last
    number = int(item["number"] or 1)
    start = {} if number == 1 else {"start": str(number)}
    found = SubElement(parent, "ul" if item["bullet"] else "ol", start)
    blocks.marks[found] = mark
    blocks.loose[found] = False
    return found


def _begin_box(blocks: OpenBlocks, depth: int, text: str) -> str | None:
    box = _BOX.fullmatch(text)
    if not box:
        return None
    kind = box["type"].lower()
    if kind not in BOXES:
        blocks.report(f"{box['type']!r} is not a type of box", suggest(kind, BOXES))
    title = kind.capitalize() if box["title"] is None else box["title"]
    element = SubElement(blocks.room(depth), "div", {"class": classes_of_box(kind), **blocks.here})
    if title:
        SubElement(element, "p", {"class": TITLE, **blocks.here}).text = title
    blocks.open.append(Container(element, blocks.line, CODE_INDENT))
    return ""


def _begin_footnote(blocks: OpenBlocks, depth: int, text: str) -> str | None:
    note = _FOOTNOTE.match(text)
    if not note:
        return None
    blocks.end_list(depth)
    blocks.leaf = Footnote(blocks.line, note["name"], [text[note.end() :]])
    return ""


def _begin_meaning(blocks: OpenBlocks, depth: int, text: str) -> str | None:
    """Begin the meaning of the terms that are the lines of the paragraph above it."""
    mark = _MEANING.match(text)
    meanings = _meanings(blocks, depth) if mark else None
    if mark is None or meanings is None:
        return None
    element = SubElement(meanings, "dd", blocks.here)
    blocks.open.append(Container(element, blocks.line, CODE_INDENT, meanings))
    return text[mark.end() :]


def _meanings(blocks: OpenBlocks, depth: int) -> Element | None:
    """Return the list to which another meaning belongs; None if nothing above it can be its term."""
    parent = blocks.room(depth)
    last = parent[-1] if len(parent) else None
    if last is None or last.tag not in ("p", "dl"):
        return None
    if last.tag == "dl":
        blocks.loosen(last)
        return last
    parent.remove(last)
    before = parent[-1] if len(parent) else None
    meanings = before if before is not None and before.tag == "dl" else SubElement(parent, "dl")
    blocks.loose.setdefault(meanings, False)
    blocks.loosen(meanings)
    for number, term in enumerate((last.text or "").split("\n"), start=int(last.get(LINE, 0))):
        SubElement(meanings, "dt", {LINE: str(number)}).text = term.strip()
    return meanings


BEGINNINGS: tuple[Beginning, ...] = (
    _begin_quotation,
    _begin_heading,
    _begin_fence,
    _begin_comment,
    _end_heading,
    _begin_table,
    _add_rule,
    _begin_item,
    _begin_box,
    _begin_footnote,
    _begin_meaning,
)
"""In the order in which they are tried: dashes end a heading before they are a rule, or begin an item."""
