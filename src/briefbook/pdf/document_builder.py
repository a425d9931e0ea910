"""What is printed: each document of a book as the data from which Typst sets it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, count
from operator import attrgetter
from pathlib import Path
from typing import Any

from briefbook.derived.survey import Survey
from briefbook.derived.usage import used_terms
from briefbook.editions.history import Edition, imprint_of
from briefbook.export.book_json import brief_data
from briefbook.model.addresses import address, cards_address, highest_marking, pack_page_address
from briefbook.model.book import Book, Brief, Entity, Pack
from briefbook.model.briefs.facts import BriefFacts
from briefbook.model.dates import show_day
from briefbook.model.labels import label
from briefbook.model.layout import BOOK
from briefbook.model.relations import references_of
from briefbook.pages.book_pages import make_pages
from briefbook.pages.colours import PAPER, readable
from briefbook.pages.directions import direction_of
from briefbook.pages.page import Page
from briefbook.pages.page_writer import Notes
from briefbook.pages.rendering import RenderedPage, render_for_print
from briefbook.pages.standard_pages import ENTITIES, FRONT, GLOSSARY, SOURCES, STANDARD_PAGES
from briefbook.pdf.document import Document, DocumentData, DocumentKind, Part, Row
from briefbook.pdf.html_nodes import nodes_of
from briefbook.pdf.nodes import Element, Node, elements_of, text_of, with_elements
from briefbook.problems import Problem, Where

_PRINTED = sorted(
    (page for page in STANDARD_PAGES.values() if page.print_place), key=attrgetter("print_place")
)
"""The pages that a printed book has after its sections."""
_LABELLED = ("written", "owner", "cleared_by", "review_by")
"""The fields of a brief that are set beside its text, each after what readers call it."""


_MOST_KEYWORDS = 7_000
"""Characters. PDF/A allows 32,767 bytes for them and the imprint together, and some characters take four."""


class DocumentBuilder:
    """Makes the documents of one book, through the book's own templates and then briefbook's."""

    def __init__(
        self, book: Book, own_templates: Path, packaged_templates: Path, edition: Edition | None = None
    ) -> None:
        self.book = book
        self.edition = edition
        self.templates = own_templates, packaged_templates
        self.briefs = {brief.path: brief for brief in book.briefs.values()}
        self.pages = {page.entry.uri: page for page in make_pages(Survey(book), {})}

    def brief_of(self, page: Page | RenderedPage) -> Brief | None:
        """Return the brief that a page shows, if it shows one."""
        return self.briefs[page.entry.source] if page.entry.source else None

    def people_in(self, *parts: Brief | Pack) -> list[Entity]:
        """Return the persons whom some briefs and packs name, by name."""
        named = {reference.id for part in parts for reference in references_of(part)}
        people = (each for each in self.book.entities.values() if each.type == "people" and each.id in named)
        return sorted(people, key=lambda each: each.facts.name)

    def briefs_apart(self, chosen: Iterable[str]) -> Iterator[Document | Problem]:
        """Yield a document of each brief, by their ids, or the problem that its template has."""
        paths = {self.book.briefs[each].path for each in chosen}
        pages = [page for page in self.pages.values() if page.entry.source in paths]
        for page in pages:
            people = self.people_in(self.briefs[page.entry.source or ""])
            yield from self.document("brief", [replace(page, context={**page.context, "people": people})])

    def whole_book(self) -> Iterator[Document | Problem]:
        """Yield the document of the whole book, or the problems that its templates have."""
        folders = {section.folder for section in self.book.settings.sections}
        of_sections = [page.entry.uri for page in self.pages.values() if page.entry.section in folders]
        uris = [*of_sections, *(page.uri for page in _PRINTED if page.uri in self.pages)]
        without_packs = highest_marking(self.book, self.book.briefs.values())
        front = _marked(self.pages[FRONT.uri], without_packs)
        yield from self.document("book", [front, *(self.pages[uri] for uri in uris)], Notes(SOURCES.uri))

    def pack(self, pack: Pack) -> Iterator[Document | Problem]:
        """Yield the document of a pack, or the problems that its templates have.

        Its people, terms and sources are only those that its pages name.
        """
        briefs = self.book.briefs_of(pack)
        page = self.pages[pack_page_address(pack.id)]
        marking = page.entry.marking
        terms = used_terms(self.book.terms, [pack, *briefs], self.book.as_of)
        contexts: dict[str, dict[str, Any]] = {
            ENTITIES["people"].uri: {"entities": self.people_in(pack, *briefs), "offices": ()},
            GLOSSARY.uri: {"terms": sorted(terms.values(), key=lambda term: term.word.casefold())},
        }
        pages = [
            replace(page, entry=replace(page.entry, title="This pack")),
            *(self.pages[address(self.book, brief.id)] for brief in briefs),
            *(
                _marked(replace(page := self.pages[uri], context={**page.context, **context}), marking)
                for uri, context in contexts.items()
                if any(context.values())
            ),
            _marked(self.pages[SOURCES.uri], marking),
        ]
        yield from self.document("pack", pages, Notes(SOURCES.uri), pack)

    def cards(self, pack: Pack) -> Iterator[Document | Problem]:
        """Yield the document of a pack as cards, or the problem that its template has."""
        page = self.pages[pack_page_address(pack.id)]
        entry = replace(page.entry, pdf=cards_address(pack.id))
        yield from self.document(
            "cards", [replace(page, entry=entry, template="packs/cards.html")], pack=pack
        )

    def document(
        self, kind: DocumentKind, pages: list[Page], notes: Notes | None = None, pack: Pack | None = None
    ) -> Iterator[Document | Problem]:
        """Yield the document that some pages make, at the address that the first of them gives for it.

        ``notes`` number the sources of all of them together.
        """
        results = list(render_for_print(self.book, pages, *self.templates, notes))
        problems = [each for each in results if isinstance(each, Problem)]
        if problems:
            yield from problems
            return
        rendered = [each for each in results if isinstance(each, RenderedPage)]
        held = {page.entry.uri for page in pages}
        all_parts = [self.part(page, held) for page in rendered]
        parts = _with_tabs(_with_joined_links([part for part in all_parts if part["nodes"]]))
        uri = pages[0].entry.pdf
        assert uri is not None
        data = self.data(kind, uri, rendered, parts, pack)
        if pack:
            limit = pack.facts.page_limit if kind == "pack" else None
            yield Document(uri, data, pack.facts.where, limit)
        else:
            yield Document(uri, data, Where(pages[0].entry.source or BOOK))

    def data(
        self, kind: DocumentKind, uri: str, pages: list[RenderedPage], parts: list[Part], pack: Pack | None
    ) -> DocumentData:
        """Return what a document says: of itself, and in the parts that its pages have become."""
        settings = self.book.settings
        held = (brief for page in pages if (brief := self.brief_of(page)))
        shown = self.book.briefs_of(pack) if pack else [*held]
        brief = shown[0] if kind == "brief" else None
        name = pack or brief
        return {
            "kind": kind,
            "title": name.facts.title if name else settings.title,
            "book": settings.title,
            "description": brief.facts.title if brief else settings.desk.perspective or "",
            "keywords": [
                *_keywords(brief.facts.aliases if brief else (each.name for each in shown)),
                imprint_of(self.book, uri, self.edition).written(),
            ],
            "desk": settings.desk.name,
            "perspective": settings.desk.perspective,
            "accent": readable(settings.accent, PAPER),
            "as_of": show_day(self.book.as_of),
            "marking": max((page.entry.marking for page in pages), key=settings.markings.index),
            "markings": settings.markings,
            "date": str(pack.facts.date) if pack and pack.facts.date else None,
            "place": self.book.names[pack.facts.place.id] if pack and pack.facts.place else None,
            "reader": pack.facts.reader if pack else None,
            "clearance": pack.facts.clearance if pack else None,
            "has_drafts": any(not each.facts.is_cleared for each in shown),
            "edition": self.edition.title if self.edition else None,
            "labels": {name: label(BriefFacts, name) for name in _LABELLED},
            "attached": _as_json(brief_data(self.book, brief)) if brief else None,
            "terms": _terms_in(parts) if brief else [],
            "contents": [_row(part) for part in parts],
            "parts": parts,
        }

    def part(self, page: RenderedPage, held: set[str]) -> Part:
        """Return a page as a part of a document that holds the pages ``held``."""
        entry = page.entry
        brief = self.brief_of(page)
        nodes = [node for node in nodes_of(page.html, entry.uri, held) if not _is_title(node)]
        part: Part = {
            "uri": entry.uri,
            "title": entry.title,
            "dir": direction_of(entry.title),
            "name": entry.title,
            "marking": entry.marking,
            "caveat": entry.caveat,
            "role": "page",
            "nodes": nodes,
            "has_footnotes": any(each["tag"] == "footnote" for each in elements_of(nodes)),
        }
        return self.part_of_brief(part, brief) if brief else part

    def part_of_brief(self, page: Part, brief: Brief) -> Part:
        """Return the page of a brief with what its print says of it besides."""
        facts = brief.facts
        return {
            **page,
            "role": "brief",
            "title": facts.title,
            "dir": direction_of(facts.title),
            "clearance": facts.clearance,
            "cleared_by": facts.cleared_by,
            "cleared_on": show_day(facts.cleared_on) if facts.cleared_on else None,
            "owner": self.book.owner_of(brief),
            "review_by": show_day(facts.review_by) if facts.review_by else None,
            "written": show_day(self.book.written_of(brief)),
        }


def _keywords(names: Iterable[str]) -> list[str]:
    """Return the first of some names, as many as the properties of a PDF have room for."""
    pairs = zip(names := [*names], accumulate(len(name) + 2 for name in names), strict=True)
    return [name for name, length in pairs if length <= _MOST_KEYWORDS]


def _marked(page: Page, marking: str) -> Page:
    """Return a page under another marking: in a document it may show less than on the site."""
    return replace(page, entry=replace(page.entry, marking=marking))


def _row(part: Part) -> Row:
    """Return the row of the contents that leads to a part."""
    return {"to": part["uri"], "title": part["title"], "caveat": part["caveat"], "tab": part.get("tab")}


def _terms_in(parts: list[Part]) -> list[tuple[str, str]]:
    """Return the terms that are in a document, each with its meaning."""
    elements = [element for part in parts for element in elements_of(part["nodes"])]
    return sorted({(text_of(each), each["title"]) for each in elements if each["tag"] == "abbr"})


def _as_json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1)


def _is_title(node: Node) -> bool:
    return isinstance(node, dict) and node["tag"] == "h1"


def _with_joined_links(parts: list[Part]) -> list[Part]:
    """Return parts with an id only where a link leads, once.

    A link that would lead to none leads to its page.
    """
    elements = [element for part in parts for element in elements_of(part["nodes"])]
    pages = {part["uri"] for part in parts}
    wanted = {element["to"] for element in elements if "to" in element}
    named = {element["id"] for element in elements if "id" in element} & wanted - pages
    places = pages | named
    unseen = set(named)

    def joined(element: Element) -> Element:
        new = element.copy()
        if "id" in new:
            if new["id"] in unseen:
                unseen.remove(new["id"])
            else:
                del new["id"]
        if "to" in new and new["to"] not in places:
            new["to"] = new["to"].partition("#")[0]
        return new

    return [{**part, "nodes": with_elements(part["nodes"], joined)} for part in parts]


def _with_tabs(parts: Iterable[Part]) -> list[Part]:
    """Return parts, each brief with its number."""
    numbers = count(1)
    return [{**part, "tab": next(numbers)} if part["role"] == "brief" else part for part in parts]
