"""An edition: its name, its seal, and what it says of those before it."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from pydantic import BaseModel, ConfigDict

SEAL = "edition.json"
MODEL = "book.json"
SCHEMA = "book.schema.json"
CHANGES = "changes.json"
"""The files of an edition that a program may read."""


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal digits."""
    return sha256(content).hexdigest()


def digest_of_model(data: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a book's model, whatever the layout of its JSON."""
    return digest(json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())


class Sealed(BaseModel):
    """A part of what is written beside an edition, in JSON."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Predecessor(Sealed):
    """The edition that another is compared with, and the SHA-256 of its seal."""

    edition: str
    seal: str


class SourceCommit(Sealed):
    """From what an edition is built: a commit, its time, and the project's folder in the repository."""

    commit: str
    time: int
    """Seconds since 1970, of its committer."""
    folder: str


class Seal(Sealed):
    """`edition.json`: what an edition is, from what it was made, and the SHA-256 of each of its files.

    A later version of briefbook may add fields, but gives none of these another meaning.
    """

    book: str
    """The title of the book."""
    edition: str
    title: str
    as_of: date
    published: date
    marking: str
    source: SourceCommit
    corrects: str | None
    predecessor: Predecessor | None
    tools: Mapping[str, str]
    """The version of each library and program that the bytes may depend on."""
    model: str
    """The digest of the model, as `digest_of_model` gives it."""
    briefs: Mapping[str, str]
    """The address of each brief, by its id."""
    files: Mapping[str, str]
    """The digest of every other file, by its path in the edition."""

    def written(self) -> bytes:
        """Return the content of the file."""
        return (self.model_dump_json(indent=2) + "\n").encode()
