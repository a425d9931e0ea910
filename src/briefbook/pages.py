"""Book to pages: which page stands at which address, from which template, with what to show."""

from collections.abc import Iterator, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from briefbook.briefs import Agreement, BriefFacts, Meeting, Technology
from briefbook.derived_pages import derived_pages, differing, expectations, upcoming
from briefbook.evidence import Coverage, coverage
from briefbook.fields import Reference
from briefbook.model import Book, Brief, Entity
from briefbook.page import Entry, Page, address, highest_marking, marking_of
from briefbook.registers import ENTITY_TYPES
from briefbook.section_pages import Section, by_stage, section_page, sections, with_status
from briefbook.status import agreement_status, by_date, current_stage, latest_meeting

ENTITY_TITLES = {
    "people": "People",
    "organisations": "Organisations",
    "places": "Places",
    "programmes": "Programmes",
}


def make_pages(book: Book, changes: Mapping[str, date]) -> list[Page]:
    """Return the pages of a book; ``changes`` gives the day of each brief's last change, by path."""
    of_book, found = sections(book), coverage(book)
    return [
        _front_page(book, of_book),
        *(section_page(book, section) for section in of_book),
        *(_brief_page(book, brief, changes.get(brief.path)) for brief in book.briefs.values()),
        *_entity_pages(book),
        *derived_pages(book, found),
        _sources_page(book, found),
        _glossary_page(book),
        Page(Entry("search/index.html", "Search", in_search=False, is_wide=True), "search.html"),
    ]


def _front_page(book: Book, of_book: list[Section]) -> Page:
    points = book.settings.key_points
    return Page(
        Entry("index.html", "Overview", in_navigation=True),
        template="front.html",
        context={
            "marking": highest_marking(book, book.briefs.values()),
            "sections": of_book,
            "key_points": [point for point in points if point.date.begins_by(book.written)],
            "since": by_date(point for point in points if not point.date.begins_by(book.written)),
            "upcoming": upcoming(expectations(book)),
            "agreements": with_status(book.in_section(Agreement.folder)),
            "latest_meeting": latest_meeting(book),
            "projects": by_stage(book.in_section(Technology.folder)),
            "differences": differing(book),
        },
    )


def _brief_page(book: Book, brief: Brief, last_change: date | None) -> Page:
    facts = brief.facts
    entity = book.entities.get(facts.about.id) if facts.about else None
    return Page(
        Entry(
            address(book, brief.id),
            brief.name,
            description=facts.title,
            section=brief.section,
            source=brief.path,
            last_change=last_change,
        ),
        template=f"brief-{facts.kind}.html",
        context={
            "brief": brief,
            "facts": facts,
            "marking": marking_of(book, brief),
            "entity": entity,
            "aliases": _aliases(facts, entity),
            "events": by_date(facts.events),
            "since": by_date(facts.since),
            "related": _related(book, brief),
            "linked_from": sorted(book.linked_from.get(brief.id, ()), key=attrgetter("name")),
            **_context_of_kind(facts),
        },
    )


def _aliases(facts: BriefFacts, entity: Entity | None) -> list[str]:
    """Return the other names of a brief, less those that stand with the entity that it is about."""
    shown = entity.facts.all_names if entity else ()
    return [alias for alias in facts.aliases if alias not in shown]


def _context_of_kind(facts: BriefFacts) -> dict[str, Any]:
    """Return what only the pages of one kind of brief show."""
    match facts:
        case Agreement():
            return {"status": agreement_status(facts), "actions": by_date(facts.actions)}
        case Meeting():
            return {"meetings": by_date(facts.meetings or ())}
        case Technology():
            return {"stage": current_stage(facts), "stages": by_date(facts.stages)}
        case _:
            return {}


def _related(book: Book, brief: Brief) -> list[Brief]:
    """Return the briefs that a brief names: first those of its field, then those that its prose links."""
    named = [*brief.facts.related, *(Reference(link.target, link.where) for link in brief.prose.links)]
    targets = (book.briefs.get(each.id) or book.standing_for.get(each.id) for each in named)
    unique = {target.id: target for target in targets if target and target is not brief}
    return list(unique.values())


def _entity_pages(book: Book) -> Iterator[Page]:
    for entity_type in ENTITY_TYPES:
        entities = sorted(
            (entity for entity in book.entities.values() if entity.type == entity_type),
            key=lambda entity: entity.facts.name.casefold(),
        )
        if not entities:
            continue
        uri, title = f"{entity_type}/index.html", ENTITY_TITLES[entity_type]
        yield Page(
            Entry(uri, title, section=entity_type, in_navigation=True),
            template="entities.html",
            context={"entities": entities},
        )
        for entity in entities:
            if entity.id not in book.standing_for:
                yield _entity_page(book, entity)


def _entity_page(book: Book, entity: Entity) -> Page:
    return Page(
        Entry(address(book, entity.id), entity.name, section=entity.type),
        template="entity.html",
        context={
            "entity": entity,
            "linked_from": sorted(book.linked_from.get(entity.id, ()), key=attrgetter("name")),
        },
    )


def _sources_page(book: Book, found: Coverage) -> Page:
    return Page(
        Entry("sources/index.html", "Sources", in_navigation=True),
        template="sources.html",
        context={"sources": sorted(book.sources.values(), key=attrgetter("key")), "coverage": found},
    )


def _glossary_page(book: Book) -> Page:
    return Page(
        Entry("glossary/index.html", "Glossary", in_navigation=True),
        template="glossary.html",
        context={"terms": sorted(book.terms.values(), key=lambda term: term.word.casefold())},
    )
