"""The JSON of a book's model, read again: whoever wrote it, what is returned can be compared."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, Field, JsonValue, TypeAdapter

from briefbook.diff.field_kinds import Fields
from briefbook.diff.model_fields import BOOK, ENTITY, PACK, SOURCE, TERM, fields_of_brief
from briefbook.diff.names import facts_of
from briefbook.strays import visible


class _Note(BaseModel):
    text: str = ""


class _Facts(BaseModel):
    """What is asked of the facts of any part; the other fields are held against `model_fields`."""

    title: str = ""
    short: str = ""
    name: str = ""
    redirects_from: list[str] = []
    change_note: list[_Note] = []


class _Part(BaseModel):
    """A brief or an entity."""

    kind: str = ""
    address: str = ""
    facts: _Facts
    prose: str = ""


class _Term(BaseModel):
    """A part that is its facts."""

    facts: _Facts = _Facts()


class _Pack(_Facts, _Term):
    """A pack, which has a title."""


class _Source(_Term):
    title: str = ""
    container: str = Field("", alias="container-title")
    publisher: str = ""
    url: str = Field("", alias="URL")
    issued: str = ""


class _Tombstone(BaseModel):
    because: str = ""


class _Model(BaseModel):
    book: dict[str, Any] = {}
    briefs: dict[str, _Part] = {}
    entities: dict[str, _Part] = {}
    sources: dict[str, _Source] = {}
    glossary: dict[str, _Term] = {}
    packs: dict[str, _Pack] = {}
    tombstones: dict[str, _Tombstone] = {}


_JSON = TypeAdapter(dict[str, JsonValue])


def read_model(content: bytes) -> Mapping[str, Any]:
    """Return the model that JSON describes, as `export` gives it; raises ``ValueError``.

    Another version of briefbook may have written it, which knew other fields and refused other characters:
    those that may be in no text now are there by their numbers.
    """
    data: dict[str, Any] = _without_strays(_JSON.validate_json(content))
    _Model.model_validate(data)
    for place, fields, facts in _records_of(data):
        for key, field in fields.items():
            if not field.fits(facts.get(key)):
                raise ValueError(f"{place}.{key}: it has another form than its field")
    return data


def _without_strays(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {visible(key): _without_strays(each) for key, each in value.items()}
    return [_without_strays(each) for each in value] if isinstance(value, list) else value


def _records_of(model: Mapping[str, Any]) -> Iterator[tuple[str, Fields, Mapping[str, Any]]]:
    """Yield each record of a model: its place, its fields, and what it says."""
    yield "book", BOOK, model.get("book", {})
    for key, brief in model.get("briefs", {}).items():
        yield f"briefs.{key}", fields_of_brief(brief.get("kind", "")), facts_of(brief)
    for key, entity in model.get("entities", {}).items():
        yield f"entities.{key}", ENTITY, facts_of(entity)
    for register, fields in (("sources", SOURCE), ("glossary", TERM), ("packs", PACK)):
        for key, part in model.get(register, {}).items():
            yield f"{register}.{key}", fields, facts_of(part)
