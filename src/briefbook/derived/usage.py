"""What of the registers a book uses: the entities that it names, the terms that stand in it, what these cite.

What an unused entry names or cites is not used by that.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date

from briefbook.model.book import Brief, Entity, Term
from briefbook.model.markup import whole_words, words_of
from briefbook.model.relations import HasMentions, citations_of, prose_of, references_of


@dataclass(frozen=True)
class Usage:
    """The entries that are used: entities by id, terms by word, and the keys of sources."""

    entities: Mapping[str, Entity]
    terms: Mapping[str, Term]
    sources: Set[str]


def find_usage(
    shown: Iterable[HasMentions], entities: Mapping[str, Entity], terms: Mapping[str, Term], day: date
) -> Usage:
    """Return what the shown parts of a book use; no term that came up after ``day``."""
    shown = list(shown)
    named = _named(entities, shown)
    used = used_terms(terms, [*shown, *named.values()], day)
    named = _named(entities, [*shown, *used.values()])
    used = used_terms(terms, [*shown, *named.values(), *used.values()], day)
    parts = (*shown, *named.values(), *used.values())
    return Usage(named, used, {cite.key for part in parts for cite in citations_of(part)})


def came_up_by(term: Term, day: date) -> bool:
    """Tell whether a word was there on ``day``."""
    return term.facts.since is None or term.facts.since.begins_by(day)


def _named(entities: Mapping[str, Entity], parts: Iterable[HasMentions]) -> dict[str, Entity]:
    """Return the entities that the parts name, and those that these name in turn."""
    named: set[str] = set()
    waiting = list(parts)
    while waiting:
        for reference in references_of(waiting.pop()):
            if reference.id in entities and reference.id not in named:
                named.add(reference.id)
                waiting.append(entities[reference.id])
    return {key: entity for key, entity in entities.items() if key in named}


def used_terms(terms: Mapping[str, Term], parts: Iterable[HasMentions], day: date) -> dict[str, Term]:
    """Return the terms that stand in the parts' texts, less those that came up later."""
    text = "\n".join(_texts(parts))
    return {
        key: term
        for key, term in terms.items()
        if came_up_by(term, day) and any(_stands_in(text, word) for word in term.words)
    }


def _stands_in(text: str, word: str) -> bool:
    return word in text and whole_words([word]).search(text) is not None


def _texts(parts: Iterable[HasMentions]) -> Iterator[str]:
    """Yield what the parts say, in their texts and their names."""
    for part in parts:
        if isinstance(part, Brief):
            yield from (part.facts.title, part.facts.short or "", *part.facts.aliases)
        elif isinstance(part, Entity):
            yield from (part.facts.name, part.facts.short or "")
        for prose in prose_of(part):
            yield from (words_of(piece) for piece in prose.html if isinstance(piece, str))
            yield from (link.html for link in prose.links if link.html)
