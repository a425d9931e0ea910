"""The pages of the sections: each lists its briefs by the groups of their kind."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from briefbook.model.addresses import highest_marking, section_address
from briefbook.model.book import Book, Brief
from briefbook.model.briefs.facts import BriefFacts
from briefbook.model.briefs.kinds import KINDS
from briefbook.model.settings import SectionSettings
from briefbook.model.vocabulary import words
from briefbook.pages.findings import finding_of
from briefbook.pages.page import Entry, Page

Groups = Mapping[str | None, list[Brief]]
"""The briefs of a section by group, in the order of the groups; under None those that belong to none."""


class Section(NamedTuple):
    """A section, as the pages show it."""

    kind: type[BriefFacts]
    settings: SectionSettings
    briefs: tuple[Brief, ...]

    @property
    def folder(self) -> str:
        """The folder of its briefs, and of their pages."""
        return self.settings.folder

    @property
    def title(self) -> str:
        """What the book calls it, or else its kind."""
        return _title_of(self.settings)

    @property
    def in_order(self) -> list[Brief]:
        """Its briefs as their kind has them listed."""
        return sorted(self.briefs, key=_day, reverse=True)

    @property
    def newest_status(self) -> list[Brief]:
        """Its briefs by group, in each those first whose status is newest."""
        by_status = sorted(self.briefs, key=_status_day, reverse=True)
        return [brief for briefs in grouped(by_status, self.kind.groups).values() for brief in briefs]

    @property
    def groups(self) -> Groups:
        """Its briefs by the groups of their kind."""
        return grouped(self.in_order, self.kind.groups)

    @property
    def headed_groups(self) -> Mapping[str, list[Brief]]:
        """Its briefs by the words for their groups; all are under an empty heading if none is in a group."""
        groups = self.groups
        if set(groups) == {None}:
            return {"": groups[None]}
        return {self._heading(group): briefs for group, briefs in groups.items()}

    def _heading(self, group: str | None) -> str:
        """Return the words for a group: a term of the kind, or whatever an author calls it."""
        if group is None:
            return self.kind.ungrouped
        return words(group).capitalize() if group in self.kind.groups else group


def _day(brief: Brief) -> date:
    return brief.facts.listed_by or date.min


def _status_day(brief: Brief) -> date:
    status = brief.facts.status
    return status.shown_date.first if status and status.shown_date else date.min


def section_titles(book: Book) -> Mapping[str, str]:
    """Return what the sections of a book are called, by their folders, in the order of book.yml."""
    return {each.folder: _title_of(each) for each in book.settings.sections}


def _title_of(settings: SectionSettings) -> str:
    return settings.title or KINDS[settings.folder].section_title


def sections_of(book: Book) -> list[Section]:
    """Return the sections of a book, in the order of book.yml."""
    return [
        Section(KINDS[settings.folder], settings, book.in_section(settings.folder))
        for settings in book.settings.sections
    ]


def section_page(book: Book, section: Section, last_change: date | None) -> Page:
    """Return the page of a section; ``last_change`` is the day on which one of its briefs changed last."""
    return Page(
        Entry(
            section_address(section.folder),
            section.title,
            highest_marking(book, section.briefs),
            section=section.folder,
            last_change=last_change,
            in_navigation=True,
        ),
        template=f"sections/{section.folder}.html",
        context={
            "section": section,
            "briefs": section.in_order,
            "kind": section.kind,
            "groups": section.groups,
            "finding": finding_of(section.briefs),
            "findings": {group: finding_of(briefs) for group, briefs in section.groups.items()},
        },
    )


def grouped(briefs: Iterable[Brief], order: Iterable[str]) -> Groups:
    """Return briefs by group: the groups of ``order`` first, then others as they come, and last None."""
    found: defaultdict[str | None, list[Brief]] = defaultdict(list)
    for brief in briefs:
        found[brief.facts.group].append(brief)
    in_order = dict.fromkeys([*order, *(group for group in found if group is not None), None])
    return {group: found[group] for group in in_order if group in found}
