"""Partial dates by EDTF level 1: `2024`, `2024-11`, `2025~`, `201X`, `2024-11/2025-05`.

The source of the rules is the Library of Congress's Extended Date/Time Format (ISO 8601-2:2019),
levels 0 and 1, between the years 1 and 9999. Left out are times, and years of other than four digits.
The standard leaves the months of a season open: here they are those of meteorology, north of the equator.
"""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

_PLAIN = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?", re.ASCII)
_SINGLE = re.compile(
    r"(?:(?P<years>\d{3}X|\d\dXX)"
    r"|(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d|XX))?|-XX(?:-XX)?)?)"
    r"(?P<qualifier>[?~%]?)",
    re.ASCII,
)
_SEASONS = {"21": ("spring", 3), "22": ("summer", 6), "23": ("autumn", 9), "24": ("winter", 12)}
"""The seasons, each with its first month; winter goes on into the next year."""
_OPEN = ("", "..")
"""How an end of an interval is written that is unknown, or open."""
_OUT_OF_RANGE = "is not within the years 0001 to 9999"
_Span = tuple[date, date, str]
"""The first and the last day that a date may mean, and its words."""


@dataclass(frozen=True, order=True)
class PartialDate:
    """A date of known precision: the span of days that it may mean.

    Sorts by its earliest day, then by its latest.
    """

    earliest: date
    latest: date
    edtf: str
    display: str = field(compare=False)

    def __str__(self) -> str:
        return self.display

    @property
    def is_plain(self) -> bool:
        """Whether the date is one that HTML's `datetime` takes: a year, a month or a day, unqualified."""
        return _PLAIN.fullmatch(self.edtf) is not None

    @property
    def is_day(self) -> bool:
        """Whether the date is a single day, unqualified."""
        return self.is_plain and self.earliest == self.latest

    @property
    def first(self) -> date:
        """The day that counts as its beginning: the earliest, or the latest where the beginning is open."""
        return self.latest if self.earliest == date.min else self.earliest

    @property
    def is_interval(self) -> bool:
        """Whether it leads from one date to another, or is open at one end."""
        return "/" in self.edtf

    @property
    def end(self) -> "PartialDate | None":
        """The date to which an interval leads; None if it is open. Another date is its own end."""
        end = self.edtf.rpartition("/")[2]
        return None if end in _OPEN else parse_date(end)

    @property
    def names_days(self) -> bool:
        """Whether it is a day, or leads from one day to another."""
        ends = [parse_date(end) for end in self.edtf.split("/") if end not in _OPEN]
        return all(end.earliest == end.latest for end in ends)

    def begins_by(self, day: date) -> bool:
        """Return whether the date may have come by the end of ``day``."""
        return self.first <= day

    def may_be(self, other: "PartialDate") -> bool:
        """Return whether the two may mean the same day."""
        return not self.is_before(other) and not other.is_before(self)

    def is_before(self, other: "PartialDate") -> bool:
        """Return whether it is surely over before the other begins: 2014 is not before March 2014."""
        return self.latest < other.earliest

    def as_of(self, day: date) -> "PartialDate":
        """Return an interval without the end that lay ahead on ``day``: "from 10 November 2025"."""
        start, slash, _ = self.edtf.partition("/")
        if slash and start not in _OPEN and self.earliest <= day < self.latest:
            return parse_date(f"{start}/..")
        return self


