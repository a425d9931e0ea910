"""Dates as bars: how a date looks by its precision, and how bars with words share lines without meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from briefbook.model.dates import PartialDate

LABEL = 44.0
"""The room of a bar's words, in per cent of the axis: some twenty letters on a phone."""

Form = Literal["day", "interval", "within", "about"]
"""A day; from one day to another; some time within; approximate or uncertain."""


@dataclass(frozen=True)
class Bar:
    """A length of an axis, in per cent of it."""

    start: float
    length: float
    began_before: bool = False
    """Whether it began before the axis does."""
    goes_on: bool = False
    """Whether it goes on after the axis ends, or has no end."""

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.start + self.length

    @property
    def leans_left(self) -> bool:
        """Whether its words are before its end, since there is no room for them after its start."""
        return self.start > 100 - LABEL

    @property
    def room(self) -> "Bar":
        """The room that it takes together with its words."""
        if self.leans_left:
            return Bar(self.end - LABEL, LABEL)
        return Bar(self.start, max(LABEL, self.length))

    def within(self, other: "Bar") -> "Bar":
        """Return the bar in per cent of another that holds it."""
        scale = 100 / other.length
        return Bar((self.start - other.start) * scale, self.length * scale)

    def meets(self, other: "Bar") -> bool:
        """Return whether two bars would cover each other on one line."""
        return self.start < other.end and other.start < self.end


def form_of(day: PartialDate) -> Form:
    """Return the form that a date's precision gives its bar."""
    if any(qualifier in day.edtf for qualifier in "?~%"):
        return "about"
    if day.earliest == day.latest:
        return "day"
    return "interval" if day.names_days else "within"


def lines_of(bars: Iterable[Bar]) -> list[int]:
    """Return for each bar the first line, from 1, on which it and its words have room."""
    lines: list[list[Bar]] = []
    found = []
    for room in (bar.room for bar in bars):
        free = (number for number, taken in enumerate(lines) if not any(map(room.meets, taken)))
        line = next(free, len(lines))
        if line == len(lines):
            lines.append([])
        lines[line].append(room)
        found.append(line + 1)
    return found
