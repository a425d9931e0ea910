"""The faces that every site carries are what `make fonts` makes, small, and hold what our own files write."""

from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from briefbook.fonts.latin import LATIN
from briefbook.pages.templates import packaged_templates
from tests.conftest import ROOT
from tools.fonts import FACES, FOLDER, cut_all

LIMIT = 120_000
SHOWN = sorted([*packaged_templates().glob("styles/*.css"), *packaged_templates().rglob("*.html")])


def tables_of(face: bytes) -> dict[str, bytes]:
    """Return what is in a face, as it is before it is packed: another release of Brotli may pack it otherwise."""
    font = TTFont(BytesIO(face))
    return {tag: font.getTableData(tag) for tag in font.reader.keys()}  # noqa: SIM118 - no dictionary


def test_the_faces_are_what_the_tool_makes() -> None:
    made = cut_all()
    assert {*made} == {*FOLDER.iterdir()}
    for file, face in made.items():
        assert tables_of(file.read_bytes()) == tables_of(face), f"{file.name}: run `make fonts`"


def test_they_are_small_together() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < LIMIT


@pytest.mark.parametrize("name", FACES)
def test_a_face_holds_each_of_its_characters(name: str) -> None:
    _, characters = FACES[name]
    assert {*map(chr, TTFont(FOLDER / f"{name}.woff2").getBestCmap())} == characters


@pytest.mark.parametrize(
    "words",
    [
        "Shinzō Ōmura",
        "Nguyễn Phú Trọng, Tướng Đỗ Bá Tỵ",
        "Rāṣṭrīya Sṛṅgāra ḷ ṃ ḥ ñ ś l̥ m̐",
        "ʿAbd al-Raḥmān al-Ṭāʾī ḍ ẓ ġ ḵ",
        "Xí Jìnpíng, Lǚ",
        "İğış Ţăâî Șț Łódź Ŵŷ Ħġ Əə ẞ þð",
        "“a” \u2018b’ « c » – — … • ¶ § † ‡ ° \u2032 ″ \u00d7 ÷ \u2212 ≈ ≤ ≥ ½ ² ₂ € £ ¥ ₹ № ™",
        "← ↑ → ↓ ↔ ↕ ↩ ⇒ ✓ ✗ ▸ ▾ ■ ●",
    ],
)
def test_what_is_written_in_latin_is_there(words: str) -> None:
    assert {*words} - LATIN == set()


@pytest.mark.parametrize("file", SHOWN, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_the_marks_that_our_own_files_write_are_there(file: Path) -> None:
    assert {*file.read_text("utf-8")} - LATIN - {"\n"} == set()
