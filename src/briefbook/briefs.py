"""The kinds of brief, as their front matter declares them."""

from collections.abc import Iterator, Mapping
from operator import attrgetter
from typing import Annotated, Any, ClassVar, Literal, get_args

from pydantic import BeforeValidator, ConfigDict, Field, ValidationInfo

from briefbook.dates import PartialDate, is_date
from briefbook.errors import suggest
from briefbook.fields import (
    Cited,
    CitedDate,
    Date,
    DatedText,
    DatedTexts,
    Day,
    Fact,
    FormerPlace,
    Id,
    KnownDate,
    Sources,
    TermForm,
    Text,
    Words,
    as_list,
    expand_cited,
    expand_term,
    latest_text,
    parse_id,
)
from briefbook.records import Contradiction, ReadingContext, Record, Reference
from briefbook.vocabulary import (
    BINDING_INSTRUMENTS,
    Clearance,
    Grade,
    Instrument,
    MeetingFormat,
    Stage,
    TreatyAction,
)
from briefbook.yaml_tree import LocatedDict, LocatedList, LocatedStr


class Event(Record):
    """Something dated that no other field holds."""

    dated_by = ("date",)

    date: Date
    text: Text
    place: Id | None = None
    same: Fact | None = None
    """The fact of a brief or an entity that this event is: told in full there, and once in the timeline."""
    sources: Sources = ()


