"""The horizon: nothing later than it is in any page, whatever the day."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import lxml.html
import pytest
from lxml.html import HtmlElement

from briefbook.derived.horizon import book_at
from briefbook.derived.survey import Survey
from briefbook.model.book import Book
from briefbook.model.dates import parse_date
from briefbook.model.prose import Prose
from briefbook.model.records import Record, records_of
from briefbook.pages.book_pages import make_pages
from briefbook.pages.rendering import RenderedPage, render_pages
from briefbook.pages.templates import packaged_templates
from briefbook.pipelines.build import make_site
from briefbook.pipelines.load import load_book
from briefbook.pipelines.print import PrintJob, print_book
from tests.conftest import SMALL_BOOK, MakeBook, real_book

STATED_AIMS = re.compile(
    r"\b2035\b|from the start of 2024|at Chennai in 2027|due 2027|first term lasts until July 2031|to Japan by 2030"
)
"""What lay ahead when it was said: GCAP's fighter, Sri Lanka's year without survey ships, the coast guards' summit,
the end of the supplies agreement's first term, the specialists for Japan."""

ASIDE = (
    *("bb-meta", "bb-notes", "bb-source", "bb-cite", "bb-help"),
    *("bb-source-base", "bb-citation", "bb-notice", "bb-reviews"),
)
"""Where dates of publication, writing, clearance and review are."""

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHOWN_DATE = re.compile(rf"(?:(?:(\d\d?) )?({MONTHS}) )?\b((?:19|20)\d\d)\b")


def loaded(project: Path) -> Book:
    book, problems = load_book(project)
    assert problems == []
    assert book is not None
    return book


@pytest.fixture(scope="module")
def whole() -> Book:
    return real_book()


HORIZON = re.compile(r'<span class="bb-horizon">.*?</span>')
"""The horizon itself, which every page names."""


def rendered(book: Book, day: date) -> Iterator[tuple[str, str]]:
    """Yield the address and the HTML of each page of a book as it was on a day."""
    shown = book_at(book, day)
    for page in render_pages(
        shown, make_pages(Survey(shown), {}), packaged_templates(), packaged_templates()
    ):
        assert isinstance(page, RenderedPage), page
        if page.entry.uri != "desk/index.html":  # its dates are those of reviews
            yield page.entry.uri, HORIZON.sub("", page.html)


def words_in(html: str) -> str:
    """Return the words of a page."""
    tree: HtmlElement = lxml.html.fragment_fromstring(html, create_parent=True)
    for element in [element for name in ASIDE for element in tree.find_class(name)]:
        element.drop_tree()
    return " ".join(tree.text_content().split())


def words_on(book: Book, day: date) -> dict[str, str]:
    """Return the words of each page of a book as it was on a day, by address."""
    return {uri: words_in(html) for uri, html in rendered(book, day)}


def horizons(book: Book) -> list[date]:
    """Return each day on which something begins: between two of them a book stays as it is."""
    begins = {record.begins.first for record in dated_records(book) if record.begins}
    return sorted({min(begins) - timedelta(days=1), *begins})


def dated_records(book: Book) -> Iterator[Record]:
    for part in (*book.briefs.values(), *book.entities.values()):
        yield from records_of(part.facts)


def dates_in(text: str) -> Iterator[tuple[str, date]]:
    """Yield each date that a reader sees, with the first day that it may mean."""
    for match in SHOWN_DATE.finditer(text):
        day, month, year = match.groups()
        number = MONTHS.split("|").index(month) + 1 if month else 1
        yield match[0], date(int(year), number, int(day or 1))


