"""The room that words need: the widths of columns, and words for which a line may be too short."""

import re
from math import sqrt

from briefbook.pdf.nodes import Element, Node, elements_of, is_block, text_of

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


def column_widths(table: Element) -> list[float]:
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


def has_long_word(block: Element) -> bool:
    """Return whether a line may be too short for a word of a block, apart from blocks within it."""
    text = "".join(" " if is_block(node) else text_of(node) for node in block["children"])
    long = _LONG_LABEL if block["tag"] == "dt" else _LONG
    addresses = [each["url"] for each in elements_of(block["children"]) if "url" in each]
    parts = [part for address in addresses for part in re.split("[/?-]", address)]
    return any(len(word) >= long for word in (*_UNBROKEN.findall(text), *parts))


def width_at_most(cell: Element) -> float:
    """Return how wide the widest word of a cell may be, with what print adds to links: an upper bound."""
    words = text_of(cell).split(" ")
    for element in elements_of(cell["children"]):
        words += [f"({element['url']})"] if "url" in element else ["(page 0000)"] if "to" in element else []
        if element["tag"] == "img":
            return _ANY_WIDTH
    return round(max(0.7 * len(word) + 0.3 * len(_WIDE_LETTERS.findall(word)) for word in words), 1)


def with_line_ends(nodes: list[Node]) -> list[Node]:
    """Return nodes with a place for the end of a line where a long word goes on from one into the next."""
    kept: list[Node] = []
    word = ""  # as much of it as is before a node; after a citation the line may end anyway
    for node in nodes:
        text = " " if is_block(node) else text_of(node)
        begun, *rest = text.split(" ")
        if word and begun and len(word + begun) >= _LONG:
            kept.append({"tag": "wbr", "children": []})
        kept.append(node)
        word = "" if _is_citation(node) else rest[-1] if rest else word + begun
    return kept


def _is_citation(node: Node) -> bool:
    return isinstance(node, dict) and "bb-cite" in node.get("class", [])
