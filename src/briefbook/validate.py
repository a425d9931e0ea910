"""Located YAML to typed records, and the validator's errors to problems that an author can act on."""

from typing import Any, TypeVar

from pydantic import ValidationError

from briefbook.errors import Problem
from briefbook.fields import ProseParser, ReadingContext, Record
from briefbook.yaml_tree import Located

AnyRecord = TypeVar("AnyRecord", bound=Record)


def validate(
    model: type[AnyRecord], raw: Located, prose: ProseParser, problems: list[Problem]
) -> AnyRecord | None:
    """Return ``raw`` as a record, or none after its mistakes were added to ``problems``."""
    context = ReadingContext(prose)
    try:
        record = model.model_validate(raw, context=context)
    except ValidationError as error:
        record = None
        context.problems.extend(_explain(each, model) for each in _causes(error))
    problems.extend(context.problems)
    return record


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


def _explain(error: Any, model: type[Record]) -> Problem:
    """Return an author's problem for one of pydantic's errors."""
    value = error["input"]
    context = error.get("ctx", {})
    key = next((step for step in reversed(error["loc"]) if isinstance(step, str) and step != "value"), "")
    name = repr(key) if key else "the entry"
    match error["type"]:
        case "author":
            what, fix = context["what"], context["fix"]
        case "missing":
            what, fix = (
                f"required key {error['loc'][-1]!r} is missing",
                _how_to_add(str(error["loc"][-1]), error["loc"], model),
            )
        case "literal_error":
            what = f"unknown {key} {str(value)!r}"
            fix = f"choose one of: {context['expected'].replace(chr(39), '')}"
        case "model_type" | "dict_type" | "model_attributes_type":
            what, fix = f"{name} should be a map", "write 'key: value' lines below it"
        case "tuple_type":
            what, fix = f"{name} should be a list", "write each item on a line of its own, after '- '"
        case "too_short":
            what, fix = f"{name} has too few entries", f"give at least {context['min_length']}"
        case "bool_parsing":
            what, fix = f"{name} is neither true nor false", "write true or false"
        case _:
            what, fix = f"{name}: {error['msg']}", "see 'How to write a brief' for what it takes"
    return Problem(value.where, what, fix)


def _how_to_add(key: str, loc: tuple[int | str, ...], model: type[Record]) -> str:
    """Return advice that names the short form of a missing key, where there is one."""
    short = [each for each, full in model.short_forms.items() if full == key] if len(loc) == 1 else []
    return "add " + " or ".join(repr(each) for each in (*short[:1], key))
