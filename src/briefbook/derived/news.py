"""What is new in a book: what its desk says of late, and what its briefs date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import attrgetter

from briefbook.derived.survey import Survey
from briefbook.derived.timeline import TimelineEntry
from briefbook.model.book import Brief, Entity
from briefbook.model.dates import PartialDate
from briefbook.model.prose import Prose
from briefbook.model.settings import KeyPoint
from briefbook.model.vocabulary import Direction

MOST = 7
"""So many are read in a minute."""


@dataclass(frozen=True)
class News:
    """One thing that is new: a point of the desk's, or a dated fact of a brief or an entity."""

    date: PartialDate
    text: Prose | None
    """What is said of it; None if a name and a label say it all."""
    direction: Direction | None
    label: str | None = None
    """What happened, in a word: "Signature"."""
    part: Brief | Entity | None = None
    """Whose fact it is; None for a point of the desk's, which names its briefs itself."""


def what_is_new(survey: Survey, most: int = MOST) -> list[News]:
    """Return what is new, the newest first.

    The desk's own points that are later than the day of writing come before all that is not newer than the
    latest of them: they say what mattered. What the briefs date after that is added; and where the points are
    too few, the newest fact of each brief that none of them names on its day.
    """
    book = survey.book
    points = [point for point in book.settings.key_points if not point.date.begins_by(book.written)]
    said = [News(point.date, point.text, point.direction) for point in points]
    last = max((point.date.first for point in points), default=date.min)
    facts = _newest_of_each(survey.by_year)
    later = [each for each in facts if each.date.first > last]
    earlier = (each for each in facts[len(later) :] if not _is_said(each, points))
    first = _newest_first([*later, *said])[:most]
    return _newest_first([*first, *islice(earlier, most - len(first))])


def _newest_of_each(years: Iterable[tuple[int, Iterable[TimelineEntry]]]) -> list[News]:
    """Return the newest fact of each brief, and of each entity that does something, the newest first.

    Of one day what its kind records, such as a signature, goes before what else the brief dates.
    """
    found: dict[str, TimelineEntry] = {}
    for _, entries in years:
        for entry in entries:
            known = found.get(entry.part.id)
            if entry.lane and (known is None or _weight(entry) >= _weight(known)):
                found[entry.part.id] = entry
    return _newest_first(map(_as_news, found.values()))


def _weight(entry: TimelineEntry) -> tuple[date, bool]:
    return entry.date.first, entry.fact.name != "event"


def _as_news(entry: TimelineEntry) -> News:
    """Return a fact as news: what says nothing of itself is summed up by its brief's bottom line."""
    part, text, label = entry.part, entry.fact.text, entry.fact.label
    if text is None and label is None and isinstance(part, Brief) and part.facts.bottom_line:
        text = part.facts.bottom_line.text
    return News(entry.date, text, entry.fact.direction, label, part)


def _newest_first(news: Iterable[News]) -> list[News]:
    return sorted(news, key=attrgetter("date.first"), reverse=True)


def _is_said(news: News, points: list[KeyPoint]) -> bool:
    """Return whether a point of the desk's of the same day names the part whose fact it is."""
    return any(
        point.date.may_be(news.date)
        and news.part
        and news.part.id in {link.target for link in point.text.links}
        for point in points
    )
