"""The values that fields hold: dates, ids, citations, text, and values with their sources.

They are made from the located values of `yaml_tree`, so that each citation and reference keeps its
place. One declaration of a field serves the check of a brief now and its JSON Schema later.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Annotated, Any, ClassVar, Generic, Protocol, Self, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PlainValidator,
    PrivateAttr,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from briefbook.dates import PartialDate, parse_date
from briefbook.errors import Problem, Where, suggest
from briefbook.prose_model import Citation, Prose
from briefbook.yaml_tree import LocatedDict, LocatedList, LocatedStr

ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CITED_VALUE = re.compile(r"(?P<value>.*?)\s*\[(?P<citations>@[^\]]*)\]\s*", re.DOTALL)
_CITATION = re.compile(r"@?(?P<key>[a-z0-9]+(?:-[a-z0-9]+)*)(?:#(?P<locator>p[1-9]\d*))?")


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of a brief or an entity, as a field names it."""

    id: str
    where: Where = field(compare=False)


@dataclass(frozen=True, slots=True)
class FactReference(Reference):
    """One dated fact of a brief or an entity, as `ID#FACT`: an action, a stage, `meeting`, `run`, `post`."""

    fact: str


Leaf = Reference | Citation | Prose
"""What a field may name, cite or say."""


class ProseParser(Protocol):
    """What turns the Markdown of a field into prose."""

    def parse_inline(self, text: str, where: Where, source: str) -> Prose:
        """Return the prose of a field, written at ``where`` as ``source``."""


@dataclass
class ReadingContext:
    """What validation needs beside a file's tree, and the mistakes that it finds there."""

    prose: ProseParser
    problems: list[Problem] = field(default_factory=list)


def mistake(what: str, fix: str) -> PydanticCustomError:
    """Return the error that validation raises for an author's mistake."""
    return PydanticCustomError("author", "{what}", {"what": what, "fix": fix})


def _located(value: Any) -> LocatedStr:
    if not isinstance(value, LocatedStr):
        raise mistake("here should be a single value", "write a word or a line of text")
    if not value.strip():
        raise mistake("no value", "give one, or delete the line")
    return value


def _parse_prose(value: Any, info: ValidationInfo) -> Any:
    text = _located(value)
    context: ReadingContext = info.context  # type: ignore[assignment] # every record is read with one
    prose = context.prose.parse_inline(str(text), text.where, text.source)
    context.problems.extend(prose.problems)
    return prose


def _parse_partial_date(value: Any) -> Any:
    text = _located(value)
    try:
        return parse_date(str(text))
    except ValueError as error:
        raise mistake(
            str(error), "write 2024, 2024-11, 2024-11-15, or another date by EDTF level 1"
        ) from None


def _parse_known_date(value: Any) -> Any:
    return None if value == "unknown" else _parse_partial_date(value)


def _parse_day(value: Any) -> Any:
    parsed = _parse_partial_date(value)
    if parsed.earliest != parsed.latest:
        raise mistake(f"{value!r} is not a single day", "write it as 2025-05-06")
    return parsed.earliest


def parse_id(value: Any) -> Any:
    """Return the reference that a located value names; raises an author's mistake."""
    text = _located(value)
    if not ID_PATTERN.fullmatch(text):
        raise mistake(f"{str(text)!r} is no id", "use lower-case letters, digits and hyphens")
    return Reference(str(text), text.where)


def _parse_former_place(value: Any) -> Any:
    text = _located(value)
    if not all(map(ID_PATTERN.fullmatch, text.split("/"))) or text.count("/") > 1:
        raise mistake(f"{str(text)!r} is no former place", "write an id, or section/id")
    return text


def _parse_fact_reference(value: Any) -> Any:
    text = _located(value)
    target, mark, fact = text.partition("#")
    if not mark or not ID_PATTERN.fullmatch(target) or not ID_PATTERN.fullmatch(fact):
        raise mistake(f"{str(text)!r} names no fact", "write it as ID#FACT, such as some-agreement#signature")
    return FactReference(target, text.where, fact)


