"""The repository that a project is in: its commits and its references."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from briefbook.git.command import Git, GitError
from briefbook.problems import Refusal

_AS_COMMITTED = {
    "core.hooksPath": os.devnull,
    "core.attributesFile": os.devnull,
    "core.fsmonitor": "false",
    "core.autocrlf": "false",
    "core.eol": "lf",
    "gc.auto": "0",
    "protocol.file.allow": "always",
    "submodule.recurse": "false",
}
"""For clones of our own: the bytes that were committed, and none of the user's hooks and filters."""
_NO_FILTERS = {"GIT_ATTR_NOSYSTEM": "1"}
NOT_SPARSE = {"pack.useSparse": "false"}
"""So that Git sees, when it packs, that a file is in another edition already, under another path."""
_OF_BOOKS = ("briefs", "docs", "templates")
"""The folders whose files are a book."""
_SUBMODULE = "160000 "
"""The mode of what is only the name of a commit of another repository, as Git writes it."""
_OLDEST = (2, 31)
"""The version of Git that first says and does all that it is asked here."""


@dataclass(frozen=True)
class Repository:
    """A repository, and the folder in it, `a/b/` or ``""``, that a project is in."""

    git: Git
    folder: str
    store: Path
    """Where Git keeps its objects and references, also of a linked working tree."""

    def commit(self, name: str) -> str | None:
        """Return the hash of a commit by any of its names; None if there is no such commit."""
        if name.startswith("-"):
            return None
        return self.git.output_or_none("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")

    def refs(self, *patterns: str) -> Mapping[str, str]:
        """Return the object that each reference points to, by its whole name; patterns are Git's."""
        rows = self.git.lines("for-each-ref", "--format=%(refname) %(objectname)", *patterns)
        return dict(row.split(" ") for row in rows)

    def refs_at(self, remote: str, *patterns: str) -> Mapping[str, str]:
        """Return what ``refs`` does, of a remote; Git asks it."""
        rows = self.git.lines("ls-remote", "--quiet", "--", remote, *patterns)
        return {name: found for found, name in (row.split("\t") for row in rows)}

    def is_ancestor(self, commit: str, of: str) -> bool:
        """Return whether a commit is an ancestor of another, or the same."""
        return self.git.succeeds("merge-base", "--is-ancestor", commit, of)

    def refuse_shallow(self) -> None:
        """Raise ``Refusal`` if the repository lacks a part of its history."""
        if self._is_shallow():
            raise Refusal(
                "this is a shallow clone: it lacks the history that says when each brief changed; "
                "run 'git fetch --unshallow' first"
            )

    def _is_shallow(self) -> bool:
        return self.git("rev-parse", "--is-shallow-repository") == "true"

    def _refuse_submodules(self, commit: str, place: str) -> None:
        """Raise ``Refusal`` if a commit does not hold all files of a book, since other repositories do."""
        folders = [f":(top,literal){place}{each}" for each in _OF_BOOKS]
        rows = self.git.raw("ls-tree", "-r", "-z", "--full-tree", commit, *folders).decode("utf-8", "replace")
        for row in rows.split("\0"):
            about, _, path = row.partition("\t")
            if about.startswith(_SUBMODULE):
                raise Refusal(
                    f"commit {commit} does not hold the files of {path!r}, which is a submodule; "
                    "commit the files themselves, in the repository of the book"
                )

    def refuse_nobody(self) -> None:
        """Raise ``Refusal`` if Git does not know who commits, or when."""
        try:
            self.git("var", "GIT_COMMITTER_IDENT")
        except GitError as error:
            if "invalid date" in str(error):
                raise Refusal("Git cannot read the date in GIT_COMMITTER_DATE; unset that variable") from None
            raise Refusal(
                "Git does not know who you are; set 'git config user.name' and 'git config user.email'"
            ) from None

    def refuse_unwritable(self) -> None:
        """Raise ``Refusal`` if nothing can be written where Git keeps objects and references."""
        try:
            with TemporaryFile(dir=self.store):
                pass
        except OSError as error:
            raise Refusal(
                f"the repository in {self.store} cannot be written ({error.strerror}); "
                "publish where it can be, or have it made writable"
            ) from None

    def time_of(self, commit: str) -> int:
        """Return when a commit was made, by its committer's clock, in seconds since 1970."""
        return int(self.git("rev-list", "--max-count=1", "--timestamp", commit).split(" ")[0])

    def clone(self, folder: Path) -> Git:
        """Return Git in a new clone, without files, that borrows the objects of this repository."""
        Git(folder.parent, _AS_COMMITTED, _NO_FILTERS)(
            "clone",
            "--quiet",
            "--shared",
            "--no-checkout",
            "--no-tags",
            "--template=",
            *(word for name, value in NOT_SPARSE.items() for word in ("--config", f"{name}={value}")),
            str(self.store),
            folder.name,
        )
        return Git(folder, _AS_COMMITTED, _NO_FILTERS)

    def checkout(self, commit: str, place: str, folder: Path) -> Path:
        """Write the files of a commit, with its history, into a new folder; return a project in it.

        ``place`` is where the project is, as ``folder`` of the repository says of its own.
        """
        clone = self.clone(folder)
        if self._is_shallow():  # whose objects no clone borrows: it has those of the branches
            clone("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", str(self.store), commit)
        clone("checkout", "--quiet", "--detach", commit)
        self._refuse_submodules(commit, place)
        project = folder / place
        if not project.is_dir():
            raise Refusal(f"commit {commit} has no folder {place!r}; commit the book, or name a later commit")
        if Path(os.path.relpath(project.resolve(), folder.resolve())) != Path(place):
            raise Refusal(f"in commit {commit} {place!r} leads elsewhere; name a commit with the book itself")
        return project


