"""The status of an agreement, and the steps of its life, reached or not."""

from datetime import date

import pytest

from briefbook.derived.horizon import book_at
from briefbook.model.briefs.agreement import Agreement
from briefbook.pipelines.load import load_book
from tests.conftest import MakeBook

HEAD = "---\ntitle: T\nbottom_line: B\n"


def agreement(make_book: MakeBook, fields: str, as_of: date = date(2026, 1, 1)) -> Agreement:
    book, problems = load_book(make_book({"briefs/agreements/x.md": f"{HEAD}{fields}---\n"}))
    assert problems == []
    assert book is not None
    facts = book_at(book, as_of).briefs["x"].facts
    assert isinstance(facts, Agreement)
    return facts


@pytest.mark.parametrize(
    ("fields", "steps"),
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
            "type: treaty\nsigned: 2015\nin_force: undated\n",
            ["not in the book", "2015", "date not found", "not amended", "not ended"],
        ),
        (
            "type: treaty\nsigned: 2015\nin_force: unknown\n",
            ["not in the book", "2015", "not known", "not amended", "not ended"],
        ),
        (
            "type: treaty\nsigned: 2015\nactions: [{action: termination, happened: unknown},"
            " {action: amendment, happened: unknown, date: unknown}]\n",
            ["not in the book", "2015", "not in force", "not known", "not known"],
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
            ["not in the book", "not known", "not in force", "not amended", "not ended"],
        ),
        (
            "type: unknown\nsigned: undated\n",
            ["not in the book", "date not found", "not in force", "not amended", "not ended"],
        ),
    ],
)
def test_each_step_says_when_or_why_not(fields: str, steps: list[str], make_book: MakeBook) -> None:
    assert [step.words for step in agreement(make_book, fields).steps] == steps


@pytest.mark.parametrize(
    ("actions", "status", "signed", "force"),
    [
        (
            "{action: provisional-application, date: 2016}, {action: entry-into-force, date: unknown}",
            "In force, date not found; signed 2015",
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
def test_the_steps_agree_with_the_status(  # noqa: PLR0913, PLR0917 - a case has as many parts
    instrument: str, actions: str, status: str, signed: str, force: str, make_book: MakeBook
) -> None:
    facts = agreement(make_book, f"type: {instrument}\nsigned: 2015\nactions: [{actions}]\n")
    assert str(facts.status) == status
    assert [step.words for step in facts.steps[1:3]] == [signed, force]


def test_a_step_is_called_by_what_happened(make_book: MakeBook) -> None:
    actions = "actions: [{action: provisional-application, date: 2016}, {action: renewal, date: 2017}]\n"
    names = [step.name for step in agreement(make_book, f"type: treaty\nsigned: 2015\n{actions}").steps]
    assert names == ["Negotiated", "Signed", "Applied provisionally", "Renewed", "Ended"]


SIGNED = "type: treaty\nsigned: 2015-12-12\n"


@pytest.mark.parametrize(
    ("fields", "as_of", "status"),
    [
        (SIGNED + "in_force: 2016-03\n", date(2015, 12, 31), "Signed 12 December 2015, not in force"),
        (SIGNED + "in_force: 2016-03\n", date(2016, 3, 31), "In force since March 2016"),
        (SIGNED + "actions: [{action: negotiation, date: 2014}]\n", date(2015, 1, 1), "Under negotiation"),
        (
            SIGNED + "in_force: undated\n",
            date(2026, 1, 1),
            "In force, date not found; signed 12 December 2015",
        ),
        (
            SIGNED + "in_force: unknown\n",
            date(2026, 1, 1),
            "Signed 12 December 2015; not known whether in force",
        ),
        (
            SIGNED + "actions: [{action: provisional-application, date: unknown}]\n",
            date(2026, 1, 1),
            "Applied provisionally, date not found; signed 12 December 2015",
        ),
        (
            "type: treaty\nin_force: {value: unknown, sources: [paper-2025]}\n",
            date(2026, 1, 1),
            "Not yet signed; not known whether in force",
        ),
        ("type: treaty\nsigned: unknown\n", date(2026, 1, 1), "Not known whether signed"),
        (
            "type: treaty\nsigned: unknown\nin_force: unknown\n",
            date(2026, 1, 1),
            "Not known whether signed or in force",
        ),
        (
            "type: memorandum-of-understanding\nsigned: 2015\nin_force: unknown\n",
            date(2026, 1, 1),
            "Signed 2015",
        ),
        (
            SIGNED + "in_force: 2016\nactions: [{action: entry-into-force, happened: unknown}]\n",
            date(2026, 1, 1),
            "In force since 2016",
        ),
        (
            SIGNED + "in_force: 2016\nactions: [{action: termination, happened: unknown}]\n",
            date(2026, 1, 1),
            "In force since 2016; not known whether ended",
        ),
        (
            SIGNED + "actions: [{action: provisional-application, date: 2016}]\n",
            date(2026, 1, 1),
            "Applied provisionally since 2016",
        ),
        (
            SIGNED + "in_force: undated\nactions: [{action: negotiation, date: 2014}]\nwritten: 2025-01-01\n",
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
    assert str(agreement(make_book, fields, as_of).status) == status


def test_an_agreement_whose_signature_is_ahead_is_not_signed(make_book: MakeBook) -> None:
    signed_later = "type: treaty\nsigned: 2030\nevents: [{date: 2020, text: E}]\n"
    assert str(agreement(make_book, signed_later, date(2021, 1, 1)).status) == "Not yet signed"


def test_statuses_that_are_alike_sort_by_time(make_book: MakeBook) -> None:
    in_time = ["2015-12-12", "2016-03", "2024", "2024-02-10"]
    fields = "type: treaty\nsigned: {}\nin_force: undated\n"
    made: dict[str, str | bytes | None] = {
        f"briefs/agreements/x{day}.md": f"{HEAD}{fields.format(day)}---\n" for day in in_time
    }
    book, _ = load_book(make_book(made))
    assert book is not None
    by_status = {
        brief.facts.status.in_order: brief.id
        for brief in book.briefs.values()
        if isinstance(brief.facts, Agreement) and brief.id.startswith("x")
    }
    assert [by_status[key] for key in sorted(by_status)] == [f"x{day}" for day in in_time]


def test_the_latest_action_counts(make_book: MakeBook) -> None:
    approvals = "actions: [{action: approval, date: 2016}, {action: approval, date: 2015-12}]\n"
    facts = agreement(make_book, f"type: treaty\n{approvals}")
    last = facts.last("approval")
    assert last is not None
    assert str(last.date) == "2016"
    assert facts.last("ratification") is None