def _parse_citation(value: Any) -> Any:
    text = _located(value)
    return citation(str(text), text.where)


def citation(text: str, where: Where) -> Citation:
    """Return the citation that `@key` or `key#p3` stands for; raises an author's mistake."""
    if match := _CITATION.fullmatch(text):
        return Citation(match["key"], match["locator"], where)
    raise mistake(f"{text!r} cites nothing", "write a source's key, with #p3 for its third paragraph")


_STRING_SCHEMA = WithJsonSchema({"type": "string"})
_TEXT_SCHEMA = WithJsonSchema(
    {
        "type": "string",
        "description": "HTML; [@key#p3] cites a source, [[id|words]] leads to a brief or an entity",
    }
)
_ID_SCHEMA = WithJsonSchema({"type": "string", "description": "the id of a brief or an entity"})
_CITE_SCHEMA = WithJsonSchema({"type": "string", "description": "a source's key, with #p3 for a paragraph"})
_DATE_SCHEMA = WithJsonSchema({"type": "string", "description": "a date by EDTF level 1"})

Text = Annotated[Prose, BeforeValidator(_parse_prose), _TEXT_SCHEMA]
Words = Annotated[str, PlainValidator(_located), _STRING_SCHEMA]
Date = Annotated[PartialDate, BeforeValidator(_parse_partial_date), _DATE_SCHEMA]
KnownDate = Annotated[PartialDate | None, BeforeValidator(_parse_known_date), _DATE_SCHEMA]
Day = Annotated[date, BeforeValidator(_parse_day)]
Id = Annotated[Reference, BeforeValidator(parse_id), _ID_SCHEMA]
FormerPlace = Annotated[str, PlainValidator(_parse_former_place), _STRING_SCHEMA]
Fact = Annotated[FactReference, BeforeValidator(_parse_fact_reference), _STRING_SCHEMA]
Cite = Annotated[Citation, BeforeValidator(_parse_citation), _CITE_SCHEMA]
Sources = tuple[Cite, ...]


