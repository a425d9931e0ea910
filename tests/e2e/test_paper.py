"""What is wider than a line of paper, and what runs from right to left: the boxes of all words, and what is copied."""

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefbook.derived.horizon import book_at
from briefbook.pdf.document import PaperSettings
from briefbook.pipelines.load import load_book
from briefbook.pipelines.print import PrintJob, complete_job, write_pdfs
from briefbook.pipelines.progress import no_progress
from tests.conftest import GOLDEN, SMALL_BOOK, built, made_once
from tests.e2e.paper import Box, boxes_of, check_boxes, needs_pdftotext, overlaps_of, words_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = needs_pdftotext

DIGEST = "3f786850e387550fdab836ed7e6dc881de23001b9c1f3e0f5a4dbe9d8c6b7a10"
COMPOUND = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small book with briefs of which much is wider than a line, and a pack of them."""

    def make(folder: Path) -> None:
        shutil.copytree(SMALL_BOOK, folder)
        (folder / "briefs/packs").mkdir()
        for file in (GOLDEN / "paper").iterdir():
            shutil.copy(file, folder / "briefs" / ("packs" if file.suffix == ".yml" else "context"))

    return made_once("wide-book", tmp_path_factory, make)


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory, project: Path) -> list[Path]:
    """All PDFs of that book, in normal and in large print."""

    def make(folder: Path) -> None:
        whole, problems = load_book(project)
        assert whole, problems
        book = book_at(whole, whole.as_of)
        for is_large in (False, True):
            job = complete_job(PrintJob(paper=PaperSettings(is_large=is_large)), book)
            out = folder / ("large" if is_large else "normal")
            out.mkdir(parents=True)
            assert isinstance(write_pdfs(book, project, job, out, no_progress), dict)

    return sorted(made_once("wide-pdfs", tmp_path_factory, make).rglob("*.pdf"))


def named(pdfs: list[Path], size: str, name: str) -> Path:
    return next(pdf for pdf in pdfs if size in pdf.parts and pdf.stem == name)


def test_no_word_is_over_another_or_off_the_sheet(pdfs: list[Path], tmp_path: Path) -> None:
    assert {pdf.stem for pdf in pdfs} >= {"wide", "long-title", "from-right-to-left", "book", "visit"}
    for pdf in pdfs:
        check_boxes(pdf, tmp_path)


def test_words_that_overlap_are_found() -> None:
    one, beside, over = (Box(str(left), left, 0, left + 10, 12) for left in (0, 10, 15))
    assert list(overlaps_of([one, beside])) == []
    assert list(overlaps_of([over, beside, one])) == [(over, beside)]


def test_each_amount_of_a_row_is_a_word_of_its_own(pdfs: list[Path], tmp_path: Path) -> None:
    words = [box.word for *_, boxes in boxes_of(named(pdfs, "normal", "wide"), tmp_path) for box in boxes]
    assert words.count("1,234,567.89") == 12
    assert {word for word in words if "567.8" in word} <= {
        f"{year},234,567.8{n}" for year in "12" for n in range(1, 10)
    } | {"567.89"}


def test_an_amount_that_no_turned_sheet_has_room_for_is_broken_after_a_comma(pdfs: list[Path]) -> None:
    assert "1,234,\n567.89" in words_in(named(pdfs, "large", "wide"))


def test_what_is_copied_is_what_was_written(pdfs: list[Path]) -> None:
    for pdf in pdfs:
        assert not re.search("[\u200b-\u200d\ufeff]", words_in(pdf)), pdf
    normal = words_in(named(pdfs, "normal", "wide"))
    assert normal.count(DIGEST) >= 4, "where a line has room for it, it is in one"
    assert COMPOUND in normal
    for size in ("normal", "large"):
        lines = words_in(named(pdfs, size, "wide"), "-raw").replace("\n", "")
        for word in (
            DIGEST,
            2 * DIGEST,
            COMPOUND,
            "a" * 200,
            "w" * 600,
            "." * 110,
            "SOME_CONSTANT_NAME_THAT_GOES_ON",
        ):
            assert word in lines, (size, word)


def test_a_table_is_on_a_turned_sheet_with_its_heading_where_that_has_room_for_it(
    pdfs: list[Path], tmp_path: Path
) -> None:
    pages = list(boxes_of(named(pdfs, "large", "wide"), tmp_path))
    turned = [[box.word for box in boxes] for width, height, boxes in pages if width > height]
    assert len(turned) == 2
    assert "Tables" in turned[0]
    assert "1,234,567.87" in turned[0]


def test_what_is_in_arabic_runs_from_right_to_left_on_paper(pdfs: list[Path], tmp_path: Path) -> None:
    ((width, _, boxes),) = boxes_of(named(pdfs, "normal", "from-right-to-left"), tmp_path)
    where = {box.word: box for box in boxes}
    assert where["said"].left < width / 4, "an English paragraph that begins with a name in Arabic"
    assert where["Plain"].left < width / 4
    assert where["Gen"].left < where["Nakatani"].left
    assert where["Year"].right < width / 2 < where["Term"].left
    assert [box.right > width - 100 for box in boxes if box.word == "•"] == [True, True]


@pytest.mark.browser
def test_what_is_in_arabic_runs_from_right_to_left_on_the_site(
    tmp_path_factory: pytest.TempPathFactory, project: Path, tab: "Page"
) -> None:
    site = made_once("wide-site", tmp_path_factory, lambda folder: built(project, folder))
    tab.goto((site / "context/from-right-to-left/index.html").as_uri())
    shown = tab.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll(
            "article :is(h1, h2, p, li, td, th, dd, dt, ul, table)")].map(each =>
            [each.tagName + " " + each.textContent.trim().slice(0, 8).trim(), getComputedStyle(each).direction]))"""
    )
    assert {key: way for key, way in shown.items() if re.search("[\u0600-\u06ff]", key)} != {}
    assert {
        way for key, way in shown.items() if re.search(" [\u0600-\u06ff]", key) and "محمد" not in key
    } == {"rtl"}
    assert {way for key, way in shown.items() if re.match("P محمد|P Plain", key)} == {"ltr"}
    assert shown["P محمد علي"] == shown["P Plain wo"] == "ltr"
    first, last = (tab.locator("article th").nth(place).bounding_box() for place in (0, 2))
    assert first
    assert last
    assert first["x"] > last["x"]
