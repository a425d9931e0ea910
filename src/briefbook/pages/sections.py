"""The pages of the sections: each sums up its briefs in the way of their kind."""

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple, get_args

from briefbook.derived.status import Status, agreement_status, by_date, current_stage
from briefbook.model.addresses import highest_marking
from briefbook.model.book import Book, Brief
from briefbook.model.briefs.agreement import Agreement
from briefbook.model.briefs.context import Context
from briefbook.model.briefs.kinds import KINDS
from briefbook.model.briefs.meeting import Meeting, Participant
from briefbook.model.briefs.technology import StageReached, Technology
from briefbook.model.dates import PartialDate
from briefbook.model.settings import SectionSettings
from briefbook.model.vocabulary import Stage
from briefbook.pages.agreement_steps import steps_of
from briefbook.pages.page import Entry, Page

ProjectsByStage = list[tuple[Stage | None, list[tuple[Brief, StageReached | None]]]]


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
    """Return the page of a section; ``last_change`` is the day on which one of its briefs changed last."""
    overview = _OVERVIEWS.get(section.folder)
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
        context={
            "section": section,
            **(overview(section.briefs) if overview else {}),
        },
    )


def with_status(briefs: tuple[Brief, ...]) -> list[tuple[Brief, Status]]:
    """Return agreements, each with how it stands."""
    return [(brief, agreement_status(brief.facts)) for brief in briefs if isinstance(brief.facts, Agreement)]


def by_stage(briefs: tuple[Brief, ...]) -> ProjectsByStage:
    """Return technology projects by the stage reached: furthest first, those without a stage last."""
    groups: defaultdict[Stage | None, list[tuple[Brief, StageReached | None]]] = defaultdict(list)
    for brief in briefs:
        assert isinstance(brief.facts, Technology)
        reached = current_stage(brief.facts)
        groups[reached.stage if reached else None].append((brief, reached))
    order: list[Stage | None] = [*reversed(get_args(Stage)), None]
    return [(stage, groups[stage]) for stage in order if groups[stage]]


def board(stages: ProjectsByStage) -> ProjectsByStage:
    """Return all stages, earliest first, each with its projects, if any; last, those without a stage."""
    reached = dict(stages)
    return [(stage, reached.get(stage, [])) for stage in (*get_args(Stage), None)]


def _agreements_overview(briefs: tuple[Brief, ...]) -> dict[str, Any]:
    rows = with_status(briefs)

    def of_nature(nature: str) -> list[Any]:
        return [row for row in rows if isinstance(row[0].facts, Agreement) and row[0].facts.nature == nature]

    return {
        "binding": of_nature("binding"),
        "political": of_nature("political"),
        "unknown": of_nature("unknown"),
        "ladders": {
            brief.id: steps_of(brief.facts) for brief in briefs if isinstance(brief.facts, Agreement)
        },
    }


def _meetings_overview(briefs: tuple[Brief, ...]) -> dict[str, Any]:
    rows = [
        (brief, _latest_date(brief.facts), _participants(brief.facts))
        for brief in briefs
        if isinstance(brief.facts, Meeting)
    ]
    return {"meetings": sorted(rows, key=lambda row: row[1].earliest if row[1] else date.min, reverse=True)}


def _latest_date(meeting: Meeting) -> PartialDate | None:
    return next(iter(meeting.dates), None)


def _participants(meeting: Meeting) -> tuple[Participant, ...]:
    """Return who takes part: in a series without a list of its own, who took part in the last meeting."""
    held = by_date(meeting.meetings or ())
    return meeting.participants or (held[-1].participants if held else ())


def _technology_overview(briefs: tuple[Brief, ...]) -> dict[str, Any]:
    stages = by_stage(briefs)
    return {"stages": stages, "board": board(stages)}


def _context_overview(briefs: tuple[Brief, ...]) -> dict[str, Any]:
    questions: defaultdict[str | None, list[Brief]] = defaultdict(list)
    for brief in briefs:
        assert isinstance(brief.facts, Context)
        questions[brief.facts.question].append(brief)
    unasked = questions.pop(None, [])
    return {"questions": questions, "unasked": unasked}


_OVERVIEWS = {
    Agreement.folder: _agreements_overview,
    Meeting.folder: _meetings_overview,
    Technology.folder: _technology_overview,
    Context.folder: _context_overview,
}
