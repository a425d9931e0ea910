"""What can be computed is computed: how things stand in a book, which `horizon` has cut to its day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Protocol, TypeVar, get_args

from briefbook.model.book import Book, Brief
from briefbook.model.briefs.agreement import Action, Agreement
from briefbook.model.briefs.meeting import Meeting
from briefbook.model.briefs.technology import StageReached, Technology
from briefbook.model.dates import PartialDate
from briefbook.model.entities import Person, Post
from briefbook.model.vocabulary import Stage, words

ENDINGS = ("termination", "denunciation")
"""The actions that end an instrument."""
AMENDMENTS = ("amendment", "renewal")
"""The actions after which it goes on, amended."""


class Dated(Protocol):
    """Anything that happened at a time; an unknown date is ``None``."""

    @property
    def date(self) -> PartialDate | None:
        """When it happened."""


AnyDated = TypeVar("AnyDated", bound=Dated)


def by_date(items: Iterable[AnyDated]) -> list[AnyDated]:
    """Return items by date, the undated last."""
    return sorted(items, key=lambda item: (item.date is None, item.date or 0))


def _latest(items: Iterable[AnyDated]) -> AnyDated | None:
    """Return the latest item; an undated one only where no other is."""
    return max(items, key=lambda item: (item.date is not None, item.date or 0), default=None)


@dataclass(frozen=True)
class Status:
    """How an agreement stands, in words, with the action that says so."""

    term: str
    """The standing alone, without its date: `in-force`."""
    words: str
    action: Action | None
    signature: Action | None = None
    """The action whose date the words give, where the first has none."""

    def __str__(self) -> str:
        return self.words

    @property
    def in_order(self) -> str:
        """The words with an ISO date for the date shown: like statuses sort together, by time."""
        dated = self.signature or self.action
        day = dated.date if dated else None
        return self.words.replace(str(day), day.first.isoformat()) if day else self.words


def agreement_status(agreement: Agreement) -> Status:
    """Return how an agreement stands.

    Only a binding instrument can be in force (Vienna Convention on the Law of Treaties, article 24);
    of a political one it is said that it was signed, amended or ended. Where the type is not known, the
    book's word that it is in force counts.
    """
    if ending := last_action(agreement, *ENDINGS):
        return Status("ended", _dated("Ended", ending.date), ending)
    if agreement.nature != "political" and (force := force_of(agreement)):
        return _status_of_force(force, agreement)
    not_in_force = ", not in force" if agreement.binds else ""
    suffix = "-not-in-force" if agreement.binds else ""
    if amendment := last_action(agreement, *AMENDMENTS):
        amended = "Amended" if amendment.action == "amendment" else "Renewed"
        return Status(
            f"{amended.lower()}{suffix}", f"{_dated(amended, amendment.date)}{not_in_force}", amendment
        )
    if signature := last_action(agreement, "signature"):
        return Status(f"signed{suffix}", f"{_dated('Signed', signature.date)}{not_in_force}", signature)
    return _status_before_signature(_latest(agreement.actions))


def _status_before_signature(step: Action | None) -> Status:
    if step is None:
        return Status("not-signed", "Not yet signed", None)
    if step.action == "negotiation":
        return Status("under-negotiation", "Under negotiation", step)
    taken = _dated(words(step.action).capitalize(), step.date)
    return Status(step.action, f"{taken}; signature not found", step)


def _status_of_force(force: Action, agreement: Agreement) -> Status:
    if force.date is None:
        signature = last_action(agreement, "signature")
        signed = _dated("Signed", signature.date) if signature else "Signed"
        unknown = f"{signed}; date of entry into force not found"
        return Status("entry-into-force-undated", unknown, force, signature)
    if force.action == "provisional-application":
        return Status("applied-provisionally", f"Applied provisionally since {force.date}", force)
    return Status("in-force", f"In force since {force.date}", force)


def _dated(what: str, day: PartialDate | None) -> str:
    return f"{what} {day}" if day else f"{what}, date not known"


def last_action(agreement: Agreement, *names: str) -> Action | None:
    """Return the latest of an agreement's actions so named."""
    return _latest(action for action in agreement.actions if action.action in names)


def force_of(agreement: Agreement) -> Action | None:
    """Return what put an agreement in force: its entry into force, or else its provisional application."""
    return last_action(agreement, "entry-into-force") or last_action(agreement, "provisional-application")


def current_stage(project: Technology) -> StageReached | None:
    """Return the stage that a project has reached: the latest; of one date, the furthest."""
    in_order = sorted(by_date(project.stages), key=lambda each: get_args(Stage).index(each.stage))
    return _latest(reversed(in_order))


def latest_meeting(book: Book) -> tuple[Brief, PartialDate] | None:
    """Return the brief of the meeting held last, and when it was held."""
    held = [
        (day, brief)
        for brief in book.briefs.values()
        if isinstance(brief.facts, Meeting)
        for day in brief.facts.dates
    ]
    if not held:
        return None
    day, brief = max(held, key=lambda pair: (pair[0], pair[1].facts.folder, pair[1].id))
    return brief, day


def posts_now(book: Book) -> Mapping[str, list[Post]]:
    """Return the posts that persons hold for all that is known, by the ids of the persons.

    Of each post that is whoever is known to have held it last, unless the book says until when.
    """
    held = [
        (since, entity.id, post)
        for entity in book.entities.values()
        if isinstance(entity.facts, Person)
        for post in entity.facts.posts
        if (since := post.begins)
    ]
    last = {
        (post.post, post.organisation and post.organisation.id): (holder, post)
        for _, holder, post in sorted(held, key=itemgetter(0))
    }
    found: defaultdict[str, list[Post]] = defaultdict(list)
    for holder, post in last.values():
        if not post.until:
            found[holder].append(post)
    return found


def posts_held(person: Person, day: PartialDate) -> list[Post]:
    """Return the posts that a person is known to have held at some time of ``day``."""
    return [post for post in person.posts if _held(post, day)]


def _held(post: Post, day: PartialDate) -> bool:
    if post.since is None:
        return post.held_on is not None and post.held_on.may_be(day)
    return post.since.earliest <= day.latest and (post.until is None or day.earliest <= post.until.latest)
