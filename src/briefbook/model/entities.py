"""People, organisations, places, programmes, offices."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Self

from pydantic import ConfigDict, Field

from briefbook.model.dated_facts import DatedFact, latest
from briefbook.model.dates import PartialDate
from briefbook.model.fields import (
    CitedDate,
    Date,
    DatedText,
    DatedTexts,
    Id,
    Sources,
    Text,
    Words,
    latest_text,
)
from briefbook.model.labels import Label
from briefbook.model.records import Contradiction, Record
from briefbook.model.vocabulary import EntityType, Service


class NativeName(Record):
    """A name in its own script; ``lang`` is a BCP 47 tag."""

    text: Annotated[Words, Label("")]
    lang: Words


class Post(Record):
    """An office that a person held, and when: one of the register, or one that only the post names."""

    identity = ("post", "organisation")
    model_config = ConfigDict(populate_by_name=True)
    dated_by = ("since", "held_on")
    forgets = ("until", "held_on")

    office: Id | None = None
    """Its entry in the register, which says what the post itself does not; readers see that."""
    post: Annotated[Words, Label("post")] = ""
    organisation: Annotated[Id | None, Label("organisation")] = None
    since: Annotated[Date | None, Label("from", phrase="from {}")] = Field(None, alias="from")
    until: Annotated[Date | None, Label("until", phrase="until {}")] = None
    held_on: Annotated[Date | None, Label("in office on", phrase="in office on {}")] = None
    """A date at which it was held, or the span between two such dates, where the beginning is not known."""
    sources: Sources = ()

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield a post without a name, an end before the beginning, a time in office outside of them."""
        held, since, until = self.held_on, self.since, self.until
        if not self.post and not self.office and self.has_read("post", "office"):
            yield Contradiction(("post",), "required key 'post' is missing", "add 'office' or 'post'")
        if until and self.begins and until.is_before(self.begins):
            yield Contradiction((*self.dated_by, "until"), "the post ends before it begins", "fix its dates")
        elif held and ((since and held.is_before(since)) or (until and until.is_before(held))):
            what = "in office on a date at which the post was not held"
            yield Contradiction((*self.dated_by, "until"), what, "fix 'held_on', 'from' or 'until'")

    @property
    def key(self) -> tuple[str, ...]:
        """What two posts share that are of one office."""
        return (
            (self.office.id,)
            if self.office
            else (self.post, self.organisation.id if self.organisation else "")
        )

    def in_office(self, office: "Office") -> Self:
        """Return the post with the name and the organisation of its office, where it has none of its own."""
        organisation = self.organisation or office.organisation
        return self.having(post=self.post or office.name, organisation=organisation)

    def is_held_on(self, day: PartialDate) -> bool:
        """Return whether the post is known to have been held at some time of ``day``."""
        if self.since is None:
            return self.held_on is not None and self.held_on.may_be(day)
        return not day.is_before(self.since) and (self.until is None or not self.until.is_before(day))


