"""Cut the fonts that every site carries as they are: `make fonts`, if `fonts/latin.py` or a font changes."""

from collections.abc import Mapping
from pathlib import Path

from briefbook.fonts.cutting import cut_font
from briefbook.fonts.latin import ARROWS, IN_CODE, LETTERS
from briefbook.pages.templates import packaged_templates

FACES: Mapping[str, tuple[str, frozenset[str]]] = {
    "briefbook-sans-regular": ("SourceSans3-Regular", LETTERS),
    "briefbook-sans-italic": ("SourceSans3-Italic", LETTERS),
    "briefbook-sans-bold": ("SourceSans3-Bold", LETTERS),
    "briefbook-mono-regular": ("SourceCodePro-Regular", IN_CODE),
    "briefbook-arrows": ("NotoSansMath-Regular", ARROWS),
}
"""Each face, with the font that it is cut from and the characters that it has."""
FOLDER = packaged_templates() / "assets/fonts"


def cut_all() -> dict[Path, bytes]:
    """Return the bytes of each face, by its file."""
    fonts = packaged_templates() / "fonts"
    return {
        FOLDER / f"{name}.woff2": cut_font(fonts / f"{font}.ttf", characters)
        for name, (font, characters) in FACES.items()
    }


if __name__ == "__main__":
    for file, face in cut_all().items():
        file.write_bytes(face)
