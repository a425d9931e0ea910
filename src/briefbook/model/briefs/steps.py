"""The steps of a matter, as they are drawn: of an agreement to its end, of a project to service."""

from dataclasses import dataclass
from typing import Literal, Self

from briefbook.model.dated_facts import Dated
from briefbook.model.dates import PartialDate

StepState = Literal["reached", "undated", "unknown", "unrecorded", "not-reached", "not-applicable"]
"""Reached on a date; reached, the date not found; nobody knows whether reached; not in the book; not reached;
never to be reached."""


@dataclass(frozen=True)
class Step:
    """One step of a matter: its name, whether it was reached, and when."""

    name: str
    state: StepState
    date: PartialDate | None = None
    is_provisional: bool = False
    """Whether it is a provisional application, in the place of the entry into force."""
    is_current: bool = False
    """Whether the matter is there now, where it may also have gone back."""
    if_not_reached: str = ""
    """What is said of it then; without it the name is denied: "not signed"."""

    @classmethod
    def of(cls, name: str, action: Dated | None, otherwise: StepState = "not-reached") -> Self:
        """Return the step that an action reached; without an action it is ``otherwise``."""
        if action is None:
            return cls(name, otherwise)
        return cls(name, "reached" if action.date else "undated", action.date)

    @property
    def words(self) -> str:
        """What is said of it beside its name: the date as written, or why there is none."""
        match self.state:
            case "reached":
                return str(self.date)
            case "undated":
                return "date not found"
            case "unknown":
                return "not known"
            case "unrecorded":
                return "not in the book"
            case "not-reached":
                return self.if_not_reached or f"not {self.name.lower()}"
            case "not-applicable":
                return "does not apply"
