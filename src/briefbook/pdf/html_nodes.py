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
    },
    total=False,
)
"""An element as the templates of Typst read it: its attributes, where it has them."""
Node: TypeAlias = str | Element

LEFT_OUT = "data-not-in-pdf"
"""The attribute of an element that serves on the screen alone."""
_KEPT = ("id", "lang", "title", "colspan", "rowspan", "start")
_BLOCKS = frozenset(
    {"blockquote", "br", "div", "figcaption", "figure", "hr", "p", "pre", "section"}
    | {"h1", "h2", "h3", "h4", "h5", "h6"}
    | {"dd", "dl", "dt", "li", "ol", "ul"}
    | {"table", "tbody", "td", "th", "thead", "tr"}
)
"""The elements at whose edges white space says nothing."""
_STYLE = re.compile(r"--bb-([a-z-]+):\s*(-?[\d.]+)%?")
_WHITE = re.compile(r"[ \t\n\r\f]+")
_LONGEST_WORD = 36
"""A word of more letters than this may be broken anywhere: the room of a narrow cell."""
_ENDLESS_WORD = re.compile(rf"[^\W\u2e80-\uffff]{{{_LONGEST_WORD + 1},}}")
"""Chinese and Japanese, which are from U+2E80 on, break between any two characters."""
_BREAK = "\N{ZERO WIDTH SPACE}"


def nodes_of(html: str, uri: str, held: Container[str]) -> list[Node]:
    """Return the nodes of a page's HTML.

    ``uri`` is the page's address, from which its links lead; ``held`` are the addresses of the pages that
    the document holds.
    """
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return _Walker(uri, held, _footnotes(root)).children(root)


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
        if element.tag == "pre":
            return [breakable("".join(cast(Iterator[str], element.itertext())).rstrip("\n"))]
        found: list[Node] = []
        self.add_text(found, element.text)
        for child in element:
            if isinstance(child.tag, str) and LEFT_OUT not in child.attrib:
                found.append(self.node(child))
            self.add_text(found, child.tail)
        return _trimmed(found, element.tag in _BLOCKS)

    def add_text(self, found: list[Node], text: str | None) -> None:
        if not text:
            return
        shown = breakable(_WHITE.sub(" ", text))
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
        if name in self.noted:
            return {"tag": "footnote", "children": [], "to": name}
        self.noted.add(name)
        said = self.children(note)
        first = said[0] if len(said) == 1 else None
        return {
            "tag": "footnote",
            "children": first["children"] if isinstance(first, dict) else said,
            "id": name,
        }

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
            wanted = max(4.0, min(longest, _LONGEST_WORD), 2 * sqrt(len(text))) / span
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


def breakable(text: str) -> str:
    """Return a text in which a word that no line can hold may be broken anywhere."""
    return _ENDLESS_WORD.sub(lambda word: _BREAK.join(word[0]), text)
