"""Who names and cites whom, and the reverse of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Protocol

from briefbook.model.book import Book, Brief, Writing
from briefbook.model.prose import Citation, Prose
from briefbook.model.records import Mention, Reference


def relate(book: Book) -> Book:
    """Return a book with the reverse of every relation that its parts declare."""
    standing_for = {brief.facts.about.id: brief for brief in book.briefs.values() if brief.facts.about}
    return replace(
        book,
        standing_for=MappingProxyType(standing_for),
        linked_from=_linked_from(book.briefs, standing_for),
        cited_by=_cited_by(book.writings),
    )


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


class HasMentions(Protocol):
    """A part of a book, or its settings: anything whose fields name, cite and say."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Everything that it names, cites and says."""


def references_of(part: HasMentions) -> Iterator[Reference]:
    """Yield every brief and entity that a part names, in its fields and in its prose."""
    for mention in part.mentions:
        if isinstance(mention, Reference):
            yield mention
        elif isinstance(mention, Prose):
            yield from (Reference(each.target, each.where) for each in mention.links)


def citations_of(part: HasMentions) -> Iterator[Citation]:
    """Yield every citation of a part, in its fields and in its prose."""
    for mention in part.mentions:
        if isinstance(mention, Citation):
            yield mention
        elif isinstance(mention, Prose):
            yield from mention.citations


def prose_of(part: HasMentions) -> Iterator[Prose]:
    """Yield every text of a part: its prose, and its fields."""
    return (mention for mention in part.mentions if isinstance(mention, Prose))
