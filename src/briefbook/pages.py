"""Book to pages: which page stands at which address, from which template, with what to show."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple, get_args

from briefbook.briefs import (
    KINDS,
    Agreement,
    BriefFacts,
    Context,
    Meeting,
    Participant,
    StageReached,
    Technology,
)
from briefbook.dates import PartialDate
from briefbook.fields import Reference
from briefbook.model import Book, Brief, Entity
from briefbook.registers import ENTITY_TYPES, Person, Post, SectionSettings
from briefbook.status import agreement_status, current_stage, latest_meeting, past
from briefbook.vocabulary import Stage

ENTITY_TITLES = {
    "people": "People",
    "organisations": "Organisations",
    "places": "Places",
    "programmes": "Programmes",
}


@dataclass(frozen=True)
class Entry:
    """How a page is entered in the site: its address, its name, and where it belongs."""

    uri: str
    title: str
    description: str = ""
    section: str | None = None
    """The folder of the section that the page belongs to."""
    source: str | None = None
    """The path of the brief that the page shows."""
    last_change: date | None = None
    in_navigation: bool = False


@dataclass(frozen=True)
class Page:
    """One page of the site: its entry, its template, and what the template is given."""

    entry: Entry
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


class SectionPage(NamedTuple):
    """A section, as the pages show it."""

    folder: str
    title: str
    settings: SectionSettings
    briefs: tuple[Brief, ...]


def address(book: Book, target: str) -> str:
    """Return the address of a brief's or an entity's page; raises ``KeyError`` if there is neither."""
    brief = book.briefs.get(target) or book.standing_for.get(target)
    if brief:
        return f"{brief.section}/{brief.id}/index.html"
    return f"{book.entities[target].type}/{target}/index.html"


def marking_of(book: Book, brief: Brief) -> str:
    """Return a brief's marking: its own, or else the book's."""
    return brief.facts.marking or book.settings.marking


def highest_marking(book: Book, briefs: Iterable[Brief]) -> str:
    """Return the marking of a page that sums up briefs: the highest of theirs and the book's."""
    markings = {book.settings.marking, *(marking_of(book, brief) for brief in briefs)}
    return max(markings, key=book.settings.markings.index)


def make_pages(book: Book, changes: Mapping[str, date]) -> list[Page]:
    """Return the pages of a book; ``changes`` gives the day of each brief's last change, by path."""
    sections = [_section(book, settings) for settings in book.settings.sections]
    return [
        _front_page(book, sections),
        *(_section_page(book, section) for section in sections),
        *(_brief_page(book, brief, changes.get(brief.path)) for brief in book.briefs.values()),
        *_entity_pages(book),
        _sources_page(book),
        _glossary_page(book),
    ]


def _section(book: Book, settings: SectionSettings) -> SectionPage:
    title = settings.title or KINDS[settings.folder].section_title
    return SectionPage(settings.folder, title, settings, book.in_section(settings.folder))


def _front_page(book: Book, sections: list[SectionPage]) -> Page:
    agreements = book.in_section(Agreement.folder)
    return Page(
        Entry("index.html", "Overview", in_navigation=True),
        template="front.html",
        context={
            "marking": highest_marking(book, book.briefs.values()),
            "sections": sections,
            "key_points": [point for point in book.settings.key_points if point.date.begins_by(book.as_of)],
            "upcoming": _upcoming(book),
            "agreements": [(brief, _status(book, brief)) for brief in agreements],
            "latest_meeting": latest_meeting(book),
            "projects": _by_stage(book),
            "differences": [brief for brief in book.briefs.values() if brief.facts.sources_differ],
        },
    )


def _status(book: Book, brief: Brief) -> Any:
    assert isinstance(brief.facts, Agreement)
    return agreement_status(brief.facts, book.as_of)


def _upcoming(book: Book) -> list[tuple[Brief, Any]]:
    """Return what was said to come and had not come true by the horizon: the dated first, by date."""
    open_ones = [
        (brief, each)
        for brief in book.briefs.values()
        for each in brief.facts.expected
        if each.is_open(book.as_of)
    ]
    return sorted(
        open_ones, key=lambda pair: (pair[1].due is None, pair[1].due or pair[1].stated, pair[0].id)
    )


def _by_stage(book: Book) -> list[tuple[Stage | None, list[tuple[Brief, StageReached | None]]]]:
    """Return the technology projects by the stage reached: furthest first, those without a stage last."""
    groups: defaultdict[Stage | None, list[tuple[Brief, StageReached | None]]] = defaultdict(list)
    for brief in book.in_section(Technology.folder):
        assert isinstance(brief.facts, Technology)
        reached = current_stage(brief.facts, book.as_of)
        groups[reached.stage if reached else None].append((brief, reached))
    order: list[Stage | None] = [*reversed(get_args(Stage)), None]
    return [(stage, groups[stage]) for stage in order if groups[stage]]


def _section_page(book: Book, section: SectionPage) -> Page:
    overview = _OVERVIEWS.get(section.folder)
    return Page(
        Entry(f"{section.folder}/index.html", section.title, section=section.folder, in_navigation=True),
        template=f"section-{section.folder}.html",
        context={
            "marking": highest_marking(book, section.briefs),
            "section": section,
            **(overview(book, section.briefs) if overview else {}),
        },
    )


