"""The model as JSON has it: maps, lists, texts and numbers, in the terms of the book's own files."""

from datetime import date
from functools import singledispatch
from typing import Any

from briefbook.model.addresses import address, marking_of
from briefbook.model.book import Book, Brief
from briefbook.model.dates import PartialDate
from briefbook.model.markup import TERM
from briefbook.model.prose import Citation, CitationGroup, Link, Piece, Prose, SectionEnd, SectionStart
from briefbook.model.records import FactReference, Record, Reference
from briefbook.model.relations import citations_of


def book_data(book: Book) -> dict[str, Any]:
    """Return the whole book: its settings, and each of its parts by id.

    Keys and dates are those of the book's files (EDTF). Text is HTML, in which `[@key#p3]` cites a source and
    `[[id|words]]` leads to a brief or an entity. What the horizon leaves out is not there, nor named.
    """
    return {
        "book": plain(book.settings, book),
        "briefs": {
            brief.id: {
                "kind": brief.facts.kind,
                "address": address(book, brief.id),
                "marking": marking_of(book, brief),
                "facts": plain(brief.facts, book),
                "prose": plain(brief.prose, book),
            }
            for brief in book.briefs.values()
        },
        "entities": {
            entity.id: {
                "type": entity.type,
                "address": address(book, entity.id),
                "facts": plain(entity.facts, book),
            }
            for entity in book.entities.values()
        },
        "sources": {key: plain(source.facts, book) for key, source in book.sources.items()},
        "glossary": {word: plain(term.facts, book) for word, term in book.terms.items()},
        "packs": {key: plain(pack.facts, book) for key, pack in book.packs.items()},
        "tombstones": {key: plain(each.facts, book) for key, each in book.tombstones.items()},
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
        "facts": plain(brief.facts, book),
        "prose": plain(brief.prose, book),
        "sources": {key: plain(source.facts, book) for key, source in book.sources.items() if key in cited},
    }


@singledispatch
def plain(value: Any, book: Book) -> Any:
    """Return a value of a book's model as JSON has it; fields without a value are left out."""
    return value


@plain.register
def _(text: str, book: Book) -> str:
    return str(text)  # without its place in a file


@plain.register
def _(record: Record, book: Book) -> dict[str, Any]:
    names = {name: declared.alias or name for name, declared in type(record).model_fields.items()}
    fields = {names[name]: plain(getattr(record, name), book) for name in names}
    return {name: value for name, value in fields.items() if value not in (None, [], {})}


@plain.register
def _(prose: Prose, book: Book) -> str:
    return "".join(_written(piece, book) for piece in prose.html).strip()


@plain.register
def _(values: tuple, book: Book) -> list[Any]:  # type: ignore[type-arg] # a union of its items would say no more
    return [kept for each in values if (kept := plain(each, book)) is not None]


@plain.register
def _(values: dict, book: Book) -> dict[str, Any]:  # type: ignore[type-arg] # as above
    return {key: plain(each, book) for key, each in values.items()}


@plain.register
def _(day: PartialDate, book: Book) -> str:
    return day.edtf


@plain.register
def _(day: date, book: Book) -> str:
    return day.isoformat()


@plain.register
def _(reference: Reference, book: Book) -> str | None:
    if not _holds(book, reference.id):
        return None
    return f"{reference.id}#{reference.fact}" if isinstance(reference, FactReference) else reference.id


@plain.register
def _cited(citation: Citation, book: Book) -> str:
    return f"{citation.key}#{citation.locator}" if citation.locator else citation.key


def _holds(book: Book, target: str) -> bool:
    return target in book.briefs or target in book.entities


def _written(piece: Piece, book: Book) -> str:
    """Return a piece of prose as HTML, its citations and links as the author wrote them."""
    match piece:
        case str():
            return TERM.sub(r"\1", piece)  # what a word means is said by the glossary
        case CitationGroup():
            return f" [{'; '.join(f'@{_cited(each, book)}' for each in piece.citations)}]"
        case Link() if not _holds(book, piece.target):
            return piece.html or book.names[piece.target]
        case Link():
            return f"[[{piece.target}|{piece.html}]]" if piece.html else f"[[{piece.target}]]"
        case SectionStart():
            return f'<section title="{piece.dates}">'
        case _:
            return "</section>" if isinstance(piece, SectionEnd) else ""
