"""The index of the search: words, documents, files."""

import json
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefbook.derived.horizon import book_at
from briefbook.derived.survey import Survey
from briefbook.model.book import Book
from briefbook.model.dates import parse_date
from briefbook.pipelines.load import load_book
from briefbook.search import documents_of, index_files
from briefbook.search.documents import Document
from briefbook.search.tokens import dates, stem, terms_of_date, terms_of_name, tokens_of_text
from tests.conftest import GOLDEN, SMALL_BOOK, MakeBook, real_book

CASES = yaml.safe_load((GOLDEN / "search/words.yml").read_text("utf-8"))
CODED = yaml.safe_load((GOLDEN / "search/coded.yml").read_text("utf-8"))
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@pytest.mark.parametrize("case", CASES["words"], ids=lambda case: case["text"])
def test_words(case: dict[str, str]) -> None:
    assert " ".join(filter(stem, tokens_of_text(case["text"]))) == case["words"]


@pytest.mark.parametrize("case", CASES["stems"], ids=lambda case: case["word"])
def test_stems(case: dict[str, str]) -> None:
    assert stem(case["word"]) == case["stem"]


@pytest.mark.parametrize("spellings", CASES["spellings"], ids=str)
def test_spellings_of_one_word(spellings: list[str]) -> None:
    assert len({tuple(map(stem, tokens_of_text(each))) for each in spellings}) == 1


@pytest.mark.parametrize("case", CASES["names"], ids=lambda case: case["name"])
def test_a_name_is_matched_by_all_its_words(case: dict[str, str]) -> None:
    assert terms_of_name(case["name"]) == set(case["terms"].split())


@pytest.mark.parametrize("case", CASES["dates"], ids=lambda case: case["text"])
def test_dates_in_text(case: dict[str, str]) -> None:
    assert " ".join(dates(case["text"])) == case["terms"]


@pytest.mark.parametrize("case", CASES["partial dates"], ids=lambda case: case["date"])
def test_terms_of_partial_dates(case: dict[str, str]) -> None:
    assert " ".join(terms_of_date(parse_date(case["date"]))) == case["terms"]


def read(files: dict[str, str]) -> dict[str, Any]:
    """Return the contents of an index by name, as a browser takes them."""
    contents = {}
    for script in files.values():
        name, _, written = script.removeprefix("briefbookSearch.take(").removesuffix(")\n").partition(",")
        contents[json.loads(name)] = json.loads(written)
    return contents


def numbers(coded: str, with_scores: bool) -> list[int]:
    found, number, gap, factor = [], -1, 0, 1
    digits = iter(coded)
    for digit in digits:
        value = DIGITS.index(digit)
        gap += value % 32 * factor
        factor *= 32
        if value < 32:
            number += gap
            found.append(number)
            gap, factor = 0, 1
            if with_scores:
                next(digits)
    return found


def made(count: int) -> list[Document]:
    """Return documents of which every third says "third", and number 100 alone "alone"."""
    return [
        Document(f"p/{number}.html", f"Page {number}", "context", names=["Page"],
                 text=["third" if number % 3 == 0 else "other", "alone" if number == 100 else ""],
                 facets={"kind": ["context"], "year": ["2024"] if number > 2000 else []})
        for number in range(count)
    ]  # fmt: skip


def loaded(project: Path) -> Book:
    book, _ = load_book(project)
    assert book is not None
    return book


@pytest.fixture(scope="module")
def small() -> Book:
    return loaded(SMALL_BOOK)


@pytest.fixture(scope="module")
def real() -> Book:
    return real_book()


@pytest.fixture(scope="module")
def index(small: Book) -> dict[str, Any]:
    return read(index_files(small, made(3000)))


def test_lists_give_back_the_numbers_of_documents(index: dict[str, Any]) -> None:
    terms: dict[str, str] = {}
    for name, block in index.items():
        if name.startswith("terms-"):
            terms |= block
    assert numbers(terms["third"], with_scores=True) == list(range(0, 3000, 3))
    assert numbers(terms["alon"], with_scores=True) == [100]
    year = index["facets"]["year"]["2024"]
    assert year[0] == "2024"
    assert numbers(year[1], with_scores=False) == list(range(2001, 3000))


@pytest.mark.parametrize("case", CODED["numbers"], ids=lambda case: case["coded"])
def test_numbers_are_written_as_gaps(small: Book, case: dict[str, Any]) -> None:
    years = [["2024"] if number in case["numbers"] else [] for number in range(case["numbers"][-1] + 1)]
    found = [Document("a.html", "", "context", names=[], facets={"year": each}) for each in years]
    assert read(index_files(small, found))["facets"]["year"]["2024"][1] == case["coded"]


@pytest.mark.parametrize("case", CODED["spellings"], ids=lambda case: case["coded"])
def test_words_are_written_as_what_they_do_not_share(small: Book, case: dict[str, Any]) -> None:
    found = [Document("a.html", "", "context", names=case["words"])]
    assert read(index_files(small, found))["spellings"]["names"] == case["coded"]


