"""What every kind of brief has: its front matter, and what a kind declares of itself."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar, NamedTuple

from pydantic import Field

from briefbook.model.briefs.parts import (
    Consent,
    Difference,
    Event,
    Expectation,
    Outcome,
    Participant,
    Question,
)
from briefbook.model.briefs.status import Milestone, Status
from briefbook.model.briefs.steps import Step
from briefbook.model.dated_facts import DatedFact
from briefbook.model.dates import PartialDate
from briefbook.model.fields import DatedText, DatedTexts, Day, FormerPlace, Id, Words, latest_text
from briefbook.model.labels import Label
from briefbook.model.records import records_of
from briefbook.model.releasable import Releasable


class Occasion(NamedTuple):
    """What took place: the name of its kind, "summit", and when."""

    name: str
    date: PartialDate


class BriefFacts(Releasable):
    """The front matter that every kind of brief has, and what a kind declares of itself.

    A kind is one class in a file of this folder, `briefs/KIND.html` and `sections/FOLDER.html` among the
    templates, and `overviews/front/FOLDER.html` if the front page is to show something of it. It declares its
    names and its fields; what else it declares has a default here. Nothing outside of the file asks for the
    class: the timeline, search, the horizon, the checks, the pages and the changes go by what is declared.
    """

    kind: ClassVar[str]
    """The name of the kind: `agreement`."""
    folder: ClassVar[str]
    """The folder of its briefs, and of their pages: `agreements`."""
    section_title: ClassVar[str]
    """The title of its section, which book.yml may change: "Agreements"."""
    groups: ClassVar[tuple[str, ...]] = ()
    """The groups of its section, in order; a group that is not named here comes after them."""
    ungrouped: ClassVar[str] = "Others"
    """What those that belong to no group are called, where its section has groups."""
    dating_fields: ClassVar[tuple[str, ...]] = ("events", "since")
    """The fields from which its dated facts come."""
    happens_once: ClassVar[tuple[str, ...]] = ()
    """The dated facts, by name, of which there can be only one: two dates for it contradict each other."""
    never_after: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """The dated facts, by name, each with those that cannot come after it: a mistake."""
    seldom_before: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """The dated facts, by name, each with those that seldom come before the first of it: a warning."""

    title: Annotated[Words, Label("Title")]
    short: Annotated[Words | None, Label("Short title")] = None
    aliases: Annotated[tuple[Words, ...], Label("Also known as")] = ()
    bottom_lines: Annotated[DatedTexts, Label("Bottom lines", each="Bottom line")] = Field(
        alias="bottom_line"
    )
    about: Annotated[Id | None, Label("About")] = None
    events: Annotated[tuple[Event, ...], Label("Dates", each="Event")] = ()
    expected: Annotated[tuple[Expectation, ...], Label("What was said to come", each="Expected")] = ()
    questions: Annotated[tuple[Question, ...], Label("Open questions", each="Question")] = ()
    sources_differ: Annotated[
        tuple[Difference, ...], Label("Where sources differ", each="Sources differ")
    ] = ()
    since: Annotated[tuple[Event, ...], Label("Since then")] = ()
    related: Annotated[tuple[Id, ...], Label("Related briefs", each="Related brief")] = ()
    owner: Annotated[Words | None, Label("Owner")] = None
    review_by: Annotated[Day | None, Label("To be reviewed by")] = None
    marking: Words | None = None
    change_notes: DatedTexts = Field((), alias="change_note")
    redirects_from: tuple[FormerPlace, ...] = ()
    """Where the brief was before: an id, or `section/id`."""

    @property
    def bottom_line(self) -> DatedText | None:
        """The bottom line that holds last."""
        return latest_text(self.bottom_lines)

    @property
    def names(self) -> tuple[str, ...]:
        """What a reader may call it: its title, its short title, its other names."""
        return tuple(filter(None, (self.title, self.short, *self.aliases)))

    @property
    def first_day(self) -> date | None:
        """The day of the first thing that it dates: before that day a book does not have it. None if none."""
        return min((each.begins.first for each in records_of(self) if each.begins), default=None)

    @property
    def status(self) -> Status | None:
        """The status of its matter; None if the kind has none."""
        return None

    @property
    def milestone(self) -> Milestone | None:
        """What a drawing counts of briefs like it; None if the kind counts nothing."""
        return None

    @property
    def has_reached_milestone(self) -> bool:
        """Whether its matter has come so far."""
        return False

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of its matter, in their order, as its page draws them; empty if it draws nothing."""
        return ()

    @property
    def group(self) -> str | None:
        """The group under which its section lists it; None if it belongs to none."""
        return None

    @property
    def listed_by(self) -> date | None:
        """The day by which its section lists it, the latest first; None if it lists briefs by name."""
        return None

    @property
    def occasion(self) -> Occasion | None:
        """What of its kind took place last, if its kind takes place; None if nothing has."""
        return None

    @property
    def lane(self) -> str:
        """The lane of what it dates, where the timeline is drawn."""
        return self.kind

    @property
    def has_rows(self) -> bool:
        """Whether the list of facts on its page has a row for a field of its kind."""
        return True

    @property
    def outcomes_by_grade(self) -> list[Outcome]:
        """The outcomes that it led to, firmest first."""
        return []

    def dated_facts(self) -> Iterator[DatedFact]:
        """Yield what it dates: the facts of its kind first, then its events."""
        return (event.as_dated_fact for event in (*self.events, *self.since))

    def attendance(self) -> Iterator[tuple[Participant, PartialDate]]:
        """Yield who took part in something, and when."""
        return iter(())

    def consents(self) -> Iterator[Consent]:
        """Yield what only a party to its matter can have done."""
        return iter(())
