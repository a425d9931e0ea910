"""Finished HTML to nodes."""

import re
from collections.abc import Container, Iterator, Mapping
from itertools import zip_longest
from posixpath import dirname, join, normpath
from typing import Literal, cast
from urllib.parse import urldefrag

from lxml import html as lxml_html
from lxml.html import HtmlElement

from briefbook.model.file_addresses import path_in
from briefbook.pdf.node_widths import column_widths, has_long_word, width_at_most, with_line_ends
from briefbook.pdf.nodes import BLOCKS, Element, Node, is_block, text_of

LEFT_OUT = "data-not-in-pdf"
"""The attribute of an element that serves on the screen alone."""
_KEPT = ("id", "lang", "dir", "title", "colspan", "rowspan", "start")
_STYLE = re.compile(r"--bb-([a-z-]+):\s*(-?[\d.]+)%?")
_WHITE = re.compile(r"[ \t\n\r\f]+")


def nodes_of(html: str, uri: str, held: Container[str]) -> list[Node]:
    """Return the nodes of a page's HTML.

    ``uri`` is the page's address, from which its links lead; ``held`` are the addresses of the pages that
    the document holds.
    """
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return _with_headings_of_tables(_Walker(uri, held, _footnotes(root)).children(root))


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
        return with_line_ends(_trimmed(found, element.tag in BLOCKS))

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
            node["widths"] = column_widths(node)
        if element.tag in ("td", "th"):
            node["at_most"] = width_at_most(node)
        elif element.tag in BLOCKS and has_long_word(node):
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
        direction = next(
            (each for part in (*note, note, note.getparent()) if (each := part.get("dir"))), None
        )
        turned = cast(Element, {"dir": direction} if direction else {})
        if name in self.noted:
            return {"tag": "footnote", "children": [], "to": name, **turned}
        self.noted.add(name)
        first, *others = [block for block in self.children(note) if text_of(block).strip()]
        begun = first["children"] if isinstance(first, dict) and first["tag"] == "p" else [first]
        return {"tag": "footnote", "children": [*begun, *others], "id": name, **turned}

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


def _trimmed(found: list[Node], within_block: bool) -> list[Node]:
    """Return nodes without the white space at the edges of blocks."""
    kept: list[Node] = []
    edge = within_block
    for node, following in zip_longest(found, found[1:]):
        shown = node
        if isinstance(shown, str):
            shown = shown.lstrip(" ") if edge else shown
            shown = (
                shown.rstrip(" ") if is_block(following) or (following is None and within_block) else shown
            )
        if shown != "":
            kept.append(shown)
        edge = is_block(node)
    return kept