def test_terms_are_in_order_in_blocks_that_the_index_names(real: Book) -> None:
    contents = read(index_files(real, documents_of(Survey(real), [])))
    blocks = [list(contents[f"terms-{number}"]) for number in range(len(contents["index"]["blocks"]))]
    assert len(blocks) > 1
    assert contents["index"]["blocks"] == [block[0] for block in blocks]
    all_terms = list(chain(*blocks))
    assert all_terms == sorted(all_terms)


def test_documents_are_numbered_latest_first_and_the_undated_last(real: Book) -> None:
    found = documents_of(Survey(real), [])
    dated = [each.date.first for each in found if each.date]
    assert dated == sorted(dated, reverse=True)
    assert all(each.date is None for each in found[len(dated) :])


def test_every_brief_entity_term_and_pack_is_found_once(real: Book) -> None:
    found = documents_of(Survey(real), [])
    entities = [
        entity
        for entity in real.entities.values()
        if entity.facts.has_page and entity.id not in real.standing_for
    ]
    assert len({each.address for each in found}) == len(found)
    assert len(found) == len(real.briefs) + len(entities) + len(real.terms) + len(real.packs)


def test_nothing_later_than_the_horizon_is_indexed(real: Book) -> None:
    book = book_at(real, date(2015, 12, 31))
    everything = "\n".join(index_files(book, documents_of(Survey(book), [])).values()).casefold()
    assert "equipment" in everything
    assert "unicorn" not in everything
    assert "2020" not in everything


def test_a_superseded_bottom_line_is_not_found(make_book: MakeBook) -> None:
    project = make_book(
        {
            "briefs/context/answer.md": "---\ntitle: Answer\nbottom_line:\n  - {from: 2019, text: Formerly zebra.}\n"
            "  - {from: 2021, text: Now okapi.}\n---\nText.\n"
        }
    )
    answer = next(each for each in documents_of(Survey(loaded(project)), []) if each.title == "Answer")
    assert answer.passages == ["Now okapi.", "Text."]


def test_scripts_survive_any_text(small: Book) -> None:
    hostile = Document("a.html", '</script>"\u2028', "context", names=["x"], text=["a\nb\\"])
    page = index_files(small, [hostile])["search/pages/0.js"]
    assert page.count("\n") == 1
    assert read({"": page})["pages/0"]["title"] == '</script>"\u2028'


def test_a_facet_is_named_by_its_vocabulary(make_book: MakeBook) -> None:
    project = make_book({"briefs/technology/talks.md": "---\ntitle: Of talks\nbottom_line: B\nstages: []\n---\n",
                         "briefs/context/held.md": "---\ntitle: Who held out\nbottom_line: B\n---\n"})  # fmt: skip
    book = loaded(project)
    facets = read(index_files(book, documents_of(Survey(book), [])))["facets"]
    assert facets["status"]["held"][0] == "Held"
    assert facets["organisation"]["india"][0] == book.names["india"]


def test_a_key_is_not_a_passage(make_book: MakeBook) -> None:
    differ = "sources_differ: [{about: When, fact: meeting, accounts: {kyodo: {says: One.}, pib: {says: Two.}}, follows: kyodo}]"
    head = "---\ntitle: Answer\nbottom_line: B\nformat: call\ndate: 2020\n"
    project = make_book({"briefs/meetings/answer.md": f"{head}{differ}\n---\n"})
    answer = next(each for each in documents_of(Survey(loaded(project)), []) if each.title == "Answer")
    assert answer.passages == ["B", "When", "One.", "Two.", "call", "2020"]


def test_a_pack_is_found_but_not_by_what_to_say_unless_it_says_so(make_book: MakeBook) -> None:
    pack = (
        "title: A zebra visit\ndate: 2026-12-07\npurpose: To see okapis.\nbriefs: [mast]\n"
        "programme: [{time: '09:30', text: Giraffes, place: new-delhi}]\nagenda: [Antelopes]\nobjectives: [Gnus]\n"
        "lines_to_take: ['Ostriches, as [[gen-nakatani]] says.']\navoid: [Emus]\nif_raised: [{point: Kiwis?, answer: Moas.}]\n"
    )
    packs = {"briefs/packs/closed.yml": pack, "briefs/packs/open.yml": f"{pack}lines_in_search: true\n"}
    found = {each.address: each for each in documents_of(Survey(loaded(make_book(dict(packs)))), [])}
    closed, opened = (found[f"packs/{name}/index.html"] for name in ("closed", "open"))
    assert closed.passages == ["To see okapis.", "Gnus", "New Delhi · Giraffes", "Antelopes"]
    assert (closed.kind, closed.caveat, closed.facets["year"]) == ("pack", "draft pack", ["2026"])
    assert (closed.facets["place"], closed.facets["person"]) == (["new-delhi"], [])
    assert {"Ostriches, as Nakatani says.", "Emus", "Kiwis? · Moas."} < {*opened.passages}
    assert opened.facets["person"] == ["gen-nakatani"]
