"""The records that briefs of several kinds hold, such as events and participants."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, get_args

from pydantic import BeforeValidator, ConfigDict, Field, PlainSerializer, ValidationInfo

from briefbook.model.dated_facts import DatedFact
from briefbook.model.fields import (
    Date,
    Fact,
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
from briefbook.model.json_values import write_reference
from briefbook.model.labels import Label
from briefbook.model.records import Contradiction, ReadingContext, Record, Reference
from briefbook.model.vocabulary import Direction, Grade
from briefbook.problems import suggest


class Event(Record):
    """Something dated that no other field holds."""

    dated_by = ("date",)

    date: Annotated[Date, Label("date")]
    text: Annotated[Text, Label("")]
    place: Annotated[Id | None, Label("place")] = None
    direction: Annotated[Direction | None, Label("direction")] = None
    same: Fact | None = None
    """The fact that this event is of another brief or an entity, which describes it for the timeline."""
    sources: Sources = ()

    @property
    def as_dated_fact(self) -> DatedFact:
        """The event as a dated fact of its brief."""
        return DatedFact(
            "event",
            self.date,
            self.where,
            self.sources,
            text=self.text,
            place=self.place,
            direction=self.direction,
            same=self.same,
        )


class Expectation(Record):
    """Something that was said to come: when that was said, when it is due, when it came true."""

    dated_by = ("stated",)
    forgets = ("met",)

    text: Annotated[Text, Label("")]
    stated: Annotated[Date, Label("said", phrase="said {}")]
    due: Annotated[Date | None, Label("due", phrase="due {}")] = None
    met: Annotated[Date | None, Label("met", phrase="met {}")] = None
    sources: Sources = ()

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield what came true, or was due, before it was said."""
        if self.met and self.stated and self.met.is_before(self.stated):
            yield Contradiction(("stated", "met"), "met before it was said", "fix 'stated' or 'met'")
        if self.due and self.stated and self.due.is_before(self.stated):
            yield Contradiction(("stated", "due"), "due before it was said", "fix 'stated' or 'due'")

    @property
    def is_open(self) -> bool:
        """Whether it has not come true."""
        return self.met is None


class Question(Record):
    """What nobody knows yet: why that matters, what would settle it, when the desk last looked."""

    identity = ("question",)
    dated_by = ("asked", "looked_at")
    forgets = ("looked_at", "answered")

    question: Annotated[Words, Label("")]
    why: Annotated[Text | None, Label("why it matters")] = None
    settled_by: Annotated[Text | None, Label("what would settle it")] = None
    asked: Annotated[Date | None, Label("asked", phrase="asked {}")] = None
    looked_at: Annotated[Date | None, Label("last looked at", phrase="last looked at {}")] = None
    answered: Annotated[Date | None, Label("answered", phrase="answered {}")] = None

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield a question that nothing dates, and an answer before the question."""
        if not self.has_read(*self.dated_by):
            return
        if not self.begins:
            fix = "add 'looked_at', the day on which the desk last looked for an answer"
            yield Contradiction(self.dated_by, "a question without a date", fix)
        elif self.answered and self.answered.is_before(self.begins):
            yield Contradiction(("answered",), "answered before it was asked", "fix 'answered' or 'asked'")

    @property
    def is_open(self) -> bool:
        """Whether it has not been answered."""
        return self.answered is None


class Account(Record):
    """What one side says where sources differ."""

    says: Annotated[Text, Label("")]
    sources: Sources = ()


class Difference(Record):
    """A point on which sources disagree, with each account and the one that the book follows."""

    identity = ("about",)
    known_as = "{label} on “{name}”"
    model_config = ConfigDict(populate_by_name=True)
    dated_by = ("since",)
    codes = ("fact", "follows")

    about: Annotated[Words, Label("about")]
    since: Annotated[Date | None, Label("from", phrase="from {}")] = Field(None, alias="from")
    fact: Annotated[Words | None, Label("fact in question", phrase="", is_term=True)] = None
    """The name of the brief's fact in question, if it is in a field: `signature`, `meeting`."""
    accounts: Annotated[dict[str, Account], Field(min_length=2), Label("accounts", each="account")]
    follows: Annotated[
        Words | None, Label("account that the book follows", phrase="the book follows “{}”")
    ] = None
    because: Annotated[Text | None, Label("why")] = None

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield what is wrong with the names of the accounts."""
        if self.accounts is None:
            return
        if not all(name.strip() for name in self.accounts):
            yield Contradiction(("accounts",), "an account without a name", "say before it whose it is")
        if self.follows is not None and self.follows not in self.accounts:
            what = f"follows {self.follows!r}, which is not an account here"
            yield Contradiction(("follows",), what, suggest(self.follows, self.accounts))


class Participant(Record):
    """Who took part in a meeting, and as what; `id [@key]` is the short form."""

    identity = ("who",)
    known_as = "{label} {name}"
    model_config = ConfigDict(populate_by_name=True)

    who: Annotated[Id, Label("")]
    role: Annotated[Words | None, Label("role", phrase="as {}")] = Field(None, alias="as")
    sources: Sources = ()

    @classmethod
    def expand(cls, raw: Any, context: ReadingContext) -> Any:
        """Return `id [@key]` as a map."""
        return expand_cited(raw, "who")


def _parse_readout(value: Any, info: ValidationInfo) -> Any:
    return str(value) if value in SHARED_READOUTS else parse_id(value, info)


SHARED_READOUTS = ("both", "press")
"""Whose readout gives an outcome, where no one organisation's does: both sides', or the press only."""

Readout = Annotated[Reference | str, BeforeValidator(_parse_readout), PlainSerializer(write_reference)]


class Outcome(Record):
    """What a meeting led to: how firm it is, whose readout gives it, who is to act, and what followed."""

    dated_by = ("date",)
    codes = ("readout",)

    grade: Annotated[Grade, Label("")]
    text: Annotated[Text, Label("")]
    date: Annotated[Date | None, Label("date")] = None
    readout: Annotated[Readout, Label("whose readout")]
    owner: Annotated[tuple[Id, ...], BeforeValidator(as_list), Label("to act", phrase="to act: {}")] = ()
    followed: Annotated[tuple[Event, ...], Label("what followed")] = ()
    sources: Sources = ()

    @classmethod
    def expand(cls, raw: Any, context: ReadingContext) -> Any:
        """Return `{agreed: text, …}` with its grade and its text apart."""
        form = TermForm("grade", get_args(Grade), "text", "an outcome")
        return expand_term(raw, form, cls.model_fields, context.problems)

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield what followed from it before it came about."""
        if self.date and any(event.date and event.date.is_before(self.date) for event in self.followed):
            what = "what followed is dated before the outcome"
            yield Contradiction(("followed",), what, "fix its date, or that of the outcome")

    @property
    def firmness(self) -> int:
        """How firm it is: 0 for the firmest grade, one more for each that follows."""
        return get_args(Grade).index(self.grade)


@dataclass(frozen=True)
class Consent:
    """What binds one to an agreement, such as a ratification: who did it, and who the parties are."""

    action: str
    who: Reference
    parties: frozenset[str]