PARTS = 4
"""Days in a row are judged together, as most pages stay as they are from one to the next."""
STEP = 4
"""Every fourth day is judged: what is shown too early is so on all days before its own."""


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_later_than_the_horizon_is_shown(whole: Book, part: int) -> None:
    """Neither the text of a later event, nor any later date, is in any page, from event to event."""
    texts = dict(dated_texts(whole))
    assert len(texts) > 100

    @cache
    def said_in(html: str) -> list[tuple[date, str]]:
        """Return each date and each dated text in a page, with the day on which it begins, the latest first."""
        words = words_in(html)
        dates = [(begins, shown) for shown, begins in dates_in(STATED_AIMS.sub("", words))]
        return sorted([*dates, *((begins, text) for text, begins in texts.items() if text in words)])[::-1]

    days = horizons(whole)[::-STEP]
    of_part = days[len(days) * part // PARTS : len(days) * (part + 1) // PARTS]
    assert of_part
    for day in of_part:
        for uri, html in rendered(whole, day):
            said = said_in(html)
            assert not said or said[0][0] <= day, (day, uri, said[0])


def dated_texts(book: Book) -> Iterator[tuple[str, date]]:
    """Yield what each dated record says, with the day on which it begins."""
    for record in dated_records(book):
        text = getattr(record, "text", None)
        if record.begins and isinstance(text, Prose):
            words = max((piece for piece in text.html if isinstance(piece, str)), key=len, default="")
            if len(words) > 30 and "<" not in words and "&" not in words:
                yield " ".join(words.split()), record.begins.earliest


def test_an_interval_under_way_has_no_end_yet() -> None:
    run = parse_date("2025-11-10/2025-11-18")
    assert str(run.as_of(date(2025, 11, 12))) == "from 10 November 2025"
    assert run.as_of(date(2025, 11, 18)) is run


def test_undated_text_waits_for_the_day_of_writing(make_book: MakeBook) -> None:
    brief = (
        "---\ntitle: T\nwritten: 2020-01-01\nbottom_line:\n  - {from: 2010, text: OLD}\n  - {text: UNDATED}\n"
        "  - {from: 2021, text: NEW}\nevents: [{date: 2005, text: E}]\nsources_differ:\n"
        "  - {about: LATE, accounts: {a: {says: A}, b: {says: B}}}\n"
        "  - {about: EARLY, from: 2011, accounts: {a: {says: A}, b: {says: B}}}\n---\nPROSE\n\n## H {from 2012}\n\nSECTION\n"
    )
    book = loaded(make_book({"briefs/context/x.md": brief}))

    def words(year: int) -> str:
        return words_on(book, date(year, 6, 1))["context/x/index.html"]

    marks = ("OLD", "UNDATED", "NEW", "LATE", "EARLY", "PROSE", "SECTION")
    assert [[mark for mark in marks if mark in words(year)] for year in (2006, 2010, 2012, 2020, 2021)] == [
        [],
        ["OLD"],
        ["OLD", "EARLY", "SECTION"],
        ["OLD", "LATE", "EARLY", "PROSE", "SECTION"],
        ["NEW", "LATE", "EARLY", "PROSE", "SECTION"],
    ]
    assert [book_at(book, date(year, 6, 1)).briefs["x"].is_shortened for year in (2006, 2020)] == [
        True,
        False,
    ]
    assert "context/x/index.html" not in words_on(book, date(2004, 12, 31))


def test_what_nothing_names_is_absent(make_book: MakeBook) -> None:
    project = make_book(
        {
            "briefs/context/x.md": "---\ntitle: T\nbottom_line: B\nevents:\n- {date: 2005, text: 'In [[gen-nakatani]].'}\n---\n",
            "briefs/context/other.md": "---\ntitle: O\nbottom_line: B\nevents:\n- {date: 2030, text: E, sources: [unused-2020]}\n---\n",
        }
    )
    book = loaded(project)
    early = book_at(book, date(2005, 12, 31))
    assert set(early.briefs) == {"x"}
    assert set(early.entities) == {"gen-nakatani"}
    assert set(early.sources) == set()
    assert "unused-2020" in book_at(book, date(2030, 1, 1)).sources


def test_a_link_to_what_is_absent_is_plain_words(make_book: MakeBook) -> None:
    project = make_book(
        {
            "briefs/context/x.md": "---\ntitle: T\nbottom_line: B\nevents:\n- {date: 2005, text: 'See [[other]] and [[other|that]].'}\n---\n",
            "briefs/context/other.md": "---\ntitle: Other\nbottom_line: B\nevents: [{date: 2030, text: E}]\n---\n",
        }
    )
    book = loaded(project)
    shown = book_at(book, date(2006, 1, 1))
    pages = render_pages(shown, make_pages(Survey(shown), {}), packaged_templates(), packaged_templates())
    html = next(
        page.html
        for page in pages
        if isinstance(page, RenderedPage) and page.entry.uri == "context/x/index.html"
    )
    assert "See Other and that." in html


def test_a_note_that_is_left_out_marks_no_page(make_book: MakeBook) -> None:
    head = "---\ntitle: T\nbottom_line: B\n"
    sources = (SMALL_BOOK / "briefs/sources.yml").read_text("utf-8")
    project = make_book(
        {
            "briefs/context/hidden.md": f"{head}marking: restricted\nevents: [{{date: 2001, text: E}}]\n---\n",
            "briefs/context/x.md": f"{head}events: [{{date: 2001, text: E, sources: [old-2000]}}]\n---\n",
            "briefs/sources.yml": f"{sources}old-2000: {{type: book, title: Old, note: 'As [[hidden]] says.'}}\n",
        }
    )
    book = loaded(project)

    def marking(day: date) -> str:
        pages = {page.entry.uri: page for page in make_pages(Survey(book_at(book, day)), {})}
        return pages["sources/index.html"].entry.marking

    assert marking(date(2025, 5, 5)) == "public"
    assert marking(date(2025, 5, 6)) == "restricted"


def test_a_link_to_a_heading_that_is_absent_is_plain_words(make_book: MakeBook, tmp_path: Path) -> None:
    brief = (
        "---\ntitle: T\nwritten: 2001-01-01\nbottom_line: B\nevents: [{date: 2001, text: E}]\n---\n"
        "See [*what* came](#later 'There'), [then](#NOW), [that](#same-1) and [this](https://example.org).\n\n"
        "## Now\n\nText.\n\n## Same\n\nText.\n\n## Later {from 2030}\n\nText.\n\n## Same {from 2031}\n\n[It](#later)\n"
    )
    project = make_book({"briefs/context/x.md": brief})
    book = loaded(project)

    def links(year: int) -> dict[str, str | None]:
        html = dict(rendered(book, date(year, 6, 1)))["context/x/index.html"]
        tree: HtmlElement = lxml.html.fragment_fromstring(html, create_parent=True)
        found = {"".join(each.itertext()): each.get("href") for each in tree.iter("a")}
        return {
            words: found[words] for words in ("what came", "then", "that", "this", "It") if words in found
        }

    outside = {"then": "#now", "this": "https://example.org"}
    assert links(2005) == {**outside, "what came": None, "that": None}
    assert links(2030) == {**outside, "what came": "#later", "that": None}
    assert links(2031) == {**outside, "what came": "#later", "that": "#same_1", "It": "#later"}
    job = PrintJob(briefs=frozenset({"x"}))
    printed = print_book(project, tmp_path / "print", lambda _: job, date(2005, 6, 1))
    assert isinstance(printed, dict), printed


def test_a_book_that_does_not_say_when_it_was_written_holds_from_its_horizon(make_book: MakeBook) -> None:
    project = make_book(
        {
            "briefs/book.yml": "title: T\ndesk: {name: D}\nas_of: 2026-07-02\n",
            "briefs/context/x.md": "---\ntitle: T\nbottom_line: B\nevents: [{date: 2001, text: E}]\n---\nPROSE\n",
        }
    )
    book = loaded(project)
    assert "PROSE" not in words_on(book, date(2020, 1, 1))["context/x/index.html"]
    assert "PROSE" in words_on(book, date(2026, 7, 2))["context/x/index.html"]


def test_an_open_beginning_counts_from_its_end(make_book: MakeBook) -> None:
    brief = (
        "---\ntitle: T\nbottom_line: B\nevents: [{date: ../2020, text: OPEN}, {date: 2001, text: E}]\n---\n"
    )
    book = loaded(make_book({"briefs/context/x.md": brief}))
    assert "OPEN" not in words_on(book, date(2015, 1, 1))["context/x/index.html"]
    timeline = words_on(book, date(2021, 1, 1))["timeline/index.html"]
    assert "until 2020" in timeline
    assert "T (draft brief): E As a drawing" in timeline, "no year 1 comes after 2001 in the list"
    assert "Context 2001: T (draft brief) Source:" in timeline, "no first century is drawn after the 2000s"


def test_a_picture_of_a_section_left_out_is_left_out(make_book: MakeBook) -> None:
    brief = (
        "---\ntitle: T\nwritten: 2001-01-01\nbottom_line: B\nevents: [{date: 2001, text: E}]\n---\n"
        "![A](x/a.svg)\n\n## H {from 2030}\n\n![B](x/b.svg) ![C](x/spa\u0308ter & c.svg)\n"
    )
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
    names = ("a.svg", "b.svg", "später & c.svg")
    project = make_book({"briefs/context/x.md": brief, **{f"briefs/context/x/{name}": svg for name in names}})
    early, late = make_site(project, date(2002, 1, 1)), make_site(project, date(2030, 1, 1))
    assert not isinstance(early, list)
    assert not isinstance(late, list)
    assert {"context/x/a.svg"} == {uri for uri in early.files if uri.startswith("context/")}
    assert {f"context/x/{name}" for name in names} == {
        uri for uri in late.files if uri.startswith("context/")
    }
