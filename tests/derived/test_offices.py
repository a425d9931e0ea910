from collections.abc import Callable

import pytest

from briefbook.derived.careers import careers_of
from briefbook.derived.horizon import book_at
from briefbook.derived.offices import HeldOffice, offices_of, side_by_side
from briefbook.model.book import Book
from briefbook.model.dates import parse_date
from briefbook.pipelines.load import load_book
from tests.conftest import MakeBook

OFFICES = """
chief: {name: Chief, organisation: japan}
minister: {name: Minister, organisation: india, counterpart: secretary}
secretary: {name: Secretary, organisation: japan}
"""
NAMING = '---\ntitle: T\nbottom_line: B\nevents: [{date: 2001, text: "Of [[a]] and [[b]]."}]\n---\n'
SERIES = """\
---
title: Meetings
bottom_line: B
format: ministerial
meetings: [{date: 2024-05-05, with: [gen-nakatani]}, {date: 2025-05-05, with: [gen-nakatani]}]
---
"""
Read = Callable[..., Book]


@pytest.fixture
def read(make_book: MakeBook) -> Read:
    """Return a function that reads a book with some persons, one a line: a name of one word, and the posts."""

    def book_with(persons: str, **briefs: str) -> Book:
        lines = (line.partition(" ") for line in persons.splitlines())
        people = [f"{name.lower()}: {{name: {name}, posts: [{posts}]}}" for name, _, posts in lines]
        people.append("gen-nakatani: {name: Gen Nakatani}")
        book, problems = load_book(
            make_book(
                {
                    "briefs/people.yml": "\n".join(people),
                    "briefs/offices.yml": OFFICES,
                    **{f"briefs/{folder}/new.md": text for folder, text in briefs.items()},
                }
            )
        )
        assert book, problems
        return book

    return book_with


def names(office: HeldOffice) -> tuple[list[str], list[str]]:
    """Return the names of those who hold an office, and of those before them."""
    return [each.person.name for each in office.holders], [each.person.name for each in office.predecessors]


@pytest.mark.parametrize(
    ("persons", "holders", "before"),
    [
        ("", [], []),
        ("A {from: 2010}\nB {from: 2015}", ["B"], ["A"]),
        ("A {from: 2010}\nB {from: 2015, until: 2018}", [], ["B", "A"]),
        ("A {held_on: 2010}", ["A"], []),
        ("A {held_on: 2010-05/2015}", ["A"], []),
        ("A {held_on: 2010}\nB {held_on: 2012}", ["B"], ["A"]),
        ("A {until: 2018}\nB {from: 2010}", [], ["A", "B"]),
        ("A {from: 2020-01-01}\nB {from: 2020-01-01}", ["A", "B"], []),
        ("A {from: 2010, held_on: 2024}\nB {from: 2022}", ["B", "A"], []),
        ("A {from: 2010, held_on: 2024}\nB {from: 2022, until: 2023}", ["A"], ["B"]),
        ("A {}\nB {from: 2015}", ["B"], ["A"]),
        ("A {}", ["A"], []),
        ("A {from: 2010, until: 2012}, {from: 2020}", ["A"], ["A"]),
    ],
)
def test_an_office_is_held_by_whom_it_is_known_of_last(
    read: Read, persons: str, holders: list[str], before: list[str]
) -> None:
    office = offices_of(read(persons.replace("{", "{office: minister, ")))[1]
    assert (office.name, office.organisation and office.organisation.id) == ("Minister", "india")
    assert names(office) == (holders, before)


def test_the_last_day_that_is_known_is_one_on_which_somebody_was_surely_in_office(read: Read) -> None:
    book = read("A {post: P, held_on: 2010/2015-06}\nB {post: Q, from: 2020}")
    found = {each.name: each.holders[0].last_day for each in offices_of(book) if each.holders}
    assert found == {"P": parse_date("2015-06").earliest, "Q": parse_date("2020").earliest}


def test_offices_of_the_register_come_first_in_its_order_then_those_that_posts_name(read: Read) -> None:
    book = read(
        "A {post: Envoy, from: 2010}, {post: Judge, from: 2010, until: 2012}\n"
        "B {post: Envoy, organisation: japan, held_on: 2005}\n"
        "C {office: secretary, from: 2020}"
    )
    found = [
        (each.id, each.name, each.organisation and each.organisation.id, *names(each))
        for each in offices_of(book)
    ]
    assert found == [
        ("chief", "Chief", "japan", [], []),
        ("minister", "Minister", "india", [], []),
        ("secretary", "Secretary", "japan", ["C"], []),
        ("", "Envoy", None, ["A"], []),
        ("", "Envoy", "japan", ["B"], []),
    ]


def test_an_office_is_beside_its_counterpart_whichever_of_the_two_names_it(read: Read) -> None:
    book = read("A {post: Envoy, from: 2010}")
    rows = side_by_side(book, offices_of(book))
    assert [[each and each.name for each in row] for row in rows] == [
        [None, "Chief"],  # of Japan, as the secretary
        ["Minister", "Secretary"],
        ["Envoy", None],
    ]


def test_who_held_an_office_is_as_of_the_horizon(read: Read) -> None:
    persons = (
        "A {office: minister, from: 2010, until: 2020}\nB {office: minister, from: 2020, held_on: 2024-10}"
    )
    whole = read(persons, context=NAMING)
    held = {}
    for year in ("2005", "2015", "2021"):
        offices = offices_of(book_at(whole, parse_date(year).earliest))
        held[year] = [(each.name, *names(each)) for each in offices]
    assert held == {
        "2005": [],
        "2015": [("Minister", ["A"], []), ("Secretary", [], [])],
        "2021": [("Minister", ["B"], ["A"]), ("Secretary", [], [])],
    }


def test_a_post_takes_from_its_office_what_it_does_not_say_itself(read: Read) -> None:
    book = read("A {office: minister, from: 2010}\nB {office: minister, post: Acting Minister, from: 2020}")
    posts = [post for person in ("a", "b") for post in book.entities[person].facts.held_posts]
    said = [(post.post, post.organisation and post.organisation.id) for post in posts]
    assert said == [("Minister", "india"), ("Acting Minister", "india")]
    assert names(offices_of(book)[1]) == (["B"], ["A"])


def test_a_career_has_seats_with_their_counterparts_and_earlier_posts_the_latest_first(read: Read) -> None:
    book = read(
        "A {post: Envoy, from: 2001, until: 2002}, {post: Judge, from: 2003, until: 2004},"
        " {office: secretary, from: 2020}\nB {office: minister, from: 2021}"
    )
    careers = careers_of(book, offices_of(book))
    assert [
        (each.office.name, each.counterpart and names(each.counterpart)[0]) for each in careers["a"].seats
    ] == [("Secretary", ["B"])]
    assert [post.post for post in careers["a"].earlier] == ["Judge", "Envoy"]


def test_a_career_has_each_date_of_a_meeting_once_the_brief_of_that_meeting_first(read: Read) -> None:
    book = read("", meetings=SERIES)
    meetings = careers_of(book, offices_of(book))["gen-nakatani"].meetings
    assert [(str(each.date), [brief.id for brief in each.meetings]) for each in meetings] == [
        ("5 May 2025", ["delhi-talks", "new"]),
        ("5 May 2024", ["new"]),
    ]
