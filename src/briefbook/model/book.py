"""The book: what its sources hold, typed, linked and frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from posixpath import dirname, join, normpath
from typing import ClassVar

from briefbook.model.briefs.facts import BriefFacts
from briefbook.model.briefs.tombstone import TombstoneFacts
from briefbook.model.entities import EntityFacts, Organisation
from briefbook.model.file_addresses import as_written, composed, leads_to_file, names_a_file, path_in
from briefbook.model.packs import PackFacts
from briefbook.model.prose import Prose
from briefbook.model.records import Mention, Record
from briefbook.model.settings import Settings
from briefbook.model.sources import SourceFacts, TermFacts
from briefbook.model.vocabulary import EntityType
from briefbook.problems import Where


class _Part:
    """What the parts of a book have in common: facts, whose fields name, cite and say."""

    facts: Record

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Everything that the part names, cites and says."""
        return self.facts.mentions


@dataclass(frozen=True)
class Brief(_Part):
    """A brief: its facts, its prose, and its file."""

    noun: ClassVar[str] = "brief"
    """What readers call a part of this type."""

    id: str
    path: str
    facts: BriefFacts
    prose: Prose
    attachments: tuple[str, ...] = ()
    is_shortened: bool = False
    """Whether the horizon leaves out text that was written later."""

    @property
    def former_addresses(self) -> tuple[str, ...]:
        """Where its page was before it was renamed."""
        places = (each if "/" in each else f"{self.section}/{each}" for each in self.facts.redirects_from)
        return tuple(f"{place}/index.html" for place in places)

    @property
    def section(self) -> str:
        """The folder that the brief is in, which is also the first part of its address."""
        return self.facts.folder

    @property
    def name(self) -> str:
        """What tables and links call it."""
        return self.facts.short or self.facts.title

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Everything that the brief names, cites and says, its prose last."""
        return (*self.facts.mentions, self.prose)

    def attachment_at(self, address: str) -> str | None:
        """Return the path of the attachment to which an address in the prose leads; None if to none.

        Its Unicode form is as the file's name has it, which need not be that of the address.
        """
        return self._attached.get(self.file_of(address)) if leads_to_file(address) else None

    @cached_property
    def _attached(self) -> Mapping[str, str]:
        """Its attachments, by their paths in the Unicode form that `file_of` gives."""
        return {composed(path): path for path in self.attachments}

    @property
    def named_files(self) -> tuple[str, ...]:
        """The attachments that its prose shows or links to: no other goes into a site or a print."""
        named = {*map(self.attachment_at, self.prose.relative_addresses)}
        return tuple(path for path in self.attachments if path in named)

    @property
    def file_addresses(self) -> list[str]:
        """The addresses in the prose that lead to its attachments."""
        return [as_written(each.removeprefix(f"{dirname(self.path)}/")) for each in self.attachments]

    def file_of(self, address: str) -> str:
        """Return the path of the file to which a relative address in the prose leads.

        It ends in a slash where it leads to none, whatever is there: browsers and servers see a folder.
        """
        path = path_in(address)
        file = normpath(join(dirname(self.path), path))
        return file if names_a_file(path) else f"{file}/"


@dataclass(frozen=True)
class Entity(_Part):
    """A person, an organisation, a place, a programme or an office, with its id."""

    id: str
    where: Where
    facts: EntityFacts
    type: EntityType

    @property
    def name(self) -> str:
        """What tables and links call it."""
        return self.facts.short or self.facts.name


@dataclass(frozen=True)
class Source(_Part):
    """An entry in the register of sources, with its key."""

    key: str
    where: Where
    facts: SourceFacts

    @property
    def origin(self) -> str:
        """The key of the source that first had its text: its own, if it is not a copy."""
        return self.facts.copy_of or self.key


@dataclass(frozen=True)
class Term(_Part):
    """An entry in the glossary, with the word it explains."""

    word: str
    where: Where
    facts: TermFacts

    @property
    def words(self) -> tuple[str, ...]:
        """The word, and the others that mean the same."""
        return (self.word, *self.facts.also)


@dataclass(frozen=True)
class Pack(_Part):
    """A briefing pack: which briefs are read together on one occasion, and what is said before them."""

    noun: ClassVar[str] = "pack"

    id: str
    path: str
    facts: PackFacts


@dataclass(frozen=True)
class Tombstone(_Part):
    """What is shown in place of a brief that nothing replaces; ``place`` is its section and its id."""

    place: str
    where: Where
    facts: TombstoneFacts

    @property
    def address(self) -> str:
        """The address of its page, which was the brief's."""
        return f"{self.place}/index.html"