@lru_cache(maxsize=50_000)  # more than the dates of a large book, which repeat
def parse_date(text: str) -> PartialDate:
    """Return the date that ``text`` means; an interval from a date to itself is that date.

    Raises ``ValueError`` if it is not an EDTF date of level 0 or 1 between the years 1 and 9999.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _parse_single(text, text)
    first = None if start in _OPEN else _parse_single(start, text)
    last = None if end in _OPEN else _parse_single(end, text)
    if first is None and last is None:
        raise ValueError(f"{text!r} has neither a beginning nor an end")
    if first and last and last.is_before(first):
        raise ValueError(f"{text!r} ends before it begins")
    if first and first == last:
        return first
    return PartialDate(
        earliest=first.earliest if first else date.min,
        latest=last.latest if last else date.max,
        edtf=text,
        display=_show_interval(first, last),
    )


def is_date(text: str) -> bool:
    """Return whether `parse_date` takes ``text``."""
    try:
        parse_date(text)
    except ValueError:
        return False
    return True


def _parse_single(text: str, whole: str) -> PartialDate:
    """Return what a date means; ``whole`` is the interval that it is an end of, or the date itself."""
    match = _SINGLE.fullmatch(text)
    if match is None:
        raise ValueError(f"{whole!r} {_why_unread(text)}")
    years, year, month, day, qualifier = match.groups()
    first_year = int((years or year).replace("X", "0"))
    if first_year < date.min.year or (first_year == date.max.year and month == "24"):
        raise ValueError(f"{whole!r} {_OUT_OF_RANGE}")
    if years:
        earliest, latest, shown = _span_of_years(years)
    elif month in _SEASONS and day is None:
        earliest, latest, shown = _span_of_season(first_year, *_SEASONS[month])
    else:
        earliest, latest, shown = _span(text, year, month, None if day == "XX" else day)
    return PartialDate(earliest, latest, text, _qualified(shown, qualifier))


def _why_unread(text: str) -> str:
    if re.match(r"-\d{4}\b|Y-?\d{5}", text):
        return _OUT_OF_RANGE
    if re.match(r"\d{4}-\d\d-\d\dT\d", text):
        return "has a time, and only dates are read"
    return "is not a valid date by EDTF level 1"


def _span_of_years(years: str) -> _Span:
    first, last = years.replace("X", "0"), years.replace("X", "9")
    shown = f"{first}–{last}" if years.endswith("XX") else f"{first}s"
    return _months(int(first), 1, 12)[0], _months(int(last), 1, 12)[1], shown


def _span_of_season(year: int, season: str, first_month: int) -> _Span:
    earliest, latest = _months(year, first_month, 3)
    shown = f"{year:04}" if latest.year == year else f"{year:04}–{latest.year:04}"
    return earliest, latest, f"{season} {shown}"


def _span(text: str, year: str, month: str | None, day: str | None) -> _Span:
    if month is None:
        return *_months(int(year), 1, 12), year
    if not 1 <= int(month) <= 12:
        raise ValueError(f"there is no month {text!r}")
    earliest, latest = _months(int(year), int(month), 1)
    if day is None:
        return earliest, latest, f"{calendar.month_name[int(month)]} {year}"
    if not 1 <= int(day) <= latest.day:
        raise ValueError(f"there is no day {text!r}")
    exact = earliest.replace(day=int(day))
    return exact, exact, show_day(exact)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """Return the first and the last day of ``count`` months, of which ``month`` is the first."""
    years_on, last_month = divmod(month + count - 2, 12)
    last_year, last_month = year + years_on, last_month + 1
    last_day = calendar.monthrange(last_year, last_month)[1]
    return date(year, month, 1), date(last_year, last_month, last_day)


def as_date(day: date) -> PartialDate:
    """Return a day as a date of that precision."""
    return parse_date(day.isoformat())


def show_day(day: date) -> str:
    """Return a day as a reader sees it: "6 May 2025"."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year:04}"


def _qualified(shown: str, qualifier: str) -> str:
    about = "about " if qualifier in ("~", "%") else ""
    uncertain = " (uncertain)" if qualifier in ("?", "%") else ""
    return f"{about}{shown}{uncertain}"


def _show_interval(first: PartialDate | None, last: PartialDate | None) -> str:
    """Return the words for an interval; what both ends share, the month or the year, is said once."""
    if first is None:
        return f"until {last}"
    if last is None:
        return f"from {first}"
    if first.is_plain and last.is_plain and len(first.edtf) == len(last.edtf):
        year, month, day = (*first.edtf.split("-"), None, None)[:3]
        if day and last.edtf.startswith(f"{year}-{month}-"):
            return f"{first.earliest.day}–{last}"
        if month and last.edtf.startswith(f"{year}-"):
            return f"{first.display.removesuffix(f' {year}')} – {last}"
    return f"{first} – {last}"
