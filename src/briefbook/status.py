"""What can be computed is computed: how things stand as of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from briefbook.briefs import Action, Agreement, Meeting, StageReached, Technology
from briefbook.dates import PartialDate
from briefbook.model import Book, Brief

_ENDINGS = ("termination", "denunciation")
_FORCE = ("entry-into-force", "provisional-application")


@dataclass(frozen=True)
class Status:
    """How an agreement stands, in words, with the action that says so."""

    words: str
    action: Action | None

    def __str__(self) -> str:
        return self.words


def agreement_status(agreement: Agreement, as_of: date) -> Status:
    """Return how an agreement stands as of a day.

    Only a binding instrument can be in force (Vienna Convention on the Law of Treaties, article 24);
    of a political one it is said that it was signed, amended or ended.
    """
    past = actions_by(agreement, as_of)
    if ending := _last(past, _ENDINGS):
        return Status(_dated("Ended", ending.date), ending)
    if agreement.binds and (force := _last(past, _FORCE)):
        return _status_of_force(force, past)
    if amendment := _last(past, ("amendment", "renewal")):
        return Status(
            _dated("Amended" if amendment.action == "amendment" else "Renewed", amendment.date), amendment
        )
    if signature := _last(past, ("signature",)):
        words = _dated("Signed", signature.date)
        return Status(f"{words}, not in force" if agreement.binds else words, signature)
    return Status("Under negotiation", _last(past, ("negotiation",)))


def actions_by(agreement: Agreement, as_of: date) -> list[Action]:
    """Return what had happened to an agreement by a day: by date, the undated last."""
    past = [action for action in agreement.actions if action.date is None or action.date.begins_by(as_of)]
    return sorted(past, key=lambda action: (action.date is None, action.date or 0))


def _status_of_force(force: Action, past: list[Action]) -> Status:
    if force.date is None:
        signature = _last(past, ("signature",))
        signed = _dated("Signed", signature.date) if signature else "Signed"
        return Status(f"{signed}; date of entry into force not found", force)
    if force.action == "provisional-application":
        return Status(f"Applied provisionally since {force.date}", force)
    return Status(f"In force since {force.date}", force)


def _dated(words: str, day: PartialDate | None) -> str:
    return f"{words} {day}" if day else f"{words}, date not known"


def _last(actions: Iterable[Action], names: tuple[str, ...]) -> Action | None:
    """Return the latest of the actions so named; an undated one only where no other is."""
    named = [action for action in actions if action.action in names]
    return max(named, key=lambda action: (action.date is not None, action.date or 0), default=None)


def first_action(agreement: Agreement, name: str, as_of: date) -> Action | None:
    """Return the first action so named that had come by a day."""
    return next((action for action in actions_by(agreement, as_of) if action.action == name), None)


def current_stage(project: Technology, as_of: date) -> StageReached | None:
    """Return the stage that a project had reached by a day: the latest by date."""
    reached = [stage for stage in project.stages if stage.date is None or stage.date.begins_by(as_of)]
    return max(reached, key=lambda stage: (stage.date is not None, stage.date or 0), default=None)


def latest_meeting(book: Book) -> tuple[Brief, PartialDate] | None:
    """Return the brief of the meeting held last by the book's horizon, and when it was held."""
    held = [
        (day, brief)
        for brief in book.briefs.values()
        if isinstance(brief.facts, Meeting)
        for day in brief.facts.dates
        if day.begins_by(book.as_of)
    ]
    if not held:
        return None
    day, brief = max(held, key=lambda pair: (pair[0], pair[1].facts.folder, pair[1].id))
    return brief, day
