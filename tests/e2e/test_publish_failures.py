"""What fails around a publication is said as what it is, and changes nothing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import GOLDEN
from tests.desk import COLD_STAND_IN, Desk
from tests.disks import Mount, fill, only_to_read

pytestmark = pytest.mark.publish


def test_a_repository_that_cannot_be_written(one_edition: Desk) -> None:
    with only_to_read(one_edition.folder / ".git"):
        for arguments in (["publish", "next"], ["withdraw", "2026-07", "--why", "It is wrong."]):
            said = one_edition.refused(*arguments)
            assert f"the repository in {one_edition.folder}/.git cannot be written (Read-only file" in said
        one_edition.must("publish", "next", "--dry-run")


def test_references_that_cannot_be_written(one_edition: Desk) -> None:
    """The rest of the repository can be, so that only the last step fails."""
    with only_to_read(one_edition.folder / ".git/refs"):
        said = one_edition.refused("publish", "next")
    assert "Read-only file system" in said
    assert "changed meanwhile" not in said


def test_a_full_repository(one_edition: Desk, mount: Mount) -> None:
    disk = mount()
    objects = one_edition.folder / ".git/objects"
    moved = objects.rename(objects.with_name("elsewhere"))
    (disk / "info").mkdir()
    (disk / "info/alternates").write_text(f"{moved}\n")
    objects.symlink_to(disk)
    fill(disk)
    said = one_edition.refused("publish", "next")
    assert "No space left on device" in said
    assert "changed meanwhile" not in said


def test_a_repository_without_the_right_to_write(one_edition: Desk) -> None:
    (one_edition.folder / ".git").chmod(0o555)
    without_its_powers = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    ended = subprocess.run(
        [*([] if os.getuid() else without_its_powers), *COLD_STAND_IN, "publish", "next"],
        cwd=one_edition.folder,
        env=one_edition.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    (one_edition.folder / ".git").chmod(0o755)
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1), ended.stderr
    assert "cannot be written (Permission denied)" in ended.stderr


def test_no_git_and_an_old_one(one_edition: Desk, tmp_path: Path) -> None:
    path = one_edition.environment["PATH"]
    programs = tmp_path / "programs"
    programs.mkdir()
    one_edition.environment["PATH"] = str(programs)
    for arguments in (["publish", "next"], ["editions"], ["verify", "2026-07"], ["diff", "HEAD"]):
        result = one_edition.run(*arguments)
        assert result.stderr == "Error: there is no Git on this machine; install it\n"
        assert result.returncode == 1
    real = shutil.which("git", path=path)
    old = programs / "git"
    old.write_text(
        f'#!/bin/sh\ncase "$*" in *version) echo git version 2.25.1;; *) exec {real} "$@";; esac\n'
    )
    old.chmod(0o755)
    one_edition.environment["PATH"] = f"{programs}:{path}"
    said = one_edition.run("publish", "next").stderr
    assert "Git on this machine is too old (git version 2.25.1); install version 2.31 or later" in said
    old.chmod(0o644)
    one_edition.environment["PATH"] = str(programs)
    if os.getuid():
        assert "Git cannot be run (Permission denied)" in one_edition.run("editions").stderr


def test_a_branch_that_moved_meanwhile(one_edition: Desk) -> None:
    tip = one_edition.git("rev-parse", "published")
    other = one_edition.git("commit-tree", "-p", tip, "-m", "Other", f"{tip}^{{tree}}")
    process = one_edition.begin("publish", "next")
    while not list(one_edition.tmp.glob("briefbook-*/run-*/edition")):
        assert process.poll() is None
    one_edition.git("update-ref", "refs/heads/published", other)
    _, said = process.communicate()
    assert process.returncode == 1
    assert "changed meanwhile, and nothing was written; run the same command again" in said
    one_edition.must("publish", "next")


def test_a_branch_of_sources_is_left_alone(one_edition: Desk) -> None:
    one_edition.git("branch", "feature", "main")
    for arguments in (["publish", "next"], ["withdraw", "2026-07", "--why", "It is wrong."]):
        said = one_edition.refused(*arguments, "--branch", "feature")
        assert "branch 'feature' holds no editions but other files (briefs, docs, mkdocs.yml)" in said
    assert "is checked out" in one_edition.refused("publish", "next", "--branch", "main")
    assert "There is no edition on branch 'feature' yet" in one_edition.must(
        "editions", "--branch", "feature"
    )


def test_names_within_each_other_are_told_so(one_edition: Desk) -> None:
    for branch in ("main/editions", "published/more/of"):
        said = one_edition.refused("publish", "next", "--branch", branch)
        assert f"{branch.partition('/')[0]!r} exists, and Git keeps no branch or tag within" in said


def test_the_clock_of_a_commit_may_be_wrong(one_edition: Desk) -> None:
    for time in ("@0 +0000", "@300000000000 +0000"):
        one_edition.environment["GIT_COMMITTER_DATE"] = time
        one_edition.git("commit", "-q", "--allow-empty", "-m", "Work")
        del one_edition.environment["GIT_COMMITTER_DATE"]
        if time.startswith("@0"):
            one_edition.must("publish", "next", "--dry-run")
    assert "is of a time after the year 9999" in one_edition.refused("publish", "next")


def test_settings_of_the_user_change_nothing(one_edition: Desk) -> None:
    before = one_edition.must("stale")
    one_edition.environment["GIT_CONFIG_GLOBAL"] = str(GOLDEN / "user.gitconfig")
    assert one_edition.must("stale") == before
    one_edition.must("publish", "next", "--push", "origin")
    one_edition.must("verify", "next")
    assert "Edition next" in one_edition.git("cat-file", "tag", "edition/next")
    one_edition.must("diff", "HEAD")
    one_edition.must("editions")
