"""Times of a day, as a programme gives them."""

import re
from dataclasses import dataclass
from datetime import time

_TIME = r"(?:[01]?\d|2[0-3]):[0-5]\d"
_NO_ZONE = r"(?![ap]\.?\s?m\b|to\b|until\b)"
"""Words that say another hour than the one that is written, or another end."""
_SPAN = re.compile(
    rf"(?P<start>{_TIME})(?:\s*[-\N{{EN DASH}}]\s*(?P<end>{_TIME}))?(?:\s+(?P<zone>{_NO_ZONE}\S.*))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TimeOfDay:
    """When something begins, and perhaps when it ends; ``zone`` is in the author's words, or empty."""

    start: time
    end: time | None = None
    zone: str = ""

    def __str__(self) -> str:
        """Return it as readers see it: `09:30`, `09:30–10:15 IST`."""
        end = f"\N{EN DASH}{self.end:%H:%M}" if self.end else ""
        zone = f" {self.zone}" if self.zone else ""
        return f"{self.start:%H:%M}{end}{zone}"


def parse_time(text: str) -> TimeOfDay:
    """Return the time that a text gives, on 24 hours: `9:30`, `09:30-10:15 IST`; raises ``ValueError``."""
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a valid time")
    start, end = (_clock(match[each]) if match[each] else None for each in ("start", "end"))
    assert start is not None
    return TimeOfDay(start, end, match["zone"] or "")


def _clock(text: str) -> time:
    hours, minutes = text.split(":")
    return time(int(hours), int(minutes))
