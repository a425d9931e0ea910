"""The pipelines of publication: an edition is published, or withdrawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from briefbook.build import Engine
from briefbook.changes import Changes
from briefbook.edition import Seal, SourceCommit, check_name, corrected_by, next_correction
from briefbook.entrance import LATEST
from briefbook.errors import Problem, Refusal
from briefbook.files import packaged_templates
from briefbook.landing import Commit, add_commit, land, with_tag
from briefbook.listing import Withdrawal, listed
from briefbook.load import Progress, no_progress
from briefbook.making import Made, Plan, make
from briefbook.policy import POLICY_FILE
from briefbook.publication import Publication, read_publication
from briefbook.repository import Repository, repository_of
from briefbook.scratch import only_run
from briefbook.tools import refuse_uncommitted

BRANCH = "published"


@dataclass(frozen=True)
class Wanted:
    """What is asked of a publication."""

    name: str
    title: str | None = None
    as_of: date | None = None
    branch: str = BRANCH
    remote: str | None = None
    """Where it is pushed to, if it is."""
    is_dry_run: bool = False
    """Whether all is made, and nothing written."""


@dataclass(frozen=True)
class Published:
    """An edition that was published, or would be."""

    seal: Seal
    changes: Changes | None
    commit: str


def publish(
    project: Path, wanted: Wanted, engine: Engine, today: date, progress: Progress = no_progress
) -> Published | list[Problem]:
    """Publish an edition of a project's last commit; return the mistakes in the book that stand in its way.

    Raises ``Refusal`` where it cannot be published as things stand, and ``GitError`` or ``OSError`` where
    machinery breaks. Whatever happens, branch and tag are as they were, or complete.
    """
    check_name(wanted.name)
    refuse_uncommitted()
    repository = repository_of(project)
    repository.refuse_shallow()
    source = _source(repository)
    with only_run(repository.store) as scratch:
        publication = read_publication(repository, wanted.branch)
        _refuse_if_checked_out(publication)
        _refuse_if_taken(publication, wanted.name)
        if wanted.remote:
            _refuse_if_behind(publication, wanted.remote, wanted.name)
        corrects = corrected_by(wanted.name)
        plan = Plan(
            name=wanted.name,
            title=wanted.title or wanted.name,
            as_of=wanted.as_of,
            published=today,
            source=source,
            corrects=corrects,
            back=lambda as_of: publication.back(corrects or publication.before(as_of)),
            addresses=_addresses(publication),
        )
        made = make(repository, plan, engine, scratch, progress)
        if isinstance(made, list):
            return made
        progress("Publishing", 0, 0)
        commit = _commit(publication, made)
        addition = add_commit(publication, repository.clone(scratch / "import"), commit)
        addition = with_tag(addition, f"edition/{wanted.name}", commit.message)
        if not wanted.is_dry_run:
            land(addition, wanted.remote)
        return Published(made.seal, made.changes, addition.commit)


def withdraw(project: Path, wanted: Wanted, why: str, today: date) -> None:
    """Withdraw an edition, which stays where it is, and says so; raises as `publish` does."""
    name, remote = wanted.name, wanted.remote
    repository = repository_of(project)
    repository.refuse_shallow()
    with only_run(repository.store) as scratch:
        publication = read_publication(repository, wanted.branch)
        _refuse_if_checked_out(publication)
        edition = publication.listed(name)
        if edition.withdrawn:
            raise Refusal(f"edition {name!r} was withdrawn on {edition.withdrawn.on}; there is nothing to do")
        if remote:
            _refuse_if_behind(publication, remote)
        withdrawn = edition.model_copy(update={"withdrawn": Withdrawal(on=today, why=why)})
        editions = tuple(withdrawn if each is edition else each for each in publication.editions)
        files = publication.entrance(editions, packaged_templates())
        commit = Commit(f"Withdraw edition {name}\n\n{why}\n", files.items(), replaced=(LATEST,))
        addition = add_commit(publication, repository.clone(scratch / "import"), commit)
        if not wanted.is_dry_run:
            land(addition, remote)


def _source(repository: Repository) -> SourceCommit:
    commit = repository.commit("HEAD")
    if commit is None:
        raise Refusal("nothing has been committed yet, and an edition is made from a commit; commit the book")
    time = int(repository.git("show", "--no-patch", "--no-show-signature", "--format=%ct", commit))
    return SourceCommit(commit=commit, time=time, folder=repository.folder)


def _refuse_if_checked_out(publication: Publication) -> None:
    rows = publication.repository.git.lines("worktree", "list", "--porcelain")
    if f"branch {publication.ref}" in rows:
        raise Refusal(
            f"branch {publication.branch!r} is checked out, and would move under your feet; switch to another"
        )


def _refuse_if_taken(publication: Publication, name: str) -> None:
    """Raise ``Refusal`` unless a name is free, and what it corrects is there."""
    known = {each.edition.casefold(): each.edition for each in publication.editions}
    taken = known.get(name.casefold())
    if taken or publication.holds(name) or publication.repository.refs(f"refs/tags/edition/{name}"):
        raise Refusal(
            f"edition {taken or name!r} exists, and an edition never changes; publish a correction of it, "
            f"{next_correction(taken or name, known.values())!r}, or one of another name"
        )
    corrected = corrected_by(name)
    if corrected and corrected not in known.values():
        raise Refusal(
            f"edition {name!r} would correct {corrected!r}, and there is no such edition; write another name"
        )


def _refuse_if_behind(publication: Publication, remote: str, name: str | None = None) -> None:
    """Raise ``Refusal`` if a remote has editions that are not here."""
    tag = f"refs/tags/edition/{name}"
    there = publication.repository.refs_at(remote, publication.ref, *([tag] if name else []))
    tip = there.get(publication.ref)
    known = tip is None or (publication.tip and _is_in(publication, tip))
    if tag in there or not known:
        branch = publication.branch
        raise Refusal(
            f"{remote!r} has editions that are not here; fetch them: "
            f"git fetch {remote} {branch}:{branch} 'refs/tags/edition/*:refs/tags/edition/*'"
        )


def _is_in(publication: Publication, commit: str) -> bool:
    """Tell whether a commit is on the branch; one that is not even here is not."""
    repository = publication.repository
    return repository.commit(commit) is not None and repository.is_ancestor(commit, str(publication.tip))


def _addresses(publication: Publication) -> Mapping[str, str]:
    """Return the edition that published each address of a brief, the last of them."""
    return {
        uri: each.edition
        for each in publication.editions
        for uri in publication.seal(each.edition).briefs.values()
    }


def _commit(publication: Publication, made: Made) -> Commit:
    seal = made.seal
    policy = (made.folder / POLICY_FILE).read_text("utf-8")
    around = publication.entrance((*publication.editions, listed(seal)), packaged_templates(), seal, policy)
    own = ((f"{seal.edition}/{path}", content) for path, content in made.files())
    message = (
        f"Edition {seal.edition}\n\n{seal.book}: {seal.title}\n"
        f"Information to {seal.as_of}, from commit {seal.source.commit}.\n"
    )
    return Commit(message, chain(around.items(), own), replaced=(LATEST,), source=seal.source.commit)
