"""Which pages the menu lists beside a page: those of its section, or of its register."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefbook.model.addresses import address, marking_of
from briefbook.model.book import Book, Entity
from briefbook.pages.page import Entry, Page, Siblings, caveat_of
from briefbook.pages.sections import Section

Row = Sequence[tuple[str, Entry]]
"""Pages in their order, each with the heading that it is under, or none."""


def with_siblings(pages: Sequence[Page], row: Row, markings: Sequence[str]) -> Iterator[Page]:
    """Yield the page that opens a section or a register, and the pages in it, each with its siblings.

    ``markings`` are the book's, the lowest first: a page lists none that is marked higher than itself.
    """
    title, uri = pages[0].entry.title, pages[0].entry.uri
    rows = {marking: _up_to(marking, row, markings) for marking in {page.entry.marking for page in pages}}
    places = {
        marking: {entry.uri: place for place, (_, entry) in enumerate(shown)}
        for marking, shown in rows.items()
    }
    for page in pages:
        marking = page.entry.marking
        siblings = Siblings(title, uri, rows[marking], places[marking].get(page.entry.uri))
        yield replace(page, siblings=siblings if siblings.row else None)


def _up_to(marking: str, row: Row, markings: Sequence[str]) -> Row:
    highest = markings.index(marking)
    return [(heading, entry) for heading, entry in row if markings.index(entry.marking) <= highest]


def row_of_section(section: Section, pages: Iterable[Page]) -> Row:
    """Return the pages of the briefs of a section, each under the heading of its group."""
    entries = {page.entry.source: page.entry for page in pages}
    return [
        (heading, entries[brief.path])
        for heading, briefs in section.headed_groups.items()
        for brief in briefs
    ]


def row_of_register(book: Book, entities: Iterable[Entity]) -> Row:
    """Return the pages of entities, under no heading; one that a brief represents leads to the brief."""
    return [("", _entry_of(book, entity)) for entity in entities]


def _entry_of(book: Book, entity: Entity) -> Entry:
    uri, name = address(book, entity.id), entity.facts.name  # by which they are in order
    brief = book.standing_for.get(entity.id)
    if brief is None:
        return Entry(uri, name, book.settings.marking)
    return Entry(uri, name, marking_of(book, brief), caveat=caveat_of(book, brief))
