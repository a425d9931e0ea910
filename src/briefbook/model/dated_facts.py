"""The facts that a brief or an entity dates, and the order of what is dated."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from briefbook.model.dates import PartialDate
from briefbook.model.prose import Citation, Prose
from briefbook.model.records import FactReference, Reference
from briefbook.model.vocabulary import Direction
from briefbook.problems import Where


@dataclass(frozen=True)
class DatedFact:
    """One dated fact of a brief or an entity; an unknown date is ``None``."""

    name: str
    """What an event elsewhere calls it in `same`: an action, a stage, `meeting`, `run`, `post` or `event`."""
    date: PartialDate | None
    where: Where
    sources: tuple[Citation, ...] = ()
    label: str | None = None
    """A short name for readers, if it has one: "Entry into force"."""
    text: Prose | None = None
    place: Reference | None = None
    direction: Direction | None = None
    """Where it takes the matter, if that is said or follows from what it is."""
    same: FactReference | None = None
    """The fact of a brief or an entity that it repeats, if it does."""


class Dated(Protocol):
    """Anything that happened at a time; an unknown date is ``None``."""

    @property
    def date(self) -> PartialDate | None:
        """When it happened."""


AnyDated = TypeVar("AnyDated", bound=Dated)


def by_date(items: Iterable[AnyDated]) -> list[AnyDated]:
    """Return items by date, the undated last."""
    return sorted(items, key=lambda item: (item.date is None, item.date or 0))


def latest(items: Iterable[AnyDated]) -> AnyDated | None:
    """Return the latest item, an undated one only if no other is there; None if there is none."""
    return max(items, key=lambda item: (item.date is not None, item.date or 0), default=None)
