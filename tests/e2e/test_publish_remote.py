"""Publication to a remote, and desks that share one."""

import subprocess
from pathlib import Path

import pytest

from tests.desk import Desk

pytestmark = pytest.mark.publish


def test_a_rejected_push_changes_nothing_anywhere(one_edition: Desk) -> None:
    hook = one_edition.remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho 'No editions on Sundays' >&2\nexit 1\n")
    hook.chmod(0o755)
    said = one_edition.refused("publish", "next", "--push", "origin")
    assert "No editions on Sundays" in said
    assert "nothing has changed here either" in said
    assert "run the same command again" in said
    hook.unlink()
    one_edition.must("publish", "next", "--push", "origin")


def test_a_remote_that_is_not_there_changes_nothing(one_edition: Desk) -> None:
    assert "nowhere" in one_edition.refused("publish", "next", "--push", "nowhere")


@pytest.fixture
def behind(one_edition: Desk, tmp_path: Path) -> Desk:
    """Return a desk that lacks an edition which another desk has published at its remote."""
    other = one_edition.copy(tmp_path / "other")
    other.git("remote", "set-url", "origin", str(one_edition.remote))
    other.must("publish", "theirs", "--push", "origin")
    return one_edition


def test_editions_of_another_clone_are_fetched_first(behind: Desk) -> None:
    said = behind.refused("publish", "ours", "--push", "origin")
    assert "has editions that are not here; fetch them: git fetch origin published:published" in said
    run_what_it_says(behind, said)
    behind.must("publish", "ours", "--push", "origin")


def test_two_desks_that_have_diverged_come_together(behind: Desk) -> None:
    behind.must("publish", "ours")
    behind.git("fetch", "-q", "origin")
    assert "only this one has ours; put" in behind.refused("publish", "more")  # nor does it diverge further
    run_what_it_says(behind, behind.refused("publish", "more", "--push", "origin"))
    behind.must("publish", "ours", "--push", "origin")
    assert [row.split()[0] for row in behind.must("editions").splitlines()] == [
        "ours",
        "theirs",
        "2026-07",
    ]


def test_a_withdrawal_here_and_an_edition_there_come_together(behind: Desk) -> None:
    behind.must("withdraw", "2026-07", "--why", "It was early.")
    behind.git("fetch", "-q", "origin")
    said = behind.refused("withdraw", "2026-07", "--why", "It was early.", "--push", "origin")
    assert "only this one has a withdrawal;" in said
    run_what_it_says(behind, said)
    behind.must("withdraw", "2026-07", "--why", "It was early.", "--push", "origin")
    assert [row.split()[0] for row in behind.must("editions").splitlines()] == ["theirs", "2026-07"]
    assert "withdrawn" in behind.must("editions")


def run_what_it_says(desk: Desk, said: str) -> None:
    """Run the commands of Git that end a message."""
    command = said[said.index(": git ") + 2 :]
    subprocess.run(["sh", "-ec", command], cwd=desk.folder, env=desk.environment, check=True)


def test_editions_published_here_alone_are_pushed_with_the_next(one_edition: Desk) -> None:
    one_edition.must("publish", "next")
    one_edition.must("publish", "last", "--push", "origin")
    tags = one_edition.git("for-each-ref", "--format=%(refname)", "refs/tags", cwd=one_edition.remote)
    assert tags.split() == ["refs/tags/edition/2026-07", "refs/tags/edition/last", "refs/tags/edition/next"]


def test_a_clone_goes_on_from_the_branch_of_its_remote(one_edition: Desk, tmp_path: Path) -> None:
    one_edition.git("push", "-q", "origin", "main")
    clone = Desk(tmp_path / "clone", one_edition.installed)
    subprocess.run(
        ["git", "clone", "-q", "-b", "main", one_edition.remote, str(clone.folder)],
        check=True,
        env=clone.environment,
    )
    clone.must("publish", "next", "--push", "origin")
    assert [row.split()[0] for row in clone.must("editions").splitlines()] == ["next", "2026-07"]


def test_a_shallow_clone_says_what_it_lacks(one_edition: Desk, tmp_path: Path) -> None:
    one_edition.commit({})
    one_edition.git("push", "-q", "origin", "main")
    shallow = Desk(tmp_path / "shallow", one_edition.installed)
    url = one_edition.remote.as_uri()
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", "-b", "main", url, shallow.folder],
        check=True,
        env=shallow.environment,
    )
    assert "lacks the history" in shallow.refused("publish", "next")
    shallow.git("fetch", "-q", "--unshallow")
    shallow.must("publish", "next")
