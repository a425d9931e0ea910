"""The values that fields hold: dates, ids, citations, text, and values with their sources.

They are made from the located values of `yaml_reader`, so that each citation and reference keeps its
place. One declaration of a type says how it is read, how it is written as JSON, and what its JSON Schema is.
"""

import re
from collections.abc import Container
from datetime import date
from html import unescape
from typing import Annotated, Any, Generic, NamedTuple, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from briefbook.model.date_slips import correction
from briefbook.model.dates import PartialDate, parse_date
from briefbook.model.json_values import write_citation, write_date, write_prose, write_reference
from briefbook.model.labels import Label
from briefbook.model.limits import LINE
from briefbook.model.located import NULLS, LocatedDay, LocatedDict, LocatedList, LocatedStr
from briefbook.model.prose import Citation, Prose
from briefbook.model.records import UNREAD, FactReference, Mention, ReadingContext, Record, Reference
from briefbook.model.validation_messages import NO_SINGLE_VALUE, no_value
from briefbook.problems import Problem, Where, suggest
from briefbook.strays import shows_nothing

ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CITED_VALUE = re.compile(r"(?P<value>.*?)\s*\[(?P<citations>@[^\]]*)\]\s*", re.DOTALL)
_CITATION = re.compile(r"@?(?P<key>[a-z0-9]+(?:-[a-z0-9]+)*)(?:#(?P<locator>p[1-9]\d*))?")


def mistake(what: str, fix: str) -> PydanticCustomError:
    """Return the error that validation raises for an author's mistake."""
    return PydanticCustomError("author", "{what}", {"what": what, "fix": fix})


def _located(value: Any) -> LocatedStr:
    if not isinstance(value, LocatedStr):
        raise mistake(*NO_SINGLE_VALUE)
    if not value.strip():
        raise mistake(*no_value(value))
    if shows_nothing(unescape(value)):
        raise mistake("a value of which readers see nothing", "write it in letters, or delete the line")
    return value


def _line(value: Any) -> LocatedStr:
    line = _located(value).as_line
    if len(line) > LINE:
        raise mistake(f"a value of {len(line):,} characters", f"write {LINE:,} at most")
    return line


def _context(info: ValidationInfo) -> ReadingContext:
    context: ReadingContext = info.context  # type: ignore[assignment] # every record is read with one
    return context


def _noted(mention: Mention, info: ValidationInfo) -> Any:
    """Return a leaf that was read, after it was noted: what is around it may yet prove wrong."""
    _context(info).mentions.append(mention)
    return mention


def _parse_prose(value: Any, info: ValidationInfo) -> Any:
    text = _located(value)
    prose = _context(info).prose.parse_inline(str(text), text.where, text.source)
    _context(info).problems.extend(prose.problems)
    return _noted(prose, info)


def _parse_partial_date(value: Any) -> Any:
    text = str(_line(value))
    try:
        return parse_date(text)
    except ValueError as error:
        fix = correction(text) or "write 2024, 2024-11, 2024-11-15, or another date by EDTF level 1"
        raise mistake(str(error), fix) from None


def _parse_known_date(value: Any) -> Any:
    return None if value in ("unknown", "undated") else _parse_partial_date(value)


def _parse_day(value: Any) -> Any:
    parsed = _parse_partial_date(value)
    if not parsed.is_day:
        raise mistake(f"{value!r} is not a single day", "write it as 2025-05-06")
    return LocatedDay.at(parsed.earliest, value.where)


def parse_id(value: Any, info: ValidationInfo) -> Any:
    """Return the reference that a located value names; raises an author's mistake."""
    text = _line(value)
    if not ID_PATTERN.fullmatch(text):
        raise mistake(f"{str(text)!r} is not a valid id", "use lower-case letters, digits and hyphens")
    return _noted(Reference(str(text), text.where), info)


def _parse_former_place(value: Any) -> Any:
    text = _line(value)
    if not all(map(ID_PATTERN.fullmatch, text.split("/"))) or text.count("/") > 1:
        raise mistake(f"{str(text)!r} is not a valid former place", "write an id, or section/id")
    return text


def _parse_fact_reference(value: Any, info: ValidationInfo) -> Any:
    text = _line(value)
    target, mark, fact = text.partition("#")
    if not mark or not ID_PATTERN.fullmatch(target) or not ID_PATTERN.fullmatch(fact):
        raise mistake(f"{str(text)!r} names no fact", "write it as ID#FACT, such as some-agreement#signature")
    return _noted(FactReference(target, text.where, fact), info)


def _parse_citation(value: Any, info: ValidationInfo) -> Any:
    text = _line(value)
    return _noted(citation(str(text), text.where), info)


