"""What is new in a book, and what took place last."""

from datetime import date
from pathlib import Path

import pytest

from briefbook.derived.horizon import book_at
from briefbook.derived.news import News, what_is_new
from briefbook.derived.occasions import latest_occasions
from briefbook.derived.statements import passages
from briefbook.derived.survey import Survey
from briefbook.model.book import Book
from briefbook.pipelines.load import load_book
from tests.conftest import MakeBook

HEAD = "---\ntitle: T\nbottom_line: B\n"
BOOK = "title: T\ndesk: {{name: D}}\nwritten: 2020-06-01\nas_of: 2026-01-01\nkey_points: [{}]\n"
BRIEFS: dict[str, str | bytes | None] = {
    "briefs/agreements/pact.md": HEAD
    + "type: treaty\nsigned: 2021-01-01\nevents: [{date: 2021-01-01, text: Event.}]\n---\n",
    "briefs/agreements/old.md": HEAD
    + "type: treaty\nsigned: 2001\nactions: [{action: termination, date: 2022-01-01}]\n---\n",
    "briefs/technology/ship.md": HEAD + "stages: [{talks: 2023-01-01, text: They talk.}]\n---\n",
    "briefs/meetings/talks.md": HEAD + "format: summit\ndate: 2024-01-01\nplace: new-delhi\n---\n",
    "briefs/context/matter.md": HEAD
    + "events: [{date: 2025-01-01, text: Nothing came., direction: unchanged}, {date: 2019, text: E.}]\n---\n",
}


def load(project: Path) -> Book:
    book, problems = load_book(project)
    assert problems == []
    assert book is not None
    return book_at(book, book.as_of)


def said(news: News) -> str:
    text = " ".join(passage.text for passage in passages(news.text.html)) if news.text else ""
    return " ".join(filter(None, [news.part.id if news.part else "desk", news.label, text])).strip()


@pytest.fixture
def make(tmp_path: Path) -> MakeBook:
    """Return what makes a book of the briefs above, with further files."""

    def make(files: dict[str, str | bytes | None]) -> Path:
        for path, text in {**BRIEFS, "briefs/places.yml": "new-delhi: {name: New Delhi}\n", **files}.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(str(text), "utf-8")
        return tmp_path

    return make


def test_without_a_word_of_the_desk_the_newest_of_each_brief_is_new(make: MakeBook) -> None:
    news = what_is_new(Survey(load(make({"briefs/book.yml": BOOK.format("")}))))
    assert [said(each) for each in news] == [
        "matter Nothing came.",
        "talks B",
        "ship Talks They talk.",
        "old Termination",
        "pact Signature",
    ]
    assert [each.direction for each in news] == ["unchanged", None, "forward", "back", "forward"]


def test_the_points_of_the_desk_come_first_and_what_is_newer_is_added(make: MakeBook) -> None:
    points = (
        "{date: 2023-06-01, text: Late.}, {date: 2020-01-01, text: Before the writing.},"
        ' {date: 2023-01-01, text: "Of the [[ship]].", direction: back}, {date: 2021-06-01, text: Early.}'
    )
    news = what_is_new(Survey(load(make({"briefs/book.yml": BOOK.format(points)}))))
    assert [said(each) for each in news] == [
        "matter Nothing came.",
        "talks B",
        "desk Late.",
        "desk Of the .",
        "old Termination",
        "desk Early.",
        "pact Signature",
    ]


def test_what_the_desk_says_is_not_crowded_out_by_what_is_older(make: MakeBook) -> None:
    points = ", ".join(f"{{date: 2024-0{month}-02, text: Point {month}.}}" for month in range(1, 10))
    news = what_is_new(Survey(load(make({"briefs/book.yml": BOOK.format(points)}))))
    assert [said(each) for each in news] == [
        "matter Nothing came.",
        *(f"desk Point {month}." for month in range(9, 3, -1)),
    ]


def test_nothing_later_than_the_horizon_is_new(make: MakeBook) -> None:
    project = make({"briefs/book.yml": BOOK.format("{date: 2023-06-01, text: Late.}")})
    book, _ = load_book(project)
    assert book is not None
    assert [said(each) for each in what_is_new(Survey(book_at(book, date(2021, 6, 1))))] == [
        "pact Signature",
        "matter E.",
        "old Signature",
    ]


def test_the_latest_of_each_kind_is_over_single_meetings_and_series(make: MakeBook) -> None:
    series = HEAD + "format: summit\nmeetings: [{date: 2024-01-01}, {date: 2022}]\n---\n"
    call = HEAD + "format: call\nmeetings: [{date: 2023-05}, {date: 2030}]\n---\n"
    planned = HEAD + "format: staff-talks\nmeetings: []\n---\n"
    files = {
        f"briefs/meetings/{name}.md": text
        for name, text in {"summits": series, "calls": call, "planned": planned}.items()
    }
    project = make({"briefs/book.yml": BOOK.format(""), **files})
    latest = latest_occasions(load(project))
    assert [(each.occasion.name, str(each.occasion.date), each.brief.id) for each in latest] == [
        ("summit", "1 January 2024", "talks"),
        ("call", "May 2023", "calls"),
    ]
