"""Since when a pack is in the book: an occasion may lie ahead, but nothing is there before it was prepared."""

from datetime import date, timedelta

import pytest

from briefbook.derived.horizon import book_at
from tests.conftest import MakeBook
from tests.derived.test_horizon import loaded

AS_OF = date(2026, 7, 2)
"""The horizon of the small book; its text was written on 6 May 2025."""
LEAST = "title: A visit\npurpose: To see.\nbriefs: [mast]\n"


@pytest.mark.parametrize(
    ("fields", "since"),
    [
        ("date: 2026-07-09\n", AS_OF),
        ("date: 2030\n", AS_OF),
        ("date: 2026-07-09\nwritten: 2026-06-20\n", date(2026, 6, 20)),
        ("date: 2026-01-05\n", date(2026, 1, 5)),
        ("date: 2026-01-05\nwritten: 2025-12-20\n", date(2025, 12, 20)),
        ("date: 2026-01-05\nwritten: 2026-02-01\n", date(2026, 2, 1)),
        ("", date(2025, 5, 6)),
        ("written: 2026-02-01\n", date(2026, 2, 1)),
    ],
)
def test_a_pack_is_there_since_it_was_prepared(fields: str, since: date, make_book: MakeBook) -> None:
    book = loaded(make_book({"briefs/packs/visit.yml": LEAST + fields}))
    assert book_at(book, since).packs
    assert not book_at(book, since - timedelta(days=1)).packs
    assert book_at(book_at(book, AS_OF), since).packs, "cut twice"
    assert not book_at(book_at(book, AS_OF), since - timedelta(days=1)).packs
    assert book_at(book, date(2031, 1, 1)).packs


def test_a_pack_ahead_names_nothing_later_than_the_horizon(make_book: MakeBook) -> None:
    later = "---\ntitle: Later\nbottom_line: B\nevents: [{date: 2026-06-30, text: E}]\n---\n"
    programme = "programme: [{day: 2026-07-09, text: Call, who: gen-nakatani, briefs: [later]}]\n"
    pack = f"{LEAST.replace('[mast]', '[mast, later]')}date: 2026-07-09\nwritten: 2026-06-20\n{programme}"
    book = loaded(make_book({"briefs/packs/visit.yml": pack, "briefs/context/later.md": later}))
    early = book_at(book, date(2026, 6, 25))
    assert [each.id for each in early.packs["visit"].facts.briefs] == ["mast"]
    assert "later" not in early.briefs
    assert {"gen-nakatani"} <= early.entities.keys(), "the pack names him"
    assert str(early.packs["visit"].facts.date) == "9 July 2026", "the day of an occasion is not an event yet"
    assert [each.id for each in book_at(book, AS_OF).packs["visit"].facts.briefs] == ["mast", "later"]


def test_a_pack_whose_briefs_are_all_later_is_absent(make_book: MakeBook) -> None:
    later = "---\ntitle: Later\nbottom_line: B\nevents: [{date: 2026-06-30, text: E}]\n---\n"
    pack = LEAST.replace("mast", "later")
    book = loaded(make_book({"briefs/packs/visit.yml": pack, "briefs/context/later.md": later}))
    assert not book_at(book, date(2026, 6, 25)).packs
    assert book_at(book, AS_OF).packs
