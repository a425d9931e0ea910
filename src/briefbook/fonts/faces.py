"""The faces of a book: what its texts have beyond Latin, and the fonts that are cut to that."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

import regex

from briefbook.fonts.latin import LATIN

FAMILY = "Briefbook Native"
"""The family of all faces that are cut for a book; `templates/styles/fonts.css` has the others."""
_KNOWN = LATIN | {"\n", "\t"}
_BEYOND = re.compile(rf"[^{re.escape(''.join(sorted(LATIN)))}\s]+[\u0300-\u036F]*")
"""Other characters in a row, and the marks of Latin on the last; `re` takes half as long here as `regex`."""
_CLUSTER = regex.compile(r"\X")
_UNSEEN = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Cc}]")
"""What shapes the characters beside it, and needs no glyph."""
_TEXT = "SourceSans3-"
"""What the name of each font begins with that the Latin faces are cut from."""
_STYLED = ("Bold", "Italic", "Oblique")


class UnusableFontError(Exception):
    """A font that cannot be cut."""

    def __init__(self, font: Path, why: str) -> None:
        super().__init__(why)
        self.font = font


@dataclass(frozen=True)
class Face:
    """A font that is cut for a book: the name of its file, its bytes, and what a browser takes from it."""

    name: str
    woff2: bytes
    characters: frozenset[str]


def beyond_latin(texts: Iterable[str]) -> frozenset[str]:
    """Return what some texts, which may be HTML, have beyond Latin: characters, each with its marks."""
    return frozenset(
        cluster for text in texts for cluster in _clusters_in(unescape(text)) if _seen(cluster) - LATIN
    )


def _clusters_in(text: str) -> Iterator[str]:
    if _KNOWN.issuperset(text):  # which is quick, and so with most pages
        return
    for found in _BEYOND.finditer(text):
        base = max(found.start() - 1, 0)  # a mark may be on a letter that is Latin
        yield from _CLUSTER.findall(text, base, found.end())


def _seen(cluster: str) -> frozenset[str]:
    return frozenset(_UNSEEN.sub("", cluster))


def cut_faces(clusters: frozenset[str], fonts: Iterable[Path]) -> list[Face]:
    """Return the faces for some characters, each with its marks: of each the first font that has it.

    What no font has is left to the reader's machine. Raises ``UnusableFontError``.
    """
    if not clusters:
        return []
    from briefbook.fonts import cutting  # noqa: PLC0415 - many a book needs none, and it takes long to load

    faces, missing = [], clusters
    for font in sorted(fonts, key=_turn):
        try:
            held = cutting.characters_of(font)
            if found := frozenset(each for each in missing if _seen(each) <= held):
                wanted = frozenset("".join(found))
                faces.append(Face(f"{font.stem}.woff2", cutting.cut_font(font, wanted), wanted & held))
        except Exception as error:  # a damaged font makes fontTools stumble in any way
            raise UnusableFontError(font, str(error) or type(error).__name__) from error
        missing -= found
        if not missing:
            break
    return faces


def _turn(font: Path) -> tuple[bool, bool, str]:
    """Return when a font has its turn: after that of Latin by name, as in print; other styles after all."""
    is_styled = any(style in font.stem for style in _STYLED)
    return is_styled, not font.name.startswith(_TEXT), font.name


def rules_of(faces: Sequence[Face], folder: str) -> str:
    """Return the style sheet by which browsers find faces, in a folder, and take each only where needed."""
    return "".join(_rule(face, faces, folder) for face in faces)


def _rule(face: Face, faces: Iterable[Face], folder: str) -> str:
    others = LATIN.union(*(each.characters for each in faces)) - face.characters
    return (
        f'@font-face {{\n  font-family: "{FAMILY}";\n'
        f'  src: url("{folder}/{quote(face.name)}") format("woff2");\n'
        f"  font-display: swap;\n  unicode-range: {', '.join(_ranges(face.characters, others))};\n}}\n"
    )


def _ranges(characters: Iterable[str], others: Iterable[str]) -> Iterator[str]:
    """Yield ranges of code points, as CSS writes them, that hold some characters and none of some others.

    What no face has may be in them: one range for each Chinese character would be 5 kB in every style sheet.
    """
    held = {**dict.fromkeys(others, False), **dict.fromkeys(characters, True)}
    for is_wanted, run in groupby(sorted(held), key=held.__getitem__):
        if is_wanted:
            codes = [f"{ord(each):X}" for each in run]
            first, last = codes[0], codes[-1]
            yield f"U+{first}" if first == last else f"U+{first}-{last}"
