"""What stands beside the briefs: `book.yml`, and the registers of entities, sources and terms."""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import quote

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field

from briefbook.briefs import KINDS
from briefbook.fields import (
    CitedDate,
    Date,
    DatedText,
    DatedTexts,
    Day,
    Id,
    Sources,
    Text,
    Words,
    as_list,
    latest_text,
    mistake,
)
from briefbook.records import Contradiction, ReadingContext, Record
from briefbook.vocabulary import EntityType, Reliability, Service
from briefbook.yaml_tree import LocatedDict, LocatedStr


def _parse_percentage(value: object) -> object:
    try:
        share = int(str(value))
    except ValueError:
        share = -1
    if not 0 <= share <= 100:
        raise mistake(f"{str(value)!r} is no share in per cent", "write a whole number from 0 to 100")
    return share


Percentage = Annotated[int, BeforeValidator(_parse_percentage)]


class NativeName(Record):
    """A name in its own script; ``lang`` is a BCP 47 tag."""

    text: Words
    lang: Words


class Post(Record):
    """An office that a person held, and when."""

    model_config = ConfigDict(populate_by_name=True)
    dated_by = ("since", "held_on")
    forgets = ("until",)

    post: Words
    organisation: Id | None = None
    since: Date | None = Field(None, alias="from")
    until: Date | None = None
    held_on: Date | None = None
    """A date at which it was held, or the span between two such dates, where the beginning is not known."""
    sources: Sources = ()

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield an end before the beginning."""
        if self.until and self.begins and self.until.latest < self.begins.earliest:
            yield Contradiction((*self.dated_by, "until"), "the post ends before it begins", "mend its dates")


class EntityFacts(Record):
    """A person, an organisation, a place or a programme."""

    kind: ClassVar[str]

    name: Words
    short: Words | None = None
    native: NativeName | None = None
    romanised: Words | None = None
    variants: tuple[Words, ...] = ()
    wrong_forms: tuple[Words, ...] = Field((), alias="not")
    descriptions: DatedTexts = Field((), alias="description")
    sources: Sources = ()

    @property
    def all_names(self) -> tuple[str, ...]:
        """Every form of the name, right or wrong."""
        native = (self.native.text,) if self.native else ()
        others = (self.short, self.romanised)
        return (self.name, *filter(None, others), *native, *self.variants, *self.wrong_forms)

    @property
    def description(self) -> DatedText | None:
        """The description that holds last."""
        return latest_text(self.descriptions)


class Person(EntityFacts):
    """A person, with the posts held."""

    kind: ClassVar[str] = "person"

    posts: tuple[Post, ...] = ()


class Organisation(EntityFacts):
    """A state, a ministry, a force, a company, a group."""

    kind: ClassVar[str] = "organisation"

    part_of: Id | None = None


class Place(EntityFacts):
    """A place."""

    kind: ClassVar[str] = "place"

    country: Words | None = None


class ExerciseRun(Record):
    """One time that an exercise was held."""

    dated_by = ("date",)

    date: Date
    edition: Words | None = None
    place: Id | None = None
    text: Text | None = None
    sources: Sources = ()


class Exercise(Record):
    """A series of exercises: whose forces take part, and when it was held."""

    model_config = ConfigDict(populate_by_name=True)

    service: Service
    partners: tuple[Id, ...] = Field((), alias="with")
    began: CitedDate | None = None
    runs: tuple[ExerciseRun, ...] = ()


class Programme(EntityFacts):
    """A programme, a class of ship, a series of exercises."""

    kind: ClassVar[str] = "programme"

    exercise: Exercise | None = None


ENTITY_TYPES: Mapping[EntityType, type[EntityFacts]] = {
    "people": Person,
    "organisations": Organisation,
    "places": Place,
    "programmes": Programme,
}


def _check_web_address(url: str | None) -> str | None:
    if url is not None and not re.match(r"https?://[^\s/]+", url):
        raise mistake(f"{url!r} is no web address", "begin it with https:// or http://")
    return url


class TermFacts(Record):
    """An entry in the glossary."""

    model_config = ConfigDict(populate_by_name=True)
    dated_by = ("since",)

    meaning: Text
    since: Date | None = Field(None, alias="from")
    """When the word came up, where that was lately."""
    also: tuple[Words, ...] = ()
    sources: Sources = ()


def _check_digest(digest: str | None) -> str | None:
    if digest is not None and not re.fullmatch(r"[0-9a-f]{64}", digest):
        raise mistake(f"{digest!r} is no SHA-256", "write its 64 hexadecimal digits")
    return digest


class SourceFacts(Record):
    """An entry in the register of sources, in CSL's terms (citationstyles.org, schema 1.0.2)."""

    model_config = ConfigDict(populate_by_name=True)

    type: Words
    title: Words | None = None
    author: Annotated[tuple[Words, ...], BeforeValidator(as_list)] = ()
    container_title: Words | None = Field(None, alias="container-title")
    publisher: Words | None = None
    issued: Date | None = None
    accessed: Date | None = None
    url: Annotated[Words | None, AfterValidator(_check_web_address)] = Field(None, alias="URL")
    language: Words | None = None
    official: bool = False
    reliability: Reliability | None = None
    sha256: Annotated[Words | None, AfterValidator(_check_digest)] = None
    note: Text | None = None

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield a source without any name."""
        names = ("title", "publisher", "container_title", "url")
        if self.has_read(*names) and not any(getattr(self, name) for name in names):
            fix = "give its title, publisher, container-title or URL"
            yield Contradiction(names, "a source that nothing names", fix)


def _check_contact(contact: str | None) -> str | None:
    if contact is not None and not re.fullmatch(r"https?://[^\s/]+\S*|[^\s@:/]+@[^\s@:/]+", contact):
        raise mistake(
            f"{contact!r} is neither an e-mail address nor a web address",
            "write it as desk@example.org, or begin it with https:// or http://",
        )
    return contact


class Desk(Record):
    """Who writes the book, from where it looks, and where to write to it."""

    name: Words
    perspective: Words | None = None
    contact: Annotated[Words | None, AfterValidator(_check_contact)] = None

    def contact_about(self, subject: str) -> str | None:
        """Return where a link leads that writes to the desk: a mail names its ``subject`` (RFC 6068)."""
        if self.contact is None or "@" not in self.contact.partition("/")[0]:
            return self.contact
        return f"mailto:{quote(self.contact, safe='@')}?subject={quote(subject)}"


class SectionSettings(Record):
    """A section of the book: a folder of briefs, in its order."""

    folder: Words
    title: Words | None = None
    intro: Text | None = None


class KeyPoint(Record):
    """What the front page says first."""

    dated_by = ("date",)

    date: Date
    text: Text


class Coverage(Record):
    """The least share of statements, in per cent, that must have a source, and an official one."""

    sourced: Percentage = 0
    official: Percentage = 0


class Settings(Record):
    """`book.yml`."""

    title: Words
    desk: Desk
    as_of: Day
    written: Day | None = None
    marking: Words = "internal"
    markings: Annotated[tuple[Words, ...], Field(min_length=1)] = ("public", "internal", "restricted")
    owner: Words | None = None
    sections: tuple[SectionSettings, ...] = tuple(
        SectionSettings.model_construct(folder=folder) for folder in KINDS
    )
    key_points: tuple[KeyPoint, ...] = ()
    coverage: Coverage = Coverage.model_construct()
    uncleared: Literal["refuse", "leave-out"] = "refuse"
    """What an edition does about a brief that is not cleared, or still under embargo."""
    embargo_until: Day | None = None


class TombstoneFacts(Record):
    """What stands where a brief was that nothing replaces."""

    dated_by = ("withdrawn",)

    title: Words
    withdrawn: Date
    because: Text
    see: tuple[Id, ...] = ()


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
