"""What surrounds a book in Git: stores within it, other repositories, and what replaces its objects."""

from pathlib import Path

import pytest

from briefbook.git.command import Git
from briefbook.git.repository import repository_of

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
