"""Which font a character of a book is taken from, and what the font that is cut for it holds."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from briefbook.fonts.cutting import cut_font
from briefbook.fonts.faces import Face, UnusableFontError, beyond_latin, cut_faces, rules_of
from briefbook.pages.templates import packaged_templates
from tests.conftest import environment

FONTS = sorted((packaged_templates() / "fonts").glob("*.ttf"))
JAPANESE = "NotoSansJP-Regular.woff2"
CUT = """
import sys; from hashlib import sha256; from pathlib import Path
from briefbook.fonts.faces import beyond_latin, cut_faces, rules_of
faces = cut_faces(beyond_latin([sys.argv[1]]), map(Path, sys.argv[2:]))
print(rules_of(faces, "fonts"), *(sha256(face.woff2).hexdigest() for face in faces))
"""


def faces_of(*texts: str) -> list[Face]:
    return cut_faces(beyond_latin(texts), FONTS)


@pytest.mark.parametrize(
    ("text", "beyond"),
    [
        ("", set()),
        ("<p>Plain words,\n\twith “quotes” – and an arrow ↩.</p>", set()),
        ("Shinzō, Nguyễn, Rāṣṭrīya, r̥ &amp; ✓", set()),
        ("soft\u00adhyphen, word\u2060joiner, \u2068isolated\u2069", set()),
        ("<b>中谷元</b> and 元", {"中", "谷", "元"}),
        ("&#20013; &copy;", {"中"}),
        ("x\u033d", {"x\u033d"}),
        ("Я\u0301", {"Я\u0301"}),
        ("राज", {"रा", "ज"}),
        ("葛\U000e0100", {"葛\U000e0100"}),
    ],
)
def test_what_is_beyond_latin_is_found_with_its_marks(text: str, beyond: set[str]) -> None:
    assert beyond_latin([text, "plain"]) == beyond


@pytest.mark.parametrize(
    ("text", "fonts"),
    [
        ("plain", []),
        ("中谷元", ["NotoSansJP-Regular"]),
        ("红", ["NotoSansSC-Regular"]),
        ("राजनाथ सिंह।", ["NotoSansDevanagari-Regular"]),
        ("اسحاق ڈار", ["NotoSansArabic-Regular"]),
        ("நரேந்திர மோடி", ["NotoSansTamil-Regular"]),
        ("ລາວ", ["NotoSansLao-Regular"]),
        ("Юрий Αθήνα", ["SourceSans3-Regular"]),
        ("⋮", ["NotoSansMath-Regular"]),
        ("ไทย \U0001f600", []),
        ("元 ไทย ✓", ["NotoSansJP-Regular"]),
    ],
)
def test_each_character_is_taken_from_the_first_font_that_has_it(text: str, fonts: list[str]) -> None:
    faces = faces_of(text)
    assert [face.name for face in faces] == [f"{font}.woff2" for font in fonts]
    for face in faces:
        held = {chr(code) for code in TTFont(BytesIO(face.woff2)).getBestCmap()}
        assert face.characters <= held <= face.characters | {" "}


def test_a_cut_font_keeps_what_joins_its_letters() -> None:
    (face,) = faces_of("प्रिक्ष")
    cut = TTFont(BytesIO(face.woff2))
    assert len(cut.getGlyphOrder()) > len(face.characters) + 1, "it has conjuncts, beside letters"
    assert "GSUB" in cut
    (arabic,) = faces_of("بب")
    assert len(TTFont(BytesIO(arabic.woff2)).getGlyphOrder()) >= 5, "a letter has four forms"


def test_a_name_costs_little() -> None:
    (face,) = faces_of("中谷元")
    assert len(face.woff2) < 3_000


def test_a_cut_font_bears_no_reserved_name() -> None:
    """`OFL.txt` reserves the name 'Source' for fonts that nobody has changed."""
    faces = [*faces_of("Я元"), Face("x", cut_font(FONTS[0], frozenset("a")), frozenset("a"))]
    for face in faces:
        names = TTFont(BytesIO(face.woff2))["name"].names
        assert {0} <= {name.nameID for name in names} <= {0, 13, 14}, "copyright, and licence"


def test_the_rules_name_each_character_once() -> None:
    faces = [Face("A b.woff2", b"", frozenset("α中元鿿")), Face("B.woff2", b"", frozenset("红"))]
    rules = rules_of(faces, "fonts")
    assert 'url("fonts/A%20b.woff2") format("woff2")' in rules
    assert "unicode-range: U+3B1, U+4E2D-5143, U+9FFF;" in rules, "between are Latin, and what the other has"
    assert "unicode-range: U+7EA2;" in rules
    assert rules_of([], "fonts") == ""


def test_the_same_characters_give_the_same_bytes_in_any_process() -> None:
    given = [sys.executable, "-c", CUT, "中谷元 राजनाथ सिंह اسحاق", *map(str, FONTS)]
    first, second = (
        subprocess.run(
            given, check=True, capture_output=True, env={**environment(), "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    )
    assert first == second
    assert first.count(b"@font-face") == 3


def test_latin_alone_loads_no_fonttools() -> None:
    script = f"{CUT}\nsys.exit('fontTools' in sys.modules)"
    given = [sys.executable, "-c", script, "plain “words”", *map(str, FONTS)]
    assert subprocess.run(given, check=False, env=environment(), capture_output=True).returncode == 0


def test_a_damaged_font_is_named(tmp_path: Path) -> None:
    damaged = tmp_path / "A.ttf"
    damaged.write_bytes(FONTS[0].read_bytes()[:3000])
    with pytest.raises(UnusableFontError) as raised:
        cut_faces(frozenset("ไ"), [damaged])
    assert raised.value.font == damaged
