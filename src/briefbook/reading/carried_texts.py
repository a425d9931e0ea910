"""The texts of others that a site carries as they are: style sheets, scripts, drawings, data, notes.

They may hold what a text of the book may not, such as a form feed. But none may be shown in another order
than it is written: so a program hides what it does from whoever reviews it, and a text what it says.
"""

import codecs
import re
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from briefbook.problems import Places, Problem, Where
from briefbook.reading.characters import name_of, shown_in
from briefbook.strays import REORDERING, STRAYS

_REORDERING = re.compile(f"[{REORDERING}]")
_IN_BYTES = re.compile(rb"\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]|&|\\")
"""What any of them begins with, also as an entity or an escape: most files hold none."""
_ESCAPES = {
    ".css": re.compile(r"\\([\da-f]{1,6})", re.I),
    ".html": re.compile(r"\\(?:u([\da-fA-F]{4})|U([\da-fA-F]{8}))"),
    ".typ": re.compile(r"\\u\{([\da-f]+)\}", re.I),
}
"""How style sheets, templates of pages and those of print write a character by its number."""
_BYTES_LOOKED_AT = 8000


def check_carried_text(file: Path, path: str) -> Iterator[Problem]:
    """Yield a problem for each character in a file that shows its text in another order than it is written.

    ``path`` is that of the file in the project. What is not a text in UTF-8 or UTF-16 is passed over.
    """
    text = _text_of(file)
    if text is None:
        return
    places = Places(text, Where(path))
    why, fix = STRAYS[REORDERING]
    for start, character in _found_in(text, path):
        yield Problem(places.at(start), f"the character {name_of(character)}, {why}", fix)


def _found_in(text: str, path: str) -> Iterator[tuple[int, str]]:
    """Yield each such character, and where it is written."""
    for each in shown_in(text, path):
        for found in _REORDERING.finditer(each.text):
            yield each.start + (found.start() if each.is_literal else 0), found[0]
    escapes = _ESCAPES.get(PurePosixPath(path).suffix)
    for escape in escapes.finditer(text) if escapes else ():
        code = int(escape[escape.lastindex or 1], 16)
        if code <= sys.maxunicode and _REORDERING.match(chr(code)):
            yield escape.start(), chr(code)


def _text_of(file: Path) -> str | None:
    with file.open("rb") as opened:
        head = opened.read(_BYTES_LOOKED_AT)
        is_utf_16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        if b"\0" in head and not is_utf_16:
            return None
        content = head + opened.read()
    if not is_utf_16 and not _IN_BYTES.search(content):
        return None
    try:
        return content.decode("utf-16" if is_utf_16 else "utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
