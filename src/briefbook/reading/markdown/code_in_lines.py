"""Where a text of Markdown has code within its lines, and comments: nothing in these is read as a mark."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

_UNREAD = re.compile(r"\\[\\`<]|(?P<ticks>`+)|<!--")
"""What begins code in a line or a comment, and what does not, for the backslash before it."""
_LINE = re.compile(r"(?P<quotation>[ \t>]*)(?P<words>[^\n]*)(?:\n|$)")
_BEGINS_BLOCK = re.compile(
    r"[-+*] |\d{1,9}[.)] |#{1,6}(?: |$)|!!!|: |\[\^?[^\[\]]+\]:|`{3,}|~{3,}|<!--|(?:-+|=+) *$"
)
_ENDS_WITH_LINE = re.compile(r"#{1,6} |!!!|(?:-+|=+) *$")
_IN_SINGLE_LINES = re.compile(r"\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*$|: ")
"""A line by which those around it are rows of a table, or terms: each is a text of its own."""


class Unread(NamedTuple):
    """A piece of a text in which there are no marks, from ``start`` to ``end``: code, or else a comment."""

    start: int
    end: int
    is_code: bool


def unread_pieces(text: str) -> Iterator[Unread]:
    """Yield where a text has code in its lines, and comments, in order.

    Code ends in the paragraph in which it begins. Of blocks of code nothing is known here.
    """
    code_ends = _code_ends(text)
    end = 0
    while found := _UNREAD.search(text, end):
        start, end = found.span()
        last = code_ends.get(start, 0)
        if found[0] == "<!--":
            last = text.find("-->", end) + len("-->")
        if last > start:
            yield Unread(start, last, is_code=bool(found["ticks"]))
            end = last


def _code_ends(text: str) -> dict[int, int]:
    """Return where the code ends that backticks begin: with the next as many in the same paragraph."""
    all_ticks = list(re.finditer("`+", text))
    paragraphs = _ends_of_paragraphs(text) if len(all_ticks) > 1 else []
    next_end: dict[tuple[int, int], int] = {}
    ends: dict[int, int] = {}
    for ticks in reversed(all_ticks):
        kind = (len(ticks[0]), bisect_right(paragraphs, ticks.start()))
        if kind in next_end:
            ends[ticks.start()] = next_end[kind]
        next_end[kind] = ticks.end()
    return ends


def _ends_of_paragraphs(text: str) -> list[int]:
    """Return where a paragraph may end: at an empty line, at a line that begins a block, within a table."""
    ends: list[int] = []
    beginnings: list[int] = []
    depth = 0
    is_apart = False
    for line in _LINE.finditer(text):
        words = line["words"]
        beginnings.append(line.start())
        if not words.strip():
            ends += beginnings if is_apart else [line.start()]
            beginnings, is_apart, depth = [], False, 0
            continue
        is_apart = is_apart or (("|" in words or words[0] == ":") and bool(_IN_SINGLE_LINES.match(words)))
        if _BEGINS_BLOCK.match(words) or line["quotation"].count(">") > depth:
            ends.append(line.start())
        if _ENDS_WITH_LINE.match(words):
            ends.append(line.end())
        depth = max(depth, line["quotation"].count(">"))
    return sorted({*ends, *(beginnings if is_apart else [])})
