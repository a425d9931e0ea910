"""The pages of packs: what they say, in what order they are listed, and what a book without packs has."""

from datetime import date

from lxml import html as lxml_html

from briefbook.derived.survey import Survey
from briefbook.model.book import Book
from briefbook.pages.book_pages import make_pages
from briefbook.pages.packs import packs_by_date, programme_by_day
from briefbook.pages.rendering import RenderedPage, render_pages
from briefbook.pages.templates import packaged_templates
from tests.conftest import SMALL_BOOK, MakeBook
from tests.pdf.test_document_builder import book_of

PACK = """\
title: A visit
date: 2026-12-07/2026-12-08
reader: The minister
purpose: To see the mast.
zone: Indian time
participants: [{who: gen-nakatani, as: Head of delegation}]
programme:
  - {time: "9:30-10:15", text: Call, place: new-delhi, who: gen-nakatani, briefs: mast}
  - {day: 2026-12-08, time: 8:00 JST, text: Flight}
  - Landing
briefs: [mast, supply-pact]
lines_to_take: [The pact is in force.]
if_raised: [{point: Was a body agreed?, answer: Reports differ.}]
avoid: [Haste.]
""".replace("  - Landing\n", "  - {text: Landing}\n")
LEAST = "title: Another visit\npurpose: To see.\nbriefs: [mast]\n"


def pages_of(book: Book) -> dict[str, RenderedPage]:
    """Return the pages of a book, by address."""
    results = [*render_pages(book, make_pages(Survey(book), {}), packaged_templates(), packaged_templates())]
    return {page.entry.uri: page for page in results if isinstance(page, RenderedPage)}


def words_in(page: RenderedPage, path: str = "//*") -> str:
    """Return the words of what a path finds in a page."""
    root = lxml_html.fragment_fromstring(page.html, create_parent="div")
    return " ".join(" ".join(each.text_content() for each in root.xpath(path)).split())


def test_a_page_shows_all_that_a_pack_says(make_book: MakeBook) -> None:
    page = pages_of(book_of(make_book({"briefs/packs/visit.yml": PACK})))["packs/visit/index.html"]
    assert page.entry.caveat == "draft pack"
    assert page.entry.pdf == "packs/visit.pdf"
    said = words_in(page, "/*")
    for words in (
        *("7–8 December 2026", "The minister", "To see the mast.", "Nakatani (Head of delegation)", "DRAFT"),
        *("Times: Indian time.", "09:30–10:15", "New Delhi · with Nakatani · The antenna mast", "08:00 JST"),
        *(
            "The pact is in force.",
            "Was a body agreed?",
            "Reports differ.",
            "Haste.",
            "This pack is not cleared",
        ),
        "Supply pact In force since 11 July 2021",
    ):
        assert words in said, words
    assert 'href="../../packs/visit/cards.pdf"' in page.html
    assert [each.title for each in page.headings if each.level == 3] == ["8 December 2026"]


def test_the_least_pack_has_no_empty_heading(make_book: MakeBook) -> None:
    page = pages_of(book_of(make_book({"briefs/packs/visit.yml": LEAST})))["packs/visit/index.html"]
    assert [each.title for each in page.headings] == ["Another visit", "Briefs"]


def test_what_to_say_is_for_no_search_unless_the_pack_says_so(make_book: MakeBook) -> None:
    packs = {"briefs/packs/a.yml": PACK, "briefs/packs/b.yml": f"{PACK}lines_in_search: true\n"}
    pages = pages_of(book_of(make_book(dict(packs))))
    hidden = words_in(pages["packs/a/index.html"], "//section[@data-search-exclude]")
    for words in ("The pact is in force.", "Was a body agreed?", "Reports differ.", "Haste."):
        assert words in hidden, words
    assert words_in(pages["packs/b/index.html"], "//section[@data-search-exclude]") == ""


def test_the_next_occasion_is_listed_first(make_book: MakeBook) -> None:
    days = {"later": "2027-01-01", "next": "2026-12-07", "last": "2026-05-05", "first": "2026-01-05"}
    dated = {f"briefs/packs/{name}.yml": f"{LEAST}date: {day}\n" for name, day in days.items()}
    book = book_of(make_book({**dated, "briefs/packs/undated.yml": LEAST}))
    ahead, past = packs_by_date(book)
    assert [pack.id for pack in ahead] == ["next", "later"]
    assert [pack.id for pack in past] == ["last", "first", "undated"]
    pages = pages_of(book)
    assert words_in(pages["packs/index.html"], "//h2") == "Ahead Earlier"
    assert 'rel="next" href="../../packs/later/index.html"' in pages["packs/next/index.html"].html


def test_an_item_without_a_day_is_on_that_of_the_item_before(make_book: MakeBook) -> None:
    facts = book_of(make_book({"briefs/packs/visit.yml": PACK})).packs["visit"].facts
    days = {day: [str(item.time or "") for item in items] for day, items in programme_by_day(facts).items()}
    assert days == {None: ["09:30–10:15"], date(2026, 12, 8): ["08:00 JST", ""]}


def test_a_pack_is_marked_as_the_highest_of_what_it_holds(make_book: MakeBook) -> None:
    restricted = "---\ntitle: T\nbottom_line: B\nmarking: restricted\n---\n"
    pages = pages_of(
        book_of(
            make_book(
                {
                    "briefs/context/secret.md": restricted,
                    "briefs/packs/holds.yml": LEAST.replace("[mast]", "[mast, secret]"),
                    "briefs/packs/own.yml": f"{LEAST}marking: internal\n",
                    "briefs/packs/plain.yml": LEAST,
                }
            )
        )
    )
    markings = {name: pages[f"packs/{name}/index.html"].entry.marking for name in ("holds", "own", "plain")}
    assert markings == {"holds": "restricted", "own": "internal", "plain": "public"}
    assert pages["packs/index.html"].entry.marking == "restricted"
    assert "Another visit (draft pack, RESTRICTED)" in words_in(pages["packs/index.html"], "//a")


def test_a_book_without_packs_has_no_page_of_them() -> None:
    assert [uri for uri in pages_of(book_of(SMALL_BOOK)) if uri.startswith("packs")] == []
