"""Nodes: what a page says, without how a browser shows it, for another renderer.

A node is a text, or an element. What an address leads to is looked up: ``to`` names a place in the same
document, ``url`` one outside of it, and ``address`` one of the site that the document does not hold.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Required, TypeAlias, TypedDict

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
BLOCKS = frozenset(
    {"blockquote", "br", "details", "div", "figcaption", "figure", "hr", "p", "pre", "section", "summary"}
    | {"h1", "h2", "h3", "h4", "h5", "h6"}
    | {"dd", "dl", "dt", "li", "ol", "ul"}
    | {"table", "tbody", "td", "th", "thead", "tr"}
)
"""The elements at whose edges white space says nothing."""


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


def is_block(node: Node | None) -> bool:
    """Return whether a node is an element at whose edges white space says nothing."""
    return isinstance(node, dict) and node["tag"] in BLOCKS
