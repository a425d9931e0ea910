"""What readers call the fields of a record: each name is given once, on the field.

Pages, changes and the JSON Schema take it from there.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue

from briefbook.model.records import Record


@dataclass(frozen=True)
class Label:
    """What readers call a field; an empty name is that of the record around it.

    ``each`` is what they call one item of a list: "Party" of "Parties". ``phrase`` puts the value among other
    fields, as in "said {}"; an empty phrase leaves it out there.
    """

    name: str
    each: str = ""
    phrase: str = "{}"
    is_term: bool = False
    """Whether the value is a term, which readers see in words: `entry-into-force`."""

    @property
    def of_item(self) -> str:
        """What readers call one item of the field."""
        return self.each or self.name

    def __get_pydantic_json_schema__(
        self, core_schema: Any, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return the field's JSON Schema with the name as its title."""
        schema = handler(core_schema)
        return {**schema, "title": self.name} if self.name else schema


def label_of(declared: FieldInfo) -> Label | None:
    """Return what readers call a declared field; None if they never see it by itself."""
    return next((each for each in declared.metadata if isinstance(each, Label)), None)


@lru_cache(maxsize=256)  # more than there are models
def _labels_of(model: type[Record]) -> dict[str, Label]:
    return {name: label for name, declared in model.model_fields.items() if (label := label_of(declared))}


def label(record: Record | type[Record], field: str) -> str:
    """Return what readers call a field of a record; raises ``KeyError`` if they never see it by itself."""
    return _labels_of(record if isinstance(record, type) else type(record))[field].name
