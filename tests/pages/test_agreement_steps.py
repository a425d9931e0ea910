"""The ladder of an agreement, and the board of technology: every step, reached or not."""

from datetime import date

import pytest

from briefbook.derived.horizon import book_at
from briefbook.derived.status import agreement_status
from briefbook.model.briefs.agreement import Agreement
from briefbook.pages.agreement_steps import steps_of
from briefbook.pages.sections import board, by_stage
from briefbook.pipelines.load import load_book
from tests.conftest import SMALL_BOOK, MakeBook

HEAD = "---\ntitle: T\nbottom_line: B\n"


@pytest.mark.parametrize(
    ("fields", "rungs"),
    [
        (
            "type: treaty\nsigned: 2015-12-12\nin_force: 2016-03\n",
            ["not in the book", "12 December 2015", "March 2016", "not amended", "not ended"],
        ),
        (
            "type: treaty\nactions: [{action: negotiation, date: 2014~}]\n",
            ["about 2014", "not signed", "not in force", "not amended", "not ended"],
        ),
        (
            "type: treaty\nsigned: 2015\nin_force: unknown\n",
            ["not in the book", "2015", "date not found", "not amended", "not ended"],
        ),
        (
            "type: treaty\nactions: [{action: approval, date: 2015}]\n",
            ["not in the book", "not in the book", "not in force", "not amended", "not ended"],
        ),
        (
            "type: treaty\nsigned: 2008\nin_force: 2009\nactions: [{action: amendment, date: 2012},"
            " {action: amendment, date: 2018}, {action: termination, date: 2020-01-01}]\n",
            ["not in the book", "2008", "2009", "2018", "1 January 2020"],
        ),
        (
            "type: joint-declaration\nsigned: 2008\nin_force: 2009\n",
            ["not in the book", "2008", "does not apply", "not amended", "not ended"],
        ),
        (
            "type: unknown\nsigned: unknown\n",
            ["not in the book", "date not found", "not in force", "not amended", "not ended"],
        ),
    ],
)
def test_each_rung_says_when_or_why_not(fields: str, rungs: list[str], make_book: MakeBook) -> None:
    assert [rung.words for rung in steps_of(agreement(make_book, fields))] == rungs


@pytest.mark.parametrize(
    ("actions", "status", "signed", "force"),
    [
        (
            "{action: provisional-application, date: 2016}, {action: entry-into-force, date: unknown}",
            "Signed 2015; date of entry into force not found",
            "2015",
            "date not found",
        ),
        (
            "{action: provisional-application, date: 2016}, {action: entry-into-force, date: 2018}",
            "In force since 2018",
            "2015",
            "2018",
        ),
    ],
)
@pytest.mark.parametrize("instrument", ["treaty", "unknown"])
def test_the_ladder_agrees_with_the_status(  # noqa: PLR0913, PLR0917 - a case has as many parts
    instrument: str, actions: str, status: str, signed: str, force: str, make_book: MakeBook
) -> None:
    facts = agreement(make_book, f"type: {instrument}\nsigned: 2015\nactions: [{actions}]\n")
    assert str(agreement_status(facts)) == status
    assert [rung.words for rung in steps_of(facts)[1:3]] == [signed, force]


def test_a_rung_is_called_by_what_happened(make_book: MakeBook) -> None:
    actions = "actions: [{action: provisional-application, date: 2016}, {action: renewal, date: 2017}]\n"
    names = [rung.name for rung in steps_of(agreement(make_book, f"type: treaty\nsigned: 2015\n{actions}"))]
    assert names == ["Negotiated", "Signed", "Applied provisionally", "Renewed", "Ended"]


def test_the_board_shows_every_stage_in_order() -> None:
    book, _ = load_book(SMALL_BOOK)
    assert book is not None
    columns = board(by_stage(book_at(book, date(2024, 12, 31)).in_section("technology")))
    assert [(stage, len(rows)) for stage, rows in columns] == [
        ("exploratory", 0),
        ("talks", 0),
        ("memorandum", 1),
        ("contract", 0),
        ("development", 0),
        ("delivery", 0),
        ("in-service", 0),
        (None, 0),
    ]


def agreement(make_book: MakeBook, fields: str) -> Agreement:
    book, problems = load_book(make_book({"briefs/agreements/x.md": f"{HEAD}{fields}---\n"}))
    assert problems == []
    assert book is not None
    facts = book_at(book, date(2026, 1, 1)).briefs["x"].facts
    assert isinstance(facts, Agreement)
    return facts
