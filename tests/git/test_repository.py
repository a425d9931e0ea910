"""What surrounds a book in Git: stores within it, other repositories, and what replaces its objects."""

import subprocess
from pathlib import Path

import pytest

from briefbook.git.command import Git, GitError
from briefbook.git.file_history import last_changes
from briefbook.git.repository import repository_of
from briefbook.problems import Refusal

WHO = {"user.name": "T", "user.email": "t@example.org", "protocol.file.allow": "always"}


def begin(folder: Path, place: str = "") -> Git:
    """Return Git in a new repository whose one commit holds a book at a place."""
    briefs = folder / place / "briefs"
    briefs.mkdir(parents=True)
    (briefs / "book.yml").write_text("title: First\n")
    git = Git(folder, WHO)
    git("init", "-q", "-b", "main")
    commit(git)
    return git


def commit(git: Git) -> str:
    git("add", "--all")
    git("commit", "-qm", "Work")
    return git("rev-parse", "HEAD")


@pytest.mark.parametrize("place", ["", "books/ours"])
@pytest.mark.parametrize("is_bare", ["true", "false"])
def test_a_store_among_the_files_of_a_book_runs_nothing(tmp_path: Path, place: str, is_bare: str) -> None:
    """Git takes any folder with these files for a repository, and obeys its settings."""
    begin(tmp_path, "shelf/books/ours")
    shelf, ran = tmp_path / "shelf", tmp_path / "ran"
    project = shelf / "books/ours"
    store = project if not place else shelf
    subprocess.run(["git", "init", "-q", "--bare", tmp_path / "made"], check=True)
    for each in (tmp_path / "made").iterdir():
        each.rename(store / each.name)
    (store / "refs/heads/main").write_text("1" * 40 + "\n")
    (store / "HEAD").write_text("ref: refs/heads/main\n")
    (store / "config").write_text(
        f"[core]\n repositoryformatversion = 1\n bare = {is_bare}\n[extensions]\n partialClone = origin\n"
        f'[remote "origin"]\n url = .\n promisor = true\n uploadpack = "touch {ran}; false"\n'
    )
    for look in (last_changes, repository_of):
        with pytest.raises(GitError, match="which Git takes for a repository by its files"):
            look(project)
    assert not ran.exists()


def test_a_bare_repository_itself_is_one(tmp_path: Path) -> None:
    begin(tmp_path / "book")
    Git(tmp_path)("clone", "-q", "--bare", "book", "bare.git")
    assert repository_of(tmp_path / "bare.git").commit("main")


def test_what_git_would_show_instead_is_not_seen(tmp_path: Path) -> None:
    git = begin(tmp_path)
    (tmp_path / "briefs/book.yml").write_text("title: Second\n")
    second = commit(git)
    git("replace", second, f"{second}~1")
    (tmp_path / ".git/info/grafts").write_text(f"{second}\n")
    repository = repository_of(tmp_path)
    assert repository.git("show", f"{second}:briefs/book.yml") == "title: Second"
    assert repository.is_ancestor(f"{second}~1", second)


@pytest.mark.parametrize("place", [" before", "after ", "\tboth\n", ":(top)", "*", '"'])
def test_any_name_of_a_folder_leads_to_its_book(tmp_path: Path, place: str) -> None:
    git = begin(tmp_path / "repository", place)
    repository = repository_of(tmp_path / "repository" / place)
    found = repository.checkout(git("rev-parse", "HEAD"), repository.folder, tmp_path / "source")
    assert (found / "briefs/book.yml").read_text() == "title: First\n"


def test_all_commits_of_a_shallow_clone_can_be_read(tmp_path: Path) -> None:
    git = begin(tmp_path / "whole")
    git("checkout", "-qb", "side")
    (tmp_path / "whole/briefs/book.yml").write_text("title: Aside\n")
    commit(git)
    git("checkout", "-q", "main")
    Git(tmp_path)("clone", "-q", "--depth=1", "--no-single-branch", (tmp_path / "whole").as_uri(), "shallow")
    repository = repository_of(tmp_path / "shallow")
    found = repository.checkout(str(repository.commit("origin/side")), "", tmp_path / "source")
    assert (found / "briefs/book.yml").read_text() == "title: Aside\n"


@pytest.mark.parametrize("place", ["", "our book/"])
@pytest.mark.parametrize("pathspecs", ["GIT_LITERAL_PATHSPECS", "GIT_ICASE_PATHSPECS"])
def test_a_commit_that_lacks_files_of_its_book_is_refused(
    tmp_path: Path, place: str, pathspecs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(tmp_path / "other")
    git = begin(tmp_path / "repository", place)
    git("submodule", "--quiet", "add", str(tmp_path / "other"), f"{place}tools")
    monkeypatch.setenv(pathspecs, "1")
    repository = repository_of(tmp_path / "repository" / place)
    repository.checkout(commit(git), place, tmp_path / "without")
    git("submodule", "--quiet", "add", str(tmp_path / "other"), f"{place}briefs/context")
    with pytest.raises(Refusal, match=f"does not hold the files of '{place}briefs/context', which is a sub"):
        repository.checkout(commit(git), place, tmp_path / "with")
