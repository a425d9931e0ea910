"""The fields of the model, as their changes are described: each goes by its type and its label."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from briefbook.diff.field_kinds import Field, Fields, Several, Sources, Text, Value
from briefbook.diff.names import (
    Formatter,
    format_action,
    format_date,
    format_part,
    format_readout,
    format_term,
    format_words,
    format_yes_or_no,
)
from briefbook.diff.record_diff import Record, Records
from briefbook.model import records
from briefbook.model.briefs.facts import BriefFacts
from briefbook.model.briefs.kinds import KINDS
from briefbook.model.dates import PartialDate
from briefbook.model.entities import ENTITY_TYPES
from briefbook.model.labels import Label, label_of
from briefbook.model.packs import PackFacts
from briefbook.model.prose import Citation, Prose
from briefbook.model.records import FactReference, Reference
from briefbook.model.settings import Settings
from briefbook.model.sources import SourceFacts, TermFacts

_FORMATTERS: Mapping[Any, Formatter] = {
    bool: format_yes_or_no,
    PartialDate: format_date,
    date: format_date,
    Reference: format_part,
    FactReference: format_words,
}


def fields_of(model: type[records.Record]) -> dict[str, Field]:
    """Return the fields of a record by the keys of its JSON, its sources last.

    A field without a label is left out: nobody sees it by itself, or its change is described otherwise.
    """
    found: dict[str, Field] = {}
    for name, declared in model.model_fields.items():
        if field := _field_of(declared, is_identity=name in model.identity):
            found[declared.alias or name] = field
    return _sources_last(found)


def _sources_last(fields: Mapping[str, Field]) -> dict[str, Field]:
    return dict(sorted(fields.items(), key=lambda item: isinstance(item[1], Sources)))


def _field_of(declared: FieldInfo, *, is_identity: bool) -> Field | None:
    """Return how the changes of a declared field are described; None if they are not."""
    alternatives = _alternatives(declared.annotation)
    types = [each for each in alternatives if each is not NoneType]
    if _items_of(types[0]) is Citation:
        return Sources()
    label = label_of(declared)
    if label is None:
        return None
    if len(types) > 1:  # both sides, the press, or an organisation
        return Value(label.name, format_readout)
    may_be_unknown = declared.is_required() and NoneType in alternatives
    return _field_of_type(types[0], label, is_identity, "unknown" if may_be_unknown else "")


def _field_of_type(annotation: Any, label: Label, is_identity: bool, unknown: str) -> Field:
    if get_origin(annotation) is dict:  # of records by name, which distinguishes them
        fields = {"name": Value("name"), **fields_of(_items_of(annotation))}
        return Records(label.of_item, fields, ("name",), f"{label.of_item} “{{}}”")
    if items := _items_of(annotation):
        return _list_of(items, label)
    if _is_record(annotation):
        return Record(label.name, fields_of(annotation))
    if annotation is Prose:
        return Text(label.name)
    formatter = format_term if label.is_term else _formatter_of(annotation, is_identity=is_identity)
    return Value(label.name, formatter, label.phrase, unknown)


def _list_of(items: Any, label: Label) -> Field:
    if items is Prose:
        return Records(label.of_item, {"text": Text("")}, ("text",), f"{label.of_item} “{{}}”")
    if not _is_record(items):
        return Several(label.of_item, _formatter_of(items), label.phrase)
    keys = tuple(items.model_fields[name].alias or name for name in items.identity)
    known_as = items.known_as.format(label=label.of_item, name="{}")
    return Records(label.of_item, fields_of(items), keys, known_as)


def _formatter_of(value: Any, *, is_identity: bool = False) -> Formatter:
    if get_origin(value) is Literal:
        return format_action if is_identity else format_term
    return _FORMATTERS.get(value, format_words)


def _alternatives(annotation: Any) -> tuple[Any, ...]:
    """Return the types that an annotation allows, bare of what is said of each besides."""
    if get_origin(annotation) in (Union, UnionType):
        return tuple(bare for each in get_args(annotation) for bare in _alternatives(each))
    return (_bare(annotation),)


def _bare(annotation: Any) -> Any:
    return _bare(annotation.__origin__) if hasattr(annotation, "__metadata__") else annotation


def _items_of(annotation: Any) -> Any:
    """Return the type of the items of a tuple or of the values of a map; None if it is neither."""
    if get_origin(annotation) is tuple:
        return _bare(get_args(annotation)[0])
    return _bare(get_args(annotation)[1]) if get_origin(annotation) is dict else None


def _is_record(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, records.Record)


def fields_of_brief(*kinds: str) -> Fields:
    """Return the fields of a brief of some kinds, as it may have had another before.

    What is called alike in two kinds is of the kind that is named first.
    """
    models = [model for kind in kinds for model in KINDS.values() if model.kind == kind]
    return _fields_of_brief(tuple(dict.fromkeys(models)))


@lru_cache(maxsize=256)  # more than there are pairs of kinds
def _fields_of_brief(models: tuple[type[BriefFacts], ...]) -> Fields:
    common = _led_by(("aliases", "events", "sources_differ", "since", "expected"), fields_of(BriefFacts))
    own = {key: field for key, field in _joined(models[::-1]).items() if key not in common}
    return _led_by(("title", "short", "clearance", "bottom_line"), {**own, **common})


def _joined(models: Iterable[type[records.Record]]) -> dict[str, Field]:
    """Return the fields of several records in one; of two of one key the last."""
    return _sources_last({key: field for model in models for key, field in fields_of(model).items()})


def _led_by(first: Iterable[str], fields: Fields) -> Fields:
    """Return fields, some of them first, as they say most."""
    return {**{key: fields[key] for key in first}, **fields}


ENTITY: Fields = _joined(ENTITY_TYPES.values())
SOURCE: Fields = fields_of(SourceFacts)
TERM: Fields = fields_of(TermFacts)
PACK: Fields = _led_by(("title",), fields_of(PackFacts))
BOOK: Fields = _led_by(("title", "as_of", "marking", "key_points", "sections"), fields_of(Settings))
