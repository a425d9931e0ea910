"""The publication branch as it is: its editions, and what reads their files by Git."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from briefbook.diff.changes import Changes, read_changes
from briefbook.diff.model_data import read_model
from briefbook.editions.catalogue import CatalogueEntry, latest_by, read_list
from briefbook.editions.history import Lineage, PastEdition
from briefbook.editions.seal import CHANGES, MODEL, SEAL, Seal, digest
from briefbook.git.command import GitError
from briefbook.git.repository import Repository
from briefbook.pages.csp import POLICY_FILE
from briefbook.problems import Refusal, suggest
from briefbook.publishing.root_files import LATEST, LIST, VERSIONS
from briefbook.strays import visible

Parsed = TypeVar("Parsed")

_PLAIN = "100644"
"""The mode of a plain file, as Git writes it."""


@dataclass(frozen=True)
class Publication:
    """What the publication branch has at one commit: ``tip``, or None before the first edition."""

    branch: str
    tip: str | None
    is_here: bool
    """Whether the branch is one of this repository; else it was found at a remote, as last fetched."""
    editions: tuple[CatalogueEntry, ...] = ()
    """In the order in which they were published."""
    other_versions: tuple[Mapping[str, Any], ...] = ()
    """What mike has published on the branch."""

    @property
    def ref(self) -> str:
        """The whole name of the branch."""
        return f"refs/heads/{self.branch}"

    def entry(self, name: str) -> CatalogueEntry:
        """Return an edition by its name; raises ``Refusal`` if there is none."""
        known = {each.edition: each for each in self.editions}
        if name not in known:
            raise Refusal(f"no edition {name!r} on branch {self.branch!r}; {suggest(name, known)}")
        return known[name]

    def latest_by(self, as_of: date) -> str | None:
        """Return the name of the edition with which one of a horizon is compared, if there is any."""
        found = latest_by(self.editions, as_of)
        return found.edition if found else None


class BranchReader:
    """Reads the files of the publication branch at one commit, by Git; a branch without a tip has none."""

    def __init__(self, repository: Repository, branch: str, tip: str | None) -> None:
        self.repository = repository
        self.branch = branch
        self.tip = tip
        self._seals: dict[str, tuple[Seal, str]] = {}

    def editions(self) -> tuple[CatalogueEntry, ...]:
        """Return the list of editions; raises ``Refusal`` if it cannot be read."""
        return tuple(self._list(LIST, read_list))

    def versions(self) -> tuple[Mapping[str, Any], ...]:
        """Return the list that mike keeps of all versions; raises ``Refusal`` if it cannot be read."""
        return tuple(self._list(VERSIONS, _read_versions))

    def _list(self, path: str, parse: Callable[[bytes], Any]) -> Any:
        """Return a list that a file holds; an empty one if there is no such file."""
        return self._parsed(path, self.read(path), parse) if self.holds(path) else ()

    def _parsed(self, path: str, content: bytes, parse: Callable[[bytes], Parsed]) -> Parsed:
        """Return what the content of a file says; raises ``Refusal`` if it is not what such a file holds."""
        try:
            return parse(content)
        except ValueError as error:
            raise Refusal(
                f"{self.branch}:{path} cannot be read ({_reason(error)}); put back what 'git log' shows of it"
            ) from None

    def top(self) -> list[str]:
        """Return the names of the files and folders at the top of the branch."""
        listed = self.repository.git.raw("ls-tree", "-z", "--name-only", self.tip) if self.tip else b""
        return [name.decode("utf-8", "surrogateescape") for name in listed.split(b"\0") if name]

    def holds(self, path: str) -> bool:
        """Return whether there is a file or a folder at a path."""
        return bool(self.tip) and bool(
            self.repository.git("ls-tree", "--full-tree", "--name-only", str(self.tip), path)
        )

    def read(self, path: str) -> bytes:
        """Return the content of a file; raises ``GitError`` if there is none."""
        return self.repository.git.raw("cat-file", "blob", f"{self.tip}:{path}")

    def digests(self, folder: str) -> dict[str, str]:
        """Return the SHA-256 of each file of a folder, by its path; of what is not a plain file, its mode."""
        if not self.holds(folder):
            return {}
        git = self.repository.git
        rows = git.raw("ls-tree", "-r", "-z", "--full-tree", f"{self.tip}:{folder}").split(b"\0")
        entries = [row.decode("utf-8", "backslashreplace").partition("\t") for row in rows if row]
        modes = {path: about.split(" ")[0] for about, _, path in entries}
        objects = {path: about.split(" ")[2] for about, _, path in entries if modes[path] == _PLAIN}
        contents = git.contents(objects.values())
        return modes | {path: digest(held) for path, held in zip(objects, contents, strict=True)}

    def seal(self, name: str) -> Seal:
        """Return the seal of an edition; raises ``Refusal`` if it cannot be read."""
        return self._seal(name)[0]

    def _seal(self, name: str) -> tuple[Seal, str]:
        """Return the seal of an edition, and the digest of its file."""
        if name not in self._seals:
            try:
                content = self.read(f"{name}/{SEAL}")
                seal = Seal.model_validate_json(content)
                if seal.edition != name:
                    raise ValueError(f"it is the seal of edition {seal.edition!r}")
            except (GitError, ValueError) as error:
                raise Refusal(
                    f"edition {name!r} has no seal that can be read ({_reason(error)}); "
                    f"see 'git log {self.branch} -- {name}/{SEAL}'"
                ) from None
            self._seals[name] = seal, digest(content)
        return self._seals[name]

    def sealed(self, name: str, path: str) -> bytes:
        """Return the content of a file of an edition; raises ``Refusal`` unless it is as it was sealed."""
        content = self.read(f"{name}/{path}") if self.holds(f"{name}/{path}") else b""
        if digest(content) != self.seal(name).files.get(path):
            raise Refusal(f"{name}/{path} is not as it was sealed; see 'briefbook verify {name}'")
        return content

    def model(self, name: str) -> Mapping[str, Any]:
        """Return the model of an edition, as `book.json` has it; raises ``Refusal`` as `sealed` does."""
        return self._parsed(f"{name}/{MODEL}", self.sealed(name, MODEL), read_model)

    def policy(self, name: str) -> str:
        """Return the policy of an edition; raises ``Refusal`` as `sealed` does."""
        return self._parsed(f"{name}/{POLICY_FILE}", self.sealed(name, POLICY_FILE), bytes.decode)

    def _changes(self, name: str) -> Changes:
        return self._parsed(f"{name}/{CHANGES}", self.sealed(name, CHANGES), read_changes)

    def lineage(self, name: str | None) -> Lineage:
        """Return what an edition looks back on that comes after one of this name, or after none."""
        return Lineage(tuple(self._past(name)), self.model(name) if name else None)

    def _past(self, name: str | None) -> Iterator[PastEdition]:
        while name:
            seal, of_file = self._seal(name)
            yield PastEdition(seal, of_file, self._changes(name) if CHANGES in seal.files else None)
            before = seal.predecessor
            if before and self._seal(before.edition)[1] != before.seal:
                raise Refusal(
                    f"{before.edition}/{SEAL} is not as edition {name} names it; "
                    f"see 'briefbook verify {name}'"
                )
            name = before.edition if before else None


def read_publication(repository: Repository, branch: str) -> Publication:
    """Return what the publication branch has; one that does not exist has no editions.

    Raises ``Refusal`` if it is not clear which branch is meant, or if it cannot be read.
    """
    ref = f"refs/heads/{branch}"
    is_plain = not branch.startswith("-") and branch != "HEAD" and visible(branch) == branch
    if not is_plain or not repository.git.succeeds("check-ref-format", ref):
        raise Refusal(f"{branch!r} is not a valid name of a branch; name another with --branch")
    # Git gives the references below it, too
    here = {name: tip for name, tip in repository.refs(ref).items() if name == ref}
    found = here or repository.refs(f"refs/remotes/*/{branch}")
    tips = set(found.values())
    if len(tips) > 1:
        raise Refusal(
            f"branch {branch!r} is at several remotes: {', '.join(found)}; take one of them with "
            f"'git branch {branch} REMOTE/{branch}'"
        )
    tip = next(iter(tips), None)
    reader = BranchReader(repository, branch, tip)
    editions = reader.editions()
    names = {each.edition for each in editions}
    others = tuple(_without_latest(each) for each in reader.versions() if each["version"] not in names)
    return Publication(branch, tip, bool(here), editions, others)


class _Version(BaseModel):
    """A version as mike lists it; what else it says is kept."""

    model_config = ConfigDict(extra="allow")

    version: str
    aliases: list[str] = []


_VERSIONS = TypeAdapter(list[_Version])


def _read_versions(content: bytes) -> list[dict[str, Any]]:
    """Return the versions that mike lists; raises ``ValueError``."""
    return [each.model_dump(exclude_unset=True) for each in _VERSIONS.validate_json(content)]


def _without_latest(version: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a version of mike's without the alias that leads to the edition in force."""
    return {**version, "aliases": [each for each in version.get("aliases", ()) if each != LATEST]}


def _reason(error: Exception) -> str:
    """Return why a file cannot be read, on one line: of what does not fit, the first, and where it is."""
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return ": ".join(filter(None, (".".join(map(str, first["loc"])), first["msg"])))
    return str(error).partition("\n")[0]
