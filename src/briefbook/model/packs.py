"""Briefing packs."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from briefbook.model.fields import Date, Id, Text, Words, mistake
from briefbook.model.located import LocatedDict, LocatedStr
from briefbook.model.records import ReadingContext, Record


class AgendaItem(Record):
    """A point of an agenda; the point alone is the short form."""

    text: Text
    time: Words | None = None
    briefs: tuple[Id, ...] = ()

    @classmethod
    def expand(cls, raw: Any, context: ReadingContext) -> Any:
        """Return a point alone as a map."""
        return LocatedDict(raw.where, {"text": raw}) if isinstance(raw, LocatedStr) else raw


class Answer(Record):
    """What to say if a point is raised."""

    point: Words
    answer: Text


def _parse_page_limit(value: object) -> object:
    if not str(value).isdecimal() or int(str(value)) == 0:
        raise mistake(f"{str(value)!r} is no number of pages", "write a whole number from 1 up")
    return int(str(value))


class PackFacts(Record):
    """A briefing pack: briefs in a given order for one occasion, and what to do there."""

    dated_by = ("date",)

    title: Words
    date: Date | None = None
    place: Id | None = None
    reader: Words | None = None
    notice: Text | None = None
    """What a reader must know of the pack before anything else, such as that its lines are samples."""
    purpose: Text
    briefs: Annotated[tuple[Id, ...], Field(min_length=1)]
    agenda: tuple[AgendaItem, ...] = ()
    objectives: tuple[Text, ...] = ()
    lines_to_take: tuple[Text, ...] = ()
    if_raised: tuple[Answer, ...] = ()
    avoid: tuple[Text, ...] = ()
    next_steps: tuple[Text, ...] = ()
    page_limit: Annotated[int, BeforeValidator(_parse_page_limit)] | None = None
    marking: Words | None = None
