"""Parts to book: every relation that was declared once gets its reverse."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Protocol, TypeVar

from briefbook.errors import Problem, Where
from briefbook.model import Book, Brief, Entity, Pack, Part, Source, Term, Tombstone, Writing
from briefbook.parse import Parsed
from briefbook.prose_model import Citation, Prose
from briefbook.records import Leaf, Reference

AnyPart = TypeVar("AnyPart", Brief, Entity, Source, Term, Pack, Tombstone)


def link(parsed: Parsed) -> tuple[Book, list[Problem]]:
    """Return the linked book, and a problem for each id that two parts of one namespace have."""
    doubles: list[Part] = []
    problems: list[Problem] = []
    index = partial(_index, doubles=doubles, problems=problems)
    briefs = index([(brief.id, Where(brief.path), brief) for brief in parsed.briefs])
    entities = index([(entity.id, entity.where, entity) for entity in parsed.entities])
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
        unread=parsed.unread,
        doubles=tuple(doubles),
        is_whole=not (parsed.problems or problems),
    )
    return relate(book), problems


def relate(book: Book) -> Book:
    """Return a book with the reverse of every relation that its parts declare."""
    standing_for = {brief.facts.about.id: brief for brief in book.briefs.values() if brief.facts.about}
    return replace(
        book,
        standing_for=MappingProxyType(standing_for),
        linked_from=_linked_from(book.briefs, standing_for),
        cited_by=_cited_by(book.writings),
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


def _linked_from(
    briefs: Mapping[str, Brief], standing_for: Mapping[str, Brief]
) -> Mapping[str, tuple[Brief, ...]]:
    reverse: defaultdict[str, dict[str, Brief]] = defaultdict(dict)
    for brief in briefs.values():
        for reference in references_of(brief):
            target = reference.id
            if target not in briefs and target in standing_for:
                target = standing_for[target].id
            if target != brief.id:
                reverse[target][brief.id] = brief
    return MappingProxyType({target: tuple(sources.values()) for target, sources in reverse.items()})


def _cited_by(parts: Iterable[Writing]) -> Mapping[str, tuple[Writing, ...]]:
    reverse: defaultdict[str, list[Writing]] = defaultdict(list)
    for part in parts:
        for key in dict.fromkeys(cite.key for cite in citations_of(part)):
            reverse[key].append(part)
    return MappingProxyType({key: tuple(parts) for key, parts in reverse.items()})


class Speaking(Protocol):
    """A part of a book, or its settings: anything whose fields name, cite and say."""

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """Everything that it names, cites and says."""


def references_of(part: Speaking) -> Iterator[Reference]:
    """Yield every brief and entity that a part names, in its fields and in its prose."""
    for leaf in part.leaves:
        if isinstance(leaf, Reference):
            yield leaf
        elif isinstance(leaf, Prose):
            yield from (Reference(each.target, each.where) for each in leaf.links)


def citations_of(part: Speaking) -> Iterator[Citation]:
    """Yield every citation of a part, in its fields and in its prose."""
    for leaf in part.leaves:
        if isinstance(leaf, Citation):
            yield leaf
        elif isinstance(leaf, Prose):
            yield from leaf.citations


def prose_of(part: Speaking) -> Iterator[Prose]:
    """Yield every text of a part: its prose, and its fields."""
    return (leaf for leaf in part.leaves if isinstance(leaf, Prose))
