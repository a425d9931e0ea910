"""Cuts fonts to some of their characters: the only code that knows fontTools, which takes a while to load."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

_REPACKER = "fontTools.ttLib.tables.otBase:USE_HARFBUZZ_REPACKER"
_COPYRIGHT, _LICENCE, _LICENCE_URL = 0, 13, 14
"""Of the names in a font. The others go: the licence reserves them for what was not changed."""


def characters_of(font: Path) -> frozenset[str]:
    """Return the characters that a font has."""
    return _characters_of(font, font.stat().st_mtime_ns)


def cut_font(font: Path, characters: frozenset[str]) -> bytes:
    """Return a font as WOFF2, with no more than some characters, and all that joins and places them.

    The same font and characters give the same bytes.
    """
    return _cut_font(font, font.stat().st_mtime_ns, characters)


@lru_cache(maxsize=64)
def _characters_of(font: Path, _changed: int) -> frozenset[str]:
    with _open(font) as opened:
        return frozenset(map(chr, opened.getBestCmap() or ()))


@lru_cache(maxsize=64)
def _cut_font(font: Path, _changed: int, characters: frozenset[str]) -> bytes:
    options = Options(hinting=False, name_IDs=[_COPYRIGHT, _LICENCE, _LICENCE_URL])
    options.drop_tables += ["STAT"]  # which holds on to other names, and is for menus of fonts
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=sorted(map(ord, characters)))
    with _open(font) as opened:
        subsetter.subset(opened)
        opened.flavor = "woff2"
        cut = BytesIO()
        opened.save(cut)
    return cut.getvalue()


def _open(font: Path) -> TTFont:
    opened = TTFont(font, lazy=True, recalcTimestamp=False)
    opened.cfg[_REPACKER] = False  # it is used where it is installed, and gives other bytes
    return opened
