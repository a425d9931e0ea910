"""The states of editions beside one another, and the names that they can have."""

from datetime import date

import pytest

from briefbook.editions.catalogue import (
    CatalogueEntry,
    Withdrawal,
    edition_states,
    latest_by,
    read_list,
    write_list,
)
from briefbook.editions.names import check_name, corrected_by, next_correction
from briefbook.problems import Refusal


def edition(name: str, as_of: str, *, corrects: str | None = None, withdrawn: bool = False) -> CatalogueEntry:
    return CatalogueEntry(
        edition=name,
        title=name,
        as_of=date.fromisoformat(as_of),
        published=date(2026, 11, 1),
        marking="public",
        commit="0" * 40,
        corrects=corrects,
        withdrawn=Withdrawal(on=date(2026, 11, 2), why="Wrong.") if withdrawn else None,
    )


def states_of(*editions: CatalogueEntry) -> list[tuple[str, str, str | None]]:
    return [
        (each.entry.edition, each.state, each.by.edition if each.by else None)
        for each in edition_states(editions)
    ]


def test_the_latest_horizon_is_current_and_of_two_the_later_published() -> None:
    assert states_of(edition("b", "2026-01-01"), edition("a", "2026-02-01"), edition("c", "2026-01-01")) == [
        ("a", "current", None),
        ("c", "superseded", "a"),
        ("b", "superseded", "a"),
    ]


def test_a_correction_takes_the_place_of_what_it_corrects() -> None:
    editions = (
        edition("a", "2026-01-01"),
        edition("b", "2026-02-01"),
        edition("a-r2", "2026-01-01", corrects="a"),
    )
    assert states_of(*editions) == [
        ("b", "current", None),
        ("a-r2", "superseded", "b"),
        ("a", "superseded", "a-r2"),
    ]


def test_what_is_withdrawn_is_never_in_force() -> None:
    old, new = edition("old", "2026-01-01"), edition("new", "2026-02-01", withdrawn=True)
    assert states_of(old, new) == [("new", "withdrawn", "old"), ("old", "current", None)]
    assert states_of(new) == [("new", "withdrawn", None)]
    assert states_of() == []


def test_an_edition_is_compared_with_the_one_that_looks_no_further() -> None:
    editions = (
        edition("first", "2025-01-01"),
        edition("wrong", "2025-06-01", withdrawn=True),
        edition("last", "2026-01-01"),
    )
    found = [latest_by(editions, date(year, 7, 1)) for year in (2024, 2025, 2026)]
    assert [each.edition if each else None for each in found] == [None, "first", "last"]


def test_a_list_is_read_as_it_was_written() -> None:
    editions = (edition("a", "2026-01-01"), edition("b", "2026-02-01", corrects="a", withdrawn=True))
    assert read_list(write_list(editions)) == editions


@pytest.mark.parametrize("name", ["2026-07-02", "v1.2", "A_b", "x" * 64, "2026-r2"])
def test_a_name_that_can_be_a_folder_and_a_tag_is_taken(name: str) -> None:
    check_name(name)


@pytest.mark.parametrize(
    "name", ["", ".", "a/b", "-a", "a-", "a..b", "a b", "a.lock", "é", "Latest", "x" * 65]
)
def test_any_other_is_refused(name: str) -> None:
    with pytest.raises(Refusal, match="write"):
        check_name(name)


def test_corrections_are_named_one_after_the_other() -> None:
    assert [corrected_by(each) for each in ("a", "a-r1", "a-r2", "a-r3", "a-r10", "a-r02")] == [
        None,
        None,
        "a",
        "a-r2",
        "a-r9",
        None,
    ]
    assert next_correction("a", ["a"]) == "a-r2"
    assert next_correction("a-r2", ["a", "a-r2"]) == "a-r3"
