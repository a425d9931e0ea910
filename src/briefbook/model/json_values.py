"""How the values of fields are written as JSON: what `fields` reads, in the terms of the book's own files.

A text is HTML, in which `[@key#p3]` cites a source and `[[id|words]]` leads to a brief or an entity.
"""

from collections.abc import Mapping
from typing import Protocol

from pydantic import SerializationInfo

from briefbook.model.dates import PartialDate
from briefbook.model.markup import TERM
from briefbook.model.prose import Citation, CitationGroup, Link, Piece, Prose, SectionEnd, SectionStart
from briefbook.model.records import FactReference, Reference


class Names(Protocol):
    """What a value must know of its book."""

    @property
    def names(self) -> Mapping[str, str]:
        """The name of each brief and entity, also of those that the horizon leaves out."""

    def holds(self, part_id: str) -> bool:
        """Return whether the book has a brief or an entity of an id."""


def write_text(prose: Prose, book: Names) -> str:
    """Return prose as HTML, its citations and links as the author wrote them."""
    return "".join(_write_piece(piece, book) for piece in prose.html).strip()


def _write_piece(piece: Piece, book: Names) -> str:
    match piece:
        case str():
            return TERM.sub(r"\1", piece)  # what a word means is said by the glossary
        case CitationGroup():
            return f" [{'; '.join(f'@{write_citation(each)}' for each in piece.citations)}]"
        case Link() if not book.holds(piece.target):
            return piece.html or book.names[piece.target]
        case Link():
            return f"[[{piece.target}|{piece.html}]]" if piece.html else f"[[{piece.target}]]"
        case SectionStart():
            return f'<section title="{piece.dates}">'
        case _:
            return "</section>" if isinstance(piece, SectionEnd) else ""


def write_citation(citation: Citation) -> str:
    """Return a citation as it is written: `key#p3`."""
    return f"{citation.key}#{citation.locator}" if citation.locator else citation.key


def write_date(day: PartialDate) -> str:
    """Return a date by EDTF."""
    return day.edtf


def write_prose(prose: Prose, info: SerializationInfo) -> str:
    """Return the prose of a field as `write_text` does; the context of the serializer is the book."""
    return write_text(prose, _book(info))


def write_reference(reference: Reference | str, info: SerializationInfo) -> str | None:
    """Return the id that a field names; None if the horizon leaves out what it names."""
    if isinstance(reference, str):
        return reference
    if not _book(info).holds(reference.id):
        return None
    return f"{reference.id}#{reference.fact}" if isinstance(reference, FactReference) else reference.id


def _book(info: SerializationInfo) -> Names:
    book: Names = info.context  # type: ignore[assignment] # every record is written with one
    return book
