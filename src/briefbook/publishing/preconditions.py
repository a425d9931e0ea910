"""Why nothing can be added to the publication branch as it is, and what to do."""

from briefbook.editions.names import next_correction
from briefbook.git.repository import Repository
from briefbook.problems import Refusal
from briefbook.publishing.branch import BranchReader, Publication
from briefbook.publishing.root_files import LIST, VERSIONS


def refuse_if_checked_out(publication: Publication, repository: Repository) -> None:
    """Raise ``Refusal`` if a working tree has the branch, which would move under it."""
    rows = repository.git.lines("worktree", "list", "--porcelain")
    if f"branch {publication.ref}" in rows:
        raise Refusal(
            f"branch {publication.branch!r} is checked out, and would move under your feet; switch to "
            "another, or run 'git worktree prune' if that working tree is gone"
        )


def refuse_if_of_sources(publication: Publication, reader: BranchReader) -> None:
    """Raise ``Refusal`` if the branch holds files, but no list of editions, nor of versions by mike."""
    if not (reader.holds(LIST) or reader.holds(VERSIONS)) and (files := reader.top()):
        named = ", ".join(files[:3]) + (", …" if len(files) > 3 else "")
        raise Refusal(
            f"branch {publication.branch!r} holds no editions but other files ({named}); name another with "
            "--branch, or an empty one"
        )


def refuse_if_behind(publication: Publication, repository: Repository, remote: str | None) -> None:
    """Raise ``Refusal`` if a remote has what is not here: the one asked, or any as last fetched."""
    branch = publication.branch
    tips = repository.refs(f"refs/remotes/*/{branch}")
    if remote:
        asked = repository.refs_at(remote, publication.ref)
        tips = {**tips, **({remote: asked[publication.ref]} if asked else {})}
    for ref, tip in tips.items():
        if _has(repository, publication.tip, tip):
            continue
        name = ref.removeprefix("refs/remotes/").removesuffix(f"/{branch}")
        fetch = f"git fetch {name} {branch}:{branch} 'refs/tags/edition/*:refs/tags/edition/*'"
        if repository.commit(tip) is None or _has(repository, tip, publication.tip):
            raise Refusal(f"{name!r} has editions that are not here; fetch them: {fetch}")
        there = {each.edition for each in BranchReader(repository, branch, tip).editions()}
        own = [each.edition for each in publication.editions if each.edition not in there]
        untag = f"git tag -d {' '.join(f'edition/{each}' for each in own)} && " if own else ""
        raise Refusal(
            f"{name!r} and this repository have diverged, and only this one has "
            f"{', '.join(own) or 'a withdrawal'}; put that aside, and publish or withdraw it again: "
            f"git branch -m {branch} {branch}-before && {untag}{fetch}"
        )


def _has(repository: Repository, tip: str | None, commit: str | None) -> bool:
    """Return whether a branch with a ``tip``, or none, has a commit; not if nobody here knows the commit."""
    if commit is None:
        return True
    return tip is not None and repository.commit(commit) is not None and repository.is_ancestor(commit, tip)


def refuse_if_taken(publication: Publication, reader: BranchReader, name: str) -> None:
    """Raise ``Refusal`` unless a name is free."""
    known = {each.edition.casefold(): each.edition for each in publication.editions}
    taken = known.get(name.casefold())
    if taken or reader.holds(name) or reader.repository.refs(f"refs/tags/edition/{name}"):
        raise Refusal(
            f"edition {taken or name!r} exists, and an edition never changes; publish a correction of it, "
            f"{next_correction(taken or name, known.values())!r}, or one of another name"
        )
