"""The pages that the menu lists beside a page."""

from collections.abc import Sequence

import pytest

from briefbook.derived.survey import Survey
from briefbook.pages.book_pages import make_pages
from briefbook.pages.page import Entry, Page, Siblings
from briefbook.pages.siblings import with_siblings
from tests.conftest import SMALL_BOOK, MakeBook, real_book
from tests.pdf.test_document_builder import book_of

MARKINGS = ("public", "internal", "restricted")


def entries(count: int, marking: str = "public") -> list[tuple[str, Entry]]:
    return [("", Entry(f"a/{number:03}/index.html", f"Brief {number}", marking)) for number in range(count)]


def listed(siblings: Siblings) -> list[str]:
    return [entry.title.removeprefix("Brief ") for each in siblings.groups.values() for entry in each]


def of_pages(row: Sequence[tuple[str, Entry]], marking: str = "public") -> dict[str, Siblings | None]:
    index = Page(Entry("a/index.html", "Agreements", marking), "")
    pages = [index, *(Page(entry, "") for _, entry in row)]
    return {page.entry.uri: page.siblings for page in with_siblings(pages, row, MARKINGS)}


@pytest.mark.parametrize(
    ("place", "first", "last"),
    [(None, 0, 39), (0, 0, 39), (20, 0, 39), (21, 1, 40), (160, 140, 179), (311, 272, 311)],
)
def test_of_many_pages_forty_around_the_page_are_listed(place: int | None, first: int, last: int) -> None:
    siblings = Siblings("Agreements", "a/index.html", entries(312), place)
    assert listed(siblings) == [str(number) for number in range(first, last + 1)]
    assert siblings.is_cut


@pytest.mark.parametrize("count", [1, 40])
def test_few_pages_are_all_listed(count: int) -> None:
    siblings = Siblings("Agreements", "a/index.html", entries(count), count - 1)
    assert len(listed(siblings)) == count
    assert not siblings.is_cut


def test_each_page_knows_its_place_and_that_of_the_section_has_none() -> None:
    found = of_pages(entries(3))
    assert {uri: each and each.place for uri, each in found.items()} == {
        "a/index.html": None,
        "a/000/index.html": 0,
        "a/001/index.html": 1,
        "a/002/index.html": 2,
    }


def test_pages_of_one_marking_share_a_row() -> None:
    rows = {id(each.row) for each in of_pages(entries(100)).values() if each}
    assert len(rows) == 1, "a row for each page would be of the order of the square of their number"


def test_no_page_lists_one_that_is_marked_higher_than_itself() -> None:
    row = [("", Entry(f"a/{each}/index.html", each, each)) for each in MARKINGS]
    found = of_pages(row, "restricted")
    assert {uri: listed(each) for uri, each in found.items() if each} == {
        "a/index.html": [*MARKINGS],
        "a/public/index.html": ["public"],
        "a/internal/index.html": ["public", "internal"],
        "a/restricted/index.html": [*MARKINGS],
    }


def test_a_section_without_a_brief_lists_none() -> None:
    assert of_pages([]) == {"a/index.html": None}


def headings_on(uri: str) -> dict[str, list[str]]:
    siblings = next(page.siblings for page in make_pages(Survey(real_book()), {}) if page.entry.uri == uri)
    assert siblings
    return {heading: [entry.title for entry in each] for heading, each in siblings.groups.items()}


def test_briefs_are_under_the_groups_of_their_section() -> None:
    assert [*headings_on("agreements/index.html")] == ["Binding", "Political"]
    stages = headings_on("technology/mogami-offer/index.html")
    assert [*stages] == ["Memorandum", "Exploratory", "No stage established"]
    assert "UNICORN mast" in stages["Memorandum"]
    assert "Is Gen Nakatani a general?" in headings_on("context/joint-exercises/index.html")


def test_the_names_of_a_register_are_in_order_under_no_heading() -> None:
    people = headings_on("people/index.html")
    assert [*people] == [""]
    assert people[""] == sorted(people[""], key=str.casefold)


def test_one_that_a_draft_represents_says_so(make_book: MakeBook) -> None:
    mast = (SMALL_BOOK / "briefs/technology/mast.md").read_text("utf-8")
    book = book_of(make_book({"briefs/technology/mast.md": mast.replace("clearance: cleared\n", "")}))
    pages = {page.entry.uri: page for page in make_pages(Survey(book), {})}
    siblings = pages["programmes/index.html"].siblings
    assert siblings
    assert [(entry.title, entry.uri, entry.caveat) for entry in siblings.groups[""]] == [
        ("UNICORN", "technology/mast/index.html", "draft brief")
    ]
