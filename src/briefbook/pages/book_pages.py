"""Book to pages: which page is at which address, from which template, with what to show."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from briefbook.derived.source_base import source_base_of
from briefbook.derived.survey import Survey
from briefbook.editions.history import Edition
from briefbook.model import layout
from briefbook.model.addresses import address, highest_marking, marking_of, pdf_address
from briefbook.model.book import Book, Brief, Entity, Tombstone
from briefbook.model.briefs.facts import BriefFacts
from briefbook.model.dated_facts import by_date
from briefbook.model.records import Reference
from briefbook.pages.citation import citation_of
from briefbook.pages.connections import connections_of
from briefbook.pages.front import front_page
from briefbook.pages.handover import handover_page
from briefbook.pages.overviews import overview_pages
from briefbook.pages.packs import pack_pages
from briefbook.pages.page import Entry, Page, briefs_named_with, caveat_of, in_a_row
from briefbook.pages.registers import entity_pages, glossary_page, sources_page
from briefbook.pages.sections import Section, section_page, sections_of
from briefbook.pages.siblings import row_of_section, with_siblings
from briefbook.pages.standard_pages import CHANGES, SEARCH


def make_pages(
    survey: Survey,
    last_changes: Mapping[str, date],
    edition: Edition | None = None,
    *,
    with_pdfs: bool = True,
) -> list[Page]:
    """Return the pages of a book; ``last_changes`` gives the day of the last change of each file, by path."""
    pages = _all_pages(survey, last_changes, edition)
    return pages if with_pdfs else [replace(page, entry=replace(page.entry, pdf=None)) for page in pages]


def _all_pages(survey: Survey, changes: Mapping[str, date], edition: Edition | None) -> list[Page]:
    book = survey.book
    sections = sections_of(book)
    last_change = max(changes.values(), default=None)
    return [
        front_page(survey, sections, last_change),
        *(page for section in sections for page in _section_pages(survey, section, changes, edition)),
        *pack_pages(book, changes),
        *entity_pages(survey, changes),
        *overview_pages(survey, last_change),
        handover_page(survey, last_change),
        sources_page(survey, changes.get(layout.SOURCES)),
        glossary_page(book, changes.get(layout.GLOSSARY)),
        *([_changes_page(book)] if edition else []),
        *(_tombstone_page(book, each) for each in book.tombstones.values()),
        _search_page(book),
    ]


def _section_pages(
    survey: Survey,
    section: Section,
    changes: Mapping[str, date],
    edition: Edition | None,
) -> Iterator[Page]:
    book = survey.book
    days = (changes[brief.path] for brief in section.briefs if brief.path in changes)
    index = section_page(book, section, max(days, default=None))
    briefs = in_a_row(
        _brief_page(survey, brief, changes.get(brief.path), edition) for brief in section.briefs
    )
    yield from with_siblings([index, *briefs], row_of_section(section, briefs), book.settings.markings)


def _changes_page(book: Book) -> Page:
    marking = highest_marking(book, book.briefs.values())
    return Page(CHANGES.entry(marking), CHANGES.template)


def _search_page(book: Book) -> Page:
    """Return the page of search, whose results show the words of all briefs."""
    marking = highest_marking(book, book.briefs.values())
    return Page(replace(SEARCH.entry(marking), is_wide=True), SEARCH.template)


def _tombstone_page(book: Book, tombstone: Tombstone) -> Page:
    facts = tombstone.facts
    return Page(
        Entry(
            tombstone.address,
            facts.title,
            highest_marking(book, briefs_named_with(book, [tombstone])),
        ),
        template="notices/tombstone.html",
        context={"facts": facts},
    )


def _brief_page(
    survey: Survey,
    brief: Brief,
    last_change: date | None,
    edition: Edition | None,
) -> Page:
    book, facts = survey.book, brief.facts
    entity = book.entity_of(brief)
    related, marking = _related(book, brief), marking_of(book, brief)
    return Page(
        Entry(
            address(book, brief.id),
            brief.name,
            marking,
            description=facts.title,
            section=brief.section,
            source=brief.path,
            caveat=caveat_of(book, brief),
            last_change=last_change,
            pdf=pdf_address(book, brief.id),
        ),
        template=f"briefs/{facts.kind}.html",
        context={
            "brief": brief,
            "facts": facts,
            "entity": entity,
            "career": survey.careers.get(entity.id) if entity else None,
            "has_facts": _has_facts(facts, entity),
            "aliases": _aliases(facts, entity),
            "events": by_date(facts.events),
            "since": by_date(facts.since),
            "related": related,
            "connections": connections_of(book, related, book.linked_from.get(brief.id, ()), marking),
            "source_base": source_base_of(book, brief),
            "citation": citation_of(book, brief, edition),
            "change": edition and edition.change_of(brief.id),
            "history": list(edition.history_of(brief.id)) if edition else [],
        },
    )


def _has_facts(facts: BriefFacts, entity: Entity | None) -> bool:
    """Return whether the list of facts has a row."""
    return bool(facts.has_rows or entity or _aliases(facts, entity))


def _aliases(facts: BriefFacts, entity: Entity | None) -> list[str]:
    """Return the other names of a brief, less those that are with the entity that it is about."""
    shown = entity.facts.all_names if entity else ()
    return [alias for alias in facts.aliases if alias not in shown]


def _related(book: Book, brief: Brief) -> list[Brief]:
    """Return the briefs that a brief names: first those of its field, then those that its prose links."""
    named = [*brief.facts.related, *(Reference(link.target, link.where) for link in brief.prose.links)]
    targets = (book.briefs.get(each.id) or book.standing_for.get(each.id) for each in named)
    unique = {target.id: target for target in targets if target and target is not brief}
    return list(unique.values())
