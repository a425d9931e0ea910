"""Where the files of a book are."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from briefbook.model.vocabulary import EntityType
from briefbook.problems import Problem

BOOK = "briefs/book.yml"
SOURCES = "briefs/sources.yml"
GLOSSARY = "briefs/glossary.yml"
TOMBSTONES = "briefs/tombstones.yml"
PACKS = "briefs/packs/"


@dataclass(frozen=True)
class SourceTree:
    """What was read from disk: texts by path, the paths of all other files, and what could not be read."""

    texts: Mapping[str, str]
    attachments: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def is_unread(path: str, unread: Set[str]) -> bool:
    """Return whether a file is among the paths that could not be read, or is in a folder that is."""
    ends = (end for end, mark in enumerate(f"{path}/") if mark == "/")
    return any(path[:end] in unread for end in ends)


def entity_register(entity_type: EntityType) -> str:
    """Return the path of the register of one type of entity."""
    return f"briefs/{entity_type}.yml"
