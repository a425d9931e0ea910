"""What a link to a brief or an entity shows on hover and on focus, in files that a page loads for it.

- `cards/index.js`: the first address in each file of cards;
- `cards/N.js`: cards by the address of the page that each describes, in the order of the addresses.

A card may be shown on any page, so it says nothing of a brief that is marked higher than the book but what
every link to it does: its name and its caveat.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from briefbook.derived.careers import Career
from briefbook.derived.offices import title_of
from briefbook.derived.survey import Survey
from briefbook.model.addresses import address, marking_of
from briefbook.model.book import Book, Brief, Entity
from briefbook.model.fields import DatedText
from briefbook.model.vocabulary import words
from briefbook.pages.data_scripts import data_script
from briefbook.pages.page import caveat_of
from briefbook.pages.page_writer import PageWriter

_FILE_SIZE = 24_000
"""A file is full at so many bytes; the last card in it adds some more."""
_LONGEST_NAME, _LONGEST_TEXT = 200, 600
"""So many characters of a name, and of a text, are in a card: it has to fit beside its link."""

Card = Mapping[str, Any]


def card_files(survey: Survey) -> dict[str, str]:
    """Return the files of the cards of a book, by address."""
    files = list(_files(_cards_by_address(survey)))
    scripts: dict[str, Any] = {str(number): cards for number, cards in enumerate(files)}
    scripts["index"] = [next(iter(cards)) for cards in files]
    return {
        f"cards/{name}.js": data_script("briefbookCards.take", name, content)
        for name, content in scripts.items()
    }


def _files(cards: Mapping[str, Card]) -> Iterator[dict[str, Card]]:
    """Yield the cards in the order of their addresses, as many together as a file has room for."""
    file: dict[str, Card] = {}
    size = 0
    for uri in sorted(cards):
        file[uri] = cards[uri]
        size += len(json.dumps([uri, cards[uri]], ensure_ascii=False).encode())
        if size >= _FILE_SIZE:
            yield file
            file, size = {}, 0
    if file:
        yield file


def _cards_by_address(survey: Survey) -> dict[str, Card]:
    book, careers = survey.book, survey.careers
    writer = PageWriter(book, "")
    alone = (entity for entity in book.entities.values() if entity.id not in book.standing_for)
    of_entities = {address(book, entity.id): _card_of_entity(entity, careers, writer) for entity in alone}
    of_briefs = {
        address(book, brief.id): _card_of_brief(brief, careers, writer) for brief in book.briefs.values()
    }
    return of_entities | of_briefs


def _card_of_brief(brief: Brief, careers: Mapping[str, Career], writer: PageWriter) -> Card:
    book, facts, settings = writer.book, brief.facts, writer.book.settings
    named = {"name": _cut(brief.name, _LONGEST_NAME), "caveat": caveat_of(book, brief)}
    if settings.is_higher(marking_of(book, brief), settings.marking):
        return named
    entity = book.entity_of(brief)
    status = facts.status.dated if facts.status else ""
    return {
        **named,
        "native": _native(entity) if entity else None,
        "facts": _facts(facts.kind, status, _office(careers.get(entity.id), book) if entity else ""),
        "text": _text(facts.bottom_line, writer),
    }


def _card_of_entity(entity: Entity, careers: Mapping[str, Career], writer: PageWriter) -> Card:
    return {
        "name": _cut(entity.facts.name, _LONGEST_NAME),
        "native": _native(entity),
        "facts": _facts(entity.facts.kind, _office(careers.get(entity.id), writer.book)),
        "text": _text(entity.facts.description, writer),
    }


def _native(entity: Entity) -> tuple[str, str] | None:
    """Return the name of an entity in its own script, and its language; None if none is known."""
    native = entity.facts.native
    return (_cut(native.text, _LONGEST_NAME), native.lang) if native else None


def _facts(kind: str, *facts: str) -> list[str]:
    """Return what a page is about, and those of some facts that are known."""
    return [words(kind).capitalize(), *(_cut(fact, _LONGEST_NAME) for fact in facts if fact)]


def _office(career: Career | None, book: Book) -> str:
    """Return the posts that a person holds, or else the one that was held last; empty if none is known."""
    if career is None:
        return ""
    if career.seats:
        return "; ".join(title_of(book, seat.post) for seat in career.seats)
    return f"Formerly {title_of(book, career.earlier[0])}" if career.earlier else ""


def _text(text: DatedText | None, writer: PageWriter) -> str:
    return _cut(writer.plain_words(text.text), _LONGEST_TEXT) if text else ""


def _cut(text: str, longest: int) -> str:
    """Return a text of at most so many characters, cut after a word where it can be."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    return f"{kept.rpartition(' ')[0] or kept}…"
