"""Find dates in braces that date nothing: what they should hold back would be shown at once.

Dates that end a heading date its section, and are out of the tree by now.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from briefbook.reading.markdown.leaves import LINE
from briefbook.reading.markdown.left_marks import NO_WORD, TEXTS, words_of
from briefbook.reading.markdown.trees import HEADINGS, MarkingTreeprocessor

_OPENING, _CLOSING = r"{\uFF5B\uFE5B\u2774", r"}\uFF5D\uFE5C\u2775"
"""Braces; also wide, small and ornamental ones."""
_OPEN, _CLOSED, _INSIDE = f"[{_OPENING}]", f"[{_CLOSING}]", f"[^{_OPENING}{_CLOSING}]*"
_SAYS_WHEN = r"\b(?:from|until|since|till)\b"
_MEANT = re.compile(
    rf"{_OPEN}{_INSIDE}(?:{_SAYS_WHEN}|\d{{4}}){_INSIDE}{_CLOSED}?"
    rf"|(?<!{NO_WORD}){_SAYS_WHEN}\s+\S{{,20}}\d{{4}}[^\n{_OPENING}{_CLOSING}]{{,40}}{_CLOSED}",
    re.I,
)
"""What is meant for dates; a brace may be missing."""
_AT_END = re.compile(rf"{_OPEN}{_INSIDE}{_CLOSED}(?=[^\w{_OPENING}{_CLOSING}]*$)")
"""What ends a heading, whatever is in it: dates may be written in many wrong ways."""


class DatesInBraces(MarkingTreeprocessor):
    """Notes dates in braces anywhere in a heading, and at the beginning or the end of another text."""

    def run(self, root: Element) -> None:
        """Look at the words of each block."""
        line = 0
        for block in root.iter():
            line = int(block.get(LINE, line))
            if block.tag in TEXTS:
                text = "".join(words_of(block))
                meant = _in_heading(text) if block.tag in HEADINGS else _at_edges(text)
                self.marks.braces += [
                    (line + text.count("\n", 0, each.start()), each[0].replace(NO_WORD, "").strip())
                    for each in meant
                ]


def _in_heading(text: str) -> Iterator[re.Match[str]]:
    meant = [*_MEANT.finditer(text)]
    yield from meant
    at_end = _AT_END.search(text)
    if at_end and not any(each.start() <= at_end.start() < each.end() for each in meant):
        yield at_end


def _at_edges(text: str) -> Iterator[re.Match[str]]:
    for each in _MEANT.finditer(text):
        is_at_edge = not re.search(r"\w", text[: each.start()]) or not re.search(r"\w", text[each.end() :])
        if is_at_edge and re.search(_SAYS_WHEN, each[0], re.I):
            yield each
