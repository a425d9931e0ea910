"""Technology projects: the stage reached, and the groups of their section."""

from datetime import date

from briefbook.derived.horizon import book_at
from briefbook.model.book import Book
from briefbook.model.briefs.technology import Technology
from briefbook.pages.sections import grouped
from briefbook.pipelines.load import load_book
from tests.conftest import SMALL_BOOK


def small_book(as_of: date) -> Book:
    book, _ = load_book(SMALL_BOOK)
    assert book is not None
    return book_at(book, as_of)


def test_a_project_is_at_the_stage_that_it_reached_last() -> None:
    def stage(year: int) -> str | None:
        return small_book(date(year, 12, 31)).briefs["mast"].facts.group

    assert [stage(year) for year in (2023, 2024, 2031)] == ["talks", "memorandum", "delivery"]


def test_projects_are_grouped_by_stage_the_furthest_first() -> None:
    briefs = small_book(date(2024, 12, 31)).in_section("technology")
    groups = grouped(briefs, Technology.groups)
    assert {stage: [brief.id for brief in of_stage] for stage, of_stage in groups.items()} == {
        "memorandum": ["mast"]
    }
    assert Technology.groups[0] == "in-service"
