"""Briefing packs."""

from typing import Annotated, Any

from pydantic import Field

from briefbook.model.fields import Date, Id, Text, Words
from briefbook.model.labels import Label
from briefbook.model.located import LocatedDict, LocatedStr
from briefbook.model.numbers import count_of
from briefbook.model.records import ReadingContext, Record


class AgendaItem(Record):
    """A point of an agenda; the point alone is the short form."""

    text: Annotated[Text, Label("")]
    time: Annotated[Words | None, Label("time")] = None
    briefs: Annotated[tuple[Id, ...], Label("briefs", each="brief")] = ()

    @classmethod
    def expand(cls, raw: Any, context: ReadingContext) -> Any:
        """Return a point alone as a map."""
        return LocatedDict(raw.where, {"text": raw}) if isinstance(raw, LocatedStr) else raw


class Answer(Record):
    """What to say if a point is raised."""

    identity = ("point",)

    point: Annotated[Words, Label("point")]
    answer: Annotated[Text, Label("")]


class PackFacts(Record):
    """A briefing pack: briefs in a given order for one occasion, and what to do there."""

    dated_by = ("date",)

    title: Annotated[Words, Label("Title")]
    date: Annotated[Date | None, Label("Date")] = None
    place: Annotated[Id | None, Label("Place")] = None
    reader: Annotated[Words | None, Label("Reader")] = None
    notice: Annotated[Text | None, Label("Notice")] = None
    """What a reader must know of the pack before anything else, such as that its lines are samples."""
    purpose: Annotated[Text, Label("Purpose")]
    briefs: Annotated[tuple[Id, ...], Field(min_length=1), Label("Briefs", each="Brief")]
    agenda: Annotated[tuple[AgendaItem, ...], Label("Agenda")] = ()
    objectives: Annotated[tuple[Text, ...], Label("Objectives", each="Objective")] = ()
    lines_to_take: Annotated[tuple[Text, ...], Label("Lines to take", each="Line to take")] = ()
    if_raised: Annotated[tuple[Answer, ...], Label("If raised")] = ()
    avoid: Annotated[tuple[Text, ...], Label("To avoid")] = ()
    next_steps: Annotated[tuple[Text, ...], Label("Next steps", each="Next step")] = ()
    page_limit: Annotated[Annotated[int, count_of("pages")] | None, Label("Page limit")] = None
    marking: Annotated[Words | None, Label("Marking")] = None
