"""The model as JSON has it: maps, lists, texts and numbers, in the terms of the book's own files."""

from datetime import date
from functools import singledispatch
from typing import Any

from briefbook.dates import PartialDate
from briefbook.fields import FactReference, Record, Reference
from briefbook.links import citations_of
from briefbook.model import Book, Brief
from briefbook.page import marking_of
from briefbook.prose_model import TERM, Citation, CitationGroup, Link, Piece, Prose, SectionEnd, SectionStart


def brief_data(book: Book, brief: Brief) -> dict[str, Any]:
    """Return a brief with the sources that it cites.

    Keys and dates are those of its front matter (EDTF). Text is HTML, in which `[@key#p3]` cites a source and
    `[[id|words]]` leads to a brief or an entity, as the author wrote it.
    """
    cited = {cite.key for cite in citations_of(brief)}
    return {
        "book": book.settings.title,
        "as_of": book.as_of.isoformat(),
        "marking": marking_of(book, brief),
        "id": brief.id,
        "kind": brief.facts.kind,
        "facts": plain(brief.facts),
        "prose": plain(brief.prose),
        "sources": {key: plain(source.facts) for key, source in book.sources.items() if key in cited},
    }


@singledispatch
def plain(value: Any) -> Any:
    """Return a value of the model as JSON has it; fields without a value are left out."""
    return value


@plain.register
def _(record: Record) -> dict[str, Any]:
    names = {name: declared.alias or name for name, declared in type(record).model_fields.items()}
    fields = {names[name]: plain(getattr(record, name)) for name in names}
    return {name: value for name, value in fields.items() if value not in (None, [], {})}


@plain.register
def _(prose: Prose) -> str:
    return "".join(map(_written, prose.html)).strip()


@plain.register
def _(values: tuple) -> list[Any]:  # type: ignore[type-arg] # a union of its items' types would say no more
    return [plain(each) for each in values]


@plain.register
def _(values: dict) -> dict[str, Any]:  # type: ignore[type-arg] # as above
    return {key: plain(each) for key, each in values.items()}


@plain.register
def _(day: PartialDate) -> str:
    return day.edtf


@plain.register
def _(day: date) -> str:
    return day.isoformat()


@plain.register
def _(reference: Reference) -> str:
    return f"{reference.id}#{reference.fact}" if isinstance(reference, FactReference) else reference.id


@plain.register
def _cited(citation: Citation) -> str:
    return f"{citation.key}#{citation.locator}" if citation.locator else citation.key


def _written(piece: Piece) -> str:
    """Return a piece of prose as HTML, its citations and links as the author wrote them."""
    match piece:
        case str():
            return TERM.sub(r"\1", piece)  # what a word means is said by the glossary
        case CitationGroup():
            return f" [{'; '.join(f'@{_cited(each)}' for each in piece.citations)}]"
        case Link():
            return f"[[{piece.target}|{piece.html}]]" if piece.html else f"[[{piece.target}]]"
        case SectionStart():
            return f'<section title="{piece.dates}">'
        case SectionEnd():
            return "</section>"
        case _:
            return ""