def citation(text: str, where: Where) -> Citation:
    """Return the citation that `@key` or `key#p3` means; raises an author's mistake."""
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

Text = Annotated[Prose, BeforeValidator(_parse_prose), PlainSerializer(write_prose), _TEXT_SCHEMA]
Words = Annotated[str, PlainValidator(_line), _STRING_SCHEMA]
Date = Annotated[PartialDate, BeforeValidator(_parse_partial_date), PlainSerializer(write_date), _DATE_SCHEMA]
KnownDate = Annotated[
    PartialDate | None,
    BeforeValidator(_parse_known_date),
    PlainSerializer(write_date, when_used="unless-none"),
    _DATE_SCHEMA,
]
Day = Annotated[date, BeforeValidator(_parse_day)]
Id = Annotated[Reference, BeforeValidator(parse_id), PlainSerializer(write_reference), _ID_SCHEMA]
FormerPlace = Annotated[str, PlainValidator(_parse_former_place), _STRING_SCHEMA]
Fact = Annotated[
    FactReference, BeforeValidator(_parse_fact_reference), PlainSerializer(write_reference), _STRING_SCHEMA
]
Cite = Annotated[Citation, BeforeValidator(_parse_citation), PlainSerializer(write_citation), _CITE_SCHEMA]
Sources = tuple[Cite, ...]


class DatedText(Record):
    """A text, and the date from which it holds; without one it holds from the day on which it was written."""

    identity = ("since",)
    known_as = "{label} {name}"
    model_config = ConfigDict(populate_by_name=True)
    dated_by = ("since",)

    since: Annotated[Date | None, Label("from", phrase="from {}")] = Field(None, alias="from")
    text: Annotated[Text, Label("")]


def _as_dated_texts(value: Any) -> Any:
    """Return a single text as a list of one, which has no date."""
    if isinstance(value, LocatedStr):
        return LocatedList(value.where, [LocatedDict(value.where, {"text": value})])
    return value


def _check_distinct(texts: tuple[DatedText, ...]) -> tuple[DatedText, ...]:
    whole = [text.since for text in texts if text.is_whole]
    if len(set(whole)) < len(whole):
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

    identity = ("value",)
    known_as = "{label} {name}"

    value: Annotated[Value, Label("")]
    sources: Sources = ()

    @classmethod
    def expand(cls, raw: Any, context: ReadingContext) -> Any:
        """Return `VALUE [@key]` as a map."""
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
    value = "" if match["value"] in NULLS else match["value"]
    tree[name] = LocatedStr(value, raw.where, raw.source if value else match["value"])
    first = raw.where.after(raw.source.partition(match["citations"])[0])
    tree["sources"] = LocatedList(first, split_citations(match["citations"], first))
    return tree


def split_citations(text: str, where: Where) -> list[LocatedStr]:
    """Return each of `@a; @b#p3`, which begins at ``where``, with its own place."""
    return [
        LocatedStr(match[0], where.after(text[: match.start()]))
        for match in re.finditer(r"[^;\s](?:[^;]*[^;\s])?", text)
    ]


class TermForm(NamedTuple):
    """The two fields that `{agreed: text, …}` means: a key that is one of some terms, and its value."""

    field: str
    terms: tuple[str, ...]
    value: str
    what: str
    """What begins so, as an author calls it: "an outcome"."""


def expand_term(raw: Any, form: TermForm, known: Container[str], problems: list[Problem]) -> Any:
    """Return `{agreed: text, …}` as `{grade: agreed, text: text, …}`.

    ``known`` are the keys of all fields: another may be a misspelled term, whose value is read all the same.
    """
    if not isinstance(raw, LocatedDict) or form.field in raw:
        return raw
    term = next((key for key in raw if key in form.terms), None)
    first = term or next((key for key in raw if key not in known), None)
    others = {key: value for key, value in raw.items() if key != first}
    if term is None:
        begins = first or next(iter(raw), "")
        problems.append(
            Problem(raw.where, f"{form.what} begins with {begins!r}", suggest(begins, form.terms))
        )
    elif form.value in raw:
        what = f"{form.what} has both {term!r} and {form.value!r}"
        problems.append(Problem(raw.where, what, "write what it says once"))
    value = raw[first] if first else UNREAD
    name = LocatedStr(term, raw[term].key_where) if term else UNREAD
    return raw.having({form.value: value, **others, form.field: name})


def as_list(value: Any) -> Any:
    """Return a single value as a list of one."""
    return LocatedList(value.where, [value]) if isinstance(value, LocatedStr) else value
