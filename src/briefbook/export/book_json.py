"""The model as JSON has it: maps, lists, texts and numbers, in the terms of the book's own files."""

from typing import Any

from briefbook.model.addresses import address, marking_of
from briefbook.model.book import Book, Brief
from briefbook.model.json_values import write_text
from briefbook.model.records import Record
from briefbook.model.relations import citations_of


def book_data(book: Book) -> dict[str, Any]:
    """Return the whole book: its settings, and each of its parts by id.

    Keys and dates are those of the book's files (EDTF). Text is HTML, in which `[@key#p3]` cites a source and
    `[[id|words]]` leads to a brief or an entity. What the horizon leaves out is not there, nor named.
    """
    return {
        "book": _facts(book.settings, book),
        "briefs": {
            brief.id: {
                "kind": brief.facts.kind,
                "address": address(book, brief.id),
                "marking": marking_of(book, brief),
                "facts": _facts(brief.facts, book),
                "prose": write_text(brief.prose, book),
            }
            for brief in book.briefs.values()
        },
        "entities": {
            entity.id: {
                "type": entity.type,
                "address": address(book, entity.id),
                "facts": _facts(entity.facts, book),
            }
            for entity in book.entities.values()
        },
        "sources": {key: _facts(source.facts, book) for key, source in book.sources.items()},
        "glossary": {word: _facts(term.facts, book) for word, term in book.terms.items()},
        "packs": {key: _facts(pack.facts, book) for key, pack in book.packs.items()},
        "tombstones": {key: _facts(each.facts, book) for key, each in book.tombstones.items()},
    }


def brief_data(book: Book, brief: Brief) -> dict[str, Any]:
    """Return a brief with the sources that it cites, in the terms of `book_data`."""
    cited = {cite.key for cite in citations_of(brief)}
    return {
        "book": book.settings.title,
        "as_of": book.as_of.isoformat(),
        "marking": marking_of(book, brief),
        "id": brief.id,
        "kind": brief.facts.kind,
        "facts": _facts(brief.facts, book),
        "prose": write_text(brief.prose, book),
        "sources": {key: _facts(source.facts, book) for key, source in book.sources.items() if key in cited},
    }


def _facts(record: Record, book: Book) -> dict[str, Any]:
    """Return a record as JSON has it, each field by its key; fields without a value are left out."""
    facts: dict[str, Any] = _without_gaps(record.model_dump(mode="json", by_alias=True, context=book))
    return facts


def _without_gaps(value: Any) -> Any:
    """Return JSON without what is empty: fields without a value, references to what is not in the book."""
    if isinstance(value, dict):
        kept = {key: _without_gaps(each) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each not in (None, [], {})}
    return [_without_gaps(each) for each in value if each is not None] if isinstance(value, list) else value
