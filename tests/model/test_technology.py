"""Technology projects: the stage reached, and the groups of their section."""

from datetime import date

from briefbook.derived.horizon import book_at
from briefbook.model.book import Book
from briefbook.model.briefs.technology import Technology
from briefbook.pages.sections import grouped
from briefbook.pipelines.load import load_book
from tests.conftest import SMALL_BOOK, MakeBook


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


def test_the_steps_agree_with_the_stage_and_say_what_the_book_does_not_know() -> None:
    def drawn(year: int) -> list[tuple[str, str, bool]]:
        steps = small_book(date(year, 12, 31)).briefs["mast"].facts.steps
        return [(step.name, step.words, step.is_current) for step in steps]

    assert drawn(2024)[:4] == [
        ("Exploratory", "not in the book", False),
        ("Talks", "2023", False),
        ("Memorandum", "15 November 2024", True),
        ("Contract", "not reached", False),
    ]
    assert drawn(2031)[3:] == [
        ("Contract", "not in the book", False),
        ("Development", "not in the book", False),
        ("Delivery", "2031", True),
        ("In service", "not reached", False),
    ]


def test_a_project_that_went_back_is_where_it_is_now_and_a_stage_has_its_latest_date(
    make_book: MakeBook,
) -> None:
    stages = "stages: [{contract: 2020}, {talks: 2019}, {talks: 2022}, {talks: unknown}]"
    brief = f"---\ntitle: T\nbottom_line: B\npartners: [japan]\n{stages}\n---\n"
    book, _ = load_book(make_book({"briefs/technology/lost.md": brief}))
    assert book is not None
    facts = book.briefs["lost"].facts
    assert [(step.name, step.words) for step in facts.steps if step.is_current] == [("Talks", "2022")]
    assert [step.words for step in facts.steps if step.name == "Contract"] == ["2020"]


def test_a_project_without_a_stage_has_no_steps(make_book: MakeBook) -> None:
    brief = "---\ntitle: T\nbottom_line: B\npartners: [japan]\nstages: []\n---\n"
    book, _ = load_book(make_book({"briefs/technology/idea.md": brief}))
    assert book is not None
    assert book.briefs["idea"].facts.steps == ()
