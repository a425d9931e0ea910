"""The book as it was on a day: nothing that came later, and nothing that only later things name.

It goes by the dates of events, not by what had been published by then. Undated text holds from the
day on which it was written.
"""

from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from briefbook.derived.usage import came_up_by, find_usage
from briefbook.model.book import Book, Brief, Pack, Source, Tombstone
from briefbook.model.dates import PartialDate
from briefbook.model.records import Record
from briefbook.model.relations import HasMentions, relate
from briefbook.model.settings import Banner, Settings

AnyRecord = TypeVar("AnyRecord", bound=Record)


def book_at(book: Book, day: date) -> Book:
    """Return the book as it was on ``day``."""
    written = book.written
    briefs = {
        brief.id: _brief_at(brief, day, book.written_of(brief))
        for brief in book.briefs.values()
        if beginning_of(brief, book) <= day
    }
    settings = _settings_at(book, day)
    all_entities = {
        entity.id: replace(entity, facts=_record_at(entity.facts, day, written))
        for entity in book.entities.values()
    }
    packs = _packs_at(book, briefs, day)
    tombstones = {
        each.place: _tombstone_at(each, book.briefs.keys() - briefs.keys(), day, written)
        for each in book.tombstones.values()
        if _has_begun(each.facts, day, written)
    }
    shown: list[HasMentions] = [settings, *briefs.values(), *packs.values(), *tombstones.values()]
    used = find_usage(shown, all_entities, book.terms, day)
    sources = {
        key: _source_at(each, day, written) for key, each in book.sources.items() if key in used.sources
    }
    return relate(
        replace(
            book,
            settings=settings,
            briefs=MappingProxyType(briefs),
            entities=MappingProxyType(used.entities),
            sources=MappingProxyType(sources),
            terms=MappingProxyType(used.terms),
            packs=MappingProxyType(packs),
            tombstones=MappingProxyType(tombstones),
            later_horizon=_later_horizon(book, day),
            later_words=_later_words(book, day),
        )
    )


def _later_horizon(book: Book, day: date) -> date | None:
    """Return the day to which a book goes, unless it is one that it goes to as of ``day`` too."""
    whole = book.later_horizon or book.as_of
    return whole if day < whole else None


def _settings_at(book: Book, day: date) -> Settings:
    banners = tuple(each for each in book.settings.banners if _is_shown(each, day, book.as_of))
    settings = _record_at(book.settings.having(banners=banners), day, book.written)
    return settings.having(as_of=day, written=book.written)


def _is_shown(banner: Banner, day: date, horizon: date) -> bool:
    """Return whether a book as of a day shows a banner: if it is not over by then, and of that time.

    The news of a night comes after the horizon of the book; a look back to before that has none of it.
    """
    return day <= banner.until and (day >= horizon or banner.since <= day)


def _later_words(book: Book, day: date) -> frozenset[str]:
    """Return the words of the terms that came up after a day."""
    return frozenset(word for term in book.terms.values() if not came_up_by(term, day) for word in term.words)


def beginning_of(brief: Brief, book: Book) -> date:
    """Return the day of the first thing that a brief dates; if it dates nothing, the day it was written."""
    return brief.facts.first_day or book.written_of(brief)


def _brief_at(brief: Brief, day: date, written: date) -> Brief:
    prose = brief.prose.at(day, written)
    shown = replace(
        brief,
        facts=_record_at(brief.facts, day, written).having(written=written),
        prose=prose,
        is_shortened=written > day and prose.html != brief.prose.html,
    )
    return replace(shown, attachments=shown.named_files)


def _prepared(pack: Pack, book: Book) -> date:
    """Return the day from which a pack is in the book: before that day nobody had prepared it.

    It is the day on which it was `written`. Where the pack does not say so, one for an occasion that is past,
    by the book's own horizon, was there on its day; one for an occasion that lies ahead was not there before
    that horizon; and one without a date is as old as the book's text.
    """
    if pack.facts.written:
        return pack.facts.written
    return min(pack.facts.date.first, book.as_of) if pack.facts.date else book.written


def _packs_at(book: Book, briefs: Mapping[str, Brief], day: date) -> dict[str, Pack]:
    """Return the packs that are prepared by ``day``, if one of their briefs is there."""
    return {
        pack.id: _pack_at(pack, briefs, day, book)
        for pack in book.packs.values()
        if _prepared(pack, book) <= day and any(each.id in briefs for each in pack.facts.briefs)
    }


def _pack_at(pack: Pack, briefs: Mapping[str, Brief], day: date, book: Book) -> Pack:
    facts = _record_at(pack.facts, day, _prepared(pack, book))
    return replace(pack, facts=facts.having(briefs=tuple(each for each in facts.briefs if each.id in briefs)))


def _tombstone_at(tombstone: Tombstone, absent: Set[str], day: date, written: date) -> Tombstone:
    facts = _record_at(tombstone.facts, day, written)
    shown = tuple(each for each in facts.see if each.id not in absent)
    return replace(tombstone, facts=facts.having(see=shown))


def _source_at(source: Source, day: date, written: date) -> Source:
    """Return a source as of ``day``: its note is undated text."""
    if written <= day or source.facts.note is None:
        return source
    return replace(source, facts=source.facts.having(note=None))


def _record_at(record: AnyRecord, day: date, written: date) -> AnyRecord:
    """Return a record without what within it came later than ``day``."""
    changes = {name: _field_at(record, name, day, written) for name in type(record).model_fields}
    changes = {name: value for name, value in changes.items() if value is not getattr(record, name)}
    if not changes:
        return record
    return record.having(**changes)


def _field_at(record: Record, name: str, day: date, written: date) -> Any:
    value = getattr(record, name)
    if isinstance(value, PartialDate):
        if name in record.forgets:
            return value.as_of(day) if value.begins_by(day) else None
        return value.as_of(day) if name in record.dated_by else value
    if isinstance(value, Record) and not _has_begun(value, day, written):
        return None
    return _value_at(value, day, written)


def _value_at(value: Any, day: date, written: date) -> Any:
    """Return a field's value as it was; the very same object if nothing in it came later."""
    if isinstance(value, Record):
        return _record_at(value, day, written)
    if isinstance(value, tuple):
        all_begun = all(
            item.begins.begins_by(day) for item in value if isinstance(item, Record) and item.begins
        )
        kept = tuple(
            _value_at(item, day, written) for item in value if _has_begun(item, day, written, all_begun)
        )
        same = len(kept) == len(value) and all(new is old for new, old in zip(kept, value, strict=True))
        return value if same else kept
    if isinstance(value, dict):
        kept_items = {key: _value_at(item, day, written) for key, item in value.items()}
        return value if all(kept_items[key] is value[key] for key in value) else kept_items
    return value


def _has_begun(item: Any, day: date, written: date, all_dated_have: bool = False) -> bool:
    """Return whether a record holds; one with an unknown date may, once all the dated ones beside it do."""
    if not isinstance(item, Record) or not item.dated_by:
        return True
    if item.begins:
        return item.begins.begins_by(day)
    return written <= day or (item.holds_undated and all_dated_have)
