"""How deep the elements of a page are within each other: of some programs the time grows as its square."""

import re

MOST_DEEP = 1_000
"""Elements within each other. Browsers themselves put what is deeper than 512 beside each other."""
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][^\s/>]*)", re.I)
_EMPTY = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
"""The elements that have no end tag (HTML, 13.1.2)."""


def depth_of(html: str) -> int:
    """Return how many elements are within each other at most; one that is not closed holds what follows."""
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        if tag["name"].lower() in _EMPTY:
            continue
        depth = max(depth - 1, 0) if tag["end"] else depth + 1
        deepest = max(deepest, depth)
    return deepest
