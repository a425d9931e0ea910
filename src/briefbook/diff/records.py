"""Records compared field by field; those of a list are matched by what identifies them, not by place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefbook.changes import Change
from briefbook.diff.fields import Fields, Sources, Text, as_list, under
from briefbook.diff.matching import match
from briefbook.diff.names import Names
from briefbook.diff.words import ALIKE, first_words, loosened, similarity

_WHEN = ("date", "from")
"""The fields that date a record."""
_NAME_WORDS = 8
"""How many words of a text name the record that it identifies."""


def changes_of(
    fields: Fields, before: Mapping[str, Any], after: Mapping[str, Any], names: Names, place: str = ""
) -> Iterator[Change]:
    """Yield the changes between two states of a record; keys that ``fields`` does not have say nothing."""
    for key, field in fields.items():
        if before.get(key) != after.get(key):
            yield from field.changes(place, before.get(key), after.get(key), names)


@dataclass(frozen=True)
class Record:
    """A map of fields; what is no map is the value of its field ``value``."""

    label: str
    fields: Fields

    def told(self, value: Any, names: Names) -> str:
        """Return what the record says."""
        return _said(self.fields, _as_record(value, "value"), names)

    def changes(self, place: str, before: Any, after: Any, names: Names) -> Iterator[Change]:
        """Yield the changes of the record's fields."""
        old, new = _as_record(before, "value"), _as_record(after, "value")
        yield from changes_of(self.fields, old, new, names, under(place, self.label))


@dataclass(frozen=True)
class Records:
    """A list of records, or a map of records by ``name``; what is no map is the value of its field ``text``.

    ``identity`` names the fields that tell one record from another, and ``known_as`` is what a reader calls
    the record that has them: `Meeting of {}`. Records whose texts are much alike are the same, too.
    """

    label: str
    fields: Fields
    identity: tuple[str, ...]
    known_as: str

    def told(self, value: Any, names: Names) -> str:
        """Return what each of the records says."""
        return "; ".join(_said(self.fields, item, names) for item in _as_records(value))

    def changes(self, place: str, before: Any, after: Any, names: Names) -> Iterator[Change]:
        """Yield a change for each record that was added or removed, and those of the fields of the others."""
        old, new = _without_common(_as_records(before), _as_records(after))
        for earlier, later in match(old, new, lambda one, other: self._likeness(one, other, names)):
            if earlier is not None and later is not None:
                yield from self._changes_of_record(place, earlier, later, names)
            elif later is not None:
                field, said = self._as_whole(place, later, names)
                yield Change(field, None, said)
            elif earlier is not None:
                field, said = self._as_whole(place, earlier, names)
                yield Change(field, said, None)

    def _likeness(self, one: Mapping[str, Any], other: Mapping[str, Any], names: Names) -> float:
        """Return how alike two records are; 0 if neither their identity nor their texts make them one.

        Of several with one identity those of one date are the same, and then those with the most in common.
        """
        texts = similarity(self._text_of(one, names), self._text_of(other, names), ALIKE)
        is_one = self._identity_of(one, names) == self._identity_of(other, names)
        if not is_one and not texts:
            return 0.0
        is_dated_alike = any(key in one and one[key] == other.get(key) for key in _WHEN)
        return 4.0 * is_one + 2.0 * is_dated_alike + texts + _share_in_common(one, other)

    def _changes_of_record(
        self, place: str, before: Mapping[str, Any], after: Mapping[str, Any], names: Names
    ) -> Iterator[Change]:
        name = under(place, self._name_of(after, names))
        for key, field in self.fields.items():
            # The record's own name would say again the text that changed.
            at = under(place, self.label) if key in self.identity and isinstance(field, Text) else name
            yield from changes_of({key: field}, before, after, names, at)

    def _as_whole(self, place: str, record: Mapping[str, Any], names: Names) -> tuple[str, str]:
        """Return what a record is called, and what it says besides."""
        others = {key: field for key, field in self.fields.items() if key not in self.identity}
        said = "" if self._is_named_by_text else _said(others, record, names)
        name = self._name_of(record, names) if said else self.label
        return under(place, name), loosened(said or _said(self.fields, record, names))

    @property
    def _is_named_by_text(self) -> bool:
        return any(isinstance(self.fields[key], Text) for key in self.identity)

    def _name_of(self, record: Mapping[str, Any], names: Names) -> str:
        identity = first_words(loosened(self._identity_of(record, names)), _NAME_WORDS).removesuffix(".")
        return self.known_as.format(identity) if identity else self.label

    def _identity_of(self, record: Mapping[str, Any], names: Names) -> str:
        told = (self.fields[key].told(record.get(key), names) for key in self.identity)
        return ", ".join(filter(None, told))

    def _text_of(self, record: Mapping[str, Any], names: Names) -> str:
        texts = {key: field for key, field in self.fields.items() if isinstance(field, Text)}
        return _said(texts, record, names)


def _share_in_common(one: Mapping[str, Any], other: Mapping[str, Any]) -> float:
    """Return the share of their fields in which two records are equal."""
    keys = one.keys() | other.keys()
    common = [key for key in keys if key in one and key in other and one[key] == other[key]]
    return len(common) / len(keys)


def _said(fields: Fields, record: Mapping[str, Any], names: Names) -> str:
    """Return what a record says on one line: "9 September 2020; New Delhi: Signed. [Press release]"."""
    details: list[str] = []
    texts: list[str] = []
    sources: list[str] = []
    for key, field in fields.items():
        kind = texts if isinstance(field, Text) else sources if isinstance(field, Sources) else details
        if said := field.told(record.get(key), names):
            kind.append(said)
    before_sources = ": ".join(filter(None, ("; ".join(details), " ".join(texts))))
    return " ".join(filter(None, (before_sources, *sources)))


def _without_common(
    before: list[Mapping[str, Any]], after: list[Mapping[str, Any]]
) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """Return two lists of records without those that stand in both, each as often as it does."""
    new = list(after)
    old = []
    for record in before:
        if record in new:
            new.remove(record)
        else:
            old.append(record)
    return old, new


def _as_record(value: Any, key: str) -> Mapping[str, Any]:
    if value is None:
        return {}
    return value if isinstance(value, Mapping) else {key: value}


def _as_records(value: Any) -> list[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        return [{"name": name, **_as_record(record, "text")} for name, record in value.items()]
    return [_as_record(record, "text") for record in as_list(value)]
