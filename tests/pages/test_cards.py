"""What is shown of a brief or an entity where a link leads to it."""

import json
from datetime import date
from typing import Any

import pytest

from briefbook.derived.survey import Survey
from briefbook.model.book import Book
from briefbook.pages.cards import card_files
from tests.conftest import SMALL_BOOK, MakeBook, real_book
from tests.pdf.test_document_builder import book_of

MOST_BYTES = 50_000


def cards_of(book: Book) -> dict[str, Any]:
    """Return the cards of a book by address, as a browser finds them."""
    return {
        uri: card for name, cards in contents(book).items() if name != "index" for uri, card in cards.items()
    }


def contents(book: Book) -> dict[str, Any]:
    files = {}
    for uri, script in card_files(Survey(book)).items():
        handed = script.removeprefix("briefbookCards.take(").removesuffix(")\n")
        name, content = json.loads(f"[{handed}]")
        assert uri == f"cards/{name}.js"
        files[name] = content
    return files


def test_a_brief_has_its_kind_its_status_and_its_bottom_line() -> None:
    card = cards_of(real_book())["agreements/supplies-services-agreement/index.html"]
    assert card["name"] == "Supplies and services agreement"
    assert card["facts"] == ["Agreement", "In force since 11 July 2021"]
    assert card["text"].startswith("In force since 11 July 2021 and in use since March 2022")
    assert "[" not in card["text"], "no citation leads anywhere from a card"


def test_a_person_has_the_name_in_its_script_the_office_and_the_description(make_book: MakeBook) -> None:
    people = (SMALL_BOOK / "briefs/people.yml").read_text("utf-8")
    book = book_of(make_book({"briefs/people.yml": people.replace(", until: 2025-10-21", "")}))
    assert cards_of(book)["people/gen-nakatani/index.html"] == {
        "name": "Gen Nakatani",
        "native": ["中谷元", "ja"],
        "facts": ["Person", "Minister, The Ministry"],
        "text": "A minister.",
    }


def test_who_holds_no_office_has_the_last_one(make_book: MakeBook) -> None:
    card = cards_of(book_of(make_book({})))["people/gen-nakatani/index.html"]
    assert card["facts"] == ["Person", "Formerly Minister, The Ministry"]


def test_a_draft_says_so(make_book: MakeBook) -> None:
    book = book_of(make_book({"briefs/context/other.md": "---\ntitle: A\nbottom_line: B\n---\n"}))
    assert cards_of(book)["context/other/index.html"]["caveat"] == "draft brief"


def test_of_a_brief_that_is_marked_higher_than_the_book_only_the_name_is_there(make_book: MakeBook) -> None:
    brief = "---\ntitle: A\nbottom_line: SECRET\nquestion: SECRET\nmarking: restricted\n---\nSECRET\n"
    book = book_of(make_book({"briefs/context/other.md": brief}))
    assert cards_of(book)["context/other/index.html"] == {"name": "A", "caveat": "draft brief, RESTRICTED"}
    assert "SECRET" not in "".join(card_files(Survey(book)).values())


def test_cards_are_of_the_book_as_of_its_horizon(make_book: MakeBook) -> None:
    project = make_book({})
    before, after = (cards_of(book_of(project, date(year, 1, 1))) for year in (2022, 2026))
    pact, mast = "agreements/supply-pact/index.html", "technology/mast/index.html"
    assert before[pact]["facts"] == after[pact]["facts"] == ["Agreement", "In force since 11 July 2021"]
    assert mast not in before
    assert mast in after


@pytest.mark.parametrize("text", ["word " * 3_000, "語" * 15_000])
def test_files_are_small_however_much_a_book_says(text: str, make_book: MakeBook) -> None:
    numbers = range(300)
    project = make_book(
        {
            f"briefs/context/brief-{number:03}.md": f"---\ntitle: {text[:900]}{number}\nbottom_line: {text}\n---\n"
            if number == 100
            else f"---\ntitle: T{number}\nbottom_line: {text[:1500]}\n---\n"
            for number in numbers
        }
    )
    book = book_of(project)
    files = card_files(Survey(book))
    assert max(len(script.encode()) for script in files.values()) < MOST_BYTES
    found = cards_of(book)
    assert {f"context/brief-{number:03}/index.html" for number in numbers} <= found.keys()
    assert len(found["context/brief-100/index.html"]["text"]) <= 600
    assert found["context/brief-100/index.html"]["text"].endswith(("word…", "語…"))


def test_the_index_has_the_first_address_of_each_file() -> None:
    files = contents(real_book())
    index = files.pop("index")
    assert [next(iter(files[str(number)])) for number in range(len(files))] == index
    addresses = [uri for number in range(len(files)) for uri in files[str(number)]]
    assert addresses == sorted(addresses)
