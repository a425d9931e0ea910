"""Located YAML to typed records, with every mistake in them."""

from typing import TypeVar

from pydantic import ValidationError

from briefbook.model.located import Located, LocatedDict
from briefbook.model.records import ProseParser, ReadingContext, Record
from briefbook.model.validation_messages import explain
from briefbook.problems import Problem

AnyRecord = TypeVar("AnyRecord", bound=Record)


def validate(model: type[AnyRecord], raw: Located, prose: ProseParser, problems: list[Problem]) -> AnyRecord:
    """Return ``raw`` as a record of what could be read, after its mistakes were added to ``problems``."""
    context = ReadingContext(prose)
    try:
        record = model.model_validate(raw, context=context)
    except ValidationError as error:  # it is not a map
        context.problems.extend(explain(error, ""))
        record = model.model_validate(LocatedDict(raw.where, is_cut=True), context=context)
    if not record.is_whole:
        record.__dict__["mentions"] = tuple(context.mentions)  # also those within what could not be read
    problems.extend(context.problems)
    return record
