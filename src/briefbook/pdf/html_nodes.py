"""Finished HTML to nodes: what a page says, without how a browser shows it, for another renderer.

A node is a text, or an element. What an address leads to is looked up: ``to`` names a place in the same
document, ``url`` one outside of it, and ``address`` one of the site that the document does not hold.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from itertools import zip_longest
from math import sqrt
from posixpath import dirname, join, normpath
from typing import Literal, Required, TypeAlias, TypedDict, cast
from urllib.parse import urldefrag

from lxml import html as lxml_html
from lxml.html import HtmlElement

from briefbook.model.file_addresses import path_in

Element = TypedDict(
    "Element",
    {
        "tag": Required[str],
        "children": Required[list["Node"]],
        "id": str,
        "lang": str,
        "dir": str,
        "title": str,
        "colspan": str,
        "rowspan": str,
        "start": str,
        "class": list[str],  # a word of Python's own, which a class body cannot name
        "style": dict[str, float],  # the custom properties
        "align": str,
        "to": str,
        "url": str,
        "address": str,
        "bare": bool,  # whether the words of a link are its address
        "is_brief": bool,  # whether its address is that of a brief
        "elsewhere": str,  # the address of a link that leads to another part of the document
        "path": str,
        "alt": str,
        "widths": list[float],
        "is_alone": bool,  # whether a table is within no other block; the heading over it is in it
        "at_most": float,  # the width of the widest word in a cell, in ems; it may be less
        "has_long_word": bool,  # whether a line may be too short for a word in a block
    },
    total=False,
)
"""An element as the templates of Typst read it: its attributes, where it has them."""
Node: TypeAlias = str | Element

LEFT_OUT = "data-not-in-pdf"
"""The attribute of an element that serves on the screen alone."""
_KEPT = ("id", "lang", "dir", "title", "colspan", "rowspan", "start")
_BLOCKS = frozenset(
    {"blockquote", "br", "div", "figcaption", "figure", "hr", "p", "pre", "section"}
    | {"h1", "h2", "h3", "h4", "h5", "h6"}
    | {"dd", "dl", "dt", "li", "ol", "ul"}
    | {"table", "tbody", "td", "th", "thead", "tr"}
)
"""The elements at whose edges white space says nothing."""
_STYLE = re.compile(r"--bb-([a-z-]+):\s*(-?[\d.]+)%?")
_WHITE = re.compile(r"[ \t\n\r\f]+")
_WIDEST_WORD = 36
"""How many letters of a word the width of a column goes by."""
_LONG = 24
"""How many letters a word has that a line may be too short for: in large print, in a list within a list."""
_LONG_LABEL = 12
"""The same of a word in the narrow column of labels."""
_UNBROKEN = re.compile(r"[^ \n\u2e80-\uffff]+")
"""Chinese and Japanese, which are from U+2E80 on, break between any two characters."""
_ANY_WIDTH = 1000.0
_WIDE_LETTERS = re.compile(r"[MWmw@%&—]|[^\x00-\u024f]")


def nodes_of(html: str, uri: str, held: Container[str]) -> list[Node]:
    """Return the nodes of a page's HTML.

    ``uri`` is the page's address, from which its links lead; ``held`` are the addresses of the pages that
    the document holds.
    """
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return _with_headings_of_tables(_Walker(uri, held, _footnotes(root)).children(root))


def elements_of(nodes: Iterable[Node]) -> Iterator[Element]:
    """Yield the elements among some nodes, and all within them."""
    for node in nodes:
        if isinstance(node, dict):
            yield node
            yield from elements_of(node["children"])


def with_elements(nodes: Iterable[Node], change: Callable[[Element], Element]) -> list[Node]:
    """Return nodes with each element, also of those within, as ``change`` returns it, outermost first."""
    changed: list[Node] = []
    for node in nodes:
        if isinstance(node, dict):
            element = change(node)
            changed.append({**element, "children": with_elements(element["children"], change)})
        else:
            changed.append(node)
    return changed


def text_of(node: Node) -> str:
    """Return the text of a node."""
    return node if isinstance(node, str) else "".join(map(text_of, node["children"]))


def _footnotes(root: HtmlElement) -> Mapping[str, HtmlElement]:
    """Return the footnotes of a page by their ids, taken out of it."""
    notes: dict[str, HtmlElement] = {}
    for block in root.find_class("footnote"):
        notes |= {item.get("id", ""): item for item in block.iter("li")}
        block.drop_tree()
    return notes


class _Walker:
    def __init__(self, uri: str, held: Container[str], footnotes: Mapping[str, HtmlElement]) -> None:
        self.uri = uri
        self.held = held
        self.footnotes = footnotes
        self.noted: set[str] = set()
        """The footnotes that the text has referred to so far."""

    def children(self, element: HtmlElement) -> list[Node]:
        """Return the nodes within an element, white space as HTML has it."""
        if element.tag in ("pre", "code"):
            text = "".join(cast(Iterator[str], element.itertext()))
            return [text.rstrip("\n") if element.tag == "pre" else _WHITE.sub(" ", text)]
        found: list[Node] = []
        self.add_text(found, element.text)
        for child in element:
            if isinstance(child.tag, str) and LEFT_OUT not in child.attrib:
                found.append(self.node(child))
            self.add_text(found, child.tail)
        return _with_line_ends(_trimmed(found, element.tag in _BLOCKS))

    def add_text(self, found: list[Node], text: str | None) -> None:
        if not text:
            return
        shown = _WHITE.sub(" ", text)
        if found and isinstance(found[-1], str):
            shown = _WHITE.sub(" ", cast(str, found.pop()) + shown)
        found.append(shown)

    def node(self, element: HtmlElement) -> Node:
        if (note := self.footnote(element)) is not None:
            return self.footnote_node(note)
        attributes = {name: value for name in _KEPT if (value := element.get(name))}
        node = cast(Element, {"tag": element.tag, "children": self.children(element), **attributes})
        if names := element.get("class", "").split():
            node["class"] = names
        if style := element.get("style"):
            node["style"] = {name: float(value) for name, value in _STYLE.findall(style)}
            if align := re.search(r"text-align: (\w+)", style):
                node["align"] = align[1]
        if element.tag == "a" and (href := element.get("href")):
            kind, leads_to = self.target(href)
            node[kind] = leads_to
            if element.text_content() == href:
                node["bare"] = True
        if element.tag == "img":
            node["path"] = self.path(element.get("src", ""))
            node["alt"] = element.get("alt", "")
        if element.tag == "table":
            node["widths"] = _widths(node)
        if element.tag in ("td", "th"):
            node["at_most"] = _width_at_most(node)
        elif element.tag in _BLOCKS and _has_long_word(node):
            node["has_long_word"] = True
        if "id" in node:
            node["id"] = f"{self.uri}#{node['id']}"
        return node

    def footnote(self, element: HtmlElement) -> HtmlElement | None:
        """Return what a mark of a footnote means; None for another element."""
        mark = element if element.get("class") == "footnote-ref" else element.find("a[@class='footnote-ref']")
        if element.tag not in ("sup", "a") or mark is None:
            return None
        note = self.footnotes.get(mark.get("href", "").removeprefix("#"))
        for back in [] if note is None else note.find_class("footnote-backref"):
            back.drop_tree()
        return note

    def footnote_node(self, note: HtmlElement) -> Element:
        """Return a footnote, or, where the text refers to it again, what leads to it."""
        name = f"{self.uri}#{note.get('id')}"
        direction = next((each for part in (*note, note, note.getparent()) if (each := part.get("dir"))), None)
        turned = cast(Element, {"dir": direction} if direction else {})
        if name in self.noted:
            return {"tag": "footnote", "children": [], "to": name, **turned}
        self.noted.add(name)
        said = self.children(note)
        first = said[0] if len(said) == 1 else None
        if not isinstance(first, dict):
            return {"tag": "footnote", "children": said, "id": name, **turned}
        return {"tag": "footnote", "children": first["children"], "id": name, **turned}

    def path(self, address: str) -> str:
        """Return the address within the site of what an address on this page leads to."""
        return normpath(join(dirname(self.uri), path_in(address)))

    def target(self, href: str) -> tuple[Literal["url", "address", "to"], str]:
        """Return what a link leads to, and as which of the three."""
        if re.match("[a-zA-Z][a-zA-Z0-9+.-]*:", href):
            return "url", href
        address, fragment = urldefrag(href)
        uri = self.path(address) if address else self.uri
        if uri not in self.held:
            return "address", uri
        return "to", f"{uri}#{fragment}" if fragment else uri


def _with_headings_of_tables(nodes: list[Node]) -> list[Node]:
    """Return the nodes of a page; a heading directly over a table is in it, and goes with it to a sheet."""
    kept: list[Node] = []
    for node in nodes:
        shown = node
        if isinstance(shown, dict) and shown["tag"] == "table":
            headings = [kept.pop()] if kept and _is_heading(kept[-1]) else []
            shown = {**shown, "is_alone": True, "children": headings + shown["children"]}
        kept.append(shown)
    return kept


def _is_heading(node: Node) -> bool:
    return isinstance(node, dict) and re.fullmatch("h[2-6]", node["tag"]) is not None


def _widths(table: Element) -> list[float]:
    """Return how wide the columns of a table should be beside each other.

    A column takes room for its longest word, and grows with the square root of its longest cell.
    """
    widths: list[float] = []
    for row in (each for each in elements_of([table]) if each["tag"] == "tr"):
        column = 0
        for cell in (each for each in row["children"] if isinstance(each, dict)):
            span = int(cell.get("colspan", 1))
            text = text_of(cell)
            longest = max(map(len, text.split()), default=0)
            wanted = max(4.0, min(longest, _WIDEST_WORD), 2 * sqrt(len(text))) / span
            widths += [0.0] * (column + span - len(widths))
            for each in range(column, column + span):
                widths[each] = round(max(widths[each], wanted), 1)
            column += span
    return widths


def _trimmed(found: list[Node], is_block: bool) -> list[Node]:
    """Return nodes without the white space at the edges of blocks."""
    kept: list[Node] = []
    edge = is_block
    for node, following in zip_longest(found, found[1:]):
        shown = node
        if isinstance(shown, str):
            shown = shown.lstrip(" ") if edge else shown
            shown = shown.rstrip(" ") if _is_block(following) or (following is None and is_block) else shown
        if shown != "":
            kept.append(shown)
        edge = _is_block(node)
    return kept


def _is_block(node: Node | None) -> bool:
    return isinstance(node, dict) and node["tag"] in _BLOCKS


def _has_long_word(block: Element) -> bool:
    """Return whether a line may be too short for a word of a block, apart from blocks within it."""
    text = "".join(" " if _is_block(node) else text_of(node) for node in block["children"])
    long = _LONG_LABEL if block["tag"] == "dt" else _LONG
    addresses = [each["url"] for each in elements_of(block["children"]) if "url" in each]
    parts = [part for address in addresses for part in re.split("[/?-]", address)]
    return any(len(word) >= long for word in (*_UNBROKEN.findall(text), *parts))


def _width_at_most(cell: Element) -> float:
    """Return how wide the widest word of a cell may be, with what print adds to links: an upper bound."""
    words = text_of(cell).split(" ")
    for element in elements_of(cell["children"]):
        words += [f"({element['url']})"] if "url" in element else ["(page 0000)"] if "to" in element else []
        if element["tag"] == "img":
            return _ANY_WIDTH
    return round(max(0.7 * len(word) + 0.3 * len(_WIDE_LETTERS.findall(word)) for word in words), 1)


def _with_line_ends(nodes: list[Node]) -> list[Node]:
    """Return nodes with a place for the end of a line where a long word goes on from one into the next."""
    kept: list[Node] = []
    word = ""  # as much of it as is before a node; after a citation the line may end anyway
    for node in nodes:
        text = " " if _is_block(node) else text_of(node)
        begun, *rest = text.split(" ")
        if word and begun and len(word + begun) >= _LONG:
            kept.append({"tag": "wbr", "children": []})
        kept.append(node)
        word = "" if _is_citation(node) else rest[-1] if rest else word + begun
    return kept


def _is_citation(node: Node) -> bool:
    return isinstance(node, dict) and "bb-cite" in node.get("class", [])
