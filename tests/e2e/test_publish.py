"""Publication with the real Git, the real MkDocs and Typst: what is made, what is refused, what stays."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from briefbook import __version__
from briefbook.editions.names import AROUND
from tests.conftest import COMMAND, ROOT, SMALL_BOOK, made_once
from tests.desk import MEASURES, NEW_BRIEF, Desk, Installed
from tests.e2e.paper import pages_of

pytestmark = pytest.mark.publish


@pytest.fixture
def one_edition(first_edition: Desk, tmp_path: Path) -> Desk:
    """Return a desk of its own with one edition, published here and at its remote: its site is no matter."""
    return first_edition.copy(tmp_path / "desk")


@pytest.fixture(scope="module")
def first_edition(tmp_path_factory: pytest.TempPathFactory, stand_in: Installed) -> Desk:
    folder = made_once(
        "first-edition", tmp_path_factory, lambda folder: publish_first(Desk(folder, stand_in))
    )
    return Desk(folder, stand_in)


def publish_first(desk: Desk) -> None:
    desk.start()
    desk.must("publish", "2026-07", "--push", "origin")


@pytest.fixture
def real_editions(two_editions: Desk, tmp_path: Path) -> Desk:
    """Return a desk of its own with two editions that the real engine has laid out."""
    return two_editions.copy(tmp_path / "desk")


def test_branch_and_tag_are_here_and_there(two_editions: Desk) -> None:
    desk = two_editions
    refs = desk.refs().splitlines()
    there = desk.git("for-each-ref", cwd=desk.remote).splitlines()
    assert [row for row in refs if "/heads/main" not in row and "/remotes/" not in row] == there
    source = json.loads(desk.git("show", "published:2026-08/edition.json"))["source"]["commit"]
    assert source == desk.git("rev-parse", "main")
    reached = desk.git("rev-list", "published", cwd=desk.remote).split()
    assert source in reached  # though nobody pushed main
    assert desk.git("rev-parse", "edition/2026-08^{commit}") == desk.git("rev-parse", "published")
    assert desk.git("cat-file", "-t", "edition/2026-07") == "tag"


def test_nothing_is_left_and_nothing_is_touched(two_editions: Desk) -> None:
    assert list(two_editions.tmp.iterdir()) == []
    assert two_editions.git("status", "--porcelain") == ""


def listed_by_mike(desk: Desk, branch: str) -> list[str]:
    listed = subprocess.run(
        [Path(sys.executable).with_name("mike"), "list", "--branch", branch],
        cwd=desk.folder,
        env=desk.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return listed.stdout.splitlines()


def tamper(desk: Desk, tmp_path: Path, files: dict[str, str]) -> None:
    """Commit some files to the branch of editions, as nobody should."""
    tree = tmp_path / "tampered"
    desk.git("worktree", "add", "-q", str(tree), "published")
    for path, content in files.items():
        (tree / path).write_text(content, "utf-8")
    desk.git("add", "-A", cwd=tree)
    desk.git("commit", "-qm", "Tamper", cwd=tree)
    desk.git("worktree", "remove", str(tree))


def test_mike_lists_both(two_editions: Desk) -> None:
    assert listed_by_mike(two_editions, "published") == ['"August 2026" (2026-08) [latest]', "2026-07"]


def test_no_edition_can_take_the_name_of_what_is_around_them(two_editions: Desk) -> None:
    names = two_editions.git("ls-tree", "--name-only", "published").split()
    assert {*names} - {"2026-07", "2026-08"} == {*AROUND}


def test_editions_are_listed(two_editions: Desk) -> None:
    rows = two_editions.must("editions").splitlines()
    assert [row.split()[0] for row in rows] == ["2026-08", "2026-07"]
    assert rows[0].endswith("current")
    assert rows[1].endswith("superseded by 2026-08")


@pytest.mark.slow
def test_both_verify_and_can_be_built_again(two_editions: Desk) -> None:
    for edition in ("2026-07", "2026-08"):
        said = two_editions.must("verify", edition, "--rebuild")
        assert "as sealed, and as its source gives them" in said


def test_the_seal_names_every_file(two_editions: Desk) -> None:
    seal = json.loads(two_editions.git("show", "published:2026-08/edition.json"))
    tree = two_editions.git("ls-tree", "-r", "--name-only", "published:2026-08").split("\n")
    assert sorted([*seal["files"], "edition.json"]) == sorted(tree)
    assert seal["predecessor"]["edition"] == "2026-07"
    assert seal["briefs"]["antenna"] == "technology/antenna/index.html"
    assert {"typst", "mkdocs", "mkdocs-material", "python", "briefbook-code"} <= seal["tools"].keys()


def test_paper_bears_the_name_of_the_edition(two_editions: Desk, tmp_path: Path) -> None:
    published = two_editions.checked_out(tmp_path / "published")
    assert "Edition August 2026" in pages_of(published / "2026-08/technology/antenna/antenna.pdf")[0]
    cover = pages_of(published / "2026-08/book.pdf")[0].split()
    assert cover[cover.index("Edition") :][:3] == ["Edition", "August", "2026"]


def test_what_changed_is_described_by_brief_and_by_field(two_editions: Desk) -> None:
    said = two_editions.must("diff", "2026-07", "2026-08")
    assert "Entry into force: 11 July 2021 → 11 August 2021" in said
    assert "Renamed; its id was mast." in said
    assert "Brand new" in said
    assert two_editions.must("diff", "main~1", "2026-08").partition("\n")[2] == said.partition("\n")[2]
    assert two_editions.must("diff", "2026-08").splitlines()[-1] == "Nothing changed."
    changes = json.loads(two_editions.must("diff", "2026-07", "2026-08", "--format", "json"))
    assert [brief["what"] for brief in changes["briefs"]].count("added") == 1
    assert "<ins>" in two_editions.must("diff", "2026-07", "2026-08", "--format", "html")
    assert two_editions.must("diff", "2026-07", "2026-08", "--format", "markdown").startswith(
        "# What changed"
    )


def test_an_edition_that_exists_is_refused(one_edition: Desk) -> None:
    for name in ("2026-07", "2026-07-r3"):
        one_edition.refused("publish", name)
    assert "'2026-07-r2'" in one_edition.refused("publish", "2026-07")


@pytest.mark.parametrize("name", ["../x", "latest", "a b", "-x", "x.lock", "", "x" * 65, "a..b"])
def test_a_bad_name_is_refused(one_edition: Desk, name: str) -> None:
    assert "write" in one_edition.refused("publish", "--", name)


@pytest.mark.parametrize("title", ["A <b>draft</b>", " ", "two\nlines"])
def test_a_title_that_pages_cannot_show_is_refused(one_edition: Desk, title: str) -> None:
    assert "the title" in one_edition.refused("publish", "next", "--title", title)
    assert "the reason" in one_edition.refused("withdraw", "2026-07", "--why", title)


def test_a_correction_supersedes_only_what_it_corrects(one_edition: Desk) -> None:
    one_edition.commit(
        {"briefs/book.yml": one_edition.read("briefs/book.yml").replace("2026-07-02", "2026-08-02")}
    )
    one_edition.must("publish", "2026-08")
    assert "whose horizon is 2026-07-02" in one_edition.refused(
        "publish", "2026-07-r2", "--as-of", "2021-01-01"
    )
    one_edition.must("publish", "2026-07-r2")  # of the horizon of what it corrects
    rows = one_edition.must("editions").splitlines()
    assert [(row.split()[0], row.split("  ")[-1]) for row in rows] == [
        ("2026-08", "current"),
        ("2026-07-r2", "superseded by 2026-08"),
        ("2026-07", "superseded by 2026-07-r2"),
    ]
    seal = json.loads(one_edition.git("show", "published:2026-07-r2/edition.json"))
    assert (seal["corrects"], seal["predecessor"]["edition"]) == ("2026-07", "2026-07")


def test_a_withdrawn_edition_stays_and_says_so(one_edition: Desk) -> None:
    before = one_edition.git("rev-parse", "published:2026-07")
    one_edition.must("publish", "2026-07-b")
    one_edition.must("withdraw", "2026-07-b", "--why", "A wrong date & place.", "--push", "origin")
    assert one_edition.git("rev-parse", "published:2026-07") == before
    assert one_edition.git("rev-parse", "published", cwd=one_edition.remote) == one_edition.git(
        "rev-parse", "published"
    )
    rows = one_edition.must("editions").splitlines()
    assert "withdrawn" in rows[0]
    assert rows[1].endswith("current")
    assert "withdrawn" in one_edition.must("verify", "2026-07-b")
    assert "A wrong date &amp; place." in one_edition.git("show", "published:editions.html")
    assert '"../2026-07/index.html"' in one_edition.git("show", "published:latest/index.html")
    assert "was withdrawn on" in one_edition.refused("withdraw", "2026-07-b", "--why", "Again")
    assert "no edition '2026-99'" in one_edition.refused("withdraw", "2026-99", "--why", "None")


def test_one_changed_byte_is_named(real_editions: Desk, tmp_path: Path) -> None:
    real_editions.git("worktree", "add", "-q", str(tmp_path / "tampered"), "published")
    page = tmp_path / "tampered/2026-07/agreements/supply-pact/index.html"
    page.write_bytes(page.read_bytes().replace(b"11 July 2021", b"12 July 2021", 1))
    (tmp_path / "tampered/2026-07/extra.html").write_text("Slipped in")
    (tmp_path / "tampered/2026-07/book.pdf").unlink()
    real_editions.git("add", "-A", cwd=tmp_path / "tampered")
    real_editions.git("commit", "-qm", "Tamper", cwd=tmp_path / "tampered")
    said = real_editions.refused("verify", "2026-07").splitlines()
    assert said[:3] == [
        "2026-07/agreements/supply-pact/index.html is not as it was sealed",
        "2026-07/book.pdf is missing",
        "2026-07/extra.html was added",
    ]


def test_a_forged_seal_is_not_that_of_the_tag(one_edition: Desk, tmp_path: Path) -> None:
    one_edition.git("worktree", "add", "-q", str(tmp_path / "tampered"), "published")
    seal = tmp_path / "tampered/2026-07/edition.json"
    seal.write_text(
        seal.read_text("utf-8").replace("A desk", "B").replace('"title": "2026-07"', '"title": "X"'), "utf-8"
    )
    one_edition.git("commit", "-qam", "Forge", cwd=tmp_path / "tampered")
    assert "2026-07/edition.json differs from that which tag edition/2026-07 marks" in one_edition.refused(
        "verify", "2026-07"
    )


def test_what_is_built_is_the_commit_not_the_working_tree(one_edition: Desk) -> None:
    (one_edition.folder / "briefs/context/other.md").write_text("no brief at all", "utf-8")
    (one_edition.folder / "briefs/context/fresh.md").write_text(NEW_BRIEF, "utf-8")
    one_edition.must("publish", "next")
    assert "context/fresh" not in one_edition.git("show", "published:next/edition.json")


def test_a_brief_that_is_not_cleared_is_refused_by_name_or_left_out(one_edition: Desk) -> None:
    one_edition.commit({"briefs/context/brand-new.md": NEW_BRIEF.replace("cleared", "draft", 1)})
    said = one_edition.refused("publish", "next")
    assert said.startswith("briefs/context/brand-new.md:1:1: not cleared (draft); ")
    one_edition.commit({"briefs/book.yml": one_edition.read("briefs/book.yml") + "uncleared: leave-out\n"})
    one_edition.must("publish", "next")
    files = json.loads(one_edition.git("show", "published:next/edition.json"))["files"]
    assert not any("brand-new" in path for path in files)


def test_an_embargo_holds(one_edition: Desk) -> None:
    one_edition.commit(
        {
            "briefs/context/brand-new.md": NEW_BRIEF.replace("---\n", "---\nembargo_until: 2999-01-01\n", 1),
            "briefs/book.yml": one_edition.read("briefs/book.yml") + "embargo_until: 2999-12-31\n",
        }
    )
    said = one_edition.refused("publish", "next")
    assert "briefs/book.yml:1:1: under embargo until 2999-12-31" in said
    assert "briefs/context/brand-new.md:1:1: under embargo until 2999-01-01" in said


def test_a_published_address_never_dies(real_editions: Desk) -> None:
    real_editions.commit({"briefs/context/other.md": None})
    said = real_editions.refused("publish", "next")
    assert "edition 2026-08 published context/other/index.html, where nothing is any more" in said
    real_editions.commit(
        {
            "briefs/tombstones.yml": "context/other: {title: Other, withdrawn: 2026-07-01, because: It was empty.}\n"
        }
    )
    real_editions.must("publish", "next")
    assert "It was empty." in real_editions.git("show", "published:next/context/other/index.html")
    assert "../next/context/other/" in real_editions.git("show", "published:latest/context/other/index.html")


def test_a_withdrawn_brief_is_buried(one_edition: Desk) -> None:
    other = "briefs/context/other.md"
    one_edition.commit(
        {
            other: one_edition.read(other).replace("clearance: cleared", "clearance: withdrawn"),
            "briefs/book.yml": one_edition.read("briefs/book.yml") + "uncleared: leave-out\n",
        }
    )
    assert f"{other}:1:1: edition 2026-07 published context/other/index.html" in one_edition.refused(
        "publish", "next"
    )


def test_a_brief_about_a_person_may_go_while_the_person_stays(one_edition: Desk) -> None:
    about = NEW_BRIEF.replace("---\n", "---\nabout: gen-nakatani\n", 1)
    one_edition.commit({"briefs/context/nakatani.md": about})
    one_edition.must("publish", "with")
    one_edition.commit({"briefs/context/nakatani.md": None})
    one_edition.must("publish", "without")


def test_a_tombstone_names_nothing_later(real_editions: Desk) -> None:
    real_editions.commit(
        {
            "briefs/tombstones.yml": "context/gone: {title: Gone, withdrawn: 2020-01-01, because: Old., see: [antenna, supply-pact]}\n"
        }
    )
    real_editions.must("publish", "then", "--as-of", "2021-01-01")
    page = real_editions.git("show", "published:then/context/gone/index.html")
    assert "Supply pact" in page
    assert "antenna mast" not in page


def test_a_page_that_an_earlier_horizon_lacks_is_found_in_the_edition_that_has_it(
    real_editions: Desk,
) -> None:
    real_editions.commit({"briefs/book.yml": real_editions.read("briefs/book.yml") + "# changed\n"})
    real_editions.must("publish", "then", "--as-of", "2021-01-01")
    assert "../2026-08/" in real_editions.git("show", "published:latest/technology/antenna/index.html")
    assert "current" in real_editions.must("editions").splitlines()[0]  # a look back does not take its place
    assert real_editions.must("editions").splitlines()[0].startswith("2026-08")


def test_mistakes_in_the_book_are_all_reported(one_edition: Desk) -> None:
    one_edition.commit({"briefs/context/brand-new.md": "---\ntitle: T\n---\nSee [[nowhere]].\n"})
    said = one_edition.refused("publish", "next")
    assert "briefs/context/brand-new.md:2:1: required key 'bottom_line' is missing" in said


def test_a_dry_run_writes_nothing(real_editions: Desk) -> None:
    before = real_editions.state()
    said = real_editions.must("publish", "next", "--dry-run", "--push", "origin")
    assert "Nothing is written" in said
    assert real_editions.state() == before


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


def test_two_desks_that_went_apart_come_together(behind: Desk) -> None:
    behind.must("publish", "ours")
    behind.git("fetch", "-q", "origin")
    assert "here ours; put" in behind.refused("publish", "more")  # nor does it go further apart
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
    assert "here a withdrawal;" in said
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


def test_a_branch_that_is_checked_out_is_not_moved(one_edition: Desk, tmp_path: Path) -> None:
    one_edition.git("worktree", "add", "-q", str(tmp_path / "tree"), "published")
    assert "is checked out" in one_edition.refused("publish", "next")


def test_a_lock_of_git_is_named_and_left(one_edition: Desk) -> None:
    lock = one_edition.folder / ".git/refs/heads/published.lock"
    lock.touch()
    assert str(lock) in one_edition.refused("publish", "next")
    assert lock.exists()


def test_a_broken_list_of_editions_is_not_taken_for_none(one_edition: Desk, tmp_path: Path) -> None:
    tamper(one_edition, tmp_path, {"editions.json": "["})
    assert "published:editions.json cannot be read" in one_edition.refused("publish", "next")
    assert "published:editions.json cannot be read" in one_edition.refused("editions")


@pytest.mark.parametrize("file", ["book.json", "csp.conf"])
def test_what_was_tampered_with_is_not_built_upon(one_edition: Desk, tmp_path: Path, file: str) -> None:
    tamper(one_edition, tmp_path, {f"2026-07/{file}": "{}"})
    said = f"2026-07/{file} is not as it was sealed; see 'briefbook verify 2026-07'"
    assert said in one_edition.refused("publish", "next")


def test_a_list_that_says_what_no_seal_does_is_found(one_edition: Desk, tmp_path: Path) -> None:
    listed = one_edition.git("show", "published:editions.json")
    tamper(one_edition, tmp_path, {"editions.json": listed.replace("2026-07-02", "2099-01-01")})
    assert "editions.json says of edition 2026-07" in one_edition.refused("verify", "2026-07")


def test_a_file_that_became_a_link_is_found(one_edition: Desk, tmp_path: Path) -> None:
    tree = tmp_path / "tampered"
    one_edition.git("worktree", "add", "-q", str(tree), "published")
    page = tree / "2026-07/index.html"
    page.unlink()
    page.symlink_to("404.html")
    one_edition.git("commit", "-qam", "Link", cwd=tree)
    assert "2026-07/index.html is not as it was sealed" in one_edition.refused("verify", "2026-07")


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


def test_a_clone_of_the_branch_alone_can_be_verified(two_editions: Desk, tmp_path: Path) -> None:
    clone = Desk(tmp_path, two_editions.installed)
    remote = two_editions.remote.as_uri()
    command = ["git", "clone", "-q", "--single-branch", "--branch", "published", remote, str(clone.folder)]
    subprocess.run(command, check=True, env=clone.environment)
    assert "as its source gives them" in clone.must("verify", "2026-08", "--rebuild")


def test_no_repository_and_no_commit_are_reported(tmp_path: Path, installed: Installed) -> None:
    desk = Desk(tmp_path, installed)
    shutil.copytree(SMALL_BOOK, desk.folder)
    assert "is not in a Git repository" in desk.run("publish", "first").stderr
    desk.git("init", "-q")
    assert "nothing has been committed yet" in desk.run("publish", "first").stderr


def test_versions_of_mike_are_kept_but_its_alias(one_edition: Desk) -> None:
    one_edition.git("checkout", "-q", "--orphan", "pages")
    one_edition.git("rm", "-rqf", ".")
    one_edition.commit(
        {
            "versions.json": '[{"version": "1.0", "title": "1.0", "aliases": ["latest", "old"]}]',
            "1.0/index.html": "Old",
        }
    )
    one_edition.git("checkout", "-q", "main")
    one_edition.must("publish", "next", "--branch", "pages")
    assert one_edition.git("show", "pages:1.0/index.html") == "Old"
    assert listed_by_mike(one_edition, "pages") == ["next [latest]", "1.0 [old]"]
    assert "exists" in one_edition.refused("publish", "1.0", "--branch", "pages")


@pytest.mark.parametrize("content", ["[{}]", '{"a": 1}', "[1]", "["])
def test_broken_versions_are_reported(one_edition: Desk, tmp_path: Path, content: str) -> None:
    tamper(one_edition, tmp_path, {"versions.json": content})
    assert "published:versions.json cannot be read" in one_edition.refused("publish", "next")


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
    front.write_text(front.read_text("utf-8").replace("Key points", "Points"), "utf-8")
    real_editions.environment["PYTHONPATH"] = str(changed)
    real_editions.installed = replace(real_editions.installed, server=None)
    said = real_editions.refused("verify", "2026-07", "--rebuild")
    assert f"made with briefbook {__version__} (here: {__version__}" in said
    assert "index.html is not as it was sealed" in said