def _agreements_overview(book: Book, briefs: tuple[Brief, ...]) -> dict[str, Any]:
    rows = [(brief, _status(book, brief)) for brief in briefs]
    return {
        "binding": [row for row in rows if isinstance(row[0].facts, Agreement) and row[0].facts.binds],
        "political": [row for row in rows if isinstance(row[0].facts, Agreement) and not row[0].facts.binds],
    }


def _meetings_overview(book: Book, briefs: tuple[Brief, ...]) -> dict[str, Any]:
    def latest(brief: Brief) -> PartialDate | None:
        assert isinstance(brief.facts, Meeting)
        return next((day for day in brief.facts.dates if day.begins_by(book.as_of)), None)

    dated = [(brief, latest(brief)) for brief in briefs]
    newest_first = sorted(dated, key=lambda row: row[1].earliest if row[1] else date.min, reverse=True)
    return {"meetings": [(brief, day, _participants(brief.facts, book.as_of)) for brief, day in newest_first]}


def _participants(facts: BriefFacts, as_of: date) -> tuple[Participant, ...]:
    """Return who takes part: in a series without a list of its own, who took part in the last meeting."""
    assert isinstance(facts, Meeting)
    held = past(facts.meetings or (), as_of)
    return facts.participants or (held[-1].participants if held else ())


def _technology_overview(book: Book, briefs: tuple[Brief, ...]) -> dict[str, Any]:
    return {"stages": _by_stage(book)}


def _context_overview(book: Book, briefs: tuple[Brief, ...]) -> dict[str, Any]:
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


def _brief_page(book: Book, brief: Brief, last_change: date | None) -> Page:
    facts = brief.facts
    return Page(
        Entry(
            address(book, brief.id),
            brief.name,
            description=facts.title,
            section=brief.section,
            source=brief.path,
            last_change=last_change,
        ),
        template=f"brief-{facts.kind}.html",
        context={
            "brief": brief,
            "facts": facts,
            "marking": marking_of(book, brief),
            "events": past(facts.events, book.as_of),
            "since": past(facts.since, book.as_of),
            "expected": [each for each in facts.expected if each.stated.begins_by(book.as_of)],
            "related": _related(book, brief),
            "linked_from": sorted(book.linked_from.get(brief.id, ()), key=attrgetter("name")),
            **_context_of_kind(facts, book.as_of),
        },
    )


def _context_of_kind(facts: BriefFacts, as_of: date) -> dict[str, Any]:
    """Return what only the pages of one kind of brief show."""
    match facts:
        case Agreement():
            return {"status": agreement_status(facts, as_of), "actions": past(facts.actions, as_of)}
        case Meeting():
            return {"meetings": past(facts.meetings or (), as_of)}
        case Technology():
            return {"stage": current_stage(facts, as_of), "stages": past(facts.stages, as_of)}
        case _:
            return {}


def _related(book: Book, brief: Brief) -> list[Brief]:
    """Return the briefs that a brief names: first those of its field, then those that its prose links."""
    named = [*brief.facts.related, *(Reference(link.target, link.where) for link in brief.prose.links)]
    targets = (book.briefs.get(each.id) or book.standing_for.get(each.id) for each in named)
    unique = {target.id: target for target in targets if target and target is not brief}
    return list(unique.values())


def _entity_pages(book: Book) -> Iterator[Page]:
    for entity_type in ENTITY_TYPES:
        entities = sorted(
            (entity for entity in book.entities.values() if entity.type == entity_type),
            key=lambda entity: entity.facts.name.casefold(),
        )
        if not entities:
            continue
        uri, title = f"{entity_type}/index.html", ENTITY_TITLES[entity_type]
        yield Page(
            Entry(uri, title, section=entity_type, in_navigation=True),
            template="entities.html",
            context={"entities": entities},
        )
        for entity in entities:
            if entity.id not in book.standing_for and entity.id not in book.briefs:
                yield _entity_page(book, entity)


def _entity_page(book: Book, entity: Entity) -> Page:
    linked_from = sorted(book.linked_from.get(entity.id, ()), key=attrgetter("name"))
    return Page(
        Entry(address(book, entity.id), entity.name, section=entity.type),
        template="entity.html",
        context={
            "entity": entity,
            "posts": _posts_begun(entity, book.as_of),
            "linked_from": linked_from,
        },
    )


def _posts_begun(entity: Entity, as_of: date) -> list[Post]:
    posts = entity.facts.posts if isinstance(entity.facts, Person) else ()
    return [post for post in posts if post.since is None or post.since.begins_by(as_of)]


def _sources_page(book: Book) -> Page:
    cited = [source for source in book.sources.values() if source.key in book.cited_by]
    return Page(
        Entry("sources/index.html", "Sources", in_navigation=True),
        template="sources.html",
        context={"sources": sorted(cited, key=attrgetter("key"))},
    )


def _glossary_page(book: Book) -> Page:
    return Page(
        Entry("glossary/index.html", "Glossary", in_navigation=True),
        template="glossary.html",
        context={"terms": sorted(book.terms.values(), key=lambda term: term.word.casefold())},
    )
