"""The fonts of the print hold what `docs/writing.md` says of them, all of it."""

from collections.abc import Iterable
from pathlib import Path

import pytest
import regex
from fontTools.ttLib import TTFont

from briefbook.pages.templates import packaged_templates
from briefbook.pdf.typst import without_glyph
from briefbook.pdf.typst_process import TypstProcess

ALL = "".join(map(chr, (*range(0x20, 0xD800), *range(0xF900, 0x30000))))
"""All but half characters, and those for private use."""
SCRIPTS = ["Latin", "Greek", "Cyrillic", "Devanagari", "Tamil", "Telugu", "Sinhala", "Lao", "Arabic"]
LIVING = ALL[: ALL.index("\uffff")]
"""What today's languages are written in: the planes beyond hold older letters, and those of mathematics."""
YOUNGER = r"[\u088F\u0897\u0C5C\u1C89\u1C8A\u209D-\u209F\uA7CB-\uA7CF\uA7D2\uA7D4\uA7DA-\uA7DD\uA7E2\uA7F1\uAB6C\uAB6D]"
"""The letters that Unicode has since its version 16: the fonts are older, and no language needs them."""


def lacking(characters: Iterable[str]) -> list[str]:
    with TypstProcess() as typst:
        return sorted(without_glyph(characters, [packaged_templates()], typst))


def in_encoding(name: str) -> set[str]:
    return {each for each in ALL[0x60:] if each.encode(name, "ignore")}


@pytest.mark.parametrize("script", SCRIPTS)
def test_each_letter_and_mark_of_a_script_is_there(script: str) -> None:
    pattern = rf"(?V1)[[\p{{L}}\p{{M}}\p{{Nd}}]&&\p{{Script={script}}}--{YOUNGER}]"
    letters = set(regex.findall(pattern, LIVING))
    assert len(letters) > 50
    assert lacking(letters) == []


def letters_in(font: Path, letter: regex.Pattern[str]) -> int:
    return sum(bool(letter.match(chr(each))) for each in TTFont(font).getBestCmap())


@pytest.mark.parametrize("script", SCRIPTS[3:])
def test_a_script_whose_letters_join_is_in_one_font(script: str) -> None:
    """Print takes the first that has a letter, and another may lack what joins it to the next."""
    letter = regex.compile(rf"(?V1)[\p{{L}}&&\p{{Script={script}}}]")
    fonts = sorted((packaged_templates() / "fonts").glob("*.ttf"))
    having = [file.stem for file in fonts if letters_in(file, letter) > 5]  # Tamil borrows one
    assert having == [f"NotoSans{script}-Regular"]


def test_each_letter_takes_each_accent() -> None:
    accents = map(chr, range(0x300, 0x370))
    assert lacking(f"{letter}{accent}" for accent in accents for letter in "aEmṛя") == []


def test_japanese_is_there_with_the_characters_of_names() -> None:
    assert lacking(in_encoding("euc_jis_2004") - set("⦅⦆")) == []
    assert lacking(in_encoding("cp932") - {"\x80", "\xa0"}) == []
    assert lacking("髙﨑𠮷彅濵栁德𡈽𣘺") == []


@pytest.mark.parametrize("encoding", ["gb2312", "gbk", "big5"])
def test_chinese_is_there_simplified_and_traditional(encoding: str) -> None:
    assert lacking(in_encoding(encoding) - set("\ufa0c\ufa0d")) == [], "Big5 has two characters twice"
