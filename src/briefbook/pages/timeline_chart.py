"""The timeline as a drawing: a row for each year or decade, with lanes by kind, and a bar for each date.

A row is 100 per cent of its year or decade, and a bar goes from the earliest to the latest day that
its date may mean. The posts of persons are left to the list: they are not steps between the states.
"""

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Literal

from briefbook.derived.timeline import TimelineEntry
from briefbook.model.briefs.kinds import KINDS
from briefbook.model.dates import PartialDate, parse_date
from briefbook.model.entities import ENTITY_TYPES
from briefbook.pages.chart_bars import Bar, Form, form_of, lines_of

LANES = (
    *(kind.kind for kind in KINDS.values()),
    *(entity.lane for entity in ENTITY_TYPES.values() if entity.lane),
)
"""The lanes, from the top: the kinds of brief, then those of entities."""
MOST_IN_LANE = 12
"""A lane of a row with more dates than this shows counts instead, so that the drawing stays small."""

Scale = Literal["year", "decade"]


@dataclass(frozen=True)
class Mark:
    """One entry of the timeline in a row."""

    entry: TimelineEntry
    bar: Bar
    line: int
    """Its line within the lane, from 1."""

    @property
    def form(self) -> Form:
        """The form of its bar."""
        return form_of(self.entry.date)


@dataclass(frozen=True)
class Count:
    """How many entries of a crowded lane touch one part of the row."""

    date: PartialDate
    number: int
    bar: Bar
    year: int
    """The year of the first of them, under which the list has it."""


@dataclass(frozen=True)
class Lane:
    """The entries of one kind in a row: marks, or counts where there are too many."""

    kind: str
    marks: tuple[Mark, ...] = ()
    counts: tuple[Count, ...] = ()


@dataclass(frozen=True)
class Row:
    """A year or a decade, or a run of such in which nothing is dated: that has no lanes."""

    name: str
    scale: Scale
    first: date
    last: date
    lanes: tuple[Lane, ...] = ()

    @property
    def is_crowded(self) -> bool:
        """Whether a lane shows counts."""
        return any(lane.counts for lane in self.lanes)

    @property
    def ticks(self) -> list[tuple[str, Bar]]:
        """The parts of the row, each with its name and place."""
        return [(name, self.place(part.earliest, part.latest)) for name, part in self.parts]

    @property
    def parts(self) -> list[tuple[str, PartialDate]]:
        """The quarters of a year, or each two years of a decade, by name."""
        year = self.first.year
        if self.scale == "decade":
            return [(f"{each}", parse_date(f"{each:04}/{each + 1:04}")) for each in range(year, year + 10, 2)]
        quarters = (("Jan", 1), ("Apr", 4), ("Jul", 7), ("Oct", 10))
        return [
            (name, parse_date(f"{year:04}-{month:02}/{year:04}-{month + 2:02}")) for name, month in quarters
        ]

    def place(self, earliest: date, latest: date) -> Bar:
        """Return where the days from ``earliest`` to ``latest`` are, as far as the row goes."""
        days = (self.last - self.first).days + 1
        start, end = max(earliest, self.first), min(latest, self.last)
        return Bar(
            100 * (start - self.first).days / days,
            100 * ((end - start).days + 1) / days,
            began_before=earliest < self.first,
            goes_on=latest > self.last,
        )


def draw_timeline(years: Iterable[tuple[int, Sequence[TimelineEntry]]], as_of: date) -> tuple[Row, ...]:
    """Return the rows of a timeline: this decade and the last by years, and by decades what lies before.

    What has no end is drawn to ``as_of``; beyond that day's year there is no row.
    """
    drawn = [entry for _, entries in years for entry in entries if entry.lane]
    if not drawn:
        return ()
    rows = list(_rows(drawn[0].date.first.year, as_of.year))
    return tuple(_join_empty(_fill(rows, drawn, as_of)))


def _rows(first: int, last: int) -> Iterator[Row]:
    by_year = max(last // 10 * 10 - 10, 1)
    for decade in range(first // 10 * 10, by_year, 10):
        yield Row(f"{decade}s", "decade", date(max(decade, 1), 1, 1), date(decade + 9, 12, 31))
    for year in range(max(first, by_year), last + 1):
        yield Row(f"{year}", "year", date(year, 1, 1), date(year, 12, 31))


def _fill(rows: Sequence[Row], drawn: Iterable[TimelineEntry], as_of: date) -> Iterator[Row]:
    """Yield rows with their lanes; a date that goes on is in each row that it touches."""
    starts = [row.first for row in rows]
    found: defaultdict[tuple[int, str | None], list[TimelineEntry]] = defaultdict(list)
    for entry in drawn:
        ends = entry.date.first, _last_day(entry.date, as_of)
        first, last = (bisect(starts, day) - 1 for day in ends)
        for number in range(first, last + 1):
            found[number, entry.lane].append(entry)
    for number, row in enumerate(rows):
        lanes = (_lane(row, kind, found[number, kind], as_of) for kind in LANES)
        yield replace(row, lanes=tuple(lane for lane in lanes if lane.marks or lane.counts))


def _last_day(day: PartialDate, as_of: date) -> date:
    """Return the last day that is drawn: beyond the last row a bar is cut."""
    return as_of if day.latest == date.max else day.latest


def _lane(row: Row, kind: str, of_kind: Sequence[TimelineEntry], as_of: date) -> Lane:
    if len(of_kind) > MOST_IN_LANE:
        return Lane(kind, counts=tuple(_counts(row, [each.date for each in of_kind], as_of)))
    bars = [_bar(row, each.date, as_of) for each in of_kind]
    marks = (Mark(*mark) for mark in zip(of_kind, bars, lines_of(bars), strict=True))
    return Lane(kind, marks=tuple(marks))


def _bar(row: Row, day: PartialDate, as_of: date) -> Bar:
    bar = row.place(day.earliest, _last_day(day, as_of))
    return replace(bar, goes_on=True) if day.latest == date.max else bar


def _counts(row: Row, days: Sequence[PartialDate], as_of: date) -> Iterator[Count]:
    for _, part in row.parts:
        touching = [
            day for day in days if day.first <= part.latest and part.earliest <= min(day.latest, as_of)
        ]
        if touching:
            place = row.place(part.earliest, part.latest)
            yield Count(_until(part, as_of), len(touching), place, touching[0].first.year)


def _until(part: PartialDate, as_of: date) -> PartialDate:
    """Return a part of a row that has begun, as far as the month of the horizon.

    It ends there and is not left open, as by `PartialDate.as_of`: what is counted need not go on.
    """
    if part.latest <= as_of:
        return part
    first, last = f"{part.earliest:%Y-%m}", f"{as_of:%Y-%m}"
    return parse_date(first if first == last else f"{first}/{last}")


def _join_empty(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows, each run of rows in which nothing is dated as one."""
    for (_, is_empty), run in groupby(rows, key=lambda row: (row.scale, not row.lanes)):
        together = list(run)
        if is_empty and len(together) > 1:
            first, last = together[0], together[-1]
            yield replace(first, name=f"{first.name}–{last.name}", last=last.last)
        else:
            yield from together
