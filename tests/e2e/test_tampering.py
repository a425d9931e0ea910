"""What was changed on the branch of editions is found, and nothing is built upon it."""

import json
import subprocess
from pathlib import Path

import pytest

from briefbook.editions.seal import digest
from tests.desk import Desk

pytestmark = pytest.mark.publish


def tamper(desk: Desk, tmp_path: Path, files: dict[str, str]) -> None:
    """Commit some files to the branch of editions, as nobody should."""
    tree = tmp_path / "tampered"
    desk.git("worktree", "add", "-q", str(tree), "published")
    for path, content in files.items():
        (tree / path).write_text(content, "utf-8")
    desk.git("add", "-A", cwd=tree)
    desk.git("commit", "-qm", "Tamper", cwd=tree)
    desk.git("worktree", "remove", str(tree))


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
    assert "2026-07/edition.json differs from the one in tag edition/2026-07" in one_edition.refused(
        "verify", "2026-07"
    )


def test_a_broken_list_of_editions_is_not_taken_for_none(one_edition: Desk, tmp_path: Path) -> None:
    tamper(one_edition, tmp_path, {"editions.json": "["})
    assert "published:editions.json cannot be read" in one_edition.refused("publish", "next")
    assert "published:editions.json cannot be read" in one_edition.refused("editions")


def sealed_anew(desk: Desk, path: str, content: str) -> dict[str, str]:
    """Return a damaged file of an edition, and the seal that has its right digest."""
    seal = json.loads(desk.git("show", "published:2026-07/edition.json"))
    seal["files"][path] = digest(content.encode())
    return {f"2026-07/{path}": content, "2026-07/edition.json": json.dumps(seal)}


@pytest.mark.parametrize(
    ("path", "content", "refusing"),
    [
        (
            "editions.json",
            '[{"edition": 5}]',
            ["publish", "withdraw", "diff", "editions", "verify", "rebuild"],
        ),
        ("versions.json", '[{"version": "1", "aliases": 5}]', ["publish", "withdraw", "diff", "editions"]),
        ("edition.json", '{"edition": [[[', ["publish", "withdraw", "diff", "verify", "rebuild"]),
        ("book.json", '{"briefs": {"mast": {"facts": {"title": 5}}}}', ["publish", "diff"]),
        ("book.json", '{"a":' * 100_000, ["publish", "diff"]),
    ],
    ids=["editions", "versions", "seal", "model", "deep model"],
)
def test_what_is_damaged_is_named_whatever_reads_it(
    path: str, content: str, refusing: list[str], one_edition: Desk, tmp_path: Path
) -> None:
    commands = {
        "publish": ["publish", "next"],
        "withdraw": ["withdraw", "2026-07", "--why", "It is wrong."],
        "diff": ["diff", "2026-07"],
        "editions": ["editions"],
        "verify": ["verify", "2026-07"],
        "rebuild": ["verify", "2026-07", "--rebuild"],
    }
    in_edition = path not in ("editions.json", "versions.json", "edition.json")
    files = {f"2026-07/{path}" if path == "edition.json" else path: content}
    tamper(one_edition, tmp_path, sealed_anew(one_edition, path, content) if in_edition else files)
    for each in refusing:
        said = one_edition.refused(*commands[each])
        assert path in said or "seal" in said, each


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


@pytest.mark.parametrize("content", ["[{}]", '{"a": 1}', "[1]", "["])
def test_broken_versions_are_reported(one_edition: Desk, tmp_path: Path, content: str) -> None:
    tamper(one_edition, tmp_path, {"versions.json": content})
    assert "published:versions.json cannot be read" in one_edition.refused("publish", "next")


def test_a_clone_of_the_branch_alone_can_be_verified(two_editions: Desk, tmp_path: Path) -> None:
    clone = Desk(tmp_path, two_editions.installed)
    remote = two_editions.remote.as_uri()
    command = ["git", "clone", "-q", "--single-branch", "--branch", "published", remote, str(clone.folder)]
    subprocess.run(command, check=True, env=clone.environment)
    assert "as its source gives them" in clone.must("verify", "2026-08", "--rebuild")
