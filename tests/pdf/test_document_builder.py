"""What is printed, as data: which documents a book has, and what each says."""

from datetime import date
from pathlib import Path

import pytest

from briefbook.derived.horizon import book_at
from briefbook.model.book import Book
from briefbook.pages.templates import packaged_templates
from briefbook.pdf.document import Document
from briefbook.pdf.document_builder import DocumentBuilder
from briefbook.pdf.nodes import elements_of, text_of
from briefbook.pipelines.load import load_book
from tests.conftest import MakeBook, real_book
from tests.derived.test_horizon import dated_texts, horizons

PACK = "title: A visit\npurpose: To see [[mast]].\nbriefs: [mast, other]\n"


def documents_of(book: Book) -> dict[str, Document]:
    """Return all that a book is printed as, by address."""
    printer = DocumentBuilder(book, Path("none"), packaged_templates())
    packs = [
        document for pack in book.packs.values() for document in (*printer.pack(pack), *printer.cards(pack))
    ]
    found = {}
    for each in (*printer.briefs_apart(book.briefs), *printer.whole_book(), *packs):
        assert isinstance(each, Document), each
        found[each.uri] = each
    return found


def book_of(project: Path, day: date | None = None) -> Book:
    book, problems = load_book(project)
    assert book, problems
    return book_at(book, day or book.as_of)


def words_of(document: Document) -> str:
    """Return all that a document says."""
    return " ".join(text_of(node) for part in document.data["parts"] for node in part["nodes"])


def uris_of(document: Document) -> list[str]:
    return [part["uri"].removesuffix("/index.html") for part in document.data["parts"]]


@pytest.mark.slow
def test_nothing_later_than_the_horizon_is_printed() -> None:
    whole = real_book()
    texts = dict(dated_texts(whole))
    for day in horizons(whole)[::-32]:
        later = [text for text, begins in texts.items() if begins > day]
        for document in documents_of(book_at(whole, day)).values():
            said = " ".join(f"{words_of(document)} {document.data['attached']}".split())
            assert [text for text in later if text in said] == [], (day, document.uri)


def test_a_book_has_its_parts_in_order(make_book: MakeBook) -> None:
    documents = documents_of(book_of(make_book({})))
    assert uris_of(documents["book.pdf"]) == [
        "index.html",
        *("agreements", "agreements/declaration", "agreements/supply-pact"),
        *("meetings", "meetings/ministers", "meetings/delhi-talks"),
        *("technology", "technology/mast"),
        *("context", "context/sea-lanes", "context/other"),
        *("timeline", "glossary", "people", "sources"),
    ]
    tabs = [part["tab"] for part in documents["book.pdf"].data["parts"] if "tab" in part]
    assert tabs == list(range(1, 8))


def test_a_pack_has_its_briefs_in_its_order_and_only_what_they_name(make_book: MakeBook) -> None:
    project = make_book({"briefs/packs/visit.yml": PACK})
    pack = documents_of(book_of(project))["packs/visit.pdf"]
    uris = uris_of(pack)
    assert uris[:3] == ["packs/visit", "technology/mast", "context/other"]
    assert uris[-1] == "sources"
    assert set(uris[3:-1]) <= {"glossary", "people"}
    assert pack.data["title"] == "A visit"
    assert pack.data["has_drafts"]


def test_a_pack_is_of_its_day(make_book: MakeBook) -> None:
    project = make_book(
        {
            "briefs/packs/visit.yml": f"{PACK}date: 2026-01-05\n",
            "briefs/packs/undated.yml": PACK,
        }
    )
    assert set(book_of(project).packs) == {"visit", "undated"}
    assert set(book_of(project, date(2025, 12, 31)).packs) == {"undated"}
    assert set(book_of(project, date(2020, 1, 1)).packs) == set()


def test_a_link_leads_to_what_the_document_holds(make_book: MakeBook) -> None:
    documents = documents_of(book_of(make_book({})))
    for document in documents.values():
        elements = [each for part in document.data["parts"] for each in elements_of(part["nodes"])]
        places = [part["uri"] for part in document.data["parts"]] + [
            each["id"] for each in elements if "id" in each
        ]
        assert len(places) == len(set(places)), "no place has two names"
        assert {each["to"] for each in elements if "to" in each} <= set(places)
    alone = documents["technology/mast/mast.pdf"]
    outside = {each["address"] for each in elements_of(alone.data["parts"][0]["nodes"]) if "address" in each}
    assert "organisations/japan/index.html" in outside


def test_what_the_screen_alone_needs_is_left_out(make_book: MakeBook) -> None:
    said = words_of(documents_of(book_of(make_book({})))["technology/mast/mast.pdf"])
    assert "Copy the link" not in said
    assert "in the register" not in said


def test_a_later_meaning_is_in_no_document(make_book: MakeBook) -> None:
    glossary = "MAST:\n  meaning: LATER meaning\n  from: 2026-01-01\n"
    brief = (
        "---\ntitle: T\nwritten: 2001-01-01\nbottom_line: The MAST.\nevents: [{date: 2001, text: E}]\n---\n"
    )
    project = make_book({"briefs/glossary.yml": glossary, "briefs/context/x.md": brief})
    early = documents_of(book_of(project, date(2025, 6, 1)))["context/x/x.pdf"]
    assert "LATER" not in str(early.data)
    late = documents_of(book_of(project, date(2026, 6, 1)))["context/x/x.pdf"]
    assert late.data["terms"] == [("MAST", "LATER meaning")]
    assert late.data["attached"]
    assert "LATER" not in late.data["attached"]
