"""Whether an edition is still what was sealed, and whether its source still gives it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefbook.build import Engine
from briefbook.edition import SEAL, Seal, digest
from briefbook.errors import Problem, Refusal
from briefbook.git import GitError
from briefbook.landing import TAGS
from briefbook.listing import Standing, standings
from briefbook.load import Progress, no_progress
from briefbook.making import Plan, make
from briefbook.publication import Publication, read_publication
from briefbook.repository import repository_of
from briefbook.scratch import scratch_folder
from briefbook.tools import missing


@dataclass(frozen=True)
class Verification:
    """What was found of an edition: its seal, how it stands, and each way in which it differs, in words."""

    seal: Seal
    standing: Standing
    findings: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def verify(project: Path, name: str, branch: str) -> Verification:
    """Compare the files of an edition with its seal, and the seal with the one that its tag marks."""
    repository = repository_of(project)
    publication = read_publication(repository, branch)
    publication.listed(name)
    standing = next(each for each in standings(publication.editions) if each.listed.edition == name)
    tag = f"edition/{name}"
    if not repository.refs(TAGS + tag):
        seal = publication.seal(name)
        remarks = [f"tag {tag} is not here, so the seal itself was not verified; fetch it"]
        return Verification(seal, standing, tuple(_compare(publication, name, seal)), tuple(remarks))
    at_tag = Publication(repository, branch, repository.commit(f"{TAGS}{tag}"), is_here=True)
    seal = at_tag.seal(name)
    findings = [] if _is_on(publication, at_tag) else [f"tag {tag} marks no commit of branch {branch!r}"]
    if digest(publication.read(f"{name}/{SEAL}")) != digest(at_tag.read(f"{name}/{SEAL}")):
        findings.append(f"{name}/{SEAL} differs from that which tag {tag} marks")
    findings += [*_compare(publication, name, seal), *_check_predecessor(publication, seal)]
    return Verification(seal, standing, tuple(findings), tuple(_check_signature(publication, tag)))


def _is_on(publication: Publication, at_tag: Publication) -> bool:
    return publication.repository.is_ancestor(str(at_tag.tip), str(publication.tip))


def _compare(publication: Publication, name: str, seal: Seal) -> list[str]:
    """Return what differs between the files of an edition and those that its seal names."""
    found = publication.digests(name)
    found.pop(SEAL, None)
    return differences(seal, found, f"{name}/")


def differences(seal: Seal, found: Mapping[str, str], folder: str = "") -> list[str]:
    """Return what differs between files, by their digests, and those that a seal names."""
    changed = [path for path in seal.files if path in found and found[path] != seal.files[path]]
    return [
        *(f"{folder}{path} is not as it was sealed" for path in changed),
        *(f"{folder}{path} is missing" for path in seal.files if path not in found),
        *(f"{folder}{path} was added" for path in found if path not in seal.files),
    ]


def _check_predecessor(publication: Publication, seal: Seal) -> list[str]:
    before = seal.predecessor
    if before is None or digest(publication.read(f"{before.edition}/{SEAL}")) == before.seal:
        return []
    return [f"{before.edition}/{SEAL}, the edition before, is not as this one names it"]


def _check_signature(publication: Publication, tag: str) -> list[str]:
    """Return what can be said of the signature of a tag: nothing of a tag without one."""
    git = publication.repository.git
    if "-----BEGIN" not in git("cat-file", "tag", tag):
        return []
    try:
        git("verify-tag", tag)
    except GitError as error:
        return [f"the signature of tag {tag} could not be verified: {error}"]
    return [f"the signature of tag {tag} is good"]


def rebuild(
    project: Path, name: str, branch: str, engine: Engine, progress: Progress = no_progress
) -> list[str] | list[Problem]:
    """Build an edition again from its source; return what differs from its seal, or mistakes in its book.

    Where bytes differ and versions do too, these are named first.
    """
    repository = repository_of(project)
    repository.refuse_shallow()
    publication = read_publication(repository, branch)
    publication.listed(name)
    seal = publication.seal(name)
    if repository.commit(seal.source.commit) is None:
        raise Refusal(f"its source, commit {seal.source.commit}, is not here; fetch all of branch {branch!r}")
    before = seal.predecessor.edition if seal.predecessor else None
    plan = Plan(
        name=seal.edition,
        title=seal.title,
        as_of=seal.as_of,
        published=seal.published,
        source=seal.source,
        corrects=seal.corrects,
        back=lambda _: publication.back(before),
        addresses={},
    )
    with scratch_folder() as scratch:
        made = make(repository, plan, engine, scratch, progress)
        if isinstance(made, list):
            return made
        found = differences(seal, made.seal.files)
        if made.seal.model != seal.model:
            found.insert(0, "the model differs")
    other = missing(seal.tools)
    return [*(f"made with {each}" for each in other), *found] if found else []
