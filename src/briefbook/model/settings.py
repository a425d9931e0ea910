"""book.yml."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import AfterValidator, ConfigDict, Field

from briefbook.model.briefs.kinds import KINDS
from briefbook.model.fields import (
    Date,
    DatedText,
    DatedTexts,
    Day,
    Id,
    Text,
    Words,
    latest_text,
    mistake,
)
from briefbook.model.labels import Label
from briefbook.model.numbers import Percentage, count_of
from briefbook.model.records import Contradiction, Record
from briefbook.model.vocabulary import Direction


def _check_colour(colour: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise mistake(f"{colour!r} is not a valid colour", "write it in quotes, such as '#00566b'")
    return colour.lower()


Colour = Annotated[Words, AfterValidator(_check_colour)]


def _check_contact(contact: str | None) -> str | None:
    if contact is not None and not re.fullmatch(r"https?://[^\s/]+\S*|[^\s@:/]+@[^\s@:/]+", contact):
        raise mistake(
            f"{contact!r} is neither an e-mail address nor a web address",
            "write it as desk@example.org, or begin it with https:// or http://",
        )
    return contact


def _check_phone(phone: str | None) -> str | None:
    if phone is not None and len(re.findall(r"\d", phone)) < 3:
        raise mistake(f"{phone!r} is not a valid telephone number", "write its digits, as +81 3 1234 5678")
    return phone


class Contact(Record):
    """Whom to ask, and how: the desk, or the owner of briefs."""

    identity = ("name",)
    known_as = "{label} {name}"

    name: Annotated[Words, Label("name")]
    contact: Annotated[Words | None, AfterValidator(_check_contact), Label("contact")] = None
    phone: Annotated[Words | None, AfterValidator(_check_phone), Label("telephone")] = None

    @property
    def phone_address(self) -> str | None:
        """Where a link leads that rings (RFC 3966); None without a number."""
        return self.phone and f"tel:{re.sub(r'[^+0-9]', '', self.phone)}"

    def contact_about(self, subject: str) -> str | None:
        """Return where a link leads that writes to the desk: a mail names its ``subject`` (RFC 6068)."""
        if self.contact is None or "@" not in self.contact.partition("/")[0]:
            return self.contact
        return f"mailto:{quote(self.contact, safe='@')}?subject={quote(subject)}"


class Desk(Contact):
    """Who writes the book, from where it looks, and how to ask it."""

    perspective: Annotated[Words | None, Label("perspective")] = None


class SectionSettings(Record):
    """A section of the book: a folder of briefs, in its order."""

    identity = ("folder",)

    folder: Annotated[Words, Label("folder")]
    title: Annotated[Words | None, Label("title")] = None
    intro: Annotated[Text | None, Label("introduction")] = None


class KeyPoint(Record):
    """A point that the desk puts on the front page: one later than the day of writing is news."""

    dated_by = ("date",)

    date: Annotated[Date, Label("date", phrase="")]
    text: Annotated[Text, Label("")]
    direction: Annotated[Direction | None, Label("direction")] = None


class Banner(Record):
    """News of a night or a few days, which comes before anything else on the front page and on named briefs.

    It may begin after the horizon. It ends by itself, on the reader's clock.
    """

    model_config = ConfigDict(populate_by_name=True)

    text: Annotated[Text, Label("")]
    since: Annotated[Day, Label("from", phrase="from {}")] = Field(alias="from")
    until: Annotated[Day, Label("until", phrase="until {}")]
    """Its last day."""
    briefs: Annotated[tuple[Id, ...], Label("briefs", each="on")] = ()
    """On whose pages it is too."""

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield a banner that ends before it begins."""
        if self.has_read("since", "until") and self.until < self.since:
            yield Contradiction(("since", "until"), "ends before it begins", "fix 'from' or 'until'")


class Coverage(Record):
    """The least share of statements, in per cent, that must have a source, and an official one."""

    sourced: Percentage = 0
    official: Percentage = 0


class Settings(Record):
    """`book.yml`."""

    title: Annotated[Words, Label("Title")]
    desk: Annotated[Desk, Label("Desk")]
    as_of: Annotated[Day, Label("Information to")]
    written: Annotated[Day | None, Label("Written as of")] = None
    marking: Annotated[Words, Label("Marking")] = "internal"
    markings: Annotated[tuple[Words, ...], Field(min_length=1)] = ("public", "internal", "restricted")
    owner: Annotated[Words | None, Label("Owner")] = None
    owners: Annotated[tuple[Contact, ...], Label("Owners", each="Owner")] = ()
    """How to ask those who own briefs."""
    sections: Annotated[tuple[SectionSettings, ...], Label("Sections", each="Section")] = tuple(
        SectionSettings.model_construct(folder=folder) for folder in KINDS
    )
    bottom_lines: Annotated[DatedTexts, Label("State of play", each="State of play")] = Field(
        (), alias="bottom_line"
    )
    bottom_line_words: Annotated[int, count_of("words")] | None = None
    """The most words that a bottom line may have, of the book or of a brief."""
    stale_after: Annotated[Annotated[int, count_of("days")] | None, Label("Out of date after, in days")] = (
        None
    )
    """The age in days from which the horizon is shown as old, on the reader's clock."""
    key_points: Annotated[tuple[KeyPoint, ...], Label("Key points", each="Key point")] = ()
    banners: Annotated[tuple[Banner, ...], Label("Banners", each="Banner")] = ()
    coverage: Coverage = Coverage.model_construct()
    uncleared: Literal["refuse", "leave-out"] = "refuse"
    """What an edition does about a brief that is not cleared, or still under embargo."""
    embargo_until: Annotated[Day | None, Label("Under embargo until")] = None
    accent: Colour = "#00566b"
    """The book's own colour, of links and of a few lines, on the site and on paper."""

    @property
    def bottom_line(self) -> DatedText | None:
        """The state of play that holds last."""
        return latest_text(self.bottom_lines)

    def is_higher(self, marking: str, other: str) -> bool:
        """Return whether a marking is higher than another, in the order of the book's scheme."""
        return self.markings.index(marking) > self.markings.index(other)

    def banners_of(self, brief_id: str) -> list[Banner]:
        """Return the banners on the page of a brief."""
        return [banner for banner in self.banners if any(each.id == brief_id for each in banner.briefs)]

    @property
    def stale_on(self) -> date | None:
        """The last day on which the horizon is not yet old; None if the desk does not say what old is."""
        if self.stale_after is None:
            return None
        return self.as_of + min(timedelta(days=self.stale_after), date.max - self.as_of)
