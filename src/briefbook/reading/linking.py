"""Parts to book: every relation that was declared once gets its reverse."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import TypeVar

from briefbook.model.book import Book, Brief, Entity, Pack, Part, Source, Term, Tombstone
from briefbook.model.entities import Office
from briefbook.model.relations import relate
from briefbook.problems import Problem, Where, mistakes_among
from briefbook.reading.book_parser import Parsed

AnyPart = TypeVar("AnyPart", Brief, Entity, Source, Term, Pack, Tombstone)


def link(parsed: Parsed) -> tuple[Book, list[Problem]]:
    """Return the linked book, and a problem for each id that two parts of one namespace have."""
    doubles: list[Part] = []
    problems: list[Problem] = []
    index = partial(_index, doubles=doubles, problems=problems)
    briefs = index([(brief.id, Where(brief.path), brief) for brief in parsed.briefs])
    entities = _in_offices(index([(entity.id, entity.where, entity) for entity in parsed.entities]))
    sources = index([(source.key, source.where, source) for source in parsed.sources])
    packs = index([(pack.id, Where(pack.path), pack) for pack in parsed.packs])
    tombstones = index([(each.place, each.where, each) for each in parsed.tombstones])
    terms = index([(word, term.where, term) for term in parsed.terms for word in term.words])
    book = Book(
        settings=parsed.settings,
        briefs=briefs,
        entities=entities,
        sources=sources,
        terms={term.word: term for term in terms.values()},
        packs=packs,
        tombstones=tombstones,
        names=MappingProxyType(
            {entity.id: entity.name for entity in entities.values()}
            | {brief.id: brief.name for brief in briefs.values()}
        ),
        unread_files=parsed.unread_files,
        unread_ids=parsed.unread_ids,
        doubles=tuple(doubles),
        is_whole=not mistakes_among([*parsed.problems, *problems]),
    )
    return relate(book), problems


def _in_offices(entities: Mapping[str, Entity]) -> Mapping[str, Entity]:
    """Return the entities, each post with what the register says of its office."""
    offices = {key: each.facts for key, each in entities.items() if isinstance(each.facts, Office)}
    return MappingProxyType(
        {key: replace(each, facts=each.facts.in_offices(offices)) for key, each in entities.items()}
    )


def _index(
    parts: Iterable[tuple[str, Where, AnyPart]], doubles: list[Part], problems: list[Problem]
) -> Mapping[str, AnyPart]:
    """Return the parts by id; of two with one id the first, and the other among the doubles."""
    index: dict[str, AnyPart] = {}
    places: dict[str, Where] = {}
    for key, where, part in parts:
        if key in index:
            problems.append(
                Problem(where, f"{key!r} is taken, by {places[key]}", "give one of the two another name")
            )
            doubles.append(part)
        else:
            index[key] = part
            places[key] = where
    return MappingProxyType(index)
