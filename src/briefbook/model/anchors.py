"""The anchors of headings: what is after the `#` in an address that leads to one."""

import re
import unicodedata
from collections.abc import Container
from urllib.parse import unquote

_ACCENTS = re.compile(r"(?<=[A-Za-z])[\u0300-\u036f]+")
"""Marks upon Latin letters, as they are in a decomposed text."""
_VARIATION_SELECTORS = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""They choose the form of the character before, as that of an emoji, and are not seen themselves."""
_NUMBER_ON_GITHUB = re.compile(r"-(\d+)$")


def anchor_of(heading: str, separator: str = "-") -> str:
    """Return the anchor that the words of a heading make, in whatever script they are.

    Latin letters lose their accents, as Python-Markdown has it, whose anchors are in use. For other scripts
    neither its function nor that of pymdownx will do: both lose the vowels of Hindi, which are marks. A
    heading without letters and digits has the code points of its characters.
    """
    composed = unicodedata.normalize("NFC", _VARIATION_SELECTORS.sub("", heading.strip()))
    plain = _ACCENTS.sub("", "".join(map(_in_ascii, composed)))
    kept = "".join(each for each in plain if each in "-_" or each.isspace() or _is_of_a_word(each))
    anchor = re.sub(r"[-\s]+", separator, kept.strip().lower())
    return anchor or separator.join(f"u{ord(each):x}" for each in plain if not each.isspace())


def _in_ascii(character: str) -> str:
    """Return a character as ASCII has it: `e` for `é`, and itself where ASCII has none like it."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", character))
    return plain if plain.isascii() else character


def _is_of_a_word(character: str) -> bool:
    """Return whether a character is a letter, a digit, or a mark upon one."""
    return character.isalnum() or unicodedata.category(character) in ("Mn", "Mc")


def anchor_meant(fragment: str, anchors: Container[str]) -> str | None:
    """Return which of the anchors of a page a link means by its fragment; None if it means none of them.

    The fragment may be percent-encoded, in any Unicode form, with capitals, or what GitHub makes of the
    heading: `#a---b` for "A - B", `#-start` for a start with an emoji before it, and `#same-1` where the
    heading is the second of these words.
    """
    written = unquote(fragment)
    made = anchor_of(written)
    plain = made.strip("-")
    meanings = (written, made, plain, _NUMBER_ON_GITHUB.sub(r"_\1", plain))
    return next((each for each in meanings if each in anchors), None)
