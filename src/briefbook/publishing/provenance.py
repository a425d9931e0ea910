"""Where a file comes from that lies alone, as in a mail: of which edition it is, and what has changed since.

It is found by its bytes, which the seals of all editions know; if these were changed, by its imprint.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from briefbook.diff import compare
from briefbook.diff.changes import Changes
from briefbook.editions.catalogue import EditionState, edition_states
from briefbook.editions.imprint import Imprint
from briefbook.editions.seal import Seal
from briefbook.editions.subject import Subject, subject_of
from briefbook.git.repository import repository_of
from briefbook.problems import Problem, Refusal
from briefbook.publishing.branch import BranchReader, read_publication
from briefbook.publishing.compare import WORKING_TREE, model_in
from briefbook.publishing.imprint_reader import imprint_in


@dataclass(frozen=True)
class PublishedFile:
    """A file of an edition, or what was made of one."""

    seal: Seal
    state: EditionState
    path: str
    """In the edition."""
    subject: Subject
    is_as_published: bool = True
    """Whether it is byte for byte what the edition has; else it only says that it is of the edition."""
    also_in: tuple[str, ...] = ()
    """The other editions that have the very same file."""


@dataclass(frozen=True)
class Since:
    """What has changed in what a file shows, from its edition to a later state of the book."""

    until: str
    """An edition, or the working tree, as `briefbook diff` is given it."""
    changes: Changes


class ProvenanceFinder:
    """Finds where files come from, among the editions on a branch."""

    def __init__(self, project: Path, branch: str) -> None:
        self.project = project
        self.repository = repository_of(project)
        publication = read_publication(self.repository, branch)
        self.reader = BranchReader(self.repository, branch, publication.tip)
        self.states = edition_states(publication.editions)

    def find(self, file: Path) -> PublishedFile | Imprint:
        """Return of which edition a file is; the imprint alone of one that was built, and not published.

        Raises ``Refusal`` if neither can be found, ``OSError`` if the file cannot be read.
        """
        with file.open("rb") as opened:
            digest = file_digest(opened, "sha256").hexdigest()
        if same := list(self._with_digest(digest)):
            (state, path), *others = same
            also_in = tuple(other.entry.edition for other, _ in others)
            return self._published(state, path, also_in=also_in)
        imprint = imprint_in(file)
        if imprint is None:
            raise Refusal(
                f"{file} is in no edition on branch {self.reader.branch!r}, and does not say of what it is; "
                "fetch that branch anew, or ask in the repository of the book that it is of (a program that "
                "saves a PDF anew may drop what it says)"
            )
        return self._named(file, imprint) if imprint.edition else imprint

    def _with_digest(self, digest: str) -> Iterator[tuple[EditionState, str]]:
        """Yield each edition that has a file with a digest, newest first, with its path there."""
        for state in self.states:
            files = self.reader.seal(state.entry.edition).files
            path = next((path for path, sealed in files.items() if sealed == digest), None)
            if path:
                self.reader.sealed(state.entry.edition, path)  # raises if the branch has another there
                yield state, path

    def _named(self, file: Path, imprint: Imprint) -> PublishedFile:
        """Return the file of an edition that an imprint names; raises ``Refusal`` if there is none here."""
        said = f"{file} says that it is {imprint.file} of edition {imprint.edition} of {imprint.book!r}"
        state = next((each for each in self.states if each.entry.edition == imprint.edition), None)
        if state is None:
            raise Refusal(
                f"{said}, which is not on branch {self.reader.branch!r}; fetch that branch anew, or ask in "
                "the repository of that book"
            )
        if (
            state.entry.commit != imprint.commit
            or imprint.file not in self.reader.seal(state.entry.edition).files
        ):
            raise Refusal(
                f"{said}, from commit {(imprint.commit or 'unknown')[:12]}; the edition of that name here is "
                f"from commit {state.entry.commit[:12]}, or has no such file; ask where that book is"
            )
        return self._published(state, imprint.file, is_as_published=False)

    def _published(
        self, state: EditionState, path: str, *, is_as_published: bool = True, also_in: tuple[str, ...] = ()
    ) -> PublishedFile:
        name = state.entry.edition
        subject = subject_of(path, self.reader.model(name))
        return PublishedFile(self.reader.seal(name), state, path, subject, is_as_published, also_in)

    def changes_since(self, published: PublishedFile) -> Iterator[Since | list[Problem]]:
        """Yield what has changed in what a file shows until the edition in force, and the working tree.

        The mistakes in the working tree, if there are any, take the place of the latter.
        """
        model = self.reader.model(published.seal.edition)
        in_force = next((each.entry.edition for each in self.states if each.state == "current"), None)
        if in_force and in_force != published.seal.edition:
            changes = compare(model, self.reader.model(in_force))
            yield Since(in_force, published.subject.changes_among(changes))
        if (self.project / "briefs").is_dir():
            now = model_in(self.project)
            yield (
                now
                if isinstance(now, list)
                else Since(WORKING_TREE, published.subject.changes_among(compare(model, now)))
            )
