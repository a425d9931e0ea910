"""The status of a brief's matter, as its kind works it out, and the milestone that its kind counts."""

from dataclasses import dataclass

from briefbook.model.dates import PartialDate
from briefbook.model.prose import Citation


@dataclass(frozen=True)
class Milestone:
    """What is counted of some briefs of a kind: of what, and what is said of one and of several."""

    noun: str
    """"instrument"."""
    nouns: str
    """"instruments"."""
    of_one: str
    """"is in force"."""
    of_several: str
    """"are in force"."""


@dataclass(frozen=True)
class Status:
    """The status of a brief's matter: "In force since 11 July 2021"."""

    term: str
    """The status in a word, by which search narrows its results: `in-force`."""
    words: str
    since: PartialDate | None = None
    """Since when it is so, if that is known."""
    sources: tuple[Citation, ...] = ()
    shown_date: PartialDate | None = None
    """The date that the words give, if they give one."""

    def __str__(self) -> str:
        return self.words

    @property
    def dated(self) -> str:
        """The words with the date since when it is so, if they do not give it: "Held, 2 July 2026"."""
        return self.words if str(self.since or "") in self.words else f"{self.words}, {self.since}"

    @property
    def in_order(self) -> str:
        """The words with an ISO date for the date shown: like statuses sort together, by time."""
        day = self.shown_date
        return self.words.replace(str(day), day.first.isoformat()) if day else self.words
