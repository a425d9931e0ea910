from datetime import date

import pytest

from briefbook.briefs import Agreement, Technology
from briefbook.build import load_book
from briefbook.status import agreement_status, current_stage, first_action, latest_meeting
from tests.conftest import SMALL_BOOK, MakeBook

HEAD = "---\ntitle: T\nbottom_line: B\n"


def agreement(make_book: MakeBook, fields: str) -> Agreement:
    book, problems = load_book(make_book({"briefs/agreements/x.md": f"{HEAD}{fields}---\n"}))
    assert problems == []
    assert book is not None
    facts = book.briefs["x"].facts
    assert isinstance(facts, Agreement)
    return facts


SIGNED = "type: treaty\nsigned: 2015-12-12\n"


@pytest.mark.parametrize(
    ("fields", "as_of", "status"),
    [
        (SIGNED + "in_force: 2016-03\n", date(2015, 12, 31), "Signed 12 December 2015, not in force"),
        (SIGNED + "in_force: 2016-03\n", date(2016, 3, 31), "In force since March 2016"),
        (SIGNED + "in_force: 2016-03\n", date(2015, 12, 1), "Under negotiation"),
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
    assert str(agreement_status(agreement(make_book, fields), as_of)) == status


def test_the_first_action_counts(make_book: MakeBook) -> None:
    facts = agreement(
        make_book, "type: treaty\nsigned: 2016\nactions: [{action: signature, date: 2015-12}]\n"
    )
    first = first_action(facts, "signature", date(2026, 1, 1))
    assert first is not None
    assert str(first.date) == "December 2015"
    assert first_action(facts, "ratification", date(2026, 1, 1)) is None


def test_a_project_stands_where_it_last_came_to() -> None:
    book, _ = load_book(SMALL_BOOK)
    assert book is not None
    mast = book.briefs["mast"].facts
    assert isinstance(mast, Technology)
    stages = {day: current_stage(mast, date(day, 12, 31)) for day in (2022, 2023, 2024, 2031)}
    assert {day: stage.stage if stage else None for day, stage in stages.items()} == {
        2022: None,
        2023: "talks",
        2024: "memorandum",
        2031: "delivery",
    }


def test_the_latest_meeting_may_be_of_a_series(make_book: MakeBook) -> None:
    series = f"{HEAD}format: call\nmeetings: [{{date: 2026-01}}, {{date: 2030}}]\n---\n"
    book, _ = load_book(make_book({"briefs/meetings/x.md": series}))
    assert book is not None
    latest = latest_meeting(book)
    assert latest is not None
    assert (latest[0].id, str(latest[1])) == ("x", "January 2026")
