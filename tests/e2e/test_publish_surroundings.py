"""What a publication finds around it: locks, disks, settings, versions, and a user whom Git does not know."""

import json
import os
import shutil
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest

from briefbook import __version__
from tests.conftest import COMMAND, ROOT, SMALL_BOOK
from tests.desk import MEASURES, Desk, Installed

pytestmark = pytest.mark.publish


def test_a_branch_that_is_checked_out_is_not_moved(one_edition: Desk, tmp_path: Path) -> None:
    one_edition.git("worktree", "add", "-q", str(tmp_path / "tree"), "published")
    assert "is checked out" in one_edition.refused("publish", "next")


def test_a_lock_of_git_is_named_and_left(one_edition: Desk) -> None:
    lock = one_edition.folder / ".git/refs/heads/published.lock"
    lock.touch()
    assert str(lock) in one_edition.refused("publish", "next")
    assert lock.exists()


def test_a_full_disk_leaves_nothing(real_editions: Desk) -> None:
    before = real_editions.state()
    command = subprocess.list2cmdline([*COMMAND, "publish", "next"])
    result = subprocess.run(
        ["bash", "-c", f"ulimit -f 100; exec {command}"],
        cwd=real_editions.folder,
        env={name: value for name, value in real_editions.environment.items() if name != MEASURES},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert real_editions.state() == before
    assert list(real_editions.tmp.iterdir()) == []


def test_a_project_in_a_folder_of_its_repository(tmp_path: Path, installed: Installed) -> None:
    desk = Desk(tmp_path, installed)
    desk.start()
    (desk.folder / "of ours").mkdir()
    for name in ("briefs", "docs", "mkdocs.yml"):
        desk.git("mv", name, f"of ours/{name}")
    desk.git("commit", "-qm", "Move")
    desk.must("-C", "of ours", "publish", "first")
    assert json.loads(desk.git("show", "published:first/edition.json"))["source"]["folder"] == "of ours/"
    desk.must("-C", "of ours", "verify", "first", "--rebuild")


def test_no_repository_and_no_commit_are_reported(tmp_path: Path, installed: Installed) -> None:
    desk = Desk(tmp_path, installed)
    shutil.copytree(SMALL_BOOK, desk.folder)
    assert "is not in a Git repository" in desk.run("publish", "first").stderr
    desk.git("init", "-q")
    assert "nothing has been committed yet" in desk.run("publish", "first").stderr


def test_tags_are_signed_if_git_is_set_up_to_sign(one_edition: Desk, tmp_path: Path) -> None:
    """Also: a signature that is not the tag's own speaks against it, and one that nobody can judge does not."""
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    allowed = tmp_path / "allowed"
    allowed.write_text(f"desk@example.org {(tmp_path / 'key.pub').read_text()}")
    for name, value in {
        "gpg.format": "ssh",
        "user.signingKey": str(key),
        "tag.gpgSign": "yes",
        "gpg.ssh.allowedSignersFile": str(allowed),
    }.items():
        one_edition.git("config", name, value)
    one_edition.must("publish", "signed")
    one_edition.git("verify-tag", "edition/signed")
    assert "the signature of tag edition/signed is good" in one_edition.must("verify", "signed")
    one_edition.git("config", "--unset", "gpg.ssh.allowedSignersFile")
    assert "could not be verified" in one_edition.must("verify", "signed")
    one_edition.git("config", "gpg.ssh.allowedSignersFile", str(allowed))
    forged = (
        one_edition.git("cat-file", "tag", "edition/signed").replace("Edition signed", "Edition forged")
        + "\n"
    )
    made = subprocess.run(
        ["git", "hash-object", "-t", "tag", "-w", "--stdin"],
        input=forged,
        cwd=one_edition.folder,
        env=one_edition.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    one_edition.git("update-ref", "refs/tags/edition/signed", made.stdout.strip())
    assert "the signature of tag edition/signed is bad" in one_edition.refused("verify", "signed")


def test_a_checkout_with_uncommitted_changes_is_refused(one_edition: Desk, tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    subprocess.run(["git", "init", "-q", checkout], check=True)
    subprocess.run(
        ["cp", "-r", ROOT / "src", ROOT / "templates", ROOT / "pyproject.toml", checkout], check=True
    )
    subprocess.run(
        ["find", checkout, "-name", "__pycache__", "-prune", "-exec", "rm", "-r", "{}", "+"], check=True
    )
    one_edition.environment["PYTHONDONTWRITEBYTECODE"] = "1"
    for arguments in (["add", "-A"], ["commit", "-qm", "All"]):
        one_edition.git(*arguments, cwd=checkout)
    one_edition.environment["PYTHONPATH"] = str(checkout / "src")
    one_edition.installed = replace(one_edition.installed, server=None)
    (checkout / "templates/overviews/front.html").write_text("changed")
    assert "templates/overviews/front.html" in one_edition.refused("publish", "next")
    one_edition.git("checkout", "-q", ".", cwd=checkout)
    one_edition.must("publish", "next")
    tools = json.loads(one_edition.git("show", "published:next/edition.json"))["tools"]
    assert tools["briefbook"].endswith(one_edition.git("rev-parse", "HEAD", cwd=checkout))


@pytest.mark.slow
def test_settings_of_the_user_do_not_change_the_bytes(tmp_path: Path, installed: Installed) -> None:
    desk = Desk(tmp_path, installed)
    desk.start()
    desk.commit({".gitattributes": "* text=auto\n"})
    desk.must("publish", "first")
    attributes = tmp_path / "attributes"
    attributes.write_text("* text eol=crlf\n")
    settings = tmp_path / "settings"
    settings.write_text(
        f"[core]\n eol = crlf\n autocrlf = true\n attributesFile = {attributes}\n"
        "[log]\n showSignature = true\n follow = true\n[color]\n ui = always\n[push]\n followTags = true\n"
    )
    desk.environment |= {"GIT_CONFIG_GLOBAL": str(settings), "TZ": "Asia/Tokyo", "LANG": "tr_TR.UTF-8"}
    desk.must("verify", "first", "--rebuild")
    desk.git("tag", "-a", "-m", "Mine", "mine")
    desk.must("publish", "second", "--push", "origin")
    assert "refs/tags/mine" not in desk.git("for-each-ref", cwd=desk.remote)


def test_an_unknown_author_is_reported_before_the_work(one_edition: Desk) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        one_edition.environment[f"GIT_{role}_EMAIL"] = one_edition.environment[f"GIT_{role}_NAME"] = ""
    assert "Git does not know who you are" in one_edition.refused("publish", "next")


def test_a_date_that_git_cannot_read_is_not_taken_for_an_unknown_author(one_edition: Desk) -> None:
    one_edition.environment["GIT_COMMITTER_DATE"] = "never"
    assert "cannot read the date in GIT_COMMITTER_DATE" in one_edition.refused("publish", "next")


def test_the_folder_of_someone_else_is_left_alone(one_edition: Desk, tmp_path: Path) -> None:
    process = one_edition.begin("publish", "next", "--dry-run")
    while not (found := list(one_edition.tmp.glob("briefbook-*/run-*"))):
        time.sleep(0.01)
        assert process.poll() is None
    os.kill(process.pid, signal.SIGTERM)
    process.communicate()
    thesis = tmp_path / "home/run-thesis"
    thesis.mkdir(parents=True)
    found[0].parent.symlink_to(thesis.parent)
    result = one_edition.run("publish", "next")
    assert result.returncode == 1
    assert "was made by someone else" in result.stderr
    assert thesis.is_dir()


def test_another_version_is_named_where_bytes_differ(real_editions: Desk, tmp_path: Path) -> None:
    changed = tmp_path / "installed"
    shutil.copytree(real_editions.installed.folder, changed)
    front = changed / "briefbook/templates/overviews/front.html"
    front.write_text(front.read_text("utf-8").replace("What is new", "News"), "utf-8")
    real_editions.environment["PYTHONPATH"] = str(changed)
    real_editions.installed = replace(real_editions.installed, server=None)
    said = real_editions.refused("verify", "2026-07", "--rebuild")
    assert f"made with briefbook {__version__} (here: {__version__}" in said
    assert "index.html is not as it was sealed" in said
