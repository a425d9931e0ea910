"""All that a book dates, in one line: actions, meetings, stages, events, posts, exercises."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from briefbook.briefs import Agreement, Event, Meeting, Technology
from briefbook.dates import PartialDate
from briefbook.fields import Reference, Sources
from briefbook.model import Book, Brief, Entity
from briefbook.prose_model import Prose
from briefbook.registers import Person, Programme
from briefbook.vocabulary import words


@dataclass(frozen=True)
class Happening:
    """One entry of the timeline: when, what, and the brief or entity that tells of it."""

    date: PartialDate
    what: str | None
    """A short name for it: an action, a stage, a post."""
    text: Prose | None
    place: Reference | None
    part: Brief | Entity
    sources: Sources


def timeline(book: Book) -> list[tuple[int, list[Happening]]]:
    """Return everything dated, by year and then by date; what is told in two places stands once."""
    parts: list[Brief | Entity] = [*book.entities.values(), *book.briefs.values()]
    told = {f"{part.id}#{fact}" for part in parts for fact, _ in dated_facts(part)}
    happenings = [
        *(each for brief in book.briefs.values() for each in _of_brief(brief, told)),
        *(each for entity in book.entities.values() for each in _of_entity(entity)),
    ]
    in_order = sorted(happenings, key=lambda each: (each.date, each.part.id))
    return [
        (year, list(group)) for year, group in groupby(in_order, key=lambda each: each.date.earliest.year)
    ]


def dated_facts(part: Brief | Entity) -> Iterator[tuple[str, PartialDate | None]]:
    """Yield each fact of a part that an event elsewhere may be the `same` as: its name and its date."""
    match part.facts:
        case Agreement():
            yield from ((action.action, action.date) for action in part.facts.actions)
        case Technology():
            yield from ((stage.stage, stage.date) for stage in part.facts.stages)
        case Meeting():
            yield from (("meeting", day) for day in part.facts.dates)
        case Person():
            yield from (("post", post.since) for post in part.facts.posts)
        case Programme(exercise=exercise) if exercise:
            yield from (("run", run.date) for run in exercise.runs)
        case _:
            pass
    if isinstance(part, Brief):
        events = (*part.facts.events, *part.facts.since)
        yield from (("event", event.date) for event in events if event.same is None)


def _of_brief(brief: Brief, told: set[str]) -> Iterator[Happening]:
    facts = brief.facts
    match facts:
        case Agreement():
            for action in facts.actions:
                if action.date:
                    what = words(action.action).capitalize()
                    yield Happening(action.date, what, action.text, action.place, brief, action.sources)
        case Technology():
            for stage in facts.stages:
                if stage.date:
                    what = words(stage.stage).capitalize()
                    yield Happening(stage.date, what, stage.text, None, brief, stage.sources)
        case Meeting():
            if facts.date:
                place = facts.place.value if facts.place else None
                yield Happening(facts.date.value, None, None, place, brief, facts.date.sources)
            for held in facts.meetings or ():
                yield Happening(held.date, None, held.text, held.place, brief, held.sources)
            for outcome in facts.outcomes:
                yield from _of_events(outcome.followed, brief, told)
        case _:
            pass
    yield from _of_events((*facts.events, *facts.since), brief, told)


def _of_events(events: Iterable[Event], brief: Brief, told: set[str]) -> Iterator[Happening]:
    for event in events:
        if event.same is None or f"{event.same.id}#{event.same.fact}" not in told:
            yield Happening(event.date, None, event.text, event.place, brief, event.sources)


def _of_entity(entity: Entity) -> Iterator[Happening]:
    match entity.facts:
        case Person():
            for post in entity.facts.posts:
                if post.since:
                    yield Happening(post.since, post.post, None, None, entity, post.sources)
        case Programme(exercise=exercise) if exercise:
            for run in exercise.runs:
                what = f"{run.edition} run" if run.edition else "Run"
                yield Happening(run.date, what, run.text, run.place, entity, run.sources)
        case _:
            pass
