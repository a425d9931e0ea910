"""What of the registers a book uses: the entities that it names, the terms that are in it, what these cite.

What an unused entry names or cites is not used by that.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from briefbook.derived.statements import passages
from briefbook.model.book import Brief, Entity, Term
from briefbook.model.markup import whole_words
from briefbook.model.relations import HasMentions, citations_of, prose_of, references_of

AnyEntry = TypeVar("AnyEntry", Entity, Term)


@dataclass(frozen=True)
class Usage:
    """The entries that are used: entities by id, terms by word, and the keys of sources."""

    entities: Mapping[str, Entity]
    terms: Mapping[str, Term]
    sources: Set[str]


def find_usage(
    shown: Iterable[HasMentions], entities: Mapping[str, Entity], terms: Mapping[str, Term], day: date
) -> Usage:
    """Return what the shown parts of a book use; no term that came up after ``day``.

    Each entity and each term that is used is searched for further ones, until nothing is added.
    """
    named: dict[str, Entity] = {}
    used: dict[str, Term] = {}
    cited: set[str] = set()
    new_parts = list(shown)
    while new_parts:
        cited |= {cite.key for part in new_parts for cite in citations_of(part)}
        ids = {reference.id for part in new_parts for reference in references_of(part)}
        new_entities = {key: entities[key] for key in ids if key in entities and key not in named}
        new_terms = used_terms({key: terms[key] for key in terms if key not in used}, new_parts, day)
        named |= new_entities
        used |= new_terms
        new_parts = [*new_entities.values(), *new_terms.values()]
    return Usage(_entries_in(entities, named), _entries_in(terms, used), cited)


def _entries_in(register: Mapping[str, AnyEntry], chosen: Container[str]) -> dict[str, AnyEntry]:
    """Return the chosen entries of a register, in the register's order."""
    return {key: entry for key, entry in register.items() if key in chosen}


def came_up_by(term: Term, day: date) -> bool:
    """Return whether a word was there on ``day``."""
    return term.facts.since is None or term.facts.since.begins_by(day)


def used_terms(terms: Mapping[str, Term], parts: Iterable[HasMentions], day: date) -> dict[str, Term]:
    """Return the terms that are in the parts' texts, less those that came up later."""
    text = "\n".join(_texts(parts))
    return {
        key: term
        for key, term in terms.items()
        if came_up_by(term, day) and any(_has_word(text, word) for word in term.words)
    }


def _has_word(text: str, word: str) -> bool:
    return word in text and whole_words([word]).search(text) is not None


def _texts(parts: Iterable[HasMentions]) -> Iterator[str]:
    """Yield what the parts say, in their texts and their names."""
    for part in parts:
        if isinstance(part, Brief):
            yield from (part.facts.title, part.facts.short or "", *part.facts.aliases)
        elif isinstance(part, Entity):
            yield from (part.facts.name, part.facts.short or "")
        for prose in prose_of(part):
            yield from (passage.text for passage in passages(prose.html))
