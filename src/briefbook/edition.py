"""An edition: its name, its seal, and what it says of those before it."""

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import count
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from briefbook.changes import Changes, PartChange
from briefbook.errors import Refusal

SEAL = "edition.json"
MODEL = "book.json"
SCHEMA = "book.schema.json"
CHANGES = "changes.json"
"""The files of an edition that a program may read."""

_NAME = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
_LONGEST_NAME = 64
_CORRECTION = re.compile(r"(?P<line>.+)-r(?P<number>[2-9]|[1-9]\d+)")
AROUND = (
    "latest",
    "index.html",
    "404.html",
    "versions.json",
    "editions.json",
    "editions.js",
    "editions.html",
    "editions.css",
    "redirect.js",
    "csp.conf",
    ".nojekyll",
)
"""What stands around the editions on their branch."""
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""What is no name of a file on Windows."""


def check_name(name: str) -> None:
    """Raise ``Refusal`` unless a name can be that of a folder, of a tag and of a part of an address."""
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME or name.endswith(".lock"):
        raise Refusal(
            f"{name!r} is no name of an edition; write letters, digits, and single '.', '_' or '-' between, "
            f"at most {_LONGEST_NAME}, such as 2026-07-02"
        )
    if name.casefold() in AROUND or _DEVICES.fullmatch(name):
        raise Refusal(f"{name!r} means something else already; write another name")


def check_words(text: str, what: str) -> None:
    """Raise ``Refusal`` unless a text is a line of words; themes take titles for HTML, so without `<`."""
    if not text.strip():
        raise Refusal(f"{what} is empty; write some words")
    if any(unicodedata.category(sign) in ("Cc", "Cs") or sign in "<>" for sign in text):
        raise Refusal(
            f"{what} holds a sign that pages cannot show; leave out '<', '>' and control characters"
        )


def corrected_by(name: str) -> str | None:
    """Return the name of the edition that one of this name corrects: `2026-07` by `2026-07-r2`, if any."""
    match = _CORRECTION.fullmatch(name)
    if match is None:
        return None
    number = int(match["number"]) - 1
    return match["line"] if number == 1 else f"{match['line']}-r{number}"


def next_correction(name: str, known: Collection[str]) -> str:
    """Return the name of the next correction of an edition, or of what that corrects: `2026-07-r2`."""
    match = _CORRECTION.fullmatch(name)
    line = match["line"] if match else name
    return next(each for number in count(2) if (each := f"{line}-r{number}") not in known)


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


@dataclass(frozen=True)
class Past:
    """An edition that was published, as a later one looks back on it."""

    seal: Seal
    digest: str
    """Of the file of the seal, as some version of briefbook wrote it."""
    changes: Changes | None


@dataclass(frozen=True)
class Back:
    """What an edition looks back on: the one that it is compared with, those before, and its model."""

    past: tuple[Past, ...] = ()
    model: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Mention:
    """One edition in the history of a brief."""

    edition: str
    title: str
    as_of: date
    what: Literal["new", "changed"]
    change: PartChange | None


@dataclass(frozen=True)
class Edition:
    """An edition in the making, as its pages show it."""

    name: str
    title: str
    as_of: date
    corrects: str | None = None
    past: tuple[Past, ...] = ()
    """The edition that it is compared with, the one which that was compared with, and so on."""
    changes: Changes | None = None
    """What differs from the edition before; none in a first edition."""

    @property
    def before(self) -> Seal | None:
        """The edition that it is compared with."""
        return self.past[0].seal if self.past else None

    def change_of(self, brief_id: str) -> PartChange | None:
        """Return how a brief differs from the edition before, if it does."""
        return _change_of(self.changes, brief_id)

    def history(self, brief_id: str) -> Iterator[Mention]:
        """Yield the editions in which a brief was new or changed, under any of its names, the last first."""
        told: list[tuple[str, str, date, Changes | None, Mapping[str, str]]] = [
            (self.name, self.title, self.as_of, self.changes, {brief_id: ""})
        ]
        told += [
            (past.seal.edition, past.seal.title, past.seal.as_of, past.changes, past.seal.briefs)
            for past in self.past
        ]
        for name, title, as_of, changes, briefs in told:
            change = _change_of(changes, brief_id)
            if changes is None and brief_id in briefs:
                yield Mention(name, title, as_of, "new", None)
            elif change and change.what != "removed":
                yield Mention(name, title, as_of, "new" if change.what == "added" else "changed", change)
                brief_id = change.renamed_from or brief_id


def _change_of(changes: Changes | None, brief_id: str) -> PartChange | None:
    return next((each for each in changes.briefs if each.id == brief_id), None) if changes else None
