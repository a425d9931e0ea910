"""What only print refuses: found by `check`, a warning in a build without PDFs, and gone with a font of the book's own."""

import io
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from briefbook.pages.templates import packaged_templates
from tests.conftest import SMALL_BOOK, MakeBook, Run
from tests.e2e.paper import needs_pdftotext, words_in

BRIEF = "---\ntitle: T\nbottom_line: B\nclearance: cleared\ncleared_by: D\ncleared_on: 2026-07-01\n---\n"
THAI = "ไทย"
NO_GLYPH = (
    "briefs/context/other.md:8:6: {}no font of the print has 3 characters of 'ไทย' (U+0E44 THAI CHARACTER SARA AI "
    "MAIMALAI, U+0E17 THAI CHARACTER THO THAHAN, and 1 more); write them in other characters, or put a font that has "
    "them into templates/fonts/\n"
)
DRAWING = """\
<?xml version="1.0"?>
<s:svg xmlns:s="http://www.w3.org/2000/svg" width="300" height="90">
  <s:style>.a { font-family: "Open Sans" }</s:style>
  <s:text y="20">Plain words</s:text>
  <s:text y="40" font-family="Arial, sans-serif">Arial Straße</s:text>
  <s:text y="60" style="font-family: 'Trebuchet MS'; font-size: 12px" class="a">Styled <s:tspan>東京 Ω</s:tspan></s:text>
</s:svg>
<!-- made by a program -->
"""


def font_with(characters: str) -> bytes:
    """Return a font with nothing but these characters, which all look like an A."""
    font = TTFont(packaged_templates() / "fonts/SourceCodePro-Regular.ttf")
    glyph = font.getBestCmap()[ord("A")]
    for table in font["cmap"].tables:
        table.cmap = {ord(each): glyph for each in characters}
    for name in font["name"].names:
        name.string = "Own"
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


@needs_pdftotext
def test_a_font_of_the_books_own_adds_a_script(make_book: MakeBook, briefbook: Run) -> None:
    project = make_book({"briefs/context/other.md": f"{BRIEF}Read {THAI}.\n"})
    assert NO_GLYPH.format("") in briefbook("-C", project, "check").stderr
    (project / "templates/fonts").mkdir(parents=True)
    (project / "templates/fonts/own.ttf").write_bytes(font_with(THAI))
    result = briefbook("-C", project, "check")
    assert result.returncode == 0, result.stderr
    result = briefbook("-C", project, "print", "other")
    assert result.returncode == 0, result.stderr
    assert THAI in words_in(project / "print/other.pdf")


def test_a_font_that_print_cannot_use_is_a_mistake(make_book: MakeBook, briefbook: Run) -> None:
    project = make_book({"templates/fonts/own.woff2": b"wOF2", "templates/fonts/sub/own.ttf": b""})
    cannot = "1:1: print cannot use this font; put it here in TrueType, as a .ttf file\n"
    expected = f"templates/fonts/own.woff2:{cannot}templates/fonts/sub/own.ttf:{cannot}"
    expected += "      2  print cannot use this font\n2 mistakes.\n"
    assert briefbook("-C", project, "check").stderr == expected


@needs_pdftotext
def test_the_words_of_a_drawing_are_on_paper_whatever_font_it_names(
    make_book: MakeBook, briefbook: Run
) -> None:
    shown = f"{BRIEF}![A drawing](other/drawing.svg)\n"
    project = make_book({"briefs/context/other.md": shown, "briefs/context/other/drawing.svg": DRAWING})
    result = briefbook("-C", project, "print", "other")
    assert result.returncode == 0, result.stderr
    words = words_in(project / "print/other.pdf")
    for drawn in ("Plain words", "Arial Straße", "Styled 東京 Ω"):
        assert drawn in words


@pytest.fixture
def unprintable(make_book: MakeBook) -> Path:
    """A book that a site can show, and paper cannot."""
    picture = SMALL_BOOK / "briefs/technology/mast/mast.svg"
    drawing = picture.read_text("utf-8").replace("</svg>", "<foreignObject/></svg>")
    brief = f"{BRIEF}Read {THAI}.\n\n![A mast](other/mast.svg)\n"
    return make_book({"briefs/context/other.md": brief, "briefs/context/other/mast.svg": drawing})


def test_without_pdfs_it_is_a_warning(unprintable: Path, briefbook: Run) -> None:
    refused = briefbook("-C", unprintable, "build")
    assert refused.returncode == 1
    assert NO_GLYPH.format("") in refused.stderr
    assert "paper does not show a foreignObject" in refused.stderr
    assert "2 mistakes.\n" in refused.stderr
    built = briefbook("-C", unprintable, "build", "--no-pdf")
    assert built.returncode == 0, built.stderr
    assert NO_GLYPH.format("warning: ") in built.stderr
    assert "warning: paper does not show a foreignObject" in built.stderr
    assert THAI in (unprintable / "site/context/other/index.html").read_text("utf-8")


def test_a_book_without_pdfs_is_checked_without_them(unprintable: Path, briefbook: Run) -> None:
    settings = (unprintable / "mkdocs.yml").read_text("utf-8")
    (unprintable / "mkdocs.yml").write_text(
        settings.replace("- briefbook", "- briefbook: {pdf: false}"), "utf-8"
    )
    checked = briefbook("-C", unprintable, "check")
    assert checked.returncode == 0, checked.stderr
    assert NO_GLYPH.format("warning: ") in checked.stderr
    printed = briefbook("-C", unprintable, "print", "other")
    assert printed.returncode == 1
    assert NO_GLYPH.format("") in printed.stderr
