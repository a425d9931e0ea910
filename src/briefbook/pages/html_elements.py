"""Reads a page as browsers do, by the HTML Standard: the elements that they make of its text.

The elements within a `template` are among them, as it may be shown in its place (`shadowrootmode`).
"""

from collections import Counter, deque
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

_WITH_TEXT = frozenset({"script", "style"})
_FOREIGN = frozenset({"svg", "math"})


class Element(NamedTuple):
    """An element of a page, with what its attributes say once their escapes are read.

    ``text`` is that of a script or a style sheet. ``is_foreign`` says of these whether they are in a
    drawing or a formula.
    """

    name: str
    attributes: dict[str, str]
    text: str = ""
    is_foreign: bool = False


def elements_in(page: str) -> Iterator[Element]:
    """Yield each element of a page; also those that only browsers without scripts make of a `noscript`."""
    if "<noscript" not in page.lower():
        yield from _elements(page, scripting=True)
        return
    with_scripts = Counter[str]()
    for element in _elements(page, scripting=True):
        with_scripts[repr(element)] += 1
        yield element
    for element in _elements(page, scripting=False):
        if with_scripts[repr(element)]:
            with_scripts[repr(element)] -= 1
        else:
            yield element


def _elements(page: str, *, scripting: bool) -> Iterator[Element]:
    parser = LexborHTMLParser(page.encode("utf-8", "replace"), scripting=scripting)
    trees = deque([parser.root] if parser.root else [])
    while trees:
        for node in trees.popleft().traverse():
            name = node.tag
            if name == "template":
                trees.extend(node.template_fragments())
            if name in _WITH_TEXT:
                yield Element(name, _attributes_of(node), node.text(deep=True), _is_foreign(node))
            elif name:
                yield Element(name, _attributes_of(node))


def _attributes_of(node: LexborNode) -> dict[str, str]:
    attributes = node.attributes
    return {name: value or "" for name, value in attributes.items()} if attributes else {}


def _is_foreign(node: LexborNode) -> bool:
    above = node.parent
    while above and above.tag not in _FOREIGN:
        above = above.parent
    return above is not None
