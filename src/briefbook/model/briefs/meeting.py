"""Meetings: who met when and where, and what came of it."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Annotated, Any, ClassVar, get_args

from pydantic import BeforeValidator, ConfigDict, Field, ValidationInfo

from briefbook.model.briefs.facts import BriefFacts, Event
from briefbook.model.dates import PartialDate, is_date
from briefbook.model.fields import (
    Cited,
    CitedDate,
    Date,
    Id,
    Sources,
    TermForm,
    Text,
    Words,
    as_list,
    expand_cited,
    expand_term,
    parse_id,
)
from briefbook.model.located import LocatedDict, LocatedList
from briefbook.model.records import Contradiction, ReadingContext, Record, Reference
from briefbook.model.vocabulary import Grade, MeetingFormat


class Participant(Record):
    """Who took part in a meeting, and as what; `id [@key]` is the short form."""

    model_config = ConfigDict(populate_by_name=True)

    who: Id
    role: Words | None = Field(None, alias="as")
    sources: Sources = ()

    @classmethod
    def expand(cls, raw: Any, context: ReadingContext) -> Any:
        """Return `id [@key]` as a map."""
        return expand_cited(raw, "who")


class Occurrence(Record):
    """One meeting of a series."""

    dated_by = ("date",)

    date: Date
    place: Id | None = None
    text: Text | None = None
    participants: tuple[Participant, ...] = Field((), alias="with")
    sources: Sources = ()


def _parse_readout(value: Any, info: ValidationInfo) -> Any:
    return str(value) if value in SHARED_READOUTS else parse_id(value, info)


SHARED_READOUTS = ("both", "press")
"""Whose readout gives an outcome, where no one organisation's does: both sides', or the press only."""

Readout = Annotated[Reference | str, BeforeValidator(_parse_readout)]


class Outcome(Record):
    """What a meeting led to: how firm it is, whose readout gives it, who is to act, and what followed."""

    dated_by = ("date",)
    codes = ("readout",)

    grade: Grade
    text: Text
    date: Date | None = None
    readout: Readout
    owner: Annotated[tuple[Id, ...], BeforeValidator(as_list)] = ()
    followed: tuple[Event, ...] = ()
    sources: Sources = ()

    @classmethod
    def expand(cls, raw: Any, context: ReadingContext) -> Any:
        """Return `{agreed: text, …}` with its grade and its text apart."""
        form = TermForm("grade", get_args(Grade), "text", "an outcome")
        return expand_term(raw, form, cls.model_fields, context.problems)

    @property
    def firmness(self) -> int:
        """How firm it is: 0 for the firmest grade, one more for each that follows."""
        return get_args(Grade).index(self.grade)


class Meeting(BriefFacts):
    """A meeting, a series of meetings, or a body that is to meet."""

    kind: ClassVar[str] = "meeting"
    folder: ClassVar[str] = "meetings"
    section_title: ClassVar[str] = "Meetings"

    format: Cited[MeetingFormat]
    date: CitedDate | None = None
    place: Cited[Id] | None = None
    meetings: tuple[Occurrence, ...] | None = None
    participants: tuple[Participant, ...] = Field((), alias="with")
    outcomes: tuple[Outcome, ...] = ()

    @classmethod
    def expand(cls, raw: Any, context: ReadingContext) -> Any:
        """Give the outcomes of a single meeting its date."""
        if not isinstance(raw, LocatedDict) or not isinstance(raw.get("outcomes"), LocatedList):
            return raw
        cited = expand_cited(raw.get("date"), "value")
        day = cited.get("value") if isinstance(cited, LocatedDict) else None
        if day is None or not is_date(day):
            return raw
        outcomes = [
            each.having({**each, "date": each.get("date", day)}) if isinstance(each, LocatedDict) else each
            for each in raw["outcomes"]
        ]
        return raw.having({**raw, "outcomes": LocatedList(raw["outcomes"].where, outcomes)})

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield what is wrong with its time."""
        time = ("date", "place", "meetings")
        if not self.has_read(*time):
            return
        single = self.date or self.place
        if (self.date is None) == (self.meetings is None) or (single and self.meetings is not None):
            what = "a meeting has either 'date' and 'place' or 'meetings'"
            fix = "give the date, or the meetings of a series ('[]' if none yet)"
            yield Contradiction(time, what, fix)
        elif any(outcome.date is None and outcome.has_read("date") for outcome in self.outcomes):
            what = "in a series an outcome without a date"
            yield Contradiction(("outcomes",), what, "add the 'date' of its meeting")

    @property
    def outcomes_by_grade(self) -> list[Outcome]:
        """The outcomes, firmest first."""
        return sorted(self.outcomes, key=attrgetter("firmness"))

    @property
    def dates(self) -> tuple[PartialDate, ...]:
        """When it met, latest first."""
        single = (self.date.value,) if self.date else ()
        return tuple(sorted((*single, *(each.date for each in self.meetings or ())), reverse=True))
