"""Wherever a brief is named: what is said beside its name, and the marking of the page that names it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import html as lxml_html

from briefbook.model.addresses import address
from briefbook.pdf.document import Document
from briefbook.pdf.nodes import text_of
from briefbook.pipelines.build import site_of
from briefbook.pipelines.engine import Site
from tests.conftest import SMALL_BOOK, MakeBook
from tests.pdf.test_document_builder import book_of, documents_of

BRIEFS = {path.stem: path for path in sorted(SMALL_BOOK.glob("briefs/*/*.md"))}
NAME, WORDS = "Nameofit", "Wordsofit"
"""What the chosen brief is called, and what it alone says."""
CLEARED = "clearance: cleared\ncleared_by: Test desk\ncleared_on: 2026-07-01\n"
CHOSEN = "clearance: withdrawn\nmarking: restricted\n"
CAVEAT = "(withdrawn brief, RESTRICTED)"
DATED = {
    "events": f"[{{date: 2019, text: {WORDS}}}]",
    "expected": f"[{{text: {WORDS}, stated: 2019}}]",
    "sources_differ": f"[{{about: {WORDS}, accounts: {{a: {{says: A}}, b: {{says: B}}}}}}]",
}
REGISTERS = {
    "glossary.yml": "RPO: {meaning: 'See [[CHOSEN]] [@cited].'}\n",
    "people.yml": "a-person: {name: A person, description: 'See [[CHOSEN]].'}\n",
    "sources.yml": "cited: {type: webpage, title: T, URL: 'https://example.org', note: 'See [[CHOSEN]].'}\n",
    "book.yml": "  - {date: 2022, text: 'See [[CHOSEN]] and [[a-person]].'}\n",
}
NAMING = {
    *(
        f"{page}/index.html"
        for page in ("timeline", "upcoming", "differences", "desk", "glossary", "sources")
    ),
    "index.html",
    "people/a-person/index.html",
    "context/gone/index.html",
    "book.pdf",
    "packs/with/index.html",
    "packs/without/index.html",
    "packs/with/cards.pdf:packs/with/index.html",
    "packs/with.pdf",
    "packs/with.pdf:packs/with/index.html",
    "packs/without.pdf:packs/without/index.html",
}
"""Where the chosen brief is named, whichever it is."""
PACK = "title: T\npurpose: To see.\nbriefs: [{}]\nagenda: [{{text: One, briefs: [{}]}}]\n"


@dataclass(frozen=True)
class Shown:
    """A page of the site or a part of a document: where it is, whether it shows a brief, and what it says."""

    where: str
    is_brief: bool
    marking: str
    text: str


def book_with(make_book: MakeBook, chosen: str) -> Path:
    """Return the small book, cleared and public but for one brief, which all that can name a brief names."""
    changes: dict[str, str | bytes | None] = {
        f"briefs/{register}": (SMALL_BOOK / "briefs" / register).read_text("utf-8")
        + entry.replace("CHOSEN", chosen)
        for register, entry in REGISTERS.items()
    }
    for name, path in BRIEFS.items():
        text = re.sub("^clear.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        if name == chosen:
            text = re.sub("^short: .*\n", "", text, flags=re.MULTILINE)
            text = re.sub("^title: .*", f"title: {NAME}", text, flags=re.MULTILINE)
            fields = [f"{field}: {value}\n" for field, value in DATED.items() if f"\n{field}:" not in text]
            text = text.replace("---\n", "".join(["---\n", CHOSEN, *fields]), 1) + f"\n{WORDS}, an RPO.\n"
        else:
            text = text.replace("---\n", f"---\n{CLEARED}", 1) + "\nAn RPO.\n"
        changes[path.relative_to(SMALL_BOOK).as_posix()] = text
    others = [name for name in BRIEFS if name != chosen]
    return make_book(
        {
            **changes,
            "briefs/tombstones.yml": f"context/gone: {{title: G, withdrawn: 2025, because: B, see: [{chosen}]}}\n",
            "briefs/packs/with.yml": PACK.format(f"{chosen}, {others[0]}", chosen),
            "briefs/packs/without.yml": PACK.format(", ".join(others), chosen),
        }
    )


def pages_of(site: Site) -> Iterator[Shown]:
    """Yield the pages of a site, with the words that only a pointer or a screen reader finds."""
    for page in site.pages:
        root = lxml_html.fragment_fromstring(page.html, create_parent="div")
        unseen = root.xpath("//@title | //@aria-label | //@alt")
        text = "\n".join([root.text_content(), *unseen, *(heading.title for heading in page.headings)])
        yield Shown(page.entry.uri, bool(page.entry.source), page.entry.marking, text)


def parts_of(document: Document) -> Iterator[Shown]:
    """Yield what opens a document, with its contents, and its parts."""
    data = document.data
    rows = [f"{row['title']} ({row['caveat']})" for row in data["contents"]]
    yield Shown(document.uri, data["kind"] == "brief", data["marking"], "\n".join(rows))
    for part in data["parts"]:
        text = "".join(map(text_of, part["nodes"]))
        yield Shown(f"{document.uri}:{part['uri']}", part["role"] == "brief", part["marking"], text)


@pytest.mark.parametrize("chosen", ["supply-pact", "delhi-talks", "mast", "sea-lanes"])
def test_a_brief_says_what_it_is_wherever_it_is_named(chosen: str, make_book: MakeBook) -> None:
    project = book_with(make_book, chosen)
    book = book_of(project)
    site = site_of(book, project)
    assert isinstance(site, Site), site
    printed = [part for document in documents_of(book).values() for part in parts_of(document)]
    shown = [*pages_of(site), *printed]

    own, section = address(book, chosen), f"{book.briefs[chosen].section}/index.html"
    named = {each.where for each in shown if NAME in each.text and not each.where.endswith(own)}
    assert named >= NAMING | {section}
    silent = rf"{NAME}(?! {re.escape(CAVEAT)})"
    assert [each.where for each in shown if each.where in named and re.search(silent, each.text)] == []

    on_its_own_page = next(each.text for each in shown if each.where == own)
    assert re.search(r"RESTRICTED\s+WITHDRAWN", on_its_own_page)
    if chosen == "mast":
        register = next(each for each in shown if each.where == "programmes/index.html")
        assert f"UNICORN {CAVEAT}" in register.text, "it takes the place of the programme"

    low = [each for each in shown if each.marking != "restricted"]
    assert [each.where for each in low if WORDS in each.text] == []
    in_lists = [each.where for each in low if each.where in named and not each.is_brief]
    assert [where for where in in_lists if not where.startswith("packs/without")] == []
    assert {each.where for each in low} >= {"packs/without.pdf", "organisations/ministry/index.html"}
    assert "search/index.html" not in {each.where for each in low}


def test_results_and_redirects_say_what_a_brief_is(make_book: MakeBook) -> None:
    draft = "---\ntitle: A & B\nbottom_line: B\nredirects_from: [old]\n---\n"
    project = make_book({"briefs/context/other.md": draft})
    site = site_of(book_of(project), project)
    assert isinstance(site, Site), site
    results = [str(text) for uri, text in site.files.items() if uri.startswith("search/pages/")]
    assert {'"title":"A & B","caveat":"draft brief"' in text for text in results if "A & B" in text} == {True}
    assert [text for text in results if '"title":"The antenna mast"' in text and "caveat" in text] == []
    assert ">A &amp; B (draft brief)</a>" in str(site.files["context/old/index.html"])
