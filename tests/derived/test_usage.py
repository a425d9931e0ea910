"""What of the registers a book uses, however many entries lead to it."""

from datetime import date

import pytest

from briefbook.derived.horizon import book_at
from briefbook.derived.unused import find_unused
from briefbook.derived.usage import find_usage
from briefbook.model.book import Book
from briefbook.model.layout import SourceTree
from briefbook.reading.book_parser import parse
from briefbook.reading.linking import link

SOURCES = {
    "briefs/book.yml": "title: T\ndesk: {name: D}\nas_of: 2026-07-02\nwritten: 2000-01-01\n",
    "briefs/context/x.md": "---\ntitle: T\nbottom_line: It begins with First.\nevents: [{date: 2001, text: E}]\n---\n",
    "briefs/glossary.yml": """\
First: {meaning: It leads to Second.}
Second: {meaning: 'It leads to Third, by [[second-person]].', sources: [second-2020]}
Third: {meaning: 'It leads to Fourth, by [[third-person]].'}
Fourth: {meaning: 'It is the last of the chain, by [[fourth-person]].', sources: [fourth-2020]}
Fifth: {meaning: A person leads to it., sources: [fifth-2020]}
Apart: {meaning: 'Nothing has this term, by [[apart-person]].', sources: [apart-2020]}
""",
    "briefs/people.yml": """\
second-person: {name: Second person}
third-person: {name: Third person, description: Head of the Fifth.}
fourth-person: {name: Fourth person}
apart-person: {name: Apart person}
""",
    "briefs/sources.yml": "".join(
        f"{name}-2020: {{type: webpage, title: {name}, publisher: P}}\n"
        for name in ("second", "fourth", "fifth", "apart")
    ),
}
"""A book whose brief has one term, which leads to three more, and these to people and sources."""


@pytest.fixture
def book() -> Book:
    parsed = parse(SourceTree(SOURCES))
    linked, doubles = link(parsed)
    assert [*parsed.problems, *doubles] == []
    return linked


def test_terms_and_entities_lead_to_each_other_until_nothing_is_added(book: Book) -> None:
    used = find_usage([book.briefs["x"]], book.entities, book.terms, date.max)
    assert list(used.terms) == ["First", "Second", "Third", "Fourth", "Fifth"]
    assert list(used.entities) == ["second-person", "third-person", "fourth-person"]
    assert used.sources == {"second-2020", "fourth-2020", "fifth-2020"}


def test_a_book_at_a_horizon_has_every_term_that_a_shown_meaning_needs(book: Book) -> None:
    shown = book_at(book, date(2001, 12, 31))
    assert list(shown.terms) == ["First", "Second", "Third", "Fourth", "Fifth"]
    assert list(shown.entities) == ["second-person", "third-person", "fourth-person"]
    assert list(shown.sources) == ["second-2020", "fourth-2020", "fifth-2020"]


def test_only_what_nothing_leads_to_is_unused(book: Book) -> None:
    assert {finding for _, finding in find_unused(book)} == {
        "nothing names the entity 'apart-person'",
        "nothing cites the source 'apart-2020'",
        "no text has the term 'Apart'",
    }
