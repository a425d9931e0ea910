"""Partial dates by EDTF level 1: `2024`, `2024-11`, `2025~`, `201X`, `2024-11/2025-05`.

The source of the rules is the Library of Congress's Extended Date/Time Format (ISO 8601-2:2019),
levels 0 and 1. The `edtf` package reads them; plain ISO dates, nearly all that a book holds, take
a short way, since the package needs some milliseconds for each.
"""

import calendar
import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_LEVEL_1 = re.compile(
    r"(?:\d{4}|\d{3}X|\d{2}XX|\d{4}-(?:0[1-9]|1[0-2])(?:-\d\d|-XX)?|\d{4}-2[1-4]|\d{4}-XX(?:-XX)?)[?~%]?",
    re.ASCII,
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


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
        return _ISO.fullmatch(self.edtf) is not None

    @property
    def first(self) -> date:
        """The day that counts as its beginning: the earliest, or the latest where the beginning is open."""
        return self.latest if self.earliest == date.min else self.earliest

    @property
    def is_interval(self) -> bool:
        """Whether it leads from one date to another, or is open at one end."""
        return "/" in self.edtf

    @property
    def names_days(self) -> bool:
        """Whether it is a day, or leads from one day to another."""
        ends = [parse_date(end) for end in self.edtf.split("/") if end not in ("", "..")]
        return all(end.earliest == end.latest for end in ends)

    def begins_by(self, day: date) -> bool:
        """Return whether the date may have come by the end of ``day``."""
        return self.first <= day

    def may_be(self, other: "PartialDate") -> bool:
        """Return whether the two may mean the same day."""
        return self.earliest <= other.latest and other.earliest <= self.latest

    def as_of(self, day: date) -> "PartialDate":
        """Return an interval without the end that lay ahead on ``day``: "from 10 November 2025"."""
        start, slash, _ = self.edtf.partition("/")
        if slash and start not in ("", "..") and self.earliest <= day < self.latest:
            return parse_date(f"{start}/..")
        return self


@lru_cache(maxsize=50_000)  # more than the dates of a large book, which repeat
def parse_date(text: str) -> PartialDate:
    """Return the date that ``text`` means.

    Raises ``ValueError`` if it is not an EDTF date of level 0 or 1 between the years 1 and 9999.
    """
    if "/" not in text:
        return _parse_single(text)
    start, _, end = text.partition("/")
    try:
        first = _parse_single(start) if start not in ("", "..") else None
        last = _parse_single(end) if end not in ("", "..") else None
    except ValueError:
        raise ValueError(f"{text!r} is neither a date nor two with a slash between them") from None
    if first is None and last is None:
        raise ValueError(f"{text!r} has neither a beginning nor an end")
    if first and last and last.latest < first.earliest:
        raise ValueError(f"{text!r} ends before it begins")
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


def _parse_single(text: str) -> PartialDate:
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if month is None or month <= 12:
            return _parse_iso(text, year, month, day)
    return _parse_edtf(text)


def _parse_iso(text: str, year: int, month: int | None, day: int | None) -> PartialDate:
    try:
        earliest = date(year, month or 1, day or 1)
    except ValueError:
        raise ValueError(f"there is no day {text!r}") from None
    last_month = month or 12
    latest = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    return PartialDate(earliest, latest, text, _show_iso(year, month, day))


def _parse_edtf(text: str) -> PartialDate:
    if not _LEVEL_1.fullmatch(text):
        raise ValueError(f"{text!r} is not a valid date by EDTF level 1")
    from edtf import EDTFParseException, parse_edtf  # noqa: PLC0415 - half a second to import, seldom needed

    try:
        parsed: Any = parse_edtf(text)
        earliest, latest = date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    except (EDTFParseException, ValueError, TypeError, AttributeError):
        raise ValueError(f"{text!r} is not a valid date by EDTF level 1") from None
    return PartialDate(earliest, latest, text, _show_qualified(text))


def as_date(day: date) -> PartialDate:
    """Return a day as a date of that precision."""
    return parse_date(day.isoformat())


def show_day(day: date) -> str:
    """Return a day as a reader sees it: "6 May 2025"."""
    return _show_iso(day.year, day.month, day.day)


def _show_iso(year: int, month: int | None, day: int | None) -> str:
    if month is None:
        return f"{year:04}"
    name = f"{calendar.month_name[month]} {year:04}"
    return name if day is None else f"{day} {name}"


def _show_qualified(text: str) -> str:
    """Return the words for a date that carries a season, an unspecified digit or a qualifier."""
    bare = text.rstrip("?~%")
    if match := _ISO.fullmatch(bare):
        year, month, day = match.groups()
        if season := _SEASONS.get(month):
            shown = f"{season} {year}"
        else:
            shown = _show_iso(int(year), int(month) if month else None, int(day) if day else None)
    elif match := re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-XX)+", bare):
        shown = _show_iso(int(match[1]), int(match[2]) if match[2] else None, None)
    elif bare.endswith("XX"):
        shown = f"{bare[:2]}00–{bare[:2]}99"
    else:
        shown = f"{bare[:3]}0s"
    qualifier = text[len(bare) :]
    if qualifier in ("~", "%"):
        shown = f"about {shown}"
    if qualifier in ("?", "%"):
        shown = f"{shown} (uncertain)"
    return shown


def _show_interval(first: PartialDate | None, last: PartialDate | None) -> str:
    if first is None:
        return f"until {last}"
    if last is None:
        return f"from {first}"
    if first.is_plain and last.is_plain and len(first.edtf) == len(last.edtf) == 10:
        if first.edtf[:7] == last.edtf[:7]:
            return f"{first.earliest.day}–{last}"
        if first.edtf[:4] == last.edtf[:4]:
            return f"{first.display[:-5]} – {last}"
    return f"{first} – {last}"
