"""Whether an edition is still what was sealed, and whether its source still gives it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefbook.editions.catalogue import EditionState, catalogue_entry, edition_states
from briefbook.editions.seal import SEAL, Seal, digest
from briefbook.git.command import Git, GitError
from briefbook.git.repository import repository_of
from briefbook.pipelines.engine import Engine
from briefbook.pipelines.own_code import OwnCode, Runs, ShowCode, names_of, no_code_shown
from briefbook.pipelines.progress import Progress, no_progress
from briefbook.problems import Problem, Refusal
from briefbook.publishing.branch import BranchReader, read_publication
from briefbook.publishing.edition_builder import BuildPlan, build_edition, check_out
from briefbook.publishing.root_files import LIST
from briefbook.publishing.toolchain import missing_tools
from briefbook.publishing.transaction import TAGS
from briefbook.scratch import scratch_folder

_CANNOT_TELL = re.compile(
    r"No public key|allowedSignersFile|No principal matched|cannot run|error: cannot exec"
)
"""What Git says where it lacks what a signature is verified with; all else speaks against the signature."""


@dataclass(frozen=True)
class Verification:
    """What was found of an edition: its seal, its state, and each way in which it differs, in words."""

    seal: Seal
    state: EditionState
    findings: tuple[str, ...]
    remarks: tuple[str, ...] = ()
    """What could not be verified, or was beside the files."""


def verify_edition(project: Path, name: str, branch: str) -> Verification:
    """Compare the files of an edition with its seal, and the seal with the one that its tag marks."""
    repository = repository_of(project)
    publication = read_publication(repository, branch)
    reader = BranchReader(repository, branch, publication.tip)
    entry = publication.entry(name)
    tag = f"edition/{name}"
    if repository.refs(TAGS + tag):
        marked = BranchReader(repository, branch, repository.commit(TAGS + tag))
        seal = marked.seal(name)
        findings = [*_check_marked(reader, marked, name), *_check_signature(repository.git, tag)]
        remarks = _remarks_on_signature(repository.git, tag)
    else:
        seal, findings = reader.seal(name), []
        remarks = [f"tag {tag} is not here, so the seal itself was not verified; fetch it"]
    if catalogue_entry(seal) != entry.model_copy(update={"withdrawn": None}):
        findings.append(f"{LIST} says of edition {name} what its seal does not")
    found = reader.digests(name)
    found.pop(SEAL, None)
    findings += [*differences(seal, found, f"{name}/"), *_check_predecessor(reader, seal)]
    state = next(each for each in edition_states(publication.editions) if each.entry is entry)
    return Verification(seal, state, tuple(findings), tuple(remarks))


def _check_marked(reader: BranchReader, marked: BranchReader, name: str) -> Iterator[str]:
    """Yield what is wrong with the commit that a tag marks: the branch must have it, with the same seal."""
    if not reader.repository.is_ancestor(str(marked.tip), str(reader.tip)):
        yield f"the commit of tag edition/{name} is not on branch {reader.branch!r}"
    path = f"{name}/{SEAL}"
    if not reader.holds(path):
        yield f"{path} is missing"
    elif reader.read(path) != marked.read(path):
        yield f"{path} differs from the one in tag edition/{name}"


def _check_signature(git: Git, tag: str) -> Iterator[str]:
    """Yield what is wrong with a tag: it is not one of ours, or its signature is bad."""
    if git("cat-file", "-t", TAGS + tag) != "tag":
        yield f"tag {tag} is not one that briefbook made"
    elif (said := _said_of_signature(git, tag)) and not _CANNOT_TELL.search(said):
        yield f"the signature of tag {tag} is bad: {said}"


def _remarks_on_signature(git: Git, tag: str) -> list[str]:
    said = _said_of_signature(git, tag)
    if said is None:
        return []
    if said and _CANNOT_TELL.search(said):
        return [f"the signature of tag {tag} could not be verified: {said}"]
    return [] if said else [f"the signature of tag {tag} is good"]


def _said_of_signature(git: Git, tag: str) -> str | None:
    """Return what Git says against a tag's signature: nothing if it is good; None if there is none."""
    if b"\n-----BEGIN " not in git.raw("cat-file", "-p", TAGS + tag):
        return None
    try:
        git("verify-tag", tag)
    except GitError as error:
        return str(error)
    return ""


