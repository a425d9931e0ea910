"""The briefs that a page is connected with: those that it names, and those that name it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from briefbook.model.addresses import marking_of
from briefbook.model.book import Book, Brief
from briefbook.pages.sections import section_titles

SHOWN = 10
"""So many are shown at once."""
LISTED = 40
"""So many are listed at all: what links to a page may be most of the book."""


class Connected(NamedTuple):
    """A brief, and its status; empty if it has none, or if the brief is marked higher than the page."""

    brief: Brief
    status: str


Sections = Mapping[str, Sequence[Connected]]
"""Briefs by the titles of their sections."""


class Connections(NamedTuple):
    """The briefs that a page is connected with, as it lists them."""

    shown: Sections
    folded: Sections
    more: int
    """How many are not shown at once."""
    left_out: int
    """How many of these are not listed."""


def connections_of(book: Book, named: Iterable[Brief], naming: Iterable[Brief], marking: str) -> Connections:
    """Return what a page with a marking is connected with: the briefs that it names come first."""
    titles = section_titles(book)
    places = {folder: place for place, folder in enumerate(titles)}
    by_section = sorted(naming, key=lambda brief: (places[brief.section], brief.name.casefold()))
    found = [*{brief.id: brief for brief in (*named, *by_section)}.values()]

    def listed(briefs: Iterable[Brief]) -> Sections:
        sections: dict[str, list[Connected]] = {title: [] for title in titles.values()}
        for brief in briefs:
            is_higher = book.settings.is_higher(marking_of(book, brief), marking)
            status = None if is_higher else brief.facts.status
            sections[titles[brief.section]].append(Connected(brief, status.dated if status else ""))
        return {title: each for title, each in sections.items() if each}

    return Connections(
        listed(found[:SHOWN]),
        listed(found[SHOWN:LISTED]),
        max(0, len(found) - SHOWN),
        max(0, len(found) - LISTED),
    )
