"""The JSON Schema of a book's model, from the same declarations by which its files are read."""

from typing import Any

from pydantic.json_schema import models_json_schema

from briefbook.model.briefs.facts import BriefFacts
from briefbook.model.briefs.kinds import KINDS
from briefbook.model.briefs.tombstone import TombstoneFacts
from briefbook.model.entities import ENTITY_TYPES
from briefbook.model.packs import PackFacts
from briefbook.model.records import Record
from briefbook.model.settings import Settings
from briefbook.model.sources import SourceFacts, TermFacts

_ADDRESS = {"type": "string", "description": "of its page, within the edition"}
_BRIEFS: dict[str, type[BriefFacts]] = {model.kind: model for model in KINDS.values()}


def book_schema() -> dict[str, Any]:
    """Return the schema of what `export.book_json.book_data` gives.

    No field of the facts is required: one without a value, or beyond the horizon, is left out.
    """
    models: list[type[Record]] = [
        *_BRIEFS.values(),
        *ENTITY_TYPES.values(),
        Settings,
        SourceFacts,
        TermFacts,
        PackFacts,
        TombstoneFacts,
    ]
    _, defined = models_json_schema([(model, "serialization") for model in models])
    for each in defined["$defs"].values():
        each.pop("required", None)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A briefing book",
        "description": "A briefing book as one edition has it: what is in its files, as of its horizon.",
        "type": "object",
        "additionalProperties": False,
        "required": ["book", "briefs", "entities", "sources", "glossary", "packs", "tombstones"],
        "properties": {
            "$schema": {"type": "string"},
            "book": _facts("Settings"),
            "briefs": _by("id", {"oneOf": [_brief(kind, model.__name__) for kind, model in _BRIEFS.items()]}),
            "entities": _by(
                "id", {"oneOf": [_entity(name, model.__name__) for name, model in ENTITY_TYPES.items()]}
            ),
            "sources": _by("key", _facts("SourceFacts")),
            "glossary": _by("term", _facts("TermFacts")),
            "packs": _by("name", _facts("PackFacts")),
            "tombstones": _by("section/id, where a brief was", _facts("TombstoneFacts")),
        },
        **defined,
    }


def _facts(model: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{model}"}


def _by(key: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": f"by {key}", "type": "object", "additionalProperties": schema}


def _brief(kind: str, model: str) -> dict[str, Any]:
    return _record(
        kind={"const": kind},
        address=_ADDRESS,
        marking={"type": "string", "description": "its own, or the book's"},
        facts=_facts(model),
        prose={"type": "string", "description": "HTML, with citations and links as in every text"},
    )


def _entity(entity_type: str, model: str) -> dict[str, Any]:
    return _record(type={"const": entity_type}, address=_ADDRESS, facts=_facts(model))


def _record(**properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [*properties],
        "additionalProperties": False,
    }
