"""book.yml."""

import re
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import AfterValidator, BeforeValidator, Field

from briefbook.model.briefs.kinds import KINDS
from briefbook.model.fields import Date, Day, Text, Words, mistake
from briefbook.model.labels import Label
from briefbook.model.records import Record


def _parse_percentage(value: object) -> object:
    try:
        share = int(str(value))
    except ValueError:
        share = -1
    if not 0 <= share <= 100:
        raise mistake(f"{str(value)!r} is not a valid percentage", "write a whole number from 0 to 100")
    return share


Percentage = Annotated[int, BeforeValidator(_parse_percentage)]


def _check_contact(contact: str | None) -> str | None:
    if contact is not None and not re.fullmatch(r"https?://[^\s/]+\S*|[^\s@:/]+@[^\s@:/]+", contact):
        raise mistake(
            f"{contact!r} is neither an e-mail address nor a web address",
            "write it as desk@example.org, or begin it with https:// or http://",
        )
    return contact


class Desk(Record):
    """Who writes the book, from where it looks, and where to write to it."""

    name: Annotated[Words, Label("name")]
    perspective: Annotated[Words | None, Label("perspective")] = None
    contact: Annotated[Words | None, AfterValidator(_check_contact), Label("contact")] = None

    def contact_about(self, subject: str) -> str | None:
        """Return where a link leads that writes to the desk: a mail names its ``subject`` (RFC 6068)."""
        if self.contact is None or "@" not in self.contact.partition("/")[0]:
            return self.contact
        return f"mailto:{quote(self.contact, safe='@')}?subject={quote(subject)}"


class SectionSettings(Record):
    """A section of the book: a folder of briefs, in its order."""

    identity = ("folder",)

    folder: Annotated[Words, Label("folder")]
    title: Annotated[Words | None, Label("title")] = None
    intro: Annotated[Text | None, Label("introduction")] = None


class KeyPoint(Record):
    """What the front page says first."""

    dated_by = ("date",)

    date: Annotated[Date, Label("date", phrase="")]
    text: Annotated[Text, Label("")]


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
    sections: Annotated[tuple[SectionSettings, ...], Label("Sections", each="Section")] = tuple(
        SectionSettings.model_construct(folder=folder) for folder in KINDS
    )
    key_points: Annotated[tuple[KeyPoint, ...], Label("Key points", each="Key point")] = ()
    coverage: Coverage = Coverage.model_construct()
    uncleared: Literal["refuse", "leave-out"] = "refuse"
    """What an edition does about a brief that is not cleared, or still under embargo."""
    embargo_until: Annotated[Day | None, Label("Under embargo until")] = None
