"""What a brief rests on: origins are counted, so that a copy confirms nothing."""

import re

import pytest

from briefbook.derived.horizon import book_at
from briefbook.derived.review import review_states
from briefbook.derived.source_base import SourceBase, source_base_of
from briefbook.derived.survey import Survey
from briefbook.model.book import Book
from briefbook.model.layout import SourceTree
from briefbook.pages.book_pages import make_pages
from briefbook.pages.rendering import RenderedPage, render_pages
from briefbook.pages.templates import packaged_templates
from briefbook.reading.book_parser import parse
from briefbook.reading.linking import link
from tests.conftest import real_book

SOURCES = """\
law: {type: legislation, title: L, issued: 2020-01-01, official: true}
decree: {type: legislation, title: D, issued: 2021, official: true}
wire: {type: article-newspaper, publisher: Kyodo News, agency: true, issued: 2025-05-05}
paper: {type: article-newspaper, container-title: P, publisher: Kyodo News, agency: true, copy_of: wire, issued: 2025-05-06}
mirror: {type: webpage, title: M, copy_of: law}
pti: {type: article-newspaper, publisher: PTI, agency: true, issued: 2025-05-05}
blog: {type: webpage, title: B}
note: {type: webpage, title: N, issued: 2025-05?}
"""


def book_of(body: str, about: str = "") -> Book:
    files = {
        "briefs/book.yml": "title: T\ndesk: {name: D}\nas_of: 2026-07-02\n",
        "briefs/context/x.md": f"---\ntitle: T\nbottom_line: B\n{about}---\n{body}\n",
        "briefs/sources.yml": SOURCES,
        "briefs/places.yml": "tokyo: {name: Tokyo, description: 'A city. [@blog]', sources: [note]}\n",
    }
    parsed = parse(SourceTree(files))
    linked, doubles = link(parsed)
    assert [*parsed.problems, *doubles] == []
    return book_at(linked, linked.as_of)


def base_of(body: str, about: str = "") -> SourceBase:
    book = book_of(body, about)
    return source_base_of(book, book.briefs["x"])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "Rests on no source yet."),
        ("A.", "Rests on no source yet."),
        (
            "A [@law].",
            "Rests on 1 source: 1 official. It is of 1 January 2020. Its one statement rests on one source alone.",
        ),
        (
            "A [@blog].\n\nB [@blog].",
            "Rests on 1 source: none official, 1 other. It has no date. "
            "Each of 2 statements rests on one source alone.",
        ),
        (
            "A [@law; @decree].\n\nB [@decree; @pti].",
            "Rests on 3 sources: 2 official, 1 from a news agency (PTI). The newest is of 5 May 2025. "
            "Each of 2 statements rests on two sources or more.",
        ),
        (
            "A [@wire; @pti].\n\nB [@blog].\n\nC.",
            "Rests on 3 sources: none official, 2 from news agencies (Kyodo News, PTI), 1 other. "
            "The newest is of 5 May 2025; 1 has no date. Of 3 statements, 1 rests on one source alone, 1 rests on none.",
        ),
        (
            "A [@wire; @paper].\n\nB [@law; @mirror].\n\nC [@note; @law].",
            "Rests on 3 sources: 1 official, 1 from a news agency (Kyodo News), 1 other. 2 more are copies of these. "
            "The newest is of 6 May 2025. Of 3 statements, 2 rest on one source alone.",
        ),
    ],
)
def test_what_is_said_of_the_sources(body: str, words: str) -> None:
    assert str(base_of(body)) == words


def test_a_copy_whose_original_nothing_cites_is_of_its_own_kind() -> None:
    alone = base_of("A [@mirror].")
    assert (alone.official, alone.others, alone.copies) == (0, 1, 0)
    both = base_of("A [@mirror].\n\nB [@law].")
    assert (both.official, both.others, both.copies) == (1, 0, 1)


def test_what_the_page_shows_of_the_entity_that_a_brief_is_about_counts_with_it() -> None:
    assert str(base_of("A [@law].", "about: tokyo\n")).startswith("Rests on 2 sources: 1 official, 1 other.")


def test_a_review_finds_that_copies_of_one_text_are_a_single_source() -> None:
    (state,) = review_states(book_of("A [@wire; @paper]."), book_of("").as_of)
    assert "each statement rests on a single source" in state.findings


def test_the_sum_counts_each_source_that_the_page_lists_and_no_other() -> None:
    whole = real_book()
    book = book_at(whole, whole.as_of)
    pages = [page for page in make_pages(Survey(book), {}) if page.entry.source]
    by_path = {brief.path: brief for brief in book.briefs.values()}
    for page in render_pages(book, pages, packaged_templates(), packaged_templates()):
        assert isinstance(page, RenderedPage), page
        base = source_base_of(book, by_path[page.entry.source or ""])
        assert len(re.findall('id="note--', page.html)) == base.sources + base.copies, page.entry.uri
        assert str(base).replace("&", "&amp;") in page.html
