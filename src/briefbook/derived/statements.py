"""How far a book rests on sources: its statements, and the share of them that cite.

A statement is a paragraph, an item of a list or a row of a table in the prose of a brief, and each
structured fact. Bottom lines, key points and `because` sum up what is cited below, and are not statements.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from briefbook.model.book import Book, Brief, Writing
from briefbook.model.entities import EntityFacts
from briefbook.model.fields import Cited
from briefbook.model.markup import words_of
from briefbook.model.prose import Citation, CitationGroup, Link, Piece, Prose, StatementStart, Written
from briefbook.model.records import Record, records_of
from briefbook.problems import Where

_QUOTATION = re.compile(r"“([^“”]+)”|\"([^\"]+)\"")


class Passage(NamedTuple):
    """Words, and the sources cited right after them."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Statement:
    """What a book says at one place, passage by passage: a statement, or what needs no source."""

    where: Where
    passages: tuple[Passage, ...]
    judge: str | None = None
    """Whose judgement it is, if it is in a block that says so."""
    needs_source: bool = True
    record: Record | None = None
    """The record that says it, if it is not in prose."""
    written: tuple[Written, ...] = ()
    """The texts that say it."""

    def place_of(self, words: str) -> Where:
        """Return where some of its words are; where it begins if they are not written so, but with marks."""
        found = (text.place_of(words, self.where) for text in self.written)
        return next((where for where in found if where), self.where)

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(passage.text for passage in self.passages)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The sources that it rests on."""
        return tuple(cite for passage in self.passages for cite in passage.citations)


def statements_needing_source(book: Book) -> Iterator[Statement]:
    """Yield every statement of a book that needs a source: of its briefs, its entities and its terms."""
    return (each for each in all_statements(book) if each.needs_source)


def statements_needing_source_of(part: Writing) -> Iterator[Statement]:
    """Yield the statements of one part of a book that need a source."""
    return (each for each in all_statements_of(part) if each.needs_source)


def all_statements(book: Book) -> Iterator[Statement]:
    """Yield everything that a book says, also what sums up and needs no source."""
    for part in book.writings:
        yield from all_statements_of(part)
    settings = book.settings
    yield from (_in_record(each) for each in (*settings.bottom_lines, *settings.key_points))


def all_statements_of(part: Writing) -> Iterator[Statement]:
    """Yield everything that a brief, an entity or a term says."""
    if isinstance(part, Brief):
        yield from _in_prose(part.prose)
    records = list(records_of(part.facts))
    said_with = {id(each) for record in records for each in _said_with(record)}
    for record in records:
        if id(record) not in said_with:
            yield _in_record(record)


def _said_with(record: Record) -> list[Record]:
    """Return the records that are a part of what another says: who took part, how an entity is described."""
    return [each for name in record.completed_by for each in getattr(record, name)]


def _in_prose(prose: Prose) -> Iterator[Statement]:
    start: StatementStart | None = None
    pieces: list[Piece] = []
    written = (prose.written,) if prose.written else ()
    for piece in (*prose.html, None):
        if piece is None or isinstance(piece, StatementStart):
            if start:
                said = tuple(passages(pieces))
                yield Statement(start.where, said, start.judge, start.needs_source, written=written)
            start, pieces = piece, []
        else:
            pieces.append(piece)


def passages(pieces: Iterable[Piece], sources: tuple[Citation, ...] = ()) -> Iterator[Passage]:
    """Yield prose as words with the citations that follow them; ``sources`` come at its end."""
    text = ""
    for piece in pieces:
        match piece:
            case CitationGroup():
                yield Passage(words_of(text), piece.citations)
                text = ""
            case str():
                text += piece
            case Link():
                text += piece.html or ""
            case _:
                pass
    if sources or text.strip():
        yield Passage(words_of(text), sources)


def quotations(text: str) -> list[str]:
    """Return what is in double quotation marks, straight or curved."""
    return [curved or straight for curved, straight in _QUOTATION.findall(text)]


def without_quotations(text: str) -> str:
    """Return a text without what is in double quotation marks."""
    return _QUOTATION.sub(" ", text)


def _in_record(record: Record) -> Statement:
    own = (record, *_said_with(record))
    values = (getattr(each, name) for each in own for name in type(each).model_fields)
    proses = [value for value in values if isinstance(value, Prose)]
    pieces = [piece for prose in proses for piece in prose.html]
    sources = tuple(cite for each in own for cite in getattr(each, "sources", ()))
    judges = (piece.judge for piece in pieces if isinstance(piece, StatementStart) and piece.judge)
    said = tuple(passages(pieces, sources))
    written = tuple(prose.written for prose in proses if prose.written)
    return Statement(record.where, said, next(judges, None), _needs_source(record), record, written)


def _needs_source(record: Record) -> bool:
    """Return whether a record states a fact."""
    if "sources" not in type(record).model_fields:
        return False
    if isinstance(record, EntityFacts):
        return bool(record.descriptions or record.native)
    if isinstance(record, Cited):
        return bool(record.value != "unknown")
    return getattr(record, "date", "known") is not None  # nothing shows what is not known