def commit_in_clone(project: Path, message: str, time: int) -> bool:
    """Commit all files of a book in a clone of our own, in nobody's name; return whether any had changed."""
    who = {
        f"GIT_{role}_{part}": "briefbook" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")
    }
    when = {f"GIT_{role}_DATE": f"@{time} +0000" for role in ("AUTHOR", "COMMITTER")}
    git = Git(project, _AS_COMMITTED, {**_NO_FILTERS, **who, **when})
    git("add", "--all", "--force", "--", ".")
    if not git("status", "--porcelain", "--untracked-files=no"):
        return False
    git("commit", "--quiet", "--no-verify", "--no-gpg-sign", "--message", message)
    return True


def repository_of(project: Path) -> Repository:
    """Return the repository that a project is in; raises ``Refusal`` if there is none."""
    git = Git(project)
    _refuse_old(git("version"))
    try:
        refuse_within_store(git)
        folder = git("rev-parse", "--show-prefix")
        store = git("rev-parse", "--path-format=absolute", "--git-common-dir")
    except GitError as error:
        if "not a git repository" in str(error):
            raise Refusal(
                f"{project} is not in a Git repository; run 'git init', and commit the book"
            ) from None
        raise
    return Repository(git, folder, Path(store))


def refuse_within_store(git: Git) -> None:
    """Raise ``GitError`` if a folder lies in what Git takes for a store; a bare repository itself may be one.

    A book can carry the files of a repository, settings and all, and these name programs that Git runs.
    """
    folder, store = git.folder.resolve(), Path(git("rev-parse", "--absolute-git-dir")).resolve()
    is_store = folder == store and not (folder / "briefs").exists()
    if folder.is_relative_to(store) and not is_store:
        raise GitError(
            f"the book lies in {store}, which Git takes for a repository by its files (HEAD, objects, refs), "
            "and whose settings could run a program; remove these files, or move the book out of there"
        )


def _refuse_old(version: str) -> None:
    """Raise ``Refusal`` if Git, by what it says of its version, is too old to answer what it is asked."""
    found = re.search(r"(\d+)\.(\d+)", version)
    if found and (int(found[1]), int(found[2])) < _OLDEST:
        oldest = ".".join(map(str, _OLDEST))
        raise Refusal(f"Git on this machine is too old ({version}); install version {oldest} or later")
