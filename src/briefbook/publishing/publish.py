"""The pipelines of publication: an edition is published, or withdrawn."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path

from briefbook.diff.changes import Changes
from briefbook.editions.catalogue import CatalogueEntry, Withdrawal, catalogue_entry
from briefbook.editions.names import BRANCH, check_name, check_words, corrected_by
from briefbook.editions.seal import LATEST_TIME, Seal, SourceCommit
from briefbook.git.repository import Repository, repository_of
from briefbook.pages.csp import POLICY_FILE
from briefbook.pages.templates import packaged_templates
from briefbook.pipelines.engine import Engine
from briefbook.pipelines.own_code import ShowCode, no_code_shown
from briefbook.pipelines.progress import Progress, no_progress
from briefbook.problems import Problem, Refusal
from briefbook.publishing.branch import BranchReader, Publication, read_publication
from briefbook.publishing.edition_builder import BuildPlan, BuiltEdition, build_edition, check_out
from briefbook.publishing.preconditions import (
    refuse_if_behind,
    refuse_if_checked_out,
    refuse_if_of_sources,
    refuse_if_taken,
)
from briefbook.publishing.root_files import LATEST, make_root_files
from briefbook.publishing.single_brief import excerpt_of
from briefbook.publishing.toolchain import refuse_uncommitted
from briefbook.publishing.transaction import Commit, prepare_commit, update_refs, with_tag
from briefbook.publishing.workspace import exclusive_workspace


@dataclass(frozen=True)
class PublishTarget:
    """Where editions are: on a branch, and at a remote to which it is pushed, if it is."""

    branch: str = BRANCH
    remote: str | None = None


@dataclass(frozen=True)
class PublishRequest:
    """The edition that is asked for."""

    name: str
    title: str | None = None
    as_of: date | None = None
    is_dry_run: bool = False
    """Whether all is made, and nothing written."""
    target: PublishTarget = PublishTarget()
    only: str | None = None
    """The id of the one brief that is published, if it is not the whole book."""


@dataclass(frozen=True)
class Published:
    """An edition that was published, or would be."""

    seal: Seal
    changes: Changes | None
    commit: str


def publish_edition(  # noqa: PLR0913, PLR0917 - a request, what it is carried out with, and two that watch
    project: Path,
    request: PublishRequest,
    engine: Engine,
    today: date,
    progress: Progress = no_progress,
    show_code: ShowCode = no_code_shown,
) -> Published | list[Problem]:
    """Publish an edition of a project's last commit; return the mistakes in the book that prevent it.

    Raises ``Refusal`` if it cannot be published as things are, and ``GitError`` or ``OSError`` where
    machinery breaks. Whatever happens, branch and tag are as they were, or complete. ``show_code`` is given
    the code that the commit has of its own, before any of it runs.
    """
    check_name(request.name)
    check_words(request.title or request.name, "the title")
    repository = repository_of(project)
    refuse_uncommitted()
    if not request.is_dry_run:
        repository.refuse_unwritable()
    source = _source(repository)
    with _publication(repository, request.target) as (publication, reader, scratch):
        refuse_if_taken(publication, reader, request.name)
        plan = _plan(publication, reader, request, source, today)
        if request.only is not None:
            plan = _with_one_brief(plan, publication, reader, request.only, scratch)
        checked_out = check_out(repository, plan, scratch)
        show_code(engine.code(checked_out))
        built = build_edition(checked_out, plan, engine, scratch, progress)
        if isinstance(built, list):
            return built
        progress("Publishing", 0, 0)
        commit = _commit(publication, reader, built)
        update = prepare_commit(publication, repository, repository.clone(scratch / "import"), commit)
        update = with_tag(update, f"edition/{request.name}", commit.message)
        if not request.is_dry_run:
            update_refs(update, request.target.remote)
        return Published(built.seal, built.changes, update.commit)


def withdraw_edition(project: Path, name: str, why: str, target: PublishTarget, today: date) -> None:
    """Withdraw an edition, which stays where it is, and says so; raises as `publish_edition` does."""
    check_words(why, "the reason")
    repository = repository_of(project)
    repository.refuse_unwritable()
    with _publication(repository, target) as (publication, reader, scratch):
        edition = publication.entry(name)
        if edition.withdrawn:
            raise Refusal(f"edition {name!r} was withdrawn on {edition.withdrawn.on}; there is nothing to do")
        withdrawn = edition.model_copy(update={"withdrawn": Withdrawal(on=today, why=why)})
        editions = tuple(withdrawn if each is edition else each for each in publication.editions)
        files = _root_files(publication, reader, editions)
        commit = Commit(f"Withdraw edition {name}\n\n{why}\n", files.items(), replaced=(LATEST,))
        update_refs(
            prepare_commit(publication, repository, repository.clone(scratch / "import"), commit),
            target.remote,
        )


@contextmanager
def _publication(
    repository: Repository, target: PublishTarget
) -> Iterator[tuple[Publication, BranchReader, Path]]:
    """Yield what the branch has, its reader, and an empty folder, to the one run that may add to it now."""
    repository.refuse_shallow()
    repository.refuse_nobody()
    with exclusive_workspace(repository.store) as scratch:
        publication = read_publication(repository, target.branch)
        refuse_if_checked_out(publication, repository)
        reader = BranchReader(repository, target.branch, publication.tip)
        refuse_if_of_sources(publication, reader)
        refuse_if_behind(publication, repository, target.remote)
        yield publication, reader, scratch


def _source(repository: Repository) -> SourceCommit:
    commit = repository.commit("HEAD")
    if commit is None:
        raise Refusal("nothing has been committed yet, and an edition is made from a commit; commit the book")
    time = repository.time_of(commit)
    if time > LATEST_TIME:
        raise Refusal(
            f"commit {commit} is of a time after the year 9999; set the clock right, and commit again"
        )
    return SourceCommit(commit=commit, time=time, folder=repository.folder)


def _plan(
    publication: Publication, reader: BranchReader, request: PublishRequest, source: SourceCommit, today: date
) -> BuildPlan:
    corrected = _corrected(publication, request)
    return BuildPlan(
        name=request.name,
        title=request.title or request.name,
        as_of=corrected.as_of if corrected else request.as_of,
        published=today,
        source=source,
        corrects=corrected.edition if corrected else None,
        lineage=lambda as_of: reader.lineage(
            corrected.edition if corrected else publication.latest_by(as_of)
        ),
        addresses=_addresses(reader.seal(each.edition) for each in publication.editions),
    )


def _with_one_brief(
    plan: BuildPlan, publication: Publication, reader: BranchReader, brief_id: str, scratch: Path
) -> BuildPlan:
    """Return the plan of an edition that is the last one, or the one it corrects, with one brief anew."""
    name = plan.corrects or publication.latest_by(date.max)
    if name is None:
        raise Refusal("there is no edition yet to which one brief could be added; publish the whole book")
    last = reader.seal(name)
    day = plan.as_of or last.as_of
    if day < last.as_of:
        raise Refusal(
            f"edition {name!r} has information to {last.as_of}; leave --as-of out, or give a later day"
        )
    only = excerpt_of(reader.repository, last, brief_id, plan.source, scratch)
    lineage = reader.lineage(name)
    addresses = _addresses(each.seal for each in reversed(lineage.past))
    return replace(plan, as_of=day, only=only, lineage=lambda _: lineage, addresses=addresses)


def _corrected(publication: Publication, request: PublishRequest) -> CatalogueEntry | None:
    """Return the edition that one corrects by its name, if it does; raises ``Refusal`` if it cannot."""
    name = corrected_by(request.name)
    if name is None:
        return None
    if name not in {each.edition for each in publication.editions}:
        raise Refusal(
            f"edition {request.name!r} would correct {name!r}, which does not exist; write another name"
        )
    corrected = publication.entry(name)
    if request.as_of and request.as_of != corrected.as_of:
        raise Refusal(
            f"edition {request.name!r} corrects {name!r}, whose horizon is {corrected.as_of}; "
            "leave --as-of out, or write another name"
        )
    return corrected


def _addresses(seals: Iterable[Seal]) -> Mapping[str, str]:
    """Return the edition that published each address of a brief, the last of some, given oldest first."""
    return {uri: seal.edition for seal in seals for uri in seal.briefs.values()}


def _commit(publication: Publication, reader: BranchReader, built: BuiltEdition) -> Commit:
    seal = built.seal
    policy = (built.folder / POLICY_FILE).read_text("utf-8")
    around = _root_files(publication, reader, (*publication.editions, catalogue_entry(seal)), seal, policy)
    own = ((f"{seal.edition}/{path}", content) for path, content in built.files())
    message = (
        f"Edition {seal.edition}\n\n{seal.book}: {seal.title}\n"
        f"Information to {seal.as_of}, from commit {seal.source.commit}.\n"
    )
    if seal.only:
        message += f"Only brief {seal.only.newest.brief} is taken from it.\n"
    return Commit(message, chain(around.items(), own), replaced=(LATEST,), source=seal.source.commit)


def _root_files(
    publication: Publication,
    reader: BranchReader,
    editions: tuple[CatalogueEntry, ...],
    new: Seal | None = None,
    policy: str = "",
) -> dict[str, bytes]:
    """Return the files around some editions; a ``new`` one, with its policy, is not on the branch yet."""
    old = [each.edition for each in editions if new is None or each.edition != new.edition]
    seals = {name: reader.seal(name) for name in old}
    policies = [policy, *map(reader.policy, old)]
    if new:
        seals[new.edition] = new
    return make_root_files(editions, seals, policies, publication.other_versions, packaged_templates())
