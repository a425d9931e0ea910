"""The model of an edition keeps to the schema beside it."""

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from briefbook.export.book_json import book_data
from briefbook.export.json_schema import book_schema
from briefbook.model.book import Book
from briefbook.pipelines.load import read_book
from briefbook.pipelines.progress import no_progress
from tests.conftest import ROOT, SMALL_BOOK

VALIDATOR = Draft202012Validator(book_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(book_schema())


@pytest.mark.parametrize("project", [ROOT, SMALL_BOOK], ids=["real", "small"])
@pytest.mark.parametrize("day", [date(2015, 12, 31), date(2025, 5, 6), date(2026, 7, 2)])
def test_a_book_keeps_to_it_at_any_horizon(project: Path, day: date) -> None:
    book = read_book(project, day, no_progress)
    assert isinstance(book, Book)
    data = json.loads(json.dumps(book_data(book)))
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
    book = read_book(SMALL_BOOK, None, no_progress)
    assert isinstance(book, Book)
    data = book_data(book)
    first = next(iter(data[part]))
    data[part][first] = {**data[part][first], **change}
    assert not VALIDATOR.is_valid(data)