class EntityFacts(Record):
    """A person, an organisation, a place, a programme or an office, and what each declares of itself."""

    kind: ClassVar[str]
    has_page: ClassVar[bool] = True
    """Whether it has a page of its own, where no brief represents it."""
    dating_fields: ClassVar[tuple[str, ...]] = ()
    """The fields from which its dated facts come."""
    completed_by: ClassVar[tuple[str, ...]] = ("descriptions",)
    lane: ClassVar[str | None] = None
    """The lane of what it dates, where the timeline is drawn; None leaves it to the list."""

    name: Annotated[Words, Label("Name")]
    short: Annotated[Words | None, Label("Short name")] = None
    native: Annotated[NativeName | None, Label("Native name")] = None
    romanised: Annotated[Words | None, Label("Romanised")] = None
    variants: Annotated[tuple[Words, ...], Label("Also spelt")] = ()
    wrong_forms: Annotated[tuple[Words, ...], Label("Wrong forms", each="Wrong form")] = Field(
        (), alias="not"
    )
    descriptions: Annotated[DatedTexts, Label("Descriptions", each="Description")] = Field(
        (), alias="description"
    )
    sources: Sources = ()

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every form of the name, right or wrong."""
        native = (self.native.text,) if self.native else ()
        others = (self.short, self.romanised)
        return (self.name, *filter(None, others), *native, *self.variants, *self.wrong_forms)

    @property
    def mentioned_as(self) -> tuple[str, ...]:
        """The words that a page has for naming it."""
        return self.all_names

    @property
    def description(self) -> DatedText | None:
        """The description that holds last."""
        return latest_text(self.descriptions)

    @property
    def held_posts(self) -> tuple[Post, ...]:
        """The posts that it held, if it is a person."""
        return ()

    @property
    def held_exercise(self) -> "Exercise | None":
        """The series of exercises that it is, if it is one."""
        return None

    def in_offices(self, offices: Mapping[str, "Office"]) -> Self:
        """Return it with what the register of offices, by id, says of its posts."""
        return self

    def dated_facts(self) -> Iterator[DatedFact]:
        """Yield what it dates."""
        return iter(())


class Person(EntityFacts):
    """A person, with the posts held."""

    kind: ClassVar[str] = "person"
    dating_fields: ClassVar[tuple[str, ...]] = ("posts",)

    posts: Annotated[tuple[Post, ...], Label("Posts", each="Post")] = ()

    @property
    def held_posts(self) -> tuple[Post, ...]:
        """The posts that the person held."""
        return self.posts

    def in_offices(self, offices: Mapping[str, "Office"]) -> Self:
        """Return the person, each post with the name and the organisation of its office."""
        posts = tuple(
            post.in_office(offices[post.office.id]) if post.office and post.office.id in offices else post
            for post in self.posts
        )
        return self.having(posts=posts)

    def dated_facts(self) -> Iterator[DatedFact]:
        """Yield since when each post was held."""
        for post in self.posts:
            yield DatedFact("post", post.since, post.where, post.sources, post.post)


class Organisation(EntityFacts):
    """A state, a ministry, a force, a company, a group."""

    kind: ClassVar[str] = "organisation"

    part_of: Annotated[Id | None, Label("Part of")] = None


class Office(EntityFacts):
    """An office that one person after another holds: their posts say who, and when."""

    kind: ClassVar[str] = "office"
    has_page: ClassVar[bool] = False

    organisation: Annotated[Id | None, Label("Organisation")] = None
    counterpart: Annotated[Id | None, Label("Counterpart")] = None
    """The office beside which it is shown; one of the two names the other."""


class Place(EntityFacts):
    """A place."""

    kind: ClassVar[str] = "place"

    country: Annotated[Words | None, Label("Country")] = None

    @property
    def mentioned_as(self) -> tuple[str, ...]:
        """The words that a page has for naming it: its country too."""
        return (*self.all_names, self.country) if self.country else self.all_names


class ExerciseRun(Record):
    """One time that an exercise was held."""

    identity = ("date",)
    known_as = "{label} of {name}"
    dated_by = ("date",)

    date: Annotated[Date, Label("date")]
    edition: Annotated[Words | None, Label("edition")] = None
    place: Annotated[Id | None, Label("place")] = None
    text: Annotated[Text | None, Label("")] = None
    sources: Sources = ()


class Exercise(Record):
    """A series of exercises: whose forces take part, and when it was held."""

    model_config = ConfigDict(populate_by_name=True)

    service: Annotated[Service, Label("service")]
    partners: Annotated[tuple[Id, ...], Label("partners", each="partner")] = Field((), alias="with")
    began: Annotated[CitedDate | None, Label("began")] = None
    runs: Annotated[tuple[ExerciseRun, ...], Label("runs", each="run")] = ()

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield a run before the first one."""
        began = self.began.value if self.began else None
        if began and any(run.date and run.date.is_before(began) for run in self.runs):
            what = "a run before the exercise began"
            yield Contradiction(("began", "runs"), what, "fix 'began' or the run")

    @property
    def latest_run(self) -> ExerciseRun | None:
        """The run that was held last; None if none is known."""
        return latest(self.runs)


class Programme(EntityFacts):
    """A programme, a class of ship, a series of exercises."""

    kind: ClassVar[str] = "programme"
    dating_fields: ClassVar[tuple[str, ...]] = ("exercise",)
    lane: ClassVar[str | None] = "exercise"

    exercise: Annotated[Exercise | None, Label("Exercise")] = None

    @property
    def held_exercise(self) -> Exercise | None:
        """The series of exercises that the programme is, if it is one."""
        return self.exercise

    def dated_facts(self) -> Iterator[DatedFact]:
        """Yield each time that the exercise was held."""
        for run in self.exercise.runs if self.exercise else ():
            label = f"{run.edition} run" if run.edition else "Run"
            yield DatedFact("run", run.date, run.where, run.sources, label, run.text, run.place)


ENTITY_TYPES: Mapping[EntityType, type[EntityFacts]] = {
    "people": Person,
    "organisations": Organisation,
    "places": Place,
    "programmes": Programme,
    "offices": Office,
}
