import subprocess
from datetime import date
from pathlib import Path

import pytest

from briefbook.git.command import GitError
from briefbook.git.file_history import last_changes
from tests.conftest import GOLDEN


def git(folder: Path, *arguments: str, day: str = "2025-01-01") -> None:
    stamp = day if day.startswith("@") else f"{day}T12:00:00+00:00"
    subprocess.run(
        ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        env={"GIT_COMMITTER_DATE": stamp, "GIT_AUTHOR_DATE": stamp, "PATH": "/usr/bin:/bin:/usr/local/bin"},
    )


def test_each_file_has_the_day_of_its_last_commit(tmp_path: Path) -> None:
    project = tmp_path / "repository" / "book"
    (project / "briefs" / "context").mkdir(parents=True)
    git(tmp_path / "repository", "init", "-q")
    first, second = project / "briefs" / "context" / "one.md", project / "briefs" / "context" / "zwei ä.md"
    for file in (first, second):
        file.write_text("1")
    git(project, "add", ".")
    git(project, "commit", "-qm", "both", day="2025-05-05")
    first.write_text("2")
    git(project, "commit", "-qam", "one", day="2025-06-06")
    (project / "briefs" / "new.md").write_text("not committed")
    assert last_changes(project) == {
        "briefs/context/one.md": date(2025, 6, 6),
        "briefs/context/zwei ä.md": date(2025, 5, 5),
    }


def test_settings_of_the_user_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(GOLDEN / "user.gitconfig"))
    test_each_file_has_the_day_of_its_last_commit(tmp_path)


@pytest.mark.parametrize(("time", "day"), [("@300000000000 +0000", date.max), ("@0 +0000", date(1970, 1, 1))])
def test_a_wrong_clock_does_not_matter(time: str, day: date, tmp_path: Path) -> None:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs/book.yml").touch()
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "Work", day=time)
    assert last_changes(tmp_path) == {"briefs/book.yml": day}


def test_outside_git_nothing_has_changed(tmp_path: Path) -> None:
    assert last_changes(tmp_path) == {}


def test_before_the_first_commit_nothing_has_changed(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    assert last_changes(tmp_path) == {}


def test_a_machine_without_git_is_outside_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert last_changes(tmp_path) == {}


def test_a_broken_repository_is_not_taken_for_none(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / ".git" / "config").write_text("[broken")
    with pytest.raises(GitError, match="config"):
        last_changes(tmp_path)
