"""The pages of the registers: entities, each with a page of its own, sources, and the glossary."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from operator import attrgetter

from briefbook.derived.careers import Career
from briefbook.derived.offices import side_by_side
from briefbook.derived.survey import Survey
from briefbook.model.addresses import address, highest_marking
from briefbook.model.book import Book, Entity
from briefbook.model.layout import entity_register
from briefbook.pages.connections import connections_of
from briefbook.pages.page import Entry, Page, briefs_named_with, in_a_row
from briefbook.pages.siblings import row_of_register, with_siblings
from briefbook.pages.standard_pages import ENTITIES, GLOSSARY, SOURCES


def entity_pages(survey: Survey, changes: Mapping[str, date]) -> Iterator[Page]:
    """Yield the pages of the entities, register by register; ``changes`` as for `make_pages`.

    The offices are with the persons.
    """
    book, careers = survey.book, survey.careers
    rows = side_by_side(book, survey.offices)
    for entity_type, standard in ENTITIES.items():
        entities = sorted(
            (entity for entity in book.entities.values() if entity.type == entity_type),
            key=lambda entity: entity.facts.name.casefold(),
        )
        rows_here = rows if entity_type == "people" else []
        if not entities and not rows_here:
            continue
        last_change = changes.get(entity_register(entity_type))
        marking = highest_marking(book, briefs_named_with(book, entities))
        entry = replace(standard.entry(marking, last_change), section=entity_type)
        context = {"entities": entities, "offices": rows_here, "careers": careers}
        index = Page(entry, standard.template, context)
        alone = [entity for entity in entities if entity.id not in book.standing_for]
        pages = in_a_row(_entity_page(book, entity, careers.get(entity.id), last_change) for entity in alone)
        yield from with_siblings([index, *pages], row_of_register(book, entities), book.settings.markings)


def _entity_page(book: Book, entity: Entity, career: Career | None, last_change: date | None) -> Page:
    marking = highest_marking(book, briefs_named_with(book, [entity]))
    return Page(
        Entry(
            address(book, entity.id),
            entity.name,
            marking,
            section=entity.type,
            last_change=last_change,
        ),
        template="registers/entity.html",
        context={
            "entity": entity,
            "career": career,
            "connections": connections_of(book, [], book.linked_from.get(entity.id, ()), marking),
        },
    )


def sources_page(survey: Survey, last_change: date | None) -> Page:
    """Return the register of sources."""
    book = survey.book
    sources = sorted(book.sources.values(), key=attrgetter("key"))
    marking = highest_marking(book, briefs_named_with(book, sources))
    return Page(
        SOURCES.entry(marking, last_change),
        SOURCES.template,
        context={"sources": sources, "coverage": survey.coverage},
    )


def glossary_page(book: Book, last_change: date | None) -> Page:
    """Return the glossary, which holds words of all briefs."""
    return Page(
        GLOSSARY.entry(highest_marking(book, book.briefs.values()), last_change),
        GLOSSARY.template,
        context={"terms": sorted(book.terms.values(), key=lambda term: term.word.casefold())},
    )
