"""Records: frozen maps of fields, read from a file's tree.

A mistake costs a record the field that it is in, and no more: the record is made of what else was read, knows
what was not, and is checked as any other. A book with a mistake is never shown: only checks see such records.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, ClassVar, NamedTuple, Protocol, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    ModelWrapValidatorHandler,
    PrivateAttr,
    ValidationError,
    ValidationInfo,
    ValidatorFunctionWrapHandler,
    field_validator,
    model_validator,
)

from briefbook.model.dates import PartialDate
from briefbook.model.located import LocatedDict
from briefbook.model.prose import Citation, Prose
from briefbook.model.validation_messages import explain
from briefbook.problems import Problem, Where, nearest, suggest


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of a brief or an entity, as a field names it."""

    id: str
    where: Where = field(compare=False)


@dataclass(frozen=True, slots=True)
class FactReference(Reference):
    """One dated fact of a brief or an entity, as `ID#FACT`: an action, a stage, `meeting`, `run`, `post`."""

    fact: str


Mention = Reference | Citation | Prose
"""What a field may name, cite or say."""


class ProseParser(Protocol):
    """What turns the Markdown of a field into prose."""

    def parse_inline(self, text: str, where: Where, source: str) -> Prose:
        """Return the prose of a field, written at ``where`` as ``source``."""


@dataclass
class ReadingContext:
    """What validation needs beside a file's tree, and what it finds there: mistakes, and each mention."""

    prose: ProseParser
    problems: list[Problem] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)


class Contradiction(NamedTuple):
    """Fields of a record that cannot all be right, what is wrong, how to fix it; a warning if they may be."""

    fields: tuple[str, ...]
    what: str
    fix: str
    is_warning: bool = False


UNREAD: Any = object()
"""The value of a field that has a mistake, till the record is made."""


