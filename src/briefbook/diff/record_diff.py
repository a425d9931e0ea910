"""Records compared field by field; those of a list are matched by what identifies them, not by place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefbook.diff.changes import Change
from briefbook.diff.entries import Entry, in_several, without_common
from briefbook.diff.field_kinds import Fields, Sources, Text, as_list, under
from briefbook.diff.matching import match
from briefbook.diff.names import Names
from briefbook.diff.word_diff import first_words, with_plain_spaces
from briefbook.model.dates import is_date, parse_date

_WHEN = ("date", "from", "held_on", "stated")
"""The fields that date a record, one of which it has."""
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
    """A map of fields; what is not a map is the value of its field ``value``."""

    label: str
    fields: Fields

    def fits(self, value: Any) -> bool:
        """Return whether each field of the record fits."""
        return _fit(self.fields, _as_record(value, "value"))

    def describe(self, value: Any, names: Names) -> str:
        """Return what the record says."""
        return _said(self.fields, _as_record(value, "value"), names)

    def changes(self, place: str, before: Any, after: Any, names: Names) -> Iterator[Change]:
        """Yield the changes of the record's fields."""
        old, new = _as_record(before, "value"), _as_record(after, "value")
        yield from changes_of(self.fields, old, new, names, under(place, self.label))


@dataclass(frozen=True)
class Records:
    """A list of records, or a map of them by ``name``; what is not a map is the value of its field ``text``.

    ``identity`` names the fields that distinguish the records, and ``known_as`` what a reader calls the one
    that has them: `Meeting of {}`. Records whose texts are much alike are the same, too.
    """

    label: str
    fields: Fields
    identity: tuple[str, ...]
    known_as: str

    def fits(self, value: Any) -> bool:
        """Return whether each field of each record fits."""
        return all(_fit(self.fields, record) for record in _as_records(value))

    def describe(self, value: Any, names: Names) -> str:
        """Return what each of the records says."""
        return "; ".join(_said(self.fields, item, names) for item in _as_records(value))

    def changes(self, place: str, before: Any, after: Any, names: Names) -> Iterator[Change]:
        """Yield a change for each record that was added or removed, and those of the fields of the others."""
        entries = [[self._entry(each, names) for each in _as_records(value)] for value in (before, after)]
        shared = in_several(entries)
        old, new = without_common(*entries)
        pairs = match(old, new, lambda one, other: one.likeness(other, shared), Entry.content)
        for earlier, later in pairs:
            if earlier and later:
                when = self._when_of(later.record, names) if later.identity in shared else ""
                yield from self._changes_of_record(place, earlier.record, later.record, names, when)
            elif later:
                field, said = self._as_whole(place, later.record, names)
                yield Change(field, None, said)
            elif earlier:
                field, said = self._as_whole(place, earlier.record, names)
                yield Change(field, said, None)

    def _entry(self, record: Mapping[str, Any], names: Names) -> Entry:
        texts = {key: field for key, field in self.fields.items() if isinstance(field, Text)}
        others = {key: field for key, field in self.fields.items() if key not in (*self.identity, *_WHEN)}
        dates = (str(record.get(key)) for key in _WHEN)
        return Entry(
            record,
            identity=self._identity_of(record, names),
            text=_said(texts, record, names),
            besides=_said(others, record, names),
            date=next((parse_date(each) for each in dates if is_date(each)), None),
        )

    def _changes_of_record(
        self, place: str, before: Mapping[str, Any], after: Mapping[str, Any], names: Names, when: str
    ) -> Iterator[Change]:
        """Yield the changes of a record's fields; ``when`` distinguishes it from others of its name."""
        name = under(place, self._name_of(after, names))
        for key, field in self.fields.items():
            if key in self.identity and isinstance(field, Text):
                at = under(place, self.label)  # its name would say again the text that changed
            else:
                at = f"{name} ({when})" if when and key not in _WHEN else name
            yield from changes_of({key: field}, before, after, names, at)

    def _when_of(self, record: Mapping[str, Any], names: Names) -> str:
        """Return the date of a record as its reader sees it, if there is one beside its identity."""
        dated_by = (key for key in _WHEN if key not in self.identity and record.get(key))
        return next(
            (self.fields[key].describe(record[key], names) for key in dated_by if key in self.fields), ""
        )

    def _as_whole(self, place: str, record: Mapping[str, Any], names: Names) -> tuple[str, str]:
        """Return what a record is called, and what it says besides."""
        others = {key: field for key, field in self.fields.items() if key not in self.identity}
        said = "" if self._is_named_by_text else _said(others, record, names)
        name = self._name_of(record, names) if said else self.label
        return under(place, name), with_plain_spaces(said or _said(self.fields, record, names))

    @property
    def _is_named_by_text(self) -> bool:
        return any(isinstance(self.fields[key], Text) for key in self.identity)

    def _name_of(self, record: Mapping[str, Any], names: Names) -> str:
        identity = first_words(with_plain_spaces(self._identity_of(record, names)), _NAME_WORDS).removesuffix(
            "."
        )
        return self.known_as.format(identity) if identity else self.label

    def _identity_of(self, record: Mapping[str, Any], names: Names) -> str:
        described = (self.fields[key].describe(record.get(key), names) for key in self.identity)
        return ", ".join(filter(None, described))


def _fit(fields: Fields, record: Mapping[str, Any]) -> bool:
    return all(field.fits(record.get(key)) for key, field in fields.items())


def _said(fields: Fields, record: Mapping[str, Any], names: Names) -> str:
    """Return what a record says on one line: "9 September 2020; New Delhi: Signed. [Press release]"."""
    details: list[str] = []
    texts: list[str] = []
    sources: list[str] = []
    for key, field in fields.items():
        kind = texts if isinstance(field, Text) else sources if isinstance(field, Sources) else details
        if said := field.describe(record.get(key), names):
            kind.append(said)
    before_sources = ": ".join(filter(None, ("; ".join(details), " ".join(texts))))
    return " ".join(filter(None, (before_sources, *sources)))


def _as_record(value: Any, key: str) -> Mapping[str, Any]:
    if value is None:
        return {}
    return value if isinstance(value, Mapping) else {key: value}


def _as_records(value: Any) -> list[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        return [{"name": name, **_as_record(record, "text")} for name, record in value.items()]
    return [_as_record(record, "text") for record in as_list(value)]
