"""How a commit and its tag come onto the publication branch: all of it, or nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import PurePosixPath
from typing import IO, NamedTuple

from briefbook.git.command import Git, GitError
from briefbook.git.repository import NOT_SPARSE, Repository
from briefbook.problems import Refusal
from briefbook.publishing.branch import Publication

TAGS = "refs/tags/"
_IMPORTED = "refs/briefbook/imported"
"""Where a new commit is in a clone of our own, before the branch has it."""
_SIGNS = re.compile(r"(user|author|committer|gpg|tag|commit)\.")
"""The settings that say who makes a tag, and how it is signed."""
_QUIETLY = (
    *("--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-maintenance"),
    *("--no-prune", "--recurse-submodules=no"),
)
"""How objects are fetched, and nothing else is touched."""
_ALL_OR_NOTHING = ("--quiet", "--atomic", "--no-follow-tags", "--recurse-submodules=no")
"""How references are pushed, and no others."""
_LOCK = re.compile(r"Unable to create '([^']+\.lock)': File exists")


@dataclass(frozen=True)
class Commit:
    """What a commit writes over the files of the branch: some ``files``, after it has emptied folders.

    ``source`` becomes a parent of it too, and so stays reachable wherever the branch goes.
    """

    message: str
    files: Iterable[tuple[str, bytes]]
    replaced: tuple[str, ...] = ()
    source: str | None = None


class RefUpdate(NamedTuple):
    """A reference that moves, from one object to another."""

    ref: str
    new: str
    old: str | None
    """None if there was no such reference."""

    @property
    def name(self) -> str:
        """What people call it: a branch or a tag without the folder of all branches or tags."""
        return self.ref.split("/", 2)[2]

    @property
    def instruction(self) -> str:
        """What `git update-ref --stdin` is given."""
        return f"update {self.ref} {self.new} {self.old or '0' * len(self.new)}"


@dataclass(frozen=True)
class PendingUpdate:
    """A commit that is to land on the branch, and its tag, in a clone of the repository."""

    publication: Publication
    repository: Repository
    clone: Git
    objects: str
    """The folder of the objects that it adds."""
    moves: tuple[RefUpdate, ...]
    """What moves: the branch, and then the tag."""

    @property
    def commit(self) -> str:
        """The commit, to which the branch moves."""
        return self.moves[0].new


def prepare_commit(
    publication: Publication, repository: Repository, clone: Git, commit: Commit
) -> PendingUpdate:
    """Make a commit after the last one of the branch, in a clone; nothing moves yet."""
    author = repository.git("var", "GIT_COMMITTER_IDENT")
    opening = [
        f"commit {_IMPORTED}\ncommitter {author}\n".encode("utf-8", "surrogateescape"),
        _data(commit.message.encode()),
        *([f"from {publication.tip}\n".encode()] if publication.tip else []),
        *([f"merge {commit.source}\n".encode()] if commit.source else []),
        *(f"D {folder}\n".encode() for folder in commit.replaced),
    ]
    contents = (f"M 100644 inline {_quoted(path)}\n".encode() + _data(held) for path, held in commit.files)
    # without deltas: those that it makes are poor, and `git gc` would keep them
    clone.write("fast-import", "--quiet", "--depth=0", "--done", given=chain(opening, contents, [b"done\n"]))
    tip = publication.tip if publication.is_here else None
    move = RefUpdate(publication.ref, clone("rev-parse", _IMPORTED), tip)
    objects = clone("rev-parse", "--path-format=absolute", "--git-path", "objects")
    return PendingUpdate(publication, repository, clone, objects, (move,))


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)


def _quoted(path: str) -> str:
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def with_tag(update: PendingUpdate, tag: str, message: str) -> PendingUpdate:
    """Return an update with a tag on its commit, signed if the repository is set up to sign."""
    here = update.repository.git
    rows = here("config", "--null", "--list").split("\0")
    settings = {name: value for name, _, value in (row.partition("\n") for row in rows) if _SIGNS.match(name)}
    asked = (
        here.output_or_none("config", "--type=bool", "--get", each)
        for each in ("tag.gpgSign", "commit.gpgSign")
    )
    is_signed = next(filter(None, asked), "false") == "true"
    clone = replace(update.clone, settings={**update.clone.settings, **settings})
    how = ("--sign" if is_signed else "--annotate", "--cleanup=verbatim", "--message", message)
    clone("tag", *how, tag, update.commit)
    move = RefUpdate(TAGS + tag, clone("rev-parse", TAGS + tag), None)
    return replace(update, moves=(*update.moves, move))


def update_refs(update: PendingUpdate, remote: str | None) -> None:
    """Move the branch, and make the tag, at a remote and here: all of it, or nothing.

    The references are locked here first, then the remote is asked, and only then do they move. The objects
    are here before that, since a push that outlives a killed run notes what it has pushed; where the remote
    declines they stay until Git next tidies up. Raises ``Refusal`` where a lock is taken, the branch has
    moved meanwhile, or the remote declines.
    """
    here = update.repository.git
    borrowing = replace(here, variables={"GIT_ALTERNATE_OBJECT_DIRECTORIES": update.objects})
    reason = f"briefbook: {update.moves[-1].name}"
    try:
        with borrowing.stream("update-ref", "-m", reason, "--stdin") as (commands, answers):
            _transact(commands, answers, "start", *(each.instruction for each in update.moves), "prepare")
            _, *tags = update.moves
            allowed = replace(here, settings={"protocol.file.allow": "always"})
            allowed("fetch", *_QUIETLY, str(update.clone.folder), _IMPORTED, *(each.ref for each in tags))
            if remote:
                _push(update, remote)
            _transact(commands, answers, "commit")
    except GitError as error:
        raise _explain(error, update) from None


def _transact(commands: IO[bytes], answers: IO[bytes], *lines: str) -> None:
    """Give `git update-ref` commands, and wait until the last is done; it ends where one of them fails."""
    commands.write("".join(f"{line}\n" for line in lines).encode())
    commands.flush()
    done = f"{lines[-1]}: ok\n".encode()
    while (answer := answers.readline()) != done:
        if not answer:
            raise BrokenPipeError


def _push(update: PendingUpdate, remote: str) -> None:
    """Push the branch and its tags, also those of editions that were published here alone."""
    repository = update.repository
    packing = replace(repository.git, settings=NOT_SPARSE)
    tags = repository.refs(f"{TAGS}edition/")
    wanted = [(each.new, each.ref) for each in update.moves] + [(found, ref) for ref, found in tags.items()]
    try:
        packing("push", *_ALL_OR_NOTHING, "--", remote, *(f"{new}:{ref}" for new, ref in wanted))
    except GitError as error:
        raise Refusal(
            f"{remote!r} did not take it, so nothing has changed here either:\n{error}\n"
            "fix what it says, and run the same command again; or leave --push out, to keep it here alone"
        ) from None


def _explain(error: GitError, update: PendingUpdate) -> Exception:
    """Return why references could not be moved, as the repository shows it; else the error: what Git said."""
    if lock := _LOCK.search(str(error)):
        return Refusal(
            f"Git's lock {lock[1]} is taken: another Git is at work, or one was killed; if none is at work, "
            "remove that file, and run the same command again"
        )
    for each in update.moves:
        if clash := _clash(update.repository, each.ref):
            return Refusal(
                f"{clash!r} exists, and Git keeps no branch or tag within the name of another; rename it, "
                "or name another branch with --branch"
            )
        if update.repository.refs(each.ref).get(each.ref) != each.old:
            return Refusal(
                f"branch {update.publication.branch!r} or its tags changed meanwhile, and nothing was "
                "written; run the same command again"
            )
    return error


def _clash(repository: Repository, ref: str) -> str | None:
    """Return the name of a branch or a tag that is above or below a reference, as a folder and a file are."""
    above = {str(each) for each in PurePosixPath(ref).parents}
    found = repository.refs(ref, *above - {".", "refs", "refs/heads", "refs/tags"})
    names = (each for each in found if each in above or each.startswith(f"{ref}/"))
    return next((each.split("/", 2)[2] for each in names), None)
