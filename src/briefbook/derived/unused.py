"""Find entries of the registers that a book does not use: no page shows them."""

from collections.abc import Iterator
from datetime import date

from briefbook.derived.usage import find_usage
from briefbook.model.book import Book
from briefbook.model.relations import HasMentions
from briefbook.problems import Where


def find_unused(book: Book) -> Iterator[tuple[Where, str]]:
    """Yield the place of each entity, source and term that nothing names, and what is to be said of it.

    What only an unused entry names or cites is unused too.
    """
    parts: list[HasMentions] = [*book.briefs.values(), *book.packs.values(), *book.tombstones.values()]
    used = find_usage([book.settings, *parts], book.entities, book.terms, date.max)
    for entity in book.entities.values():
        if entity.id not in used.entities:
            yield entity.where, f"nothing names the entity {entity.id!r}"
    for source in book.sources.values():
        if source.key not in used.sources:
            yield source.where, f"nothing cites the source {source.key!r}"
    for term in book.terms.values():
        if term.word not in used.terms:
            yield term.where, f"no text has the term {term.word!r}"
