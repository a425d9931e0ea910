"""The characters that may be in no text: which they are, why, and how a message shows them."""

import re
import unicodedata

_NONCHARACTERS = r"\uFDD0-\uFDEF" + "".join(rf"\U{plane:04X}FFFE\U{plane:04X}FFFF" for plane in range(17))
REORDERING = r"\u202A-\u202E\u2066-\u2069"
"""What shows a text in another order than it is written, as a pattern has it."""
STRAYS = {
    r"\x00-\x08\x0B\x0C\x0E-\x1F\x7F-\x9F": ("a control character", "delete it"),
    r"\u2028\u2029": ("a line break that few programs see", "begin a new line instead"),
    REORDERING: (
        "which shows a text in another order than it is written",
        "delete it: letters themselves say which way they run",
    ),
    r"\u206A-\u206F\uFEFF\uFFF9-\uFFFB\U000E0000-\U000E007F": ("which no reader sees", "delete it"),
    r"\uFFFC\uFFFD": ("in place of something that was lost", "write what was here"),
    r"\uD800-\uDFFF": ("half of a character", "write the whole character"),
    _NONCHARACTERS: ("which Unicode will never give a meaning", "delete it"),
}
"""The characters that may be in no text, as a pattern has them: why, and what to do instead.

Not among them is what some scripts need: joiners, places where a word may break, marks of direction. What no
font can show is found by `pdf.glyphs`.
"""
_UNSHOWN = re.compile("[" + "".join(STRAYS) + r"\r]")
_FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols of which readers see an empty space: the fillers of Hangul, Braille without dots."""


def shows_nothing(text: str) -> bool:
    """Return whether readers see nothing of a text: no letter, number, mark of punctuation or symbol."""
    return not any(unicodedata.category(each)[0] in "LNPS" and each not in _FILLERS for each in text)


def visible(text: str) -> str:
    r"""Return a text as a terminal may show it: `\x1b` in place of a character that may be in no text.

    So what a book or a repository holds gives a terminal no orders, and is shown in the order of its letters.
    """
    return _UNSHOWN.sub(lambda stray: stray[0].encode("unicode_escape").decode("ascii"), text)
