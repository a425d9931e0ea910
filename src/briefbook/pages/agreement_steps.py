"""How far an agreement has come, as rungs of a ladder: negotiated, signed, in force, amended, ended."""

from dataclasses import dataclass
from typing import Literal

from briefbook.derived.status import AMENDMENTS, ENDINGS, force_of, last_action
from briefbook.model.briefs.agreement import Action, Agreement
from briefbook.model.dates import PartialDate

State = Literal["reached", "undated", "unrecorded", "not-reached", "not-applicable"]
"""Reached on a date; reached, the date not found; not in the book; not reached; never to be reached."""


@dataclass(frozen=True)
class Step:
    """One step of an agreement: its name, whether it was reached, and when."""

    name: str
    state: State
    date: PartialDate | None = None

    @property
    def words(self) -> str:
        """What stands under the name: the date as written, or why there is none."""
        match self.state:
            case "reached":
                return str(self.date)
            case "undated":
                return "date not found"
            case "unrecorded":
                return "not in the book"
            case "not-reached":
                return f"not {self.name.lower()}"
            case "not-applicable":
                return "does not apply"


def steps_of(agreement: Agreement) -> tuple[Step, ...]:
    """Return the five rungs of an agreement, lowest first.

    They agree with `agreement_status`: a political text has no entry into force; of several actions of
    one name the last counts. A negotiation or a signature that the book does not tell of is
    unrecorded, not unreached, where a later step shows that it was there.
    """
    came_further = any(action.action != "negotiation" for action in agreement.actions)
    unsigned: State = "unrecorded" if came_further else "not-reached"
    return (
        _step("Negotiated", last_action(agreement, "negotiation"), "unrecorded"),
        _step("Signed", last_action(agreement, "signature"), unsigned),
        _force(agreement),
        _amendment(agreement),
        _step("Ended", last_action(agreement, *ENDINGS)),
    )


def _force(agreement: Agreement) -> Step:
    if agreement.nature == "political":
        return Step("In force", "not-applicable")
    force = force_of(agreement)
    is_provisional = force is not None and force.action == "provisional-application"
    return _step("Applied provisionally" if is_provisional else "In force", force)


def _amendment(agreement: Agreement) -> Step:
    last = last_action(agreement, *AMENDMENTS)
    return _step("Renewed" if last and last.action == "renewal" else "Amended", last)


def _step(name: str, step: Action | None, otherwise: State = "not-reached") -> Step:
    if step is None:
        return Step(name, otherwise)
    return Step(name, "reached" if step.date else "undated", step.date)
