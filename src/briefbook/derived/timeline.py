"""All that a book dates, in one line: actions, meetings, stages, events, posts, exercises."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from briefbook.model.book import Book, Brief, Entity
from briefbook.model.briefs.agreement import Agreement
from briefbook.model.briefs.facts import Event
from briefbook.model.briefs.meeting import Meeting
from briefbook.model.briefs.technology import Technology
from briefbook.model.dates import PartialDate
from briefbook.model.entities import Person, Programme
from briefbook.model.fields import Sources
from briefbook.model.prose import Prose
from briefbook.model.records import FactReference, Reference
from briefbook.model.vocabulary import words


@dataclass(frozen=True)
class DatedFact:
    """One dated fact of a brief or an entity."""

    part: Brief | Entity
    fact: str
    """What an event elsewhere names in `same`: an action, a stage, `meeting`, `run`, `post` or `event`."""
    date: PartialDate | None
    sources: Sources
    what: str | None = None
    """A short name for it, where there is one."""
    text: Prose | None = None
    place: Reference | None = None
    same: FactReference | None = None


def facts_by_year(book: Book) -> list[tuple[int, list[tuple[PartialDate, DatedFact]]]]:
    """Return everything dated, by year and then by date; what is told in two places stands once."""
    parts: list[Brief | Entity] = [*book.entities.values(), *book.briefs.values()]
    all_of_them = [each for part in parts for each in dated_facts_of(part)]
    told = {f"{each.part.id}#{each.fact}" for each in all_of_them if each.same is None}
    dated = [
        (each.date, each)
        for each in all_of_them
        if each.date and not (each.same and f"{each.same.id}#{each.same.fact}" in told)
    ]
    in_order = sorted(dated, key=lambda pair: (pair[0].first, pair[0], pair[1].part.id))
    return [(year, list(group)) for year, group in groupby(in_order, key=lambda pair: pair[0].first.year)]


def dated_facts_of(part: Brief | Entity) -> Iterator[DatedFact]:
    """Yield what happened by a brief's or an entity's account; an unknown date is ``None``."""
    match part.facts:
        case Agreement(actions=actions):
            for action in actions:
                what = words(action.action).capitalize()
                yield DatedFact(
                    part, action.action, action.date, action.sources, what, action.text, action.place
                )
        case Technology(stages=stages):
            for stage in stages:
                what = words(stage.stage).capitalize()
                yield DatedFact(part, stage.stage, stage.date, stage.sources, what, stage.text)
        case Meeting() as meeting:
            yield from _of_meeting(part, meeting)
        case Person(posts=posts):
            for post in posts:
                yield DatedFact(part, "post", post.since, post.sources, post.post)
        case Programme(exercise=exercise) if exercise:
            for run in exercise.runs:
                what = f"{run.edition} run" if run.edition else "Run"
                yield DatedFact(part, "run", run.date, run.sources, what, run.text, run.place)
        case _:
            pass
    if isinstance(part, Brief):
        yield from _of_events(part, (*part.facts.events, *part.facts.since))


def _of_meeting(part: Brief | Entity, meeting: Meeting) -> Iterator[DatedFact]:
    if meeting.date:
        place = meeting.place.value if meeting.place else None
        yield DatedFact(part, "meeting", meeting.date.value, meeting.date.sources, place=place)
    for held in meeting.meetings or ():
        yield DatedFact(part, "meeting", held.date, held.sources, text=held.text, place=held.place)
    for outcome in meeting.outcomes:
        yield from _of_events(part, outcome.followed)


def _of_events(part: Brief | Entity, events: Iterable[Event]) -> Iterator[DatedFact]:
    for event in events:
        yield DatedFact(
            part, "event", event.date, event.sources, text=event.text, place=event.place, same=event.same
        )