def differences(seal: Seal, found: Mapping[str, str], folder: str = "") -> list[str]:
    """Return what differs between files, by their digests, and those that a seal names."""
    changed = [path for path in seal.files if path in found and found[path] != seal.files[path]]
    return [
        *(f"{folder}{path} is not as it was sealed" for path in changed),
        *(f"{folder}{path} is missing" for path in seal.files if path not in found),
        *(f"{folder}{path} was added" for path in found if path not in seal.files),
    ]


def _check_predecessor(reader: BranchReader, seal: Seal) -> list[str]:
    before = seal.predecessor
    if before is None:
        return []
    path = f"{before.edition}/{SEAL}"
    if reader.holds(path) and digest(reader.read(path)) == before.seal:
        return []
    return [f"{path}, the edition before, is not as this one names it"]


def rebuild_edition(  # noqa: PLR0913 - an edition, what it is built with, and two that watch
    project: Path,
    name: str,
    branch: str,
    engine: Engine,
    *,
    progress: Progress = no_progress,
    show_code: ShowCode = no_code_shown,
    is_trusted: bool = False,
) -> list[str] | list[Problem]:
    """Build an edition again from its source; return what differs from its seal, or mistakes in its book.

    Where bytes differ and versions do too, these are named first. Raises ``Refusal`` if the source has code
    of its own that would run here, unless it is trusted.
    """
    repository = repository_of(project)
    repository.refuse_shallow()
    publication = read_publication(repository, branch)
    publication.entry(name)
    reader = BranchReader(repository, branch, publication.tip)
    seal = reader.seal(name)
    for needed in (seal.source, *(seal.only.commits if seal.only else ())):
        if repository.commit(needed.commit) is None:
            raise Refusal(f"its source, commit {needed.commit}, is not here; fetch all of branch {branch!r}")
    plan = _plan(seal, reader)
    with scratch_folder() as scratch:
        source = check_out(repository, plan, scratch)
        code = engine.code(source)
        if not is_trusted:
            _refuse_code(code, seal)
        show_code(code)
        built = build_edition(source, plan, engine, scratch, progress)
        if isinstance(built, list):
            return built
        found = [*_other_facts(seal, built.seal), *differences(seal, built.seal.files)]
    other = missing_tools(seal.tools)
    return [*(f"made with {each}" for each in other), *found] if found else []


def _plan(seal: Seal, reader: BranchReader) -> BuildPlan:
    before = seal.predecessor.edition if seal.predecessor else None
    return BuildPlan(
        name=seal.edition,
        title=seal.title,
        as_of=seal.as_of,
        published=seal.published,
        source=seal.source,
        corrects=seal.corrects,
        lineage=lambda _: reader.lineage(before),
        addresses={},
        only=seal.only,
    )


def _refuse_code(code: Sequence[OwnCode], seal: Seal) -> None:
    """Raise ``Refusal`` if there is code that is not for readers' browsers alone."""
    if here := [part for part in code if part.runs is not Runs.IN_BROWSERS]:
        raise Refusal(
            f"commit {seal.source.commit[:12]}, the source of edition {seal.edition!r}, has code of its own: "
            f"{names_of(here)}; look at it, and add --trust if you would run it here, as you"
        )


def _other_facts(seal: Seal, again: Seal) -> Iterator[str]:
    """Yield what differs between two seals of one edition, apart from the digests and the tools."""
    for name in Seal.model_fields:
        if name not in ("files", "tools") and getattr(seal, name) != getattr(again, name):
            yield f"{name!r} in the seal differs"
