"""What a file of an edition shows: a part of the book, or all of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, join
from typing import Any

from briefbook.diff.changes import Changes, PartChange
from briefbook.diff.names import facts_of, full_name
from briefbook.model.addresses import BOOK_PDF, cards_address, pack_address, pack_page_address

Model = Mapping[str, Any]


@dataclass(frozen=True)
class Subject:
    """What a file shows, in words; and the ids of that, if it is not the whole book."""

    words: str
    briefs: frozenset[str] = frozenset()
    entity: str | None = None
    pack: str | None = None

    @property
    def is_whole_book(self) -> bool:
        """Whether all that changed in the book may concern it."""
        return not (self.briefs or self.entity or self.pack)

    def changes_among(self, changes: Changes) -> Changes:
        """Return of some changes those of what the file shows."""
        if self.is_whole_book:
            return changes
        return Changes(
            briefs=tuple(each for each in changes.briefs if {each.id, each.renamed_from} & self.briefs),
            entities=_of_id(changes.entities, self.entity),
            packs=_of_id(changes.packs, self.pack),
        )


def _of_id(parts: tuple[PartChange, ...], part_id: str | None) -> tuple[PartChange, ...]:
    return tuple(each for each in parts if each.id == part_id)


def subject_of(path: str, model: Model) -> Subject:
    """Return what the file at a path of an edition shows, by the edition's model."""
    for brief_id, brief in model.get("briefs", {}).items():
        name, ids = full_name(brief), frozenset({brief_id})
        if path == brief.get("address"):
            return Subject(f"the page of brief {brief_id!r}, {name}", ids)
        if path == join(dirname(brief.get("address", "")), f"{brief_id}.pdf"):
            return Subject(f"the PDF of brief {brief_id!r}, {name}", ids)
    for entity_id, entity in model.get("entities", {}).items():
        if path == entity.get("address"):
            return Subject(f"the page of {full_name(entity)}", entity=entity_id)
    for pack_id, pack in model.get("packs", {}).items():
        shown = {
            pack_page_address(pack_id): "the page",
            pack_address(pack_id): "the PDF",
            cards_address(pack_id): "the PDF of the cards",
        }
        if path in shown:
            briefs = frozenset(facts_of(pack).get("briefs", ()))
            return Subject(f"{shown[path]} of pack {pack_id!r}, {full_name(pack)}", briefs, pack=pack_id)
    return Subject("the PDF of the whole book" if path == BOOK_PDF else f"the file {path}")
