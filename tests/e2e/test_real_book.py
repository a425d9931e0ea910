"""What the real book promises: every claim of its first source placed, every question answered, every statement sourced."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml
from lxml.html import HtmlElement

from briefbook.checks.archive import check_archive
from briefbook.derived.coverage import coverage_of_book
from briefbook.derived.horizon import book_at
from briefbook.derived.statements import all_statements, quotations
from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.model.addresses import address
from briefbook.model.book import Book, Brief
from briefbook.pipelines.build import build_site
from briefbook.reading.source_files import read_archive
from tests.conftest import GOLDEN, ROOT, real_book

CASES = GOLDEN / "book"
ARTICLE = "nakatani-visit-2025"
APPRAISAL = "reading-the-source"
ARCHIVE = os.environ.get("BRIEFBOOK_ARCHIVE")
needs_archive = pytest.mark.skipif(not ARCHIVE, reason="BRIEFBOOK_ARCHIVE names no folder of archived texts")


COUNTS: dict[str, Any] = yaml.safe_load((CASES / "counts.yml").read_text(encoding="utf-8"))


def cases(name: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yml").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def book() -> Book:
    return real_book()


def text_of(site: Path, uri: str) -> str:
    """Return the words of a page's article."""
    page: HtmlElement = lxml.html.document_fromstring((site / uri).read_bytes())
    article: HtmlElement = page.find_class("md-content__inner")[0]
    return " ".join(article.text_content().split())


def test_every_brief_is_there_and_cleared(book: Book) -> None:
    kinds = Counter(brief.facts.kind for brief in book.briefs.values())
    assert kinds == COUNTS["briefs"]
    assert {brief.facts.clearance for brief in book.briefs.values()} == {"cleared"}
    assert all(brief.facts.owner and brief.facts.review_by for brief in book.briefs.values())


def test_every_statement_has_a_source(book: Book) -> None:
    found = coverage_of_book(book)
    assert found.statements >= COUNTS["statements"]
    assert found.sourced == found.statements
    assert book.settings.coverage.sourced == 100
    assert found.official >= found.statements * book.settings.coverage.official // 100


def test_every_source_says_when_it_was_read(book: Book) -> None:
    read = [key for key, source in book.sources.items() if source.facts.accessed or source.facts.sha256]
    assert book.sources.keys() - set(read) == set()


def test_a_bottom_line_has_35_words_at_most(book: Book) -> None:
    lines = [(brief.path, line) for brief in book.briefs.values() for line in bottom_lines(brief)]
    assert len(lines) >= COUNTS["bottom_lines"]
    assert [(path, line) for path, line in lines if len(line.split()) > 35] == []


def bottom_lines(brief: Brief) -> list[str]:
    """Return the bottom lines of a brief, each as a reader sees it, without the marks of links."""
    front_matter = yaml.safe_load((ROOT / brief.path).read_text(encoding="utf-8").split("---\n")[1])
    stated = front_matter["bottom_line"]
    dated = [{"text": stated}] if isinstance(stated, str) else stated
    return [re.sub(r"\[\[([^\]|]*\|)?|\]\]", "", line["text"]) for line in dated]


def test_the_article_is_described_in_its_own_brief_alone(book: Book) -> None:
    others = [brief for brief in book.briefs.values() if brief.id != APPRAISAL]
    assert [
        brief.path for brief in others if re.search(f"{ARTICLE}|[Ss]ource article", source_text(brief))
    ] == []


def test_every_claim_of_the_article_is_placed_once_or_left_out(book: Book) -> None:
    claims = cases("claims")
    ids = [claim["claim"] for claim in claims]
    assert len(ids) == len(set(ids)) == COUNTS["claims"]
    for claim in claims:
        if "left_out" in claim:
            assert claim["left_out"]
        else:
            brief = book.briefs[claim["brief"]]
            assert claim["words"] in source_text(brief), claim
            paragraph = re.sub(r"P(\d+)\..*", r"p\1", claim["claim"]).replace("p0", "p1")
            assert paragraph in locators(brief), claim


def test_every_slip_of_the_article_is_described(book: Book) -> None:
    slips = cases("slips")
    assert sorted({slip["slip"] for slip in slips}) == [
        f"I{number:02}" for number in range(1, COUNTS["slips"] + 1)
    ]
    for slip in slips:
        assert slip["words"] in source_text(book.briefs[slip["brief"]]), slip


def source_text(brief: Brief) -> str:
    """Return a brief's file, its line breaks read as spaces."""
    return " ".join((ROOT / brief.path).read_text(encoding="utf-8").split())


def locators(brief: Brief) -> set[str]:
    """Return the paragraphs of the article that a brief cites."""
    return set(re.findall(rf"{ARTICLE}#(p\d+)", (ROOT / brief.path).read_text(encoding="utf-8")))


