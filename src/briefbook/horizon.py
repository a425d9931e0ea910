"""The book as it stood on a day: nothing that came later, and nothing that only later things name.

It goes by the dates of events, not by what had been published by then. Undated text holds from the
day on which it was written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from briefbook.briefs import BriefFacts, Meeting
from briefbook.fields import Record, records_of
from briefbook.links import citations_of, prose_of, references_of, relate
from briefbook.model import Book, Brief, Entity, Part, Source, Term

AnyRecord = TypeVar("AnyRecord", bound=Record)


def book_at(book: Book, day: date) -> Book:
    """Return the book as it stood on ``day``."""
    written = book.settings.written or book.settings.as_of
    briefs = {
        brief.id: _brief_at(brief, day, brief.facts.written or written)
        for brief in book.briefs.values()
        if _begins(brief, brief.facts.written or written) <= day
    }
    settings = _record_at(book.settings, day, written).model_copy(update={"as_of": day})
    entities = {
        entity.id: replace(entity, facts=_record_at(entity.facts, day, written))
        for entity in book.entities.values()
    }
    entities = _named(entities, [settings, *briefs.values()])
    shown: list[Part] = [*briefs.values(), *entities.values()]
    terms = _used(book.terms, shown, day)
    cited = {cite.key for part in (settings, *shown, *terms.values()) for cite in citations_of(part)}
    return relate(
        replace(
            book,
            settings=settings,
            briefs=MappingProxyType(briefs),
            entities=MappingProxyType(entities),
            sources=MappingProxyType(
                {
                    key: _source_at(source, day, written)
                    for key, source in book.sources.items()
                    if key in cited
                }
            ),
            terms=MappingProxyType(terms),
        )
    )


def _begins(brief: Brief, written: date) -> date:
    """Return the day of a brief's first event; of one that tells of none, the day on which it was written."""
    if isinstance(brief.facts, Meeting) and brief.facts.date:
        return brief.facts.date.value.earliest
    return min((each.begins.earliest for each in records_of(brief.facts) if each.begins), default=written)


def _brief_at(brief: Brief, day: date, written: date) -> Brief:
    facts: BriefFacts = _record_at(brief.facts, day, written)
    prose = brief.prose.at(day, written)
    return replace(
        brief,
        facts=facts,
        prose=prose,
        is_shortened=written > day and prose.html != brief.prose.html,
    )


def _source_at(source: Source, day: date, written: date) -> Source:
    """Return a source as of ``day``: its note is undated text."""
    if written <= day or source.facts.note is None:
        return source
    return replace(source, facts=source.facts.model_copy(update={"note": None}))


def _record_at(record: AnyRecord, day: date, written: date) -> AnyRecord:
    """Return a record without what within it came later than ``day``."""
    changes = {name: _field_at(record, name, day, written) for name in type(record).model_fields}
    changes = {name: value for name, value in changes.items() if value is not getattr(record, name)}
    if not changes:
        return record
    copy = record.model_copy(update=changes)
    copy.__dict__.pop("leaves", None)  # they were gathered from the whole record
    return copy


def _field_at(record: Record, name: str, day: date, written: date) -> Any:
    value = getattr(record, name)
    if name in record.forgets and value is not None and not value.begins_by(day):
        return None
    if name in record.dated_by and value is not None:
        return value.as_of(day)
    return _value_at(value, day, written)


def _value_at(value: Any, day: date, written: date) -> Any:
    """Return a field's value as it stood; the very same object if nothing in it came later."""
    if isinstance(value, Record):
        return _record_at(value, day, written)
    if isinstance(value, tuple):
        kept = tuple(_value_at(item, day, written) for item in value if _has_begun(item, day, written))
        same = len(kept) == len(value) and all(new is old for new, old in zip(kept, value, strict=True))
        return value if same else kept
    if isinstance(value, dict):
        kept_items = {key: _value_at(item, day, written) for key, item in value.items()}
        return value if all(kept_items[key] is value[key] for key in value) else kept_items
    return value


def _has_begun(item: Any, day: date, written: date) -> bool:
    if not isinstance(item, Record) or not item.dated_by:
        return True
    return item.begins.begins_by(day) if item.begins else item.holds_undated or written <= day


def _named(entities: Mapping[str, Entity], parts: Iterable[Any]) -> dict[str, Entity]:
    """Return the entities that the parts name, and those that these name in turn."""
    named: set[str] = set()
    waiting = list(parts)
    while waiting:
        part = waiting.pop()
        new = {reference.id for reference in references_of(part)} & entities.keys() - named
        named |= new
        waiting += [entities[each] for each in new]
    return {key: entity for key, entity in entities.items() if key in named}


def _used(terms: Mapping[str, Term], parts: Iterable[Part], day: date) -> dict[str, Term]:
    """Return the terms that stand in the parts' texts, less those that came up later."""
    text = "\n".join(_words(parts))
    return {
        key: term
        for key, term in terms.items()
        if not (term.facts.since and not term.facts.since.begins_by(day))
        and any(_stands_in(text, word) for word in term.words)
    }


def _stands_in(text: str, word: str) -> bool:
    return word in text and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _words(parts: Iterable[Part]) -> Iterator[str]:
    """Yield what the parts say, in their texts and their names."""
    for part in parts:
        if isinstance(part, Brief):
            yield from (part.facts.title, *part.facts.aliases)
        elif isinstance(part, Entity):
            yield part.facts.name
        for prose in prose_of(part):
            yield from (piece for piece in prose.html if isinstance(piece, str))
            yield from (link.html for link in prose.links if link.html)
