"""How one state of a book differs from another: what was added, removed and changed, in a reader's words."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Word:
    """Words of a changed text that are together and share one mark; a space is between two of them."""

    mark: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One changed field; without ``before`` it was added, without ``after`` removed.

    Where a text changed, ``words`` are the words of both its states, marked, and long stretches that stayed
    are cut short; ``before`` and ``after`` are then the whole texts.
    """

    field: str
    before: str | None
    after: str | None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class PartChange:
    """What became of one part of a book: a brief, an entity, a source, a term, a pack.

    ``address`` is that of its page in the later state, ``renamed_from`` the former id of a renamed brief, and
    ``note`` what the desk says of the change.
    """

    id: str
    name: str
    what: Literal["added", "removed", "changed"]
    address: str | None = None
    renamed_from: str | None = None
    note: str | None = None
    changes: tuple[Change, ...] = ()

    @property
    def is_bare(self) -> bool:
        """Whether there is nothing to say of it beside its name."""
        return not (self.changes or self.note or self.renamed_from)


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between two states of a book: briefs in the book's order, other parts by name."""

    BOOK_HEADING: ClassVar[str] = "The book as a whole"

    briefs: tuple[PartChange, ...] = ()
    entities: tuple[PartChange, ...] = ()
    sources: tuple[PartChange, ...] = ()
    glossary: tuple[PartChange, ...] = ()
    packs: tuple[PartChange, ...] = ()
    book: tuple[Change, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed that a reader could see."""
        return not (self.book or any(self._parts))

    @property
    def groups(self) -> tuple[tuple[str, tuple[PartChange, ...]], ...]:
        """The parts that changed, under a heading for each group of them, in the order of reading."""
        nouns = (
            "briefs",
            "people, organisations, places and programmes",
            "sources",
            "glossary terms",
            "packs",
        )
        groups = (
            (f"{heading} {noun}", _which(parts, what))
            for noun, parts in zip(nouns, self._parts, strict=True)
            for heading, what in (("New", "added"), ("Changed", "changed"), ("Removed", "removed"))
        )
        return tuple((title, parts) for title, parts in groups if parts)

    @property
    def summary(self) -> str:
        """How much changed, on one line: "3 briefs changed, 1 new, 1 renamed; 2 sources added"."""
        registers = (
            ("entry on people, organisations, places or programmes", self.entities),
            ("source", self.sources),
            ("glossary term", self.glossary),
            ("pack", self.packs),
        )
        said = [_count_briefs(self.briefs), *(_count(noun, parts) for noun, parts in registers)]
        if self.book:
            said.append(_listed("change", [(len(self.book), "to the book as a whole")]))
        return "; ".join(filter(None, said)) or "Nothing changed"

    @property
    def _parts(self) -> tuple[tuple[PartChange, ...], ...]:
        return (self.briefs, self.entities, self.sources, self.glossary, self.packs)


def changes_data(changes: Changes) -> dict[str, Any]:
    """Return changes as JSON has them: the fields of `Changes`, and of what it holds, by name."""
    return asdict(changes)


def read_changes(content: bytes) -> Changes:
    """Return the changes that JSON describes, as `changes_data` gave it; raises ``ValueError``."""
    return _CHANGES.validate_json(content)


_CHANGES = TypeAdapter(Changes)


def _which(parts: Iterable[PartChange], what: str) -> tuple[PartChange, ...]:
    return tuple(part for part in parts if part.what == what)


def _count_briefs(briefs: tuple[PartChange, ...]) -> str:
    changed = _which(briefs, "changed")
    renamed = [brief for brief in changed if brief.renamed_from]
    return _listed(
        "brief",
        [
            (len(changed) - len(renamed), "changed"),
            (len(_which(briefs, "added")), "new"),
            (len(renamed), "renamed"),
            (len(_which(briefs, "removed")), "removed"),
        ],
    )


def _count(noun: str, parts: tuple[PartChange, ...]) -> str:
    return _listed(noun, [(len(_which(parts, what)), what) for what in ("added", "changed", "removed")])


def _listed(noun: str, counts: Iterable[tuple[int, str]]) -> str:
    """Return "3 briefs changed, 1 new": the noun is there once, and counts of none are left out."""
    said = [(number, what) for number, what in counts if number]
    return ", ".join(
        f"{number} {_plural(noun, number) + ' ' if place == 0 else ''}{what}"
        for place, (number, what) in enumerate(said)
    )


def _plural(noun: str, number: int) -> str:
    head, space, rest = noun.partition(" on ")
    if number == 1:
        return noun
    return f"{head[:-1] + 'ies' if head.endswith('y') else head + 's'}{space}{rest}"
