"""A page of the site before it is rendered, and what all pages share: addresses, markings, names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar

from briefbook.model.addresses import marking_of, marking_of_pack
from briefbook.model.book import Book, Brief, Entity, Pack, Source, Tombstone
from briefbook.model.relations import references_of


@dataclass(frozen=True)
class Entry:
    """How a page is entered in the site: its address, its name, and where it belongs."""

    uri: str
    title: str
    marking: str
    description: str = ""
    section: str | None = None
    """The folder of the section that the page belongs to."""
    source: str | None = None
    """The path of the brief that the page shows."""
    caveat: str = ""
    """What is said beside its name, as `caveat_of` gives it for a brief."""
    last_change: date | None = None
    """The day of the last change of the files that the page is made from."""
    in_navigation: bool = False
    pdf: str | None = None
    """The address of the PDF of what the page shows: a brief, a pack, or the whole book."""
    is_wide: bool = False
    """Whether the page takes the room of the menus beside it."""


@dataclass(frozen=True)
class Siblings:
    """The pages beside one in its section or register, as the menu lists them: of many, those around it."""

    title: str
    """What the section or the register is called."""
    uri: str
    """The address of the page that lists all of them."""
    row: Sequence[tuple[str, Entry]]
    """All of them in order, each with the heading that it is under; pages share it."""
    place: int | None
    """The place of the page itself in the row; None of the page that lists all."""

    MOST: ClassVar[int] = 40

    @property
    def groups(self) -> dict[str, list[Entry]]:
        """Those around the page, by their headings."""
        first = max(0, min((self.place or 0) - self.MOST // 2, len(self.row) - self.MOST))
        found: defaultdict[str, list[Entry]] = defaultdict(list)
        for heading, entry in self.row[first : first + self.MOST]:
            found[heading].append(entry)
        return found

    @property
    def is_cut(self) -> bool:
        """Whether there are more than the menu lists."""
        return len(self.row) > self.MOST


@dataclass(frozen=True)
class Page:
    """One page of the site: its entry, its template, and what the template is given."""

    entry: Entry
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    previous: Entry | None = None
    """The page before this one in its section or register."""
    next: Entry | None = None
    siblings: Siblings | None = None


def in_a_row(pages: Iterable[Page]) -> list[Page]:
    """Return pages that each know the one before and the one after."""
    row = list(pages)
    entries = [page.entry for page in row]
    return [
        replace(page, previous=previous, next=following)
        for page, previous, following in zip(row, [None, *entries], [*entries[1:], None], strict=False)
    ]


def briefs_named_with(book: Book, parts: Iterable[Entity | Source | Tombstone]) -> Iterator[Brief]:
    """Yield the briefs that a page names because it shows some parts of a register.

    They name an entity, represent it or cite a source; or the part names them itself.
    """
    for part in parts:
        if isinstance(part, Entity):
            yield from book.linked_from.get(part.id, ())
            if part.id in book.standing_for:
                yield book.standing_for[part.id]
        elif isinstance(part, Source):
            yield from (each for each in book.cited_by.get(part.key, ()) if isinstance(each, Brief))
        yield from (book.briefs[each.id] for each in references_of(part) if each.id in book.briefs)


def caveat_of(book: Book, part: Brief | Pack) -> str:
    """Return what is said wherever a brief or a pack is named: that it is a draft or withdrawn, its marking.

    The latter only where it is higher than the book's.
    """
    marking = marking_of_pack(book, part) if isinstance(part, Pack) else marking_of(book, part)
    said = [] if part.facts.is_cleared else [f"{part.facts.clearance} {part.noun}"]
    if book.settings.is_higher(marking, book.settings.marking):
        said.append(marking.upper())
    return ", ".join(said)


def name_with_caveat(name: str, caveat: str) -> str:
    """Return the name of a brief or a pack as plain words, with what is to be said of it."""
    return f"{name} ({caveat})" if caveat else name
