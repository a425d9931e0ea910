"""The model of an edition keeps to the schema beside it."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from briefbook.derived.horizon import book_at
from briefbook.export.book_json import book_data
from briefbook.export.json_schema import book_schema
from briefbook.model.book import Book
from briefbook.pipelines.load import load_book
from tests.conftest import SMALL_BOOK, real_book

VALIDATOR = Draft202012Validator(book_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(book_schema())


def small_book() -> Book:
    book, _ = load_book(SMALL_BOOK)
    assert book
    return book


@pytest.mark.parametrize("book_of", [real_book, small_book])
@pytest.mark.parametrize("day", [date(2015, 12, 31), date(2025, 5, 6), date(2026, 7, 2)])
def test_a_book_keeps_to_it_at_any_horizon(book_of: Callable[[], Book], day: date) -> None:
    data = json.loads(json.dumps(book_data(book_at(book_of(), day))))
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("briefs", {"kind": "rumour"}),
        ("briefs", {"unheard": "of"}),
        ("entities", {"unheard": "of"}),
        ("briefs", {"facts": {"title": 5}}),
        ("briefs", {"facts": {"titel": "Misspelt"}}),
        ("sources", {"official": "perhaps"}),
    ],
)
def test_it_refuses_what_is_not_a_book(part: str, change: dict[str, object]) -> None:
    book = small_book()
    data = book_data(book_at(book, book.as_of))
    first = next(iter(data[part]))
    data[part][first] = {**data[part][first], **change}
    assert not VALIDATOR.is_valid(data)
