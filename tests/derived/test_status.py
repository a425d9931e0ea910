from datetime import date
from pathlib import Path

import pytest

from briefbook.derived.horizon import book_at
from briefbook.derived.status import agreement_status, current_stage, last_action, latest_meeting, posts_now
from briefbook.model.book import Brief
from briefbook.model.briefs.agreement import Agreement
from briefbook.model.briefs.technology import Technology
from briefbook.pipelines.load import load_book
from tests.conftest import SMALL_BOOK, MakeBook

HEAD = "---\ntitle: T\nbottom_line: B\n"


def agreement(make_book: MakeBook, fields: str, as_of: date = date.max) -> Agreement:
    facts = brief_at(make_book({"briefs/agreements/x.md": f"{HEAD}{fields}---\n"}), as_of).facts
    assert isinstance(facts, Agreement)
    return facts


def brief_at(project: Path, as_of: date) -> Brief:
    book, problems = load_book(project)
    assert problems == []
    assert book is not None
    return book_at(book, as_of).briefs["x"]


SIGNED = "type: treaty\nsigned: 2015-12-12\n"


@pytest.mark.parametrize(
    ("fields", "as_of", "status"),
    [
        (SIGNED + "in_force: 2016-03\n", date(2015, 12, 31), "Signed 12 December 2015, not in force"),
        (SIGNED + "in_force: 2016-03\n", date(2016, 3, 31), "In force since March 2016"),
        (SIGNED + "actions: [{action: negotiation, date: 2014}]\n", date(2015, 1, 1), "Under negotiation"),
        (
            SIGNED + "in_force: unknown\n",
            date(2026, 1, 1),
            "Signed 12 December 2015; date of entry into force not found",
        ),
        (
            SIGNED + "actions: [{action: provisional-application, date: 2016}]\n",
            date(2026, 1, 1),
            "Applied provisionally since 2016",
        ),
        (
            SIGNED + "in_force: unknown\nactions: [{action: negotiation, date: 2014}]\nwritten: 2025-01-01\n",
            date(2014, 6, 1),
            "Under negotiation",
        ),
        (
            SIGNED + "actions: [{action: amendment, date: 2020}]\n",
            date(2026, 1, 1),
            "Amended 2020, not in force",
        ),
        (
            SIGNED + "in_force: 2016\nactions: [{action: termination, date: 2020-01-01}]\n",
            date(2026, 1, 1),
            "Ended 1 January 2020",
        ),
        (
            "type: treaty\nsigned: {value: 2008, sources: [paper-2025]}\nin_force: {value: 2009}\n",
            date(2026, 1, 1),
            "In force since 2009",
        ),
        ("type: joint-declaration\nsigned: 2008\nin_force: 2009\n", date(2026, 1, 1), "Signed 2008"),
        (
            "type: joint-declaration\nsigned: 2008\nactions: [{action: amendment, date: 2025-08-29}]\n",
            date(2026, 1, 1),
            "Amended 29 August 2025",
        ),
        (
            "type: arrangement\nbinding: true\nsigned: 2018\nin_force: 2019\n",
            date(2026, 1, 1),
            "In force since 2019",
        ),
        (
            "type: treaty\nactions: [{action: signature, date: unknown}]\n",
            date(2026, 1, 1),
            "Signed, date not known, not in force",
        ),
    ],
)
def test_the_status_is_computed(fields: str, as_of: date, status: str, make_book: MakeBook) -> None:
    assert str(agreement_status(agreement(make_book, fields, as_of))) == status


def test_an_agreement_whose_signature_is_ahead_is_not_signed(make_book: MakeBook) -> None:
    signed_later = "type: treaty\nsigned: 2030\nevents: [{date: 2020, text: E}]\n"
    assert str(agreement_status(agreement(make_book, signed_later, date(2021, 1, 1)))) == "Not yet signed"


def test_statuses_that_are_alike_sort_by_time(make_book: MakeBook) -> None:
    in_time = ["2015-12-12", "2016-03", "2024", "2024-02-10"]
    fields = "type: treaty\nsigned: {}\nin_force: unknown\n"
    made: dict[str, str | bytes | None] = {
        f"briefs/agreements/x{day}.md": f"{HEAD}{fields.format(day)}---\n" for day in in_time
    }
    book, _ = load_book(make_book(made))
    assert book is not None
    by_status = {
        agreement_status(brief.facts).in_order: brief.id
        for brief in book.briefs.values()
        if isinstance(brief.facts, Agreement) and brief.id.startswith("x")
    }
    assert [by_status[key] for key in sorted(by_status)] == [f"x{day}" for day in in_time]


def test_the_last_action_counts(make_book: MakeBook) -> None:
    approvals = "actions: [{action: approval, date: 2016}, {action: approval, date: 2015-12}]\n"
    facts = agreement(make_book, f"type: treaty\n{approvals}")
    last = last_action(facts, "approval")
    assert last is not None
    assert str(last.date) == "2016"
    assert last_action(facts, "ratification") is None


def test_an_office_is_held_by_whom_it_is_known_of_last(make_book: MakeBook) -> None:
    people = """
gen-nakatani: {name: Gen Nakatani}
first: {name: First, posts: [{post: Minister, held_on: 2015}]}
second: {name: Second, posts: [{post: Minister, from: 2020}, {post: Envoy, from: 2010, until: 2012}]}
third: {name: Third, posts: [{post: Minister, from: 2018, until: 2019}, {post: Chief, organisation: india, held_on: 2019}]}
fourth: {name: Fourth, posts: [{post: Chief, organisation: japan, held_on: 2018}]}
"""
    book, _ = load_book(make_book({"briefs/people.yml": people}))
    assert book is not None
    held = {holder: [post.post for post in posts] for holder, posts in posts_now(book).items()}
    assert {each: held[each] for each in ("first", "second", "third", "fourth") if each in held} == {
        "second": ["Minister"],
        "third": ["Chief"],
        "fourth": ["Chief"],
    }


def test_a_project_stands_where_it_last_came_to() -> None:
    book, _ = load_book(SMALL_BOOK)
    assert book is not None

    def stage(year: int) -> str | None:
        mast = book_at(book, date(year, 12, 31)).briefs["mast"].facts
        assert isinstance(mast, Technology)
        reached = current_stage(mast)
        return reached.stage if reached else None

    assert [stage(year) for year in (2023, 2024, 2031)] == ["talks", "memorandum", "delivery"]


def test_the_latest_meeting_may_be_of_a_series(make_book: MakeBook) -> None:
    series = f"{HEAD}format: call\nmeetings: [{{date: 2026-01}}, {{date: 2030}}]\n---\n"
    book, _ = load_book(make_book({"briefs/meetings/x.md": series}))
    assert book is not None
    latest = latest_meeting(book_at(book, book.settings.as_of))
    assert latest is not None
    assert (latest[0].id, str(latest[1])) == ("x", "January 2026")