Writing = Brief | Entity | Term
Part = Writing | Source | Pack | Tombstone


@dataclass(frozen=True)
class Book:
    """The whole book, linked. Mappings keep the order of the sources, briefs that of the sections."""

    settings: Settings
    briefs: Mapping[str, Brief]
    entities: Mapping[str, Entity]
    sources: Mapping[str, Source]
    terms: Mapping[str, Term]
    packs: Mapping[str, Pack]
    tombstones: Mapping[str, Tombstone]
    names: Mapping[str, str]
    """The name of each brief and entity, also of those that the horizon leaves out."""
    later_horizon: date | None = None
    """The horizon that book.yml names, where that of this book is earlier; None if it is not."""
    later_words: frozenset[str] = frozenset()
    """The words that came up after the horizon: where they are all the same, no meaning is shown."""
    unread_files: frozenset[str] = frozenset()
    """The paths of the files that could not be read at all: to lead to one is not another mistake."""
    unread_ids: frozenset[str] = frozenset()
    """The ids of the briefs among them: to name one is not another mistake."""
    doubles: tuple["Part", ...] = ()
    """The parts whose id another has: a mistake, as they have no place in the book."""
    is_whole: bool = True
    """Whether all of it was read without a mistake."""
    standing_for: Mapping[str, Brief] = field(default_factory=dict)
    """The brief that represents an entity, by the entity's id."""
    linked_from: Mapping[str, tuple[Brief, ...]] = field(default_factory=dict)
    """The briefs that name a brief or an entity, by its id."""
    cited_by: Mapping[str, tuple[Writing, ...]] = field(default_factory=dict)
    """Where a source is cited, by its key."""

    @property
    def writings(self) -> tuple[Writing, ...]:
        """Everything that states something, and needs sources: briefs, entities, terms."""
        return (*self.briefs.values(), *self.entities.values(), *self.terms.values())

    @property
    def parts(self) -> tuple[Part, ...]:
        """Everything that cites: the writings, the notes of the sources, the packs and the tombstones."""
        return (
            *self.writings,
            *self.sources.values(),
            *self.packs.values(),
            *self.tombstones.values(),
            *self.doubles,
        )

    @property
    def releasable(self) -> tuple[Brief | Pack, ...]:
        """Everything that an edition holds only once it is cleared: the briefs and the packs."""
        return (*self.briefs.values(), *self.packs.values())

    @property
    def as_of(self) -> date:
        """The horizon: nothing later is shown."""
        return self.settings.as_of

    @property
    def written(self) -> date:
        """The day from which undated text holds: the horizon, where book.yml names no other."""
        return self.settings.written or self.settings.as_of

    def written_of(self, brief: Brief) -> date:
        """Return the day from which the undated text of a brief holds."""
        return brief.facts.written or self.written

    def owner_of(self, brief: Brief) -> str | None:
        """Return who owns a brief: whom it names itself, or else the book's owner."""
        return brief.facts.owner or self.settings.owner

    def entity_of(self, brief: Brief) -> Entity | None:
        """Return the entity that a brief represents; None if it represents none."""
        about = brief.facts.about
        return self.entities.get(about.id) if about else None

    def wholes_of(self, entity_id: str) -> list[str]:
        """Return the id of an entity, then of what it is a part of, and so on to what is part of nothing."""
        found = [entity_id]
        while (entity := self.entities.get(found[-1])) and isinstance(entity.facts, Organisation):
            whole = entity.facts.part_of
            if whole is None or whole.id in found:
                break
            found.append(whole.id)
        return found

    def briefs_of(self, pack: Pack) -> tuple[Brief, ...]:
        """Return the briefs of a pack, in its order."""
        return tuple(self.briefs[each.id] for each in pack.facts.briefs)

    def holds(self, part_id: str) -> bool:
        """Return whether the book has a brief or an entity of an id."""
        return part_id in self.briefs or part_id in self.entities

    def in_section(self, folder: str) -> tuple[Brief, ...]:
        """Return the briefs of a section, by name."""
        return tuple(
            sorted((b for b in self.briefs.values() if b.section == folder), key=lambda b: b.name.casefold())
        )
