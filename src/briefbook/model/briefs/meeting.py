"""Meetings: who met when and where, and what came of it."""

import datetime
from collections.abc import Iterator
from operator import attrgetter
from typing import Annotated, Any, ClassVar

from pydantic import Field

from briefbook.model.briefs.facts import BriefFacts, Occasion
from briefbook.model.briefs.parts import Outcome, Participant
from briefbook.model.briefs.status import Status
from briefbook.model.dated_facts import DatedFact, by_date
from briefbook.model.dates import PartialDate, is_date
from briefbook.model.fields import (
    Cited,
    CitedDate,
    Date,
    Id,
    Sources,
    Text,
    expand_cited,
)
from briefbook.model.labels import Label
from briefbook.model.located import LocatedDict, LocatedList, LocatedStr
from briefbook.model.records import Contradiction, ReadingContext, Record
from briefbook.model.vocabulary import MeetingFormat, words


class Occurrence(Record):
    """One meeting of a series."""

    identity = ("date",)
    known_as = "{label} of {name}"
    dated_by = ("date",)
    completed_by = ("participants",)

    date: Annotated[Date, Label("date")]
    place: Annotated[Id | None, Label("place")] = None
    text: Annotated[Text | None, Label("")] = None
    participants: Annotated[tuple[Participant, ...], Label("Participants", each="Participant")] = Field(
        (), alias="with"
    )
    sources: Sources = ()


class Meeting(BriefFacts):
    """A meeting, a series of meetings, or a body that is to meet."""

    kind: ClassVar[str] = "meeting"
    folder: ClassVar[str] = "meetings"
    section_title: ClassVar[str] = "Meetings"
    dating_fields: ClassVar[tuple[str, ...]] = ("date", "meetings", "outcomes", *BriefFacts.dating_fields)

    format: Annotated[Cited[MeetingFormat], Label("Format")]
    date: Annotated[CitedDate | None, Label("Date")] = None
    place: Annotated[Cited[Id] | None, Label("Place")] = None
    meetings: Annotated[tuple[Occurrence, ...] | None, Label("Meetings held", each="Meeting")] = None
    participants: Annotated[tuple[Participant, ...], Label("Participants", each="Participant")] = Field(
        (), alias="with"
    )
    outcomes: Annotated[tuple[Outcome, ...], Label("Outcomes", each="Outcome")] = ()

    @classmethod
    def expand(cls, raw: Any, context: ReadingContext) -> Any:
        """Give the outcomes of a single meeting its date."""
        if not isinstance(raw, LocatedDict) or not isinstance(raw.get("outcomes"), LocatedList):
            return raw
        cited = expand_cited(raw.get("date"), "value")
        day = cited.get("value") if isinstance(cited, LocatedDict) else None
        if not isinstance(day, LocatedStr) or not is_date(day.as_line):
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
    def first_day(self) -> datetime.date | None:
        """The day of a single meeting, whatever else its brief dates."""
        return self.date.value.first if self.date else super().first_day

    @property
    def status(self) -> Status:
        """Whether it was held, and when last."""
        held = self.latest_date
        return Status("held", "Held", held) if held else Status("not-held", "No meeting held")

    @property
    def listed_by(self) -> datetime.date:
        """The day on which it was held last."""
        return self.latest_date.earliest if self.latest_date else datetime.date.min

    @property
    def outcomes_by_grade(self) -> list[Outcome]:
        """The outcomes, firmest first."""
        return sorted(self.outcomes, key=attrgetter("firmness"))

    @property
    def dates(self) -> tuple[PartialDate, ...]:
        """When it met, latest first."""
        single = (self.date.value,) if self.date else ()
        return tuple(sorted((*single, *(each.date for each in self.meetings or ())), reverse=True))

    @property
    def latest_date(self) -> PartialDate | None:
        """When it met last; None if it never did."""
        return self.dates[0] if self.dates else None

    @property
    def occasion(self) -> Occasion | None:
        """Its last meeting, by its format."""
        return Occasion(words(self.format.value), self.latest_date) if self.latest_date else None

    @property
    def in_order(self) -> list[Occurrence]:
        """The meetings of a series, by date."""
        return by_date(self.meetings or ())

    @property
    def latest_participants(self) -> tuple[Participant, ...]:
        """Who takes part: in a series without a list of its own, who took part in the last meeting."""
        held = self.in_order
        return self.participants or (held[-1].participants if held else ())

    def dated_facts(self) -> Iterator[DatedFact]:
        """Yield each time that it was held, what followed from its outcomes, and its events."""
        if self.date:
            place = self.place.value if self.place else None
            yield DatedFact("meeting", self.date.value, self.date.where, self.date.sources, place=place)
        for held in self.meetings or ():
            yield DatedFact("meeting", held.date, held.where, held.sources, text=held.text, place=held.place)
        yield from (event.as_dated_fact for outcome in self.outcomes for event in outcome.followed)
        yield from super().dated_facts()

    def attendance(self) -> Iterator[tuple[Participant, PartialDate]]:
        """Yield who took part in each meeting, and when it was held."""
        if self.date:
            yield from ((each, self.date.value) for each in self.participants)
        for held in self.meetings or ():
            yield from ((each, held.date) for each in held.participants)