class Record(BaseModel):
    """A frozen map of fields. An unknown key is reported, with the nearest known one."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)

    short_forms: ClassVar[Mapping[str, str]] = {}
    """Keys that mean a longer form, each with the field that takes it."""

    dated_by: ClassVar[tuple[str, ...]] = ()
    """The fields that say since when the record holds, the first that has a value; empty if always."""

    holds_undated: ClassVar[bool] = False
    """Whether the record, undated, always holds; else it holds from the day on which it was written."""

    forgets: ClassVar[tuple[str, ...]] = ()
    """The fields whose date is left out of a book with an earlier horizon."""

    completed_by: ClassVar[tuple[str, ...]] = ()
    """The fields whose records are a part of what the record says, and make no statement of their own."""

    codes: ClassVar[tuple[str, ...]] = ()
    """The fields that hold a key of the book's own, which says nothing to a reader as it is."""

    identity: ClassVar[tuple[str, ...]] = ("text",)
    """The fields that distinguish the records of a list, where two states of it are compared."""

    known_as: ClassVar[str] = "{label} “{name}”"
    """What readers call one record of a list, by its label and its identity."""

    _where: Where = PrivateAttr()
    _unread: frozenset[str] = PrivateAttr(frozenset())

    @property
    def where(self) -> Where:
        """Where the record is in its file."""
        return self._where

    @property
    def is_whole(self) -> bool:
        """Whether every field was read without a mistake."""
        return not self._unread

    def has_read(self, *fields: str) -> bool:
        """Return whether some fields were read without a mistake; the value of another says nothing."""
        return self._unread.isdisjoint(fields)

    @property
    def begins(self) -> PartialDate | None:
        """Since when the record holds, if one of its fields says so."""
        return next((day for name in self.dated_by if (day := getattr(self, name)) is not None), None)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Everything that the fields name, cite and say, in their order."""
        return tuple(_mentions_in(self.contents))

    @property
    def contents(self) -> list[Any]:
        """The values of the fields, in their order."""
        return [self.__dict__[name] for name in self.__pydantic_fields__]

    def having(self, **values: Any) -> Self:
        """Return a copy in which some fields have other values."""
        copy = self.model_copy(update=values)
        copy.__dict__.pop("mentions", None)  # they were gathered from the whole record
        return copy

    @classmethod
    def expand(cls, raw: Any, context: ReadingContext) -> Any:
        """Return what is written in a short form in the long one; anything else as it is."""
        return raw

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield what is wrong between fields; an unread one has no value here, or its default."""
        return iter(())

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, raw: Any, read: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        context: ReadingContext = info.context  # type: ignore[assignment] # every record is read with one
        before = len(context.problems)
        tree = cls.expand(raw, context)
        if not isinstance(tree, LocatedDict):
            return read(tree)  # which fails: the field that holds the record says so
        tree, unread = cls._check_keys(tree, context.problems)
        record = read(tree)
        record._where = raw.where
        if unread or len(context.problems) > before:
            record._unread = unread | record._take_out_unread()
        for wrong, what, fix, is_warning in record.contradictions():
            context.problems.append(Problem(raw.where, what, fix, is_warning))
            if not is_warning:
                record._unread |= {*wrong}
        return record

    @field_validator("*", mode="wrap")
    @classmethod
    def _read_field(cls, value: Any, read: ValidatorFunctionWrapHandler, info: ValidationInfo) -> Any:
        if value is UNREAD:
            return value
        try:
            return read(value)
        except ValidationError as error:
            name = info.field_name or ""
            if name == "value":
                raise  # of `VALUE [@key]`: the field that holds it names the mistake
            context: ReadingContext = info.context  # type: ignore[assignment] # every record is read with one
            context.problems.extend(explain(error, cls.model_fields[name].alias or name))
            return UNREAD

    @classmethod
    def _check_keys(cls, tree: LocatedDict, problems: list[Problem]) -> tuple[LocatedDict, frozenset[str]]:
        """Return a map with all required keys and no unknown one, and the names of what was not read.

        A key that is misspelled is not missing as well.
        """
        known, required = _keys(cls), _required(cls)
        unknown = tree.keys() - known.keys()
        missing = required - tree.keys()
        if not unknown and not missing and not tree.is_cut:
            return tree, frozenset()
        unread = {*known.values()} if tree.is_cut else set()
        spellings = {**{key: key for key in known}, **cls.short_forms}
        for key in sorted(unknown, key=lambda key: tree[key].key_where):
            problems.append(Problem(tree[key].key_where, f"unknown key {key!r}", suggest(key, spellings)))
            meant = spellings.get(nearest(key, spellings) or "", "")
            unread |= {key, known.get(meant, key)}
        for key in (key for key in known if key in missing and known[key] not in unread):
            what = f"required key {key!r} is missing"
            short = [each for each, full in cls.short_forms.items() if full == key][:1]
            fix = "add " + " or ".join(map(repr, (*short, key)))
            problems.append(Problem(tree.where, what, fix))
        items = {key: value for key, value in tree.items() if key in known}
        return tree.having({**items, **dict.fromkeys(missing, UNREAD)}), frozenset(unread)

    def _take_out_unread(self) -> frozenset[str]:
        """Give each unread field its default, or none, and return the names of all that are not whole."""
        names = {name for name, value in self.__dict__.items() if not _is_whole(value)}
        for name in names:
            if self.__dict__[name] is UNREAD:
                declared = type(self).model_fields[name]
                self.__dict__[name] = None if declared.is_required() else declared.get_default()
        return frozenset(names)


@lru_cache(maxsize=256)  # more than there are models
def _keys(model: type[Record]) -> dict[str, str]:
    """Return the fields of a model by the keys that are written for them."""
    return {declared.alias or name: name for name, declared in model.model_fields.items()}


@lru_cache(maxsize=256)  # more than there are models
def _required(model: type[Record]) -> frozenset[str]:
    """Return the keys that a model cannot do without."""
    return frozenset(key for key, name in _keys(model).items() if model.model_fields[name].is_required())


def _is_whole(value: Any) -> bool:
    """Return whether a field's value was read without a mistake."""
    match value:
        case Record():
            return value.is_whole
        case tuple():
            return all(map(_is_whole, value))
        case dict():
            return all(map(_is_whole, value.values()))
        case _:
            return value is not UNREAD


def records_of(value: Any) -> Iterator[Record]:
    """Yield every record within a value, itself included."""
    items: Iterable[Any] = ()
    if isinstance(value, Record):
        yield value
        items = value.contents
    elif isinstance(value, tuple):
        items = value
    elif isinstance(value, dict):
        items = value.values()
    for item in items:
        if isinstance(item, Record | tuple | dict):
            yield from records_of(item)


def _mentions_in(values: Iterable[Any]) -> Iterator[Mention]:
    for value in values:
        if isinstance(value, Reference | Citation | Prose):
            yield value
        elif isinstance(value, Record):
            yield from value.mentions
        elif isinstance(value, tuple):
            yield from _mentions_in(value)
        elif isinstance(value, dict):
            yield from _mentions_in(value.values())
