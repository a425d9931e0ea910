"""Two states of a book, as `export` gives each of them, compared part by part and field by field."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefbook.diff.changes import Change, Changes, PartChange
from briefbook.diff.field_kinds import Fields, Value
from briefbook.diff.model_fields import BOOK, ENTITY, PACK, SOURCE, TERM, fields_of_brief
from briefbook.diff.names import (
    Names,
    facts_of,
    format_term,
    format_text,
    full_name,
    names_of,
    part_name,
    source_entry,
)
from briefbook.diff.prose_diff import prose_changes
from briefbook.diff.record_diff import changes_of
from briefbook.diff.renames import find_renames

Data = Mapping[str, Any]


def compare(before: Data, after: Data) -> Changes:
    """Return what changed between two states of a book.

    Either may come from another version of briefbook: what it lacks counts as not there, and keys that are
    unknown here say nothing.
    """
    renamed = find_renames(before.get("briefs", {}), after.get("briefs", {}))
    names = names_of(before, after, renamed)
    registers = {
        key: tuple(
            sorted(_register_changes(register, before.get(key, {}), after.get(key, {}), names), key=_by_name)
        )
        for key, register in _REGISTERS.items()
    }
    return Changes(
        briefs=(
            *_brief_changes(before.get("briefs", {}), after.get("briefs", {}), renamed, names),
            *_removed_briefs(before.get("briefs", {}), after, renamed, names),
        ),
        book=tuple(changes_of(BOOK, before.get("book", {}), after.get("book", {}), names)),
        **registers,
    )


@dataclass(frozen=True)
class _Register:
    """How the parts of a register are compared and named; a new one is described by its ``essence``."""

    fields: Fields
    name: Callable[[str, Data], str] = lambda _, part: full_name(part)
    essence: str | None = None


_BRIEFS = _Register(fields_of_brief(), essence="bottom_line")
_REGISTERS = {
    "entities": _Register(ENTITY, essence="description"),
    "sources": _Register(SOURCE, name=lambda _, source: source_entry(source)),
    "glossary": _Register(TERM, name=lambda word, _: word, essence="meaning"),
    "packs": _Register(PACK),
}
_KIND: Fields = {"kind": Value("Kind", format_term)}
_MARKING: Fields = {"marking": BOOK["marking"]}


def _brief_changes(
    before: Data, after: Data, renamed: Mapping[str, str], names: Names
) -> Iterator[PartChange]:
    """Yield what became of the briefs that are in ``after``, in their order."""
    for brief_id, brief in after.items():
        former = renamed.get(brief_id)
        earlier = before.get(former or brief_id)
        if earlier == brief:
            continue
        name, address, note = part_name(brief), brief.get("address"), _new_notes(earlier or {}, brief, names)
        if earlier is None:
            essence = _essence(_BRIEFS, brief, names)
            yield PartChange(brief_id, name, "added", address, note=note, changes=essence)
            continue
        changes = tuple(_changes_of_brief(earlier, brief, names))
        if changes or note or former:
            yield PartChange(brief_id, name, "changed", address, former, note, changes)


def _removed_briefs(
    before: Data, after: Data, renamed: Mapping[str, str], names: Names
) -> Iterator[PartChange]:
    """Yield the briefs that a later state of the book lacks, with what its tombstones say of them."""
    kept = {*after.get("briefs", {}), *renamed.values()}
    for brief_id, brief in before.items():
        if brief_id in kept:
            continue
        address = brief.get("address", "")
        tombstone = after.get("tombstones", {}).get(address.removesuffix("/index.html"))
        if tombstone:
            note = format_text(tombstone.get("because", ""), names)
            yield PartChange(brief_id, part_name(brief), "removed", address, note=note)
        else:
            yield PartChange(brief_id, part_name(brief), "removed")


def _changes_of_brief(before: Data, after: Data, names: Names) -> Iterator[Change]:
    yield from changes_of(_KIND, before, after, names)
    old, new = facts_of(before), facts_of(after)
    # a marking that briefs take from the book is described once, of the book
    if old.get("marking") != new.get("marking"):
        yield from changes_of(_MARKING, before, after, names)
    fields = fields_of_brief(after.get("kind", ""), before.get("kind", ""))
    yield from changes_of(fields, old, new, names)
    if before.get("prose") != after.get("prose"):
        yield from prose_changes(before.get("prose", ""), after.get("prose", ""), names)


def _new_notes(before: Data, after: Data, names: Names) -> str | None:
    """Return what the desk says of the change: the notes that were not there before."""
    old, new = (
        [format_text(note.get("text", ""), names) for note in facts_of(brief).get("change_note", ())]
        for brief in (before, after)
    )
    return " ".join(note for note in new if note not in old) or None


def _register_changes(register: _Register, before: Data, after: Data, names: Names) -> Iterator[PartChange]:
    for part_id in {**before, **after}:
        part = after.get(part_id, before.get(part_id))
        name = register.name(part_id, part)
        if part_id not in after:
            yield PartChange(part_id, name, "removed")
        elif part_id not in before:
            essence = _essence(register, part, names)
            yield PartChange(part_id, name, "added", part.get("address"), changes=essence)
        elif part != before[part_id]:
            changes = tuple(changes_of(register.fields, facts_of(before[part_id]), facts_of(part), names))
            if changes:
                yield PartChange(part_id, name, "changed", part.get("address"), changes=changes)


def _essence(register: _Register, part: Data, names: Names) -> tuple[Change, ...]:
    """Return the one field that describes a new part; of texts with dates the one that holds last."""
    if register.essence is None:
        return ()
    value = facts_of(part).get(register.essence)
    if isinstance(value, list | tuple):
        value = sorted(value, key=lambda text: text.get("from", ""))[-1:]
    return tuple(changes_of(register.fields, {}, {register.essence: value}, names))


def _by_name(part: PartChange) -> tuple[str, str]:
    return part.name.casefold(), part.id