@pytest.mark.parametrize("case", cases("questions"), ids=lambda case: case["question"])
def test_a_question_is_answered_on_the_first_screen(case: dict[str, Any], real_site: Path) -> None:
    for page in case["pages"]:
        text = text_of(real_site, f"{page}/index.html")[: case.get("characters", 1200)]
        assert [fact for fact in case["facts"] if not any(one in text for one in fact.split("|"))] == []


def test_what_came_after_is_apart(book: Book) -> None:
    for brief in book.briefs.values():
        written = brief.facts.written or book.settings.written
        assert written is not None
        assert all(event.date.earliest <= written for event in brief.facts.events), brief.path
        assert all(since.date.earliest > written for since in brief.facts.since), brief.path


def test_nothing_is_in_a_register_that_no_brief_needs(book: Book) -> None:
    shown = book_at(book, book.settings.as_of)
    assert book.entities.keys() - shown.entities.keys() == set()
    assert book.sources.keys() - shown.sources.keys() == set()
    assert book.terms.keys() - shown.terms.keys() == set()


def test_a_quotation_has_six_words_at_most(book: Book) -> None:
    quoted = [words for saying in all_statements(book) for words in quotations(saying.text)]
    assert quoted
    assert [words for words in quoted if len(words.split()) > 6] == []


@needs_archive
def test_the_archived_article_bears_the_book_out(book: Book) -> None:
    archive, problems = read_archive(Path(str(ARCHIVE)), book.sources)
    assert problems == []
    assert ARTICLE in archive
    assert check_archive(book, archive) == []


@needs_archive
def test_no_run_of_eight_words_is_the_articles(book: Book) -> None:
    lines = (Path(str(ARCHIVE)) / f"{ARTICLE}.txt").read_text(encoding="utf-8").splitlines()
    article = set(runs("\n".join(lines[1:])))
    titles = {run for source in book.sources.values() for run in runs(source.facts.title or "")}
    names = {word for name in book.names.values() for word in words_of(name)}
    taken = [
        f"{brief.path}: {' '.join(run)}"
        for brief in book.briefs.values()
        for run in runs((ROOT / brief.path).read_text(encoding="utf-8"))
        if run in article and run not in titles and not names.issuperset(run)
    ]
    assert taken == []


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Yield every run of eight words."""
    words = words_of(text)
    yield from zip(*(words[start:] for start in range(8)), strict=False)


def words_of(text: str) -> list[str]:
    plain = re.sub(r"\[@[^\]]*\]|\[\[([^\]|]*\|)?|\]\]", " ", text)
    return re.findall(r"[^\W_]+", plain.casefold())


def built_as_of(day: date, out: Path) -> Path:
    assert build_site(ROOT, out, MkDocsEngine(), day, with_pdfs=False) == []
    return out


def everything_in(site: Path) -> str:
    """Return the text of every file of a site that a reader or a search may open."""
    files = [file for file in site.rglob("*") if file.suffix in (".html", ".json", ".xml")]
    assert len(files) > 20
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@pytest.mark.slow
def test_as_of_the_end_of_2015(tmp_path: Path) -> None:
    site = built_as_of(date(2015, 12, 31), tmp_path / "site")
    assert "Signed 12 December 2015, not in force" in text_of(
        site, "agreements/equipment-transfer-agreement/index.html"
    )
    assert "unicorn" not in everything_in(site).casefold()


@pytest.mark.slow
def test_as_of_the_day_after_the_unicorn_memorandum(tmp_path: Path) -> None:
    site = built_as_of(date(2024, 11, 16), tmp_path / "site")
    assert "Memorandum, 15 November 2024" in text_of(site, "technology/unicorn-mast/index.html")
    everything = everything_in(site)
    assert "vientiane-22-nov-2024" not in everything
    assert "22 November 2024" not in everything


def test_as_of_the_second_of_july_2026(book: Book, real_site: Path) -> None:
    assert book.as_of == date(2026, 7, 2)
    koizumi = text_of(real_site, address(book, "shinjiro-koizumi"))
    assert "Minister of Defense 防衛大臣, Japan's defence ministry" in koizumi
    assert "Since 21 October 2025" in koizumi
    assert "to 21 October 2025" in text_of(real_site, "people/gen-nakatani/index.html")
    declaration = text_of(real_site, "agreements/security-declaration/index.html")
    assert "29 August 2025" in declaration.partition("Since then")[2]
    front = text_of(real_site, "index.html").partition("What is new")[2]
    assert "revised security declaration" in front
    assert "Koizumi succeeded Nakatani as Japan's defence minister" in front
    assert "issue a revised declaration" in text_of(real_site, "timeline/index.html")


def test_statuses_are_as_the_record_has_them(real_site: Path) -> None:
    html = (real_site / "agreements" / "index.html").read_text(encoding="utf-8")
    assert "In force since 11 July 2021" in html
    assert "In force since March 2016" in html
    assert "In force since December 2015" in html
