"""An edition: its name, its seal, and what it says of those before it."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from briefbook.editions.names import why_no_name

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


def _edition_name(name: str) -> str:
    if why := why_no_name(name):
        raise ValueError(why)
    return name


def _path_within(path: str) -> str:
    if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
        raise ValueError(f"{path!r} leads out of its folder")
    return path


EditionName = Annotated[str, AfterValidator(_edition_name)]
PathWithin = Annotated[str, AfterValidator(_path_within)]
CommitHash = Annotated[str, Field(pattern=r"^[0-9a-f]{40,64}$")]
LATEST_TIME = 253_402_300_799
"""The last second of the year 9999, the last that Python knows, since 1970."""


class Sealed(BaseModel):
    """A part of what is written beside an edition, in JSON."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Predecessor(Sealed):
    """The edition that another is compared with, and the SHA-256 of its seal."""

    edition: EditionName
    seal: str


class SourceCommit(Sealed):
    """From what an edition is built: a commit, its time, and the project's folder in the repository."""

    commit: CommitHash
    time: Annotated[int, Field(ge=0, le=LATEST_TIME)]
    """Seconds since 1970, of its committer."""
    folder: PathWithin


class BriefSource(Sealed):
    """A brief that was published alone, and from which commit it was taken."""

    brief: str
    """Its id."""
    name: str
    source: SourceCommit


class Excerpt(Sealed):
    """Of what an edition is made that has one brief anew: of the source of an earlier one, and of that brief.

    Where editions of this kind follow each other, the briefs of all of them are here, in that order.
    """

    base: SourceCommit
    briefs: Annotated[tuple[BriefSource, ...], Field(min_length=1)]

    @property
    def newest(self) -> BriefSource:
        """The brief that was published with this edition."""
        return self.briefs[-1]

    @property
    def commits(self) -> tuple[SourceCommit, ...]:
        """All the commits of which something is in the edition."""
        return (self.base, *(each.source for each in self.briefs))


class Seal(Sealed):
    """`edition.json`: what an edition is, from what it was made, and the SHA-256 of each of its files.

    A later version of briefbook may add fields, but gives none of these another meaning.
    """

    book: str
    """The title of the book."""
    edition: EditionName
    title: str
    as_of: date
    published: date
    marking: str
    source: SourceCommit
    corrects: EditionName | None
    predecessor: Predecessor | None
    tools: Mapping[str, str]
    """The version of each library and program that the bytes may depend on."""
    model: str
    """The digest of the model, as `digest_of_model` gives it."""
    briefs: Mapping[str, str]
    """The address of each brief, by its id."""
    files: Mapping[PathWithin, str]
    """The digest of every other file, by its path in the edition."""
    only: Excerpt | None = None
    """None if all of the edition is made from its source."""

    def written(self) -> bytes:
        """Return the content of the file."""
        return (self.model_dump_json(indent=2) + "\n").encode()
