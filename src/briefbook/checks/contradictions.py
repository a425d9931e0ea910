"""Find facts that two places state, and state differently."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from briefbook.model.book import Book, Brief, Entity
from briefbook.model.briefs.parts import Event, Participant
from briefbook.model.dates import PartialDate
from briefbook.model.entities import Post
from briefbook.model.located import place_of
from briefbook.model.records import FactReference, records_of
from briefbook.problems import Problem, suggest

_FIX = "fix one of the two, or give the accounts in 'sources_differ', with 'fact: {}'"


def check_contradictions(book: Book) -> list[Problem]:
    """Return a problem for each fact with two values that cannot both be true, where no difference says so.

    Compared are: what happens to a brief's matter once; an event with the fact that it is said to be the
    `same` as. A warning is all that can be said of two holders of one post, which may have two, and of a
    part in a meeting that no post allows, which may be another than the person's posts.
    """
    briefs = [brief for brief in book.briefs.values() if _is_dated(brief)]
    return [
        *(problem for brief in briefs for problem in _check_once(brief)),
        *(problem for brief in briefs for problem in _check_events(book, brief)),
        *(problem for brief in briefs for problem in _check_disputes(brief)),
        *_check_posts(book),
        *(problem for brief in briefs for problem in _check_participants(book, brief)),
    ]


def _is_dated(part: Brief | Entity) -> bool:
    """Return whether all that a brief or an entity dates, or disputes, could be read."""
    return part.facts.has_read(*part.facts.dating_fields, "sources_differ")


def _is_disputed(fact: str, *parts: Brief | Entity) -> bool:
    return any(
        difference.fact == fact
        for part in parts
        if isinstance(part, Brief)
        for difference in part.facts.sources_differ
    )


def _check_once(brief: Brief) -> Iterator[Problem]:
    for name in brief.facts.happens_once:
        dated = [each for each in brief.facts.dated_facts() if each.name == name and each.date]
        for first, second in combinations(dated, 2):
            assert first.date
            assert second.date
            if not first.date.may_be(second.date) and not _is_disputed(name, brief):
                what = f"{name} on {second.date}, but at line {first.where.line} on {first.date}"
                yield Problem(second.where, what, _FIX.format(name))


def _check_events(book: Book, brief: Brief) -> Iterator[Problem]:
    for event in records_of(brief.facts):
        if isinstance(event, Event) and event.same:
            other = book.briefs.get(event.same.id) or book.entities.get(event.same.id)
            if other and _is_dated(other):
                yield from _check_same(brief, event, event.same, other)


def _check_same(brief: Brief, event: Event, same: FactReference, other: Brief | Entity) -> Iterator[Problem]:
    facts = [each for each in other.facts.dated_facts() if each.same is None]
    dates = [each.date for each in facts if each.name == same.fact]
    known = [day for day in dates if day]
    if not dates:
        fix = suggest(same.fact, {each.name for each in facts})
        yield Problem(same.where, f"{other.id} has no {same.fact!r}", fix)
    elif known and not (
        any(event.date.may_be(day) for day in known) or _is_disputed(same.fact, brief, other)
    ):
        when = " or ".join(map(str, known))
        yield Problem(event.where, f"{event.date}, but {other.id} has {when}", _FIX.format(same.fact))


def _check_disputes(brief: Brief) -> Iterator[Problem]:
    """Yield a problem for each difference about a fact that the brief does not have."""
    known = {each.name for each in brief.facts.dated_facts()}
    for difference in brief.facts.sources_differ:
        if difference.fact and difference.fact not in known:
            where = place_of(difference.fact, difference.where)
            yield Problem(where, f"no fact {str(difference.fact)!r} here", suggest(difference.fact, known))


def _check_posts(book: Book) -> Iterator[Problem]:
    holders: defaultdict[tuple[str, ...], list[tuple[Entity, Post]]] = defaultdict(list)
    people = (each for each in book.entities.values() if each.facts.has_read("name", "posts"))
    for person in people:
        for post in person.facts.held_posts:
            if (post.office or post.organisation) and post.begins:
                holders[post.key].append((person, post))
    for held in holders.values():
        for (person, post), (other_person, other) in combinations(held, 2):
            if person is not other_person and _overlap(post, other):
                names = f"{other_person.name} and {person.name}"
                what = f"{names} both hold the post {str(post.post)!r} at one time"
                fix = "fix 'from' or 'until' of one of the two, unless there are two such posts"
                yield Problem(other.where, what, fix, is_warning=True)


def _overlap(post: Post, other: Post) -> bool:
    """Return whether two posts were surely held on one day; the day of the change belongs to both."""
    first, second = sorted((post, other), key=lambda each: each.begins or 0)
    assert second.begins
    if first.until:
        return first.until.earliest > second.begins.latest
    return first.since is not None and second.begins.earliest > first.since.latest


def _check_participants(book: Book, brief: Brief) -> Iterator[Problem]:
    for participant, day in brief.facts.attendance():
        if participant.has_read("who"):
            yield from _check_participant(book, participant, day)


def _check_participant(book: Book, participant: Participant, day: PartialDate) -> Iterator[Problem]:
    """Yield a problem for a part in a meeting that no post of the person's allows."""
    person = book.entities.get(participant.who.id)
    if person is None or not person.facts.has_read("name", "posts"):
        return
    posts = person.facts.held_posts
    is_dated = posts and all(post.since for post in posts)
    if participant.role and is_dated and not any(post.is_held_on(day) for post in posts):
        what = f"{participant.role!s}, but {person.name} held no post on {day}, by {person.where}"
        yield Problem(participant.where, what, "fix the part or the post, if one is wrong", is_warning=True)
