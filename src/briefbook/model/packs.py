"""Briefing packs."""

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from briefbook.model.briefs.parts import Participant
from briefbook.model.fields import Date, Day, Id, Text, Words, as_list, mistake
from briefbook.model.labels import Label
from briefbook.model.located import LocatedDict, LocatedStr
from briefbook.model.numbers import count_of
from briefbook.model.records import Contradiction, ReadingContext, Record
from briefbook.model.releasable import Releasable
from briefbook.model.times import TimeOfDay, parse_time


def _parse_time(value: Any) -> Any:
    try:
        return parse_time(str(value))
    except ValueError as error:
        raise mistake(str(error), "write it as 09:30, 09:30-10:15 or 09:30-10:15 IST") from None


Time = Annotated[
    TimeOfDay,
    BeforeValidator(_parse_time),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "description": "a time, or from when to when, and perhaps its zone"}),
]


class ProgrammeItem(Record):
    """What happens when in a programme, where, and with whom; the briefs that it needs."""

    day: Annotated[Day | None, Label("day")] = None
    """Its day, where the programme has several; it holds for those after it too."""
    time: Annotated[Time | None, Label("time")] = None
    text: Annotated[Text, Label("")]
    place: Annotated[Id | None, Label("place", phrase="at {}")] = None
    who: Annotated[tuple[Id, ...], BeforeValidator(as_list), Label("with", phrase="with {}")] = ()
    briefs: Annotated[tuple[Id, ...], BeforeValidator(as_list), Label("briefs", each="brief")] = ()

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield an end that comes before the beginning."""
        if self.time and self.time.end and self.time.end < self.time.start:
            what = f"{self.time}: it ends before it begins"
            yield Contradiction(("time",), what, "fix one of the two, unless it ends on the next day", True)


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


class PackFacts(Releasable):
    """A briefing pack: briefs in a given order for one occasion, and what to do there.

    The occasion may lie ahead: `date` says when it is, and `written` since when the pack is there.
    """

    lines: ClassVar[tuple[str, ...]] = ("lines_to_take", "if_raised", "avoid")
    """The fields that say what to say, and what not to."""

    title: Annotated[Words, Label("Title")]
    date: Annotated[Date | None, Label("Date")] = None
    place: Annotated[Id | None, Label("Place")] = None
    reader: Annotated[Words | None, Label("Reader")] = None
    notice: Annotated[Text | None, Label("Notice")] = None
    """What a reader must know of the pack before anything else, such as that its lines are samples."""
    purpose: Annotated[Text, Label("Purpose")]
    participants: Annotated[tuple[Participant, ...], Label("Participants", each="Participant")] = ()
    programme: Annotated[tuple[ProgrammeItem, ...], Label("Programme")] = ()
    zone: Annotated[Words | None, Label("Times of the programme")] = None
    """In what zone the times of the programme are that do not say so themselves."""
    briefs: Annotated[tuple[Id, ...], Field(min_length=1), Label("Briefs", each="Brief")]
    agenda: Annotated[tuple[AgendaItem, ...], Label("Agenda")] = ()
    objectives: Annotated[tuple[Text, ...], Label("Objectives", each="Objective")] = ()
    lines_to_take: Annotated[tuple[Text, ...], Label("Lines to take", each="Line to take")] = ()
    if_raised: Annotated[tuple[Answer, ...], Label("If raised")] = ()
    avoid: Annotated[tuple[Text, ...], Label("To avoid")] = ()
    next_steps: Annotated[tuple[Text, ...], Label("Next steps", each="Next step")] = ()
    lines_in_search: Annotated[bool, Label("Lines in search")] = False
    """Whether search finds the pack by what to say and what to avoid."""
    page_limit: Annotated[Annotated[int, count_of("pages")] | None, Label("Page limit")] = None
    marking: Annotated[Words | None, Label("Marking")] = None
