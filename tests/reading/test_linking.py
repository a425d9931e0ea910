from briefbook.model.book import Book
from briefbook.pipelines.load import load_book
from tests.conftest import SMALL_BOOK


def small_book() -> Book:
    book, problems = load_book(SMALL_BOOK)
    assert problems == []
    assert book is not None
    return book


def test_a_link_has_its_reverse() -> None:
    book = small_book()
    assert [brief.id for brief in book.linked_from["supply-pact"]] == ["delhi-talks"]
    assert {brief.id for brief in book.linked_from["mast"]} == {"supply-pact", "sea-lanes"}
    assert {brief.id for brief in book.linked_from["new-delhi"]} == {"delhi-talks", "ministers", "sea-lanes"}


def test_a_source_knows_who_cites_it() -> None:
    cited_by = small_book().cited_by
    assert {
        getattr(part, "id", None) or getattr(part, "word", None) for part in cited_by["ministry-2021"]
    } == {
        "supply-pact",
        "ACSA",
    }
    assert "unused-2020" not in cited_by


def test_a_brief_about_an_entity_takes_its_place() -> None:
    assert small_book().standing_for["unicorn"].id == "mast"


def test_short_forms_become_long_ones() -> None:
    facts = small_book().briefs["supply-pact"].facts
    actions = [(each.action, str(each.date), [cite.key for cite in each.sources]) for each in facts.actions]  # type: ignore[attr-defined] # an agreement
    assert actions == [
        ("signature", "9 September 2020", ["paper-2025"]),
        ("entry-into-force", "11 July 2021", ["ministry-2021"]),
    ]
    japan = facts.parties[1]  # type: ignore[attr-defined] # an agreement
    assert japan.value.id == "japan"
    assert [(cite.key, cite.locator) for cite in japan.sources] == [
        ("ministry-2021", None),
        ("paper-2025", "p3"),
    ]
    assert [tuple(cite.where)[1:] for cite in japan.sources] == [(9, 12), (9, 28)]
