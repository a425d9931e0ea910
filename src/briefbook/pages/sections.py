"""The pages of the sections: each lists its briefs by the groups of their kind."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from briefbook.model.addresses import highest_marking
from briefbook.model.book import Book, Brief
from briefbook.model.briefs.kinds import KINDS
from briefbook.model.settings import SectionSettings
from briefbook.pages.page import Entry, Page

Groups = Mapping[str | None, list[Brief]]
"""The briefs of a section by group, in the order of the groups; under None those that belong to none."""


class Section(NamedTuple):
    """A section, as the pages show it."""

    folder: str
    title: str
    settings: SectionSettings
    briefs: tuple[Brief, ...]


def sections_of(book: Book) -> list[Section]:
    """Return the sections of a book, in the order of book.yml."""
    return [
        Section(
            settings.folder,
            settings.title or KINDS[settings.folder].section_title,
            settings,
            book.in_section(settings.folder),
        )
        for settings in book.settings.sections
    ]


def section_page(book: Book, section: Section, last_change: date | None) -> Page:
    """Return the page of a section; ``last_change`` is the day on which one of its briefs changed last.

    Its template is given the briefs in the order of their kind, and by its groups.
    """
    briefs = sorted(section.briefs, key=lambda each: each.facts.listed_by or date.min, reverse=True)
    kind = KINDS[section.folder]
    return Page(
        Entry(
            f"{section.folder}/index.html",
            section.title,
            highest_marking(book, section.briefs),
            section=section.folder,
            last_change=last_change,
            in_navigation=True,
        ),
        template=f"sections/{section.folder}.html",
        context={"section": section, "briefs": briefs, "kind": kind, "groups": grouped(briefs, kind.groups)},
    )


def grouped(briefs: Iterable[Brief], order: Iterable[str]) -> Groups:
    """Return briefs by group: the groups of ``order`` first, then others as they come, and last None."""
    found: defaultdict[str | None, list[Brief]] = defaultdict(list)
    for brief in briefs:
        found[brief.facts.group].append(brief)
    in_order = dict.fromkeys([*order, *(group for group in found if group is not None), None])
    return {group: found[group] for group in in_order if group in found}
