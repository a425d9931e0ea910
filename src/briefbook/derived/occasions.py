"""What took place last in a book, of each kind: the latest summit, the latest call."""

from typing import NamedTuple

from briefbook.model.book import Book, Brief
from briefbook.model.briefs.facts import Occasion


class LatestOccasion(NamedTuple):
    """The latest of its kind, and the brief that says so."""

    occasion: Occasion
    brief: Brief


def latest_occasions(book: Book) -> list[LatestOccasion]:
    """Return the latest of each kind, the newest first, over single meetings and series alike.

    Of one day a brief of that day alone goes before one of a series.
    """
    found: dict[str, LatestOccasion] = {}
    held = [
        LatestOccasion(brief.facts.occasion, brief) for brief in book.briefs.values() if brief.facts.occasion
    ]
    for each in sorted(held, key=_newest, reverse=True):
        found.setdefault(each.occasion.name, each)
    return list(found.values())


def _newest(latest: LatestOccasion) -> tuple[object, ...]:
    occasion, brief = latest
    return occasion.date, brief.facts.first_day == occasion.date.first, brief.id
