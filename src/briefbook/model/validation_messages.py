"""A validator's errors, as problems that an author can act on."""

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from briefbook.model.located import LocatedStr
from briefbook.problems import Problem

NO_SINGLE_VALUE = ("here should be a single value", "write a word or a line of text")
"""What is wrong with a list or a map in the place of a word, and how to fix it."""


def no_value(value: LocatedStr) -> tuple[str, str]:
    """Return what is wrong with a scalar that holds nothing, and how to fix it."""
    if value.is_null:
        what = f"{value.source!r} means no value in YAML"
        return what, "give one, delete the line, or put it in quotes if it is a word"
    return "no value", "give one, or delete the line"


def explain(error: ValidationError, field: str) -> Iterator[Problem]:
    """Yield a problem for each mistake in the value of a field; of none, where its name is empty."""
    return (_explain(each, field) for each in _causes(error))


def _causes(error: ValidationError) -> list[Any]:
    """Return the errors, less those that only follow from others: a list is short of its bad entries."""
    errors: list[Any] = error.errors(include_url=False)
    places = [each["loc"] for each in errors]

    def follows(each: Any) -> bool:
        loc = each["loc"]
        return each["type"] == "too_short" and any(
            len(other) > len(loc) and other[: len(loc)] == loc for other in places
        )

    return [each for each in errors if not follows(each)]


def _explain(error: Any, field: str) -> Problem:
    """Return an author's problem for one of pydantic's errors."""
    value = error["input"]
    context = error.get("ctx", {})
    key = next((step for step in reversed(error["loc"]) if isinstance(step, str) and step != "value"), field)
    name = repr(key) if key else "the entry"
    match error["type"]:
        case _ if isinstance(value, LocatedStr) and not value.strip():
            what, fix = no_value(value)
        case "author":
            what, fix = context["what"], context["fix"]
        case "literal_error" | "bool_type" if not isinstance(value, str):
            what, fix = NO_SINGLE_VALUE
        case "literal_error":
            what = f"unknown {key} {str(value)!r}"
            fix = f"choose one of: {context['expected'].replace(chr(39), '')}"
        case "model_type" | "dict_type" | "model_attributes_type":
            what, fix = f"{name} should be a map", "write 'key: value' lines below it"
        case "tuple_type" if isinstance(value, LocatedStr) and value.startswith("-"):
            what, fix = f"{name} should be a list, but a dash has no space after it", "write '- item'"
        case "tuple_type":
            what, fix = f"{name} should be a list", "write each item on a line of its own, after '- '"
        case "too_short":
            what, fix = f"{name} has too few entries", f"give at least {context['min_length']}"
        case "bool_parsing":
            what, fix = f"{name} is neither true nor false", "write true or false"
        case _:
            what, fix = f"{name}: {error['msg']}", "see 'How to write a brief' for what it takes"
    return Problem(value.where, what, fix)
