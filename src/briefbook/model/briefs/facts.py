"""The front matter that every kind of brief has."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from briefbook.model.fields import (
    Date,
    DatedText,
    DatedTexts,
    Day,
    Fact,
    FormerPlace,
    Id,
    Sources,
    Text,
    Words,
    latest_text,
)
from briefbook.model.records import Contradiction, Record
from briefbook.model.vocabulary import Clearance
from briefbook.problems import suggest


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