class Record(BaseModel):
    """A frozen map of fields. An unknown key is reported, with the nearest known one."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    short_forms: ClassVar[Mapping[str, str]] = {}
    """Keys that stand for a longer form, each with the field that takes it."""

    dated_by: ClassVar[tuple[str, ...]] = ()
    """The fields that say since when the record holds, the first that has a value; none if it always does."""

    holds_undated: ClassVar[bool] = False
    """Whether the record, undated, always holds; else it holds from the day on which it was written."""

    forgets: ClassVar[tuple[str, ...]] = ()
    """The fields whose date is left out of a book with an earlier horizon."""

    codes: ClassVar[tuple[str, ...]] = ()
    """The fields that hold a key of the book's own, which says nothing to a reader as it stands."""

    @property
    def begins(self) -> PartialDate | None:
        """Since when the record holds, if one of its fields says so."""
        return next((day for name in self.dated_by if (day := getattr(self, name)) is not None), None)

    _where: Where = PrivateAttr()

    @property
    def where(self) -> Where:
        """Where the record stands in its file."""
        return self._where

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Everything that the fields name, cite and say, in their order."""
        return tuple(_leaves(self.contents))

    @property
    def contents(self) -> list[Any]:
        """The values of the fields, in their order."""
        return [self.__dict__[name] for name in self.__pydantic_fields__]

    @model_validator(mode="wrap")
    @classmethod
    def _note_place(cls, raw: Any, validate: ModelWrapValidatorHandler[Self]) -> Self:
        record = validate(raw)
        record._where = raw.where
        return record

    @model_validator(mode="before")
    @classmethod
    def _report_unknown_keys(cls, raw: Any, info: ValidationInfo) -> Any:
        if not isinstance(raw, LocatedDict):
            return raw
        known = {declared.alias or name for name, declared in cls.model_fields.items()}
        unknown = raw.keys() - known
        if not unknown:
            return raw
        context: ReadingContext = info.context  # type: ignore[assignment] # every record is read with one
        for key in sorted(unknown, key=lambda key: raw[key].key_where):
            context.problems.append(
                Problem(raw[key].key_where, f"unknown key {key!r}", suggest(key, {*known, *cls.short_forms}))
            )
        return LocatedDict(raw.where, {key: value for key, value in raw.items() if key in known})


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


def _leaves(values: Iterable[Any]) -> Iterator[Leaf]:
    for value in values:
        if isinstance(value, Reference | Citation | Prose):
            yield value
        elif isinstance(value, Record):
            yield from value.leaves
        elif isinstance(value, tuple):
            yield from _leaves(value)
        elif isinstance(value, dict):
            yield from _leaves(value.values())


class DatedText(Record):
    """A text, and the date from which it holds; without one it holds from the day on which it was written."""

    model_config = ConfigDict(populate_by_name=True)
    dated_by = ("since",)

    since: Date | None = Field(None, alias="from")
    text: Text


def _as_dated_texts(value: Any) -> Any:
    """Return a single text as a list of one, which has no date."""
    if isinstance(value, LocatedStr):
        return LocatedList(value.where, [LocatedDict(value.where, {"text": value})])
    return value


def _check_distinct(texts: tuple[DatedText, ...]) -> tuple[DatedText, ...]:
    if len({text.since for text in texts}) < len(texts):
        raise mistake("two texts that begin at one time", "give each a 'from' of its own")
    return texts


DatedTexts = Annotated[
    tuple[DatedText, ...],
    BeforeValidator(_as_dated_texts),
    Field(min_length=1),
    AfterValidator(_check_distinct),
]


def latest_text(texts: tuple[DatedText, ...]) -> DatedText | None:
    """Return the text that holds last: the one with the latest beginning, or else the undated one."""
    return max(texts, key=lambda each: (each.since is not None, each.since or 0), default=None)


Value = TypeVar("Value")


class Cited(Record, Generic[Value]):
    """A value with the sources it rests on; `VALUE [@key]` is the short form."""

    value: Value
    sources: Sources = ()

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, raw: Any) -> Any:
        return expand_cited(raw, "value")


class CitedDate(Cited[Date]):
    """A date with the sources it rests on; before that date it is not known."""

    dated_by = ("value",)


def expand_cited(raw: Any, name: str) -> Any:
    """Return `VALUE [@a; @b]` as a map of ``name`` and sources; anything else as it is."""
    if not isinstance(raw, LocatedStr):
        return raw
    tree = LocatedDict(raw.where)
    match = _CITED_VALUE.fullmatch(raw)
    if match is None:
        tree[name] = raw
        return tree
    tree[name] = LocatedStr(match["value"], raw.where, raw.source)
    first = raw.where.after(raw.source.partition(match["citations"])[0])
    tree["sources"] = LocatedList(first, split_citations(match["citations"], first))
    return tree


def split_citations(text: str, where: Where) -> list[LocatedStr]:
    """Return each of `@a; @b#p3`, which begins at ``where``, with its own place."""
    return [
        LocatedStr(match[0], where.after(text[: match.start()]))
        for match in re.finditer(r"[^;\s](?:[^;]*[^;\s])?", text)
    ]


def expand_term(raw: Any, terms: tuple[str, ...], term_name: str, value_name: str, what: str) -> Any:
    """Return `{agreed: text, …}`, whose key is one of ``terms``, as `{grade: agreed, text: text, …}`."""
    if not isinstance(raw, LocatedDict) or term_name in raw:
        return raw
    term = next((key for key in raw if key in terms), None)
    if term is None:
        first = next(iter(raw), "")
        raise mistake(f"{what} begins with {first!r}", suggest(first, terms))
    if value_name in raw:
        raise mistake(f"{what} has both {term!r} and {value_name!r}", "write what it says once")
    tree = LocatedDict(raw.where, {key: value for key, value in raw.items() if key != term})
    tree[term_name] = LocatedStr(term, raw[term].key_where)
    tree[value_name] = raw[term]
    return tree


def as_list(value: Any) -> Any:
    """Return a single value as a list of one."""
    return LocatedList(value.where, [value]) if isinstance(value, LocatedStr) else value
