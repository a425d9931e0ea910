"""What is printed: the PDFs of the real book as poppler and qpdf read them, and the command that makes them."""

import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import CompletedProcess, run
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Object, Pdf, String

from briefbook.derived.horizon import book_at
from briefbook.export.book_json import brief_data
from briefbook.model.book import Book
from briefbook.model.dates import show_day
from briefbook.pages.templates import packaged_templates
from briefbook.pdf import chunking as in_parts
from briefbook.pdf.document import Document, PaperSettings
from briefbook.pdf.document_builder import DocumentBuilder
from briefbook.pdf.merging import ELSEWHERE
from briefbook.pdf.nodes import Node, elements_of, text_of
from briefbook.pipelines.print import PrintJob, write_pdfs
from briefbook.pipelines.progress import no_progress
from tests.conftest import ROOT, Run, made_once, real_book
from tests.e2e.paper import bookmarks_of, check_boxes, info_of, needs_pdftotext, pages_of, words_in

pytestmark = needs_pdftotext

PACK_OF_THE_BOOK = "new-delhi-may-2025"
CONTENTS_ROW = re.compile(r"^ *(?:\d+ +)?(?P<title>\S.*?) ?(?:\. )+\.? *(?P<page>\d+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def book() -> Book:
    return book_at(real_book(), real_book().as_of)


@pytest.fixture(scope="module")
def pdfs(real_site: Path) -> dict[str, Path]:
    """The PDFs of the real book's site, by their addresses."""
    return {file.relative_to(real_site).as_posix(): file for file in sorted(real_site.rglob("*.pdf"))}


@pytest.fixture(scope="module")
def large_print(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole book in large print, on both sides of sheets of US Letter."""
    from click.testing import CliRunner  # noqa: PLC0415

    from briefbook.cli import main  # noqa: PLC0415

    def make(folder: Path) -> None:
        options = ["--book", "--large-print", "--duplex", "--paper", "letter", "-o", str(folder)]
        assert CliRunner().invoke(main, ["-C", str(ROOT), "print", *options]).exit_code == 0

    return made_once("large-print", tmp_path_factory, make) / "book.pdf"


def test_each_brief_and_the_book_have_a_pdf_and_the_page_leads_to_it(
    book: Book, pdfs: dict[str, Path], real_site: Path
) -> None:
    assert set(book.briefs) == {Path(uri).stem for uri in pdfs} - {"book", "cards", *book.packs}
    page = (real_site / "technology/unicorn-mast/index.html").read_text("utf-8")
    assert 'href="../../technology/unicorn-mast/unicorn-mast.pdf"' in page
    pack = (real_site / f"packs/{PACK_OF_THE_BOOK}/index.html").read_text("utf-8")
    assert f'href="../../packs/{PACK_OF_THE_BOOK}/cards.pdf"' in pack
    assert f"packs/{PACK_OF_THE_BOOK}/cards.pdf" in pdfs
    front = (real_site / "index.html").read_text("utf-8")
    assert 'href="book.pdf"' in front
    assert 'href="packs/index.html"' in front


def test_the_page_numbers_of_the_contents_are_true(
    pdfs: dict[str, Path], large_print: Path, joined: Path
) -> None:
    for pdf in (pdfs["book.pdf"], pdfs["packs/new-delhi-may-2025.pdf"], large_print, joined):
        pages = pages_of(pdf)
        text = words_in(pdf, "-layout")
        contents = [page for page in text.split("\f") if "Contents" in page.split("\n\n")[0] + page[:200]]
        rows = [row for page in contents for row in CONTENTS_ROW.finditer(page)]
        assert len(rows) >= 8
        for row in rows:
            heading = r"(?: \d+)* ".join(map(re.escape, row["title"].split()))  # a tab may be beside it
            assert re.search(heading, pages[int(row["page"]) - 1]), (pdf, row[0])


def test_every_page_says_which_of_how_many_it_is(pdfs: dict[str, Path]) -> None:
    for uri, pdf in pdfs.items():
        pages = pages_of(pdf)
        has_cover = uri in ("book.pdf", "packs/new-delhi-may-2025.pdf")
        for number, page in enumerate(pages, start=1):
            sheet = "card" if Path(uri).stem == "cards" else "page"
            if number > 1 or not has_cover:
                assert f"{sheet} {number} of {len(pages)}" in page, (uri, number)
        assert info_of(pdf)["Pages"] == str(len(pages))


def test_every_heading_is_a_bookmark_on_its_page(book: Book, pdfs: dict[str, Path]) -> None:
    builder = DocumentBuilder(book, ROOT / "templates", packaged_templates())
    (document,) = builder.whole_book()
    assert isinstance(document, Document)
    headings = [
        text for part in document.data["parts"] for text in (part["title"], *headings_in(part["nodes"]))
    ]
    bookmarks = bookmarks_of(pdfs["book.pdf"])
    assert [title for title, _ in bookmarks if title != "Contents"] == headings
    pages = pages_of(pdfs["book.pdf"])
    for title, page in bookmarks:
        assert title.split()[0] in pages[page - 1]


def headings_in(nodes: list[Node]) -> list[str]:
    """Return the words of the headings among nodes."""
    return [
        " ".join(text_of(each).split()) for each in elements_of(nodes) if re.fullmatch("h[2-6]", each["tag"])
    ]


def test_names_in_other_scripts_can_be_extracted(pdfs: dict[str, Path]) -> None:
    for uri in ("book.pdf", "meetings/new-delhi-5-may-2025/new-delhi-5-may-2025.pdf"):
        text = words_in(pdfs[uri])
        assert "中谷元" in text
        assert "राजनाथ सिंह" in text


def test_no_text_is_cut_or_runs_out_of_the_page(
    pdfs: dict[str, Path], large_print: Path, tmp_path: Path
) -> None:
    for pdf in (*pdfs.values(), large_print):
        check_boxes(pdf, tmp_path)


def test_a_pdf_says_what_it_is(book: Book, pdfs: dict[str, Path]) -> None:
    for uri, pdf in pdfs.items():
        info = info_of(pdf)
        assert info["Tagged"] == "yes"
        assert info["Author"] == book.settings.desk.name
        size = "419.528 x 595.276 pts" if Path(uri).stem == "cards" else "(A4)"  # the former is A5
        assert info["Page size"].endswith(size)
        assert info["Keywords"]
        meta = run(["pdfinfo", "-meta", pdf], capture_output=True, check=True, text=True).stdout
        for claim in ("<pdfaid:part>3", "<pdfaid:conformance>A", "<pdfuaid:part>1", "<rdf:li>en"):
            assert claim in meta, (uri, claim)
    mast = info_of(pdfs["technology/unicorn-mast/unicorn-mast.pdf"])
    assert mast["Title"] == book.briefs["unicorn-mast"].facts.title


def test_a_brief_carries_its_data(book: Book, pdfs: dict[str, Path], tmp_path: Path) -> None:
    pdf = pdfs["technology/unicorn-mast/unicorn-mast.pdf"]
    run(["pdfdetach", "-saveall", "-o", tmp_path, pdf], check=True, capture_output=True)
    attached = json.loads((tmp_path / "brief.json").read_text("utf-8"))
    assert attached == brief_data(book, book.briefs["unicorn-mast"])
    assert attached["facts"]["title"] == book.briefs["unicorn-mast"].facts.title


def test_the_first_page_can_be_read_alone(book: Book, pdfs: dict[str, Path]) -> None:
    for brief in book.briefs.values():
        (pdf,) = (file for uri, file in pdfs.items() if Path(uri).stem == brief.id)
        first = pages_of(pdf)[0]
        assert brief.facts.title.split()[0] in first
        assert f"information to {show_day(book.as_of)}".lower() in first.lower()
        assert "Bottom line" in first
        assert first.count("PUBLIC") == 2, "at its head and at its foot"


def test_print_is_legible_in_monochrome(pdfs: dict[str, Path]) -> None:
    drawn = run(
        ["pdftoppm", "-r", "20", "-f", "1", "-l", "8", pdfs["book.pdf"]], capture_output=True, check=True
    ).stdout
    header = re.match(rb"P6\n\d+ \d+\n255\n", drawn)
    assert header
    pixels = drawn[header.end() : header.end() + 3 * 10_000]
    assert pixels[0::3] == pixels[1::3] == pixels[2::3]


@pytest.mark.slow
def test_a_second_build_elsewhere_gives_the_same_bytes(
    pdfs: dict[str, Path], tmp_path: Path, briefbook: Run
) -> None:
    shutil.copytree(ROOT / "briefs", tmp_path / "elsewhere" / "briefs")
    named = ["unicorn-mast", "gcap", "--pack", PACK_OF_THE_BOOK]
    result = briefbook("-C", tmp_path / "elsewhere", "print", *named, "-o", tmp_path / "out")
    assert result.returncode == 0, result.stderr
    first = {Path(uri).stem: pdf for uri, pdf in pdfs.items()}
    printed = {file.stem: file for file in (tmp_path / "out").rglob("*.pdf")}
    assert set(printed) == {"unicorn-mast", "gcap", PACK_OF_THE_BOOK}
    for name, pdf in printed.items():
        assert pdf.read_bytes() == first[name].read_bytes(), name


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory, book: Book) -> Path:
    """A pack of the real book set in parts, as a large book is, and joined."""
    return pack_on_both_sides(book, tmp_path_factory, "joined", 50_000)


@pytest.fixture(scope="module")
def set_at_once(tmp_path_factory: pytest.TempPathFactory, book: Book) -> Path:
    """The same pack as a small one is set."""
    return pack_on_both_sides(book, tmp_path_factory, "at-once", in_parts.LARGEST)


def pack_on_both_sides(book: Book, factory: pytest.TempPathFactory, name: str, largest: int) -> Path:
    """Return the PDF of a pack, as much of which is set at once: on both sides, where no part shares a sheet."""
    job = PrintJob(packs=frozenset({PACK_OF_THE_BOOK}), paper=PaperSettings(is_duplex=True))

    def make(folder: Path) -> None:
        folder.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(in_parts, "LARGEST", largest)
            assert isinstance(write_pdfs(book, ROOT, job, folder, no_progress), dict)

    return made_once(name, factory, make) / f"packs/{PACK_OF_THE_BOOK}.pdf"


def test_what_is_set_in_parts_is_the_same(set_at_once: Path, joined: Path) -> None:
    whole = set_at_once
    assert sheets_of(joined) == sheets_of(whole)
    assert bookmarks_of(joined) == bookmarks_of(whole)
    assert tags_in(joined) == tags_in(whole)
    assert info_of(joined)["Title"] == info_of(whole)["Title"]


def sheets_of(pdf: Path) -> list[str]:
    """Return the words of each page as they are laid out, less the pages with nothing but a marking."""
    return [page for page in words_in(pdf, "-layout").split("\f") if page.split() not in ([], ["PUBLIC"] * 2)]


def test_links_from_part_to_part_lead_to_their_place(joined: Path) -> None:
    with Pdf.open(joined) as opened:
        names = list(opened.Root.Names.Dests.Names)
        places = {str(name): place for name, place in zip(names[::2], names[1::2], strict=True)}
        numbers = {page.obj.objgen: number for number, page in enumerate(opened.pages, start=1)}
        pages = pages_of(joined)
        named = 0
        for page in opened.pages:
            for link in page.obj.get("/Annots", []):
                assert "/A" not in link or not str(link.A.get("/URI", "")).startswith(ELSEWHERE)
                if "/Dest" in link and isinstance(link.Dest, String):
                    named += 1
                    target, *_ = places[str(link.Dest)]
                    if match := re.fullmatch(r"sources/index\.html#note--(\d+)", str(link.Dest)):
                        # The space is left out before a title that begins with a full-width bracket, such as 「.
                        assert re.search(rf" {match[1]}\.[ 〈《「『【]", pages[numbers[target.objgen] - 1])
        assert named > 100


def tags_in(pdf: Path) -> Counter[str]:
    """Return how often each tag is in the structure of a PDF."""
    with Pdf.open(pdf) as opened:
        waiting: list[Object] = [opened.Root.StructTreeRoot.K]
        found: Counter[str] = Counter()
        while waiting:
            each = waiting.pop()
            if isinstance(each, Array):
                waiting += list(each)
            elif isinstance(each, Dictionary) and "/S" in each:
                found[str(each.S)] += 1
                waiting += [each.K] if "/K" in each else []
        return found


def checked(checker: str, *arguments: str | Path) -> CompletedProcess[str]:
    """Run a checker of accessibility, which the environment has."""
    program = shutil.which(checker, path=Path(sys.executable).parent)
    assert program, "make site installs it"
    return run([program, *arguments], capture_output=True, check=False, text=True)


def test_the_checker_of_the_standard_finds_no_error(pdfs: dict[str, Path], joined: Path) -> None:
    brief = pdfs["meetings/new-delhi-5-may-2025/new-delhi-5-may-2025.pdf"]
    result = checked("pdfua", "check", brief, pdfs["book.pdf"], joined)
    assert result.returncode == 0, result.stdout


def test_the_checker_of_what_is_read_out_finds_no_error(pdfs: dict[str, Path], joined: Path) -> None:
    brief = pdfs["meetings/new-delhi-5-may-2025/new-delhi-5-may-2025.pdf"]
    result = checked("outloud", "--json", "-", brief, pdfs["book.pdf"], joined)
    for each in json.loads(result.stdout)["results"]:
        pages = pages_of(Path(each["path"]))
        errors = [finding for finding in each["findings"] if finding["severity"] == "error"]
        assert [error for error in errors if not is_repeated_heading(error, pages)] == []


def is_repeated_heading(error: Mapping[str, Any], pages: Sequence[str]) -> bool:
    """Return whether what is not read out is the heading of a table, read out on the sheet before."""
    return error["rule"] == "TAG-002" and error["evidence"] in pages[error["page"] - 2]
