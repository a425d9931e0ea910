"""What is printed: each document of a book as the data from which Typst sets it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefbook.dates import show_day
from briefbook.document import Document
from briefbook.errors import Problem
from briefbook.export import brief_data
from briefbook.links import references_of
from briefbook.model import Book, Brief, Entity
from briefbook.nodes import Node, elements_of, nodes_of
from briefbook.page import Page, highest_marking, marking_of
from briefbook.page_writer import Notes
from briefbook.pages import make_pages
from briefbook.registers import Person, Post
from briefbook.render import RenderedPage, render_for_print
from briefbook.status import posts_now

_FRONT = "index.html"
_SOURCES = "sources/index.html"
_REGISTERS = ("timeline/index.html", "glossary/index.html", "people/index.html", _SOURCES)
"""The pages that a printed book has after its sections: the sources last, when all are numbered."""

Part = dict[str, Any]
"""One page in a document: its ``role``, its nodes, and what its head and its foot say."""


class Printer:
    """Makes the documents of one book, through the book's own templates and then briefbook's."""

    def __init__(self, book: Book, own_templates: Path, packaged_templates: Path) -> None:
        self.book = book
        self.templates = own_templates, packaged_templates
        self.posts = posts_now(book)
        self.briefs = {brief.path: brief for brief in book.briefs.values()}
        self.pages = {page.entry.uri: self.for_print(page) for page in make_pages(book, {})}

    def for_print(self, page: Page) -> Page:
        """Return a page with what its print tells beside: the persons whom it names."""
        brief = self.brief_of(page)
        return replace(page, context={**page.context, "people": self.people_in(brief)}) if brief else page

    def brief_of(self, page: Page | RenderedPage) -> Brief | None:
        """Return the brief that a page shows, if it shows one."""
        return self.briefs[page.entry.source] if page.entry.source else None

    def people_in(self, brief: Brief) -> list[tuple[Entity, list[Post]]]:
        """Return the persons whom a brief names, by name, each with the posts held for all that is known."""
        named = {reference.id for reference in references_of(brief)}
        people = (entity for entity in self.book.entities.values() if entity.id in named)
        return [
            (person, self.posts.get(person.id, []))
            for person in sorted(people, key=lambda each: each.facts.name)
            if isinstance(person.facts, Person)
        ]

    def briefs_apart(self, chosen: Iterable[str]) -> Iterator[Document | Problem]:
        """Yield a document of each brief, by their ids, or the problem that its template has."""
        paths = {self.book.briefs[each].path for each in chosen}
        pages = [page for page in self.pages.values() if page.entry.source in paths]
        for page in pages:
            yield from self.document("brief", [page])

    def whole_book(self) -> Iterator[Document | Problem]:
        """Yield the document of the whole book, or the problems that its templates have."""
        folders = {section.folder for section in self.book.settings.sections}
        of_sections = [page.entry.uri for page in self.pages.values() if page.entry.section in folders]
        uris = [_FRONT, *of_sections, *(uri for uri in _REGISTERS if uri in self.pages)]
        yield from self.document("book", [self.pages[uri] for uri in uris], Notes(_SOURCES))

    def document(
        self, kind: str, pages: list[Page], notes: Notes | None = None
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
        parts = [self.part(page, held) for page in rendered]
        _join_links(parts)
        _number_tabs(parts)
        uri = pages[0].entry.pdf
        assert uri is not None
        yield Document(uri, {**self.data(kind, rendered), "kind": kind, "parts": parts})

    def data(self, kind: str, pages: list[RenderedPage]) -> dict[str, Any]:
        """Return what a document says of itself."""
        settings = self.book.settings
        brief = self.brief_of(pages[0]) if kind == "brief" else None
        briefs = [brief] if brief else list(self.book.briefs.values())
        return {
            "title": brief.facts.title if brief else settings.title,
            "book": settings.title,
            "description": brief.facts.title if brief else settings.desk.perspective or "",
            "keywords": list(brief.facts.aliases if brief else (each.name for each in briefs)),
            "desk": settings.desk.name,
            "perspective": settings.desk.perspective,
            "contact": settings.desk.contact,
            "as_of": show_day(self.book.as_of),
            "written": show_day(self.book.written),
            "marking": marking_of(self.book, brief) if brief else highest_marking(self.book, briefs),
            "has_drafts": any(each.facts.clearance != "cleared" for each in briefs),
            "edition": None,
            "attached": json.dumps(brief_data(self.book, brief), ensure_ascii=False, indent=1)
            if brief
            else None,
        }

    def part(self, page: RenderedPage, held: set[str]) -> Part:
        """Return a page as a part of a document that holds the pages ``held``."""
        entry = page.entry
        brief = self.brief_of(page)
        part: Part = {
            "uri": entry.uri,
            "title": entry.title,
            "name": entry.title,
            "marking": entry.marking,
            "role": "section" if entry.in_navigation and entry.section else "register",
            "nodes": [node for node in nodes_of(page.html, entry.uri, held) if not _is_title(node)],
        }
        return {**part, **self.part_of_brief(brief)} if brief else part

    def part_of_brief(self, brief: Brief) -> Part:
        """Return what the print of a brief says of it beside its page."""
        facts = brief.facts
        return {
            "role": "brief",
            "title": facts.title,
            "clearance": facts.clearance,
            "cleared_by": facts.cleared_by,
            "cleared_on": facts.cleared_on and show_day(facts.cleared_on),
            "owner": facts.owner or self.book.settings.owner,
            "review_by": facts.review_by and show_day(facts.review_by),
            "written": show_day(self.book.written_of(brief)),
        }


def _is_title(node: Node) -> bool:
    return isinstance(node, dict) and node["tag"] == "h1"


def _join_links(parts: list[Part]) -> None:
    """Leave an id only where a link leads, once; a link that would lead to none leads to its page."""
    elements = [element for part in parts for element in elements_of(part["nodes"])]
    wanted = {element["to"] for element in elements if "to" in element}
    found = {part["uri"] for part in parts}
    for element in elements:
        name = element.get("id")
        if name in found or name not in wanted:
            element.pop("id", None)
        elif name:
            found.add(name)
    for element in elements:
        if "to" in element and element["to"] not in found:
            element["to"] = element["to"].partition("#")[0]


def _number_tabs(parts: list[Part]) -> None:
    """Give each brief of a document its number."""
    for number, part in enumerate((part for part in parts if part["role"] == "brief"), start=1):
        part["tab"] = number
