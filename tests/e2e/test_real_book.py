"""What the real book promises: its kinds, and a source for every statement."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from pydantic import BaseModel

from briefbook.build import load_book
from briefbook.model import Book
from tests.conftest import ROOT

FIRST_PART = {
    "new-delhi-5-may-2025",
    "vientiane-22-nov-2024",
    "two-plus-two-dialogue",
    "supplies-services-agreement",
    "equipment-transfer-agreement",
    "military-information-agreement",
    "unicorn-mast",
    "engines",
    "gcap",
    "joint-exercises",
    "senkaku-incident",
    "quad-and-washington",
}


@pytest.fixture(scope="module")
def book() -> Book:
    book, problems = load_book(ROOT)
    assert problems == []
    assert book is not None
    return book


def test_the_first_part_is_there(book: Book) -> None:
    assert book.briefs.keys() >= FIRST_PART
    kinds = Counter(brief.facts.kind for brief in book.briefs.values())
    assert kinds.keys() == {"agreement", "meeting", "technology", "context"}
    assert min(kinds.values()) >= 2


def test_every_paragraph_and_item_of_prose_cites(book: Book) -> None:
    bare = [
        f"{brief.path}: {''.join(statement.itertext()).strip()[:60]}"
        for brief in book.briefs.values()
        for statement in statements(brief.prose.tree)
        if statement.find(".//sup[@data-hole]") is None
    ]
    assert bare == []


def statements(tree: Element) -> Iterator[Element]:
    """Yield each paragraph, each list item without paragraphs, and each row of a table's body."""
    for element in tree.iter():
        is_item = element.tag == "li" and element.find("p") is None
        if element.tag == "p" or is_item:
            yield element
        elif element.tag == "tbody":
            yield from element.findall("tr")


def test_every_structured_fact_cites(book: Book) -> None:
    bare = [
        f"{brief.path}: {name}"
        for brief in book.briefs.values()
        for name, record in records(brief.facts, brief.facts.kind)
        if not record.sources and not is_covered(name, record)
    ]
    assert bare == []


def is_covered(name: str, record: Any) -> bool:
    """Tell whether a record needs no source: a meeting of a series cites for those who met; nothing shows an unknown."""
    return name.endswith("meetings.participants") or getattr(record, "date", "known") is None


def records(value: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Yield every record within a value that can cite, with the way to it."""
    if isinstance(value, BaseModel):
        if "sources" in type(value).model_fields:
            yield name, value
        for field in type(value).model_fields:
            yield from records(getattr(value, field), f"{name}.{field}")
    elif isinstance(value, tuple):
        for item in value:
            yield from records(item, name)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from records(item, f"{name}.{key}")


def test_what_came_after_stands_apart(book: Book) -> None:
    written = book.settings.written
    assert written is not None
    for brief in book.briefs.values():
        assert all(event.date.earliest <= written for event in brief.facts.events), brief.path
        assert all(since.date.earliest > written for since in brief.facts.since), brief.path


def test_every_brief_is_cleared(book: Book) -> None:
    assert {brief.facts.clearance for brief in book.briefs.values()} == {"cleared"}


def test_statuses_are_as_the_record_has_them(real_site: Path) -> None:
    html = (real_site / "agreements" / "index.html").read_text(encoding="utf-8")
    assert "In force since 11 July 2021" in html
    assert "In force since March 2016" in html
    assert "Signed 12 December 2015; date of entry into force not found" in html