class Expectation(Record):
    """Something that was said to come: when that was said, when it is due, when it came true."""

    dated_by = ("stated",)
    forgets = ("met",)

    text: Text
    stated: Date
    due: Date | None = None
    met: Date | None = None
    sources: Sources = ()

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield what came true before it was said."""
        if self.met and self.stated and self.met.latest < self.stated.earliest:
            yield Contradiction(("stated", "met"), "met before it was said", "mend 'stated' or 'met'")

    @property
    def is_open(self) -> bool:
        """Whether it has not come true."""
        return self.met is None


class Account(Record):
    """What one side says where sources differ."""

    says: Text
    sources: Sources = ()


class Difference(Record):
    """A point on which sources disagree, with each account and the one that the book follows."""

    model_config = ConfigDict(populate_by_name=True)
    dated_by = ("since",)
    codes = ("fact", "follows")

    about: Words
    since: Date | None = Field(None, alias="from")
    fact: Words | None = None
    """The name of the brief's fact in question, where it stands in a field: `signature`, `meeting`."""
    accounts: Annotated[dict[str, Account], Field(min_length=2)]
    follows: Words | None = None
    because: Text | None = None

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield what is wrong with the names of the accounts."""
        if self.accounts is None:
            return
        if not all(name.strip() for name in self.accounts):
            yield Contradiction(("accounts",), "an account without a name", "say before it whose it is")
        if self.follows is not None and self.follows not in self.accounts:
            what = f"follows {self.follows!r}, which is no account here"
            yield Contradiction(("follows",), what, suggest(self.follows, self.accounts))


class BriefFacts(Record):
    """The front matter that every kind of brief has."""

    kind: ClassVar[str]
    folder: ClassVar[str]
    section_title: ClassVar[str]

    title: Words
    short: Words | None = None
    aliases: tuple[Words, ...] = ()
    bottom_lines: DatedTexts = Field(alias="bottom_line")
    about: Id | None = None
    events: tuple[Event, ...] = ()
    expected: tuple[Expectation, ...] = ()
    sources_differ: tuple[Difference, ...] = ()
    since: tuple[Event, ...] = ()
    related: tuple[Id, ...] = ()
    owner: Words | None = None
    clearance: Clearance = "draft"
    cleared_by: Words | None = None
    cleared_on: Day | None = None
    review_by: Day | None = None
    embargo_until: Day | None = None
    marking: Words | None = None
    written: Day | None = None
    change_notes: DatedTexts = Field((), alias="change_note")
    redirects_from: tuple[FormerPlace, ...] = ()
    """Where the brief stood before: an id, or `section/id`."""

    @property
    def bottom_line(self) -> DatedText | None:
        """The bottom line that holds last."""
        return latest_text(self.bottom_lines)


class Action(Record):
    """One step in the life of an instrument; an unknown date is ``None``."""

    dated_by = ("date",)
    holds_undated = True

    action: TreatyAction
    date: KnownDate
    place: Id | None = None
    by: tuple[Id, ...] = ()
    text: Text | None = None
    sources: Sources = ()


class Agreement(BriefFacts):
    """An instrument between states, binding or political."""

    kind: ClassVar[str] = "agreement"
    folder: ClassVar[str] = "agreements"
    section_title: ClassVar[str] = "Agreements"
    short_forms: ClassVar[Mapping[str, str]] = {"signed": "actions", "in_force": "actions"}

    type: Cited[Instrument]
    binding: bool | None = None
    parties: tuple[Cited[Id], ...] = ()
    official_title: Cited[Words] | None = None
    actions: Annotated[tuple[Action, ...], Field(min_length=1)]
    duration: Cited[Text] | None = None

    @property
    def binds(self) -> bool:
        """Whether the instrument binds: by its type, unless the author says otherwise."""
        return self.type.value in BINDING_INSTRUMENTS if self.binding is None else self.binding

    @property
    def nature(self) -> Literal["binding", "political", "unknown"]:
        """Whether the instrument binds, in a word; unknown where neither its type nor the author says."""
        if self.type.value == "unknown" and self.binding is None:
            return "unknown"
        return "binding" if self.binds else "political"

    @classmethod
    def expand(cls, raw: Any, context: ReadingContext) -> Any:
        """Return `signed` and `in_force` as actions."""
        if not isinstance(raw, LocatedDict):
            return raw
        actions = LocatedList(raw.where)
        for key, name in (("signed", "signature"), ("in_force", "entry-into-force")):
            if key in raw:
                actions.append(_short_action(name, raw[key]))
        written = raw.get("actions", [])
        if not actions and "actions" not in raw:
            return raw
        tree = raw.having({k: v for k, v in raw.items() if k not in cls.short_forms})
        tree["actions"] = (
            LocatedList(raw.where, [*actions, *written]) if isinstance(written, list) else written
        )
        return tree


def _short_action(name: str, raw: Any) -> Any:
    """Return the action that a cited date stands for, in its short or its long form."""
    cited = expand_cited(raw, "value")
    if not isinstance(cited, LocatedDict):
        return cited
    fields = {"date" if key == "value" else key: value for key, value in cited.items()}
    return LocatedDict(raw.where, {**fields, "action": LocatedStr(name, raw.key_where)})


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


class StageReached(Record):
    """A stage of a technology project, and when it was reached."""

    dated_by = ("date",)
    holds_undated = True

    stage: Stage
    date: KnownDate
    text: Text | None = None
    sources: Sources = ()

    @classmethod
    def expand(cls, raw: Any, context: ReadingContext) -> Any:
        """Return `{talks: date, …}` with its stage and its date apart."""
        form = TermForm("stage", get_args(Stage), "date", "a stage")
        return expand_term(raw, form, cls.model_fields, context.problems)


class Technology(BriefFacts):
    """A technology project, from first talk to service."""

    kind: ClassVar[str] = "technology"
    folder: ClassVar[str] = "technology"
    section_title: ClassVar[str] = "Technology collaboration"

    partners: tuple[Cited[Id], ...] = ()
    stages: tuple[StageReached, ...]


class Context(BriefFacts):
    """Strategic context: an answer to a question that the desk is asked."""

    kind: ClassVar[str] = "context"
    folder: ClassVar[str] = "context"
    section_title: ClassVar[str] = "Strategic context"

    question: Words | None = None


KINDS: Mapping[str, type[BriefFacts]] = {
    kind.folder: kind for kind in (Agreement, Meeting, Technology, Context)
}
"""The kinds of brief, by the folder that gives them. A fifth is one more class here, and its templates."""
