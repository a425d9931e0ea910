"""What fails around a run is told as what it is, in words and by the exit status, and leaves nothing behind."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import COMMAND, SMALL_BOOK, MakeBook, environment
from tests.desk import COLD_STAND_IN, MEASURES, Desk

Mount = Callable[..., Path]
NOBODY = 65534


def briefbook_into(output: int, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run the command with an output of its own, in a process that is started for it."""
    return subprocess.run(
        [*COMMAND, *arguments],
        stdout=output,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env={**environment(), **variables},
    )


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """Return a function that mounts a small disk in memory, in a folder of its own, full or not to be written."""
    mounted: list[Path] = []

    def make(*options: str) -> Path:
        folder = tmp_path / f"disk-{len(mounted)}"
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", ",".join(("size=200k", *options)), "tmpfs", str(folder)]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode:
            pytest.skip(f"no disk can be mounted here: {made.stderr.strip()}")
        mounted.append(folder)
        return folder

    yield make
    for folder in mounted:
        subprocess.run(["umount", str(folder)], check=True)


def only_to_read(folder: Path) -> Iterator[None]:
    """Have a folder on a disk that cannot be written."""
    bound = subprocess.run(
        ["mount", "--bind", "-o", "ro", str(folder), str(folder)], capture_output=True, text=True, check=False
    )
    if bound.returncode:
        pytest.skip(f"nothing can be mounted here: {bound.stderr.strip()}")
    yield
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("arguments", [("stale",), ("diff", "HEAD", "--format", "json"), ("--help",)])
def test_a_full_output_ends_in_one_line(arguments: tuple[str, ...], two_commits: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = briefbook_into(full.fileno(), "-C", str(two_commits), *arguments)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "No space left on device" in ended.stderr


@pytest.fixture(scope="module")
def two_commits(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a book whose working tree differs from its commit, by a Japanese word."""
    book = tmp_path_factory.mktemp("two") / "book"
    shutil.copytree(SMALL_BOOK, book)
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "All"]):
        subprocess.run(["git", "-C", book, *command], check=True)
    brief = book / "briefs/context/other.md"
    brief.write_text(brief.read_text("utf-8").replace("title: ", "title: 防衛 ", 1), "utf-8")
    return book


@pytest.mark.parametrize("arguments", [("stale",), ("--help",)])
def test_a_closed_output_ends_in_silence(arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = briefbook_into(writing, "-C", str(SMALL_BOOK), *arguments)
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (1, "")


def test_no_output_and_no_errors_do_not_matter() -> None:
    command = subprocess.list2cmdline([*COMMAND, "-C", str(SMALL_BOOK), "check"])
    for closed in (">&-", "2>&-", ">&- 2>&-"):
        assert (
            subprocess.run(
                ["bash", "-c", f"{command} {closed}"], env=environment(), check=False, capture_output=True
            ).returncode
            == 0
        )


def test_what_an_encoding_lacks_is_shown_by_its_number(two_commits: Path, tmp_path: Path) -> None:
    """What programs read is in UTF-8 all the same."""
    said = {}
    for form in ("text", "html", "json"):
        arguments = ["-C", str(two_commits), "diff", "HEAD", "--format", form]
        with (tmp_path / form).open("wb") as output:
            ended = briefbook_into(output.fileno(), *arguments, PYTHONIOENCODING="latin-1")
        assert (ended.returncode, ended.stderr) == (0, "")
        said[form] = (tmp_path / form).read_bytes()
    assert r"\u9632\u885b" in said["text"].decode("latin-1")
    assert "防衛" in said["html"].decode("utf-8")
    assert "防衛" in str(json.loads(said["json"]))


def test_a_terminal_gets_no_orders(make_book: MakeBook) -> None:
    hostile = "\x1b]0;x\x07\u202e"
    project = make_book(
        {f"briefs/context/a{hostile}.md": "---\ntitle: T\n---\n", f"docs/b{hostile}.md": "# B\n"}
    )
    escaped = r"\x1b]0;x\x07\u202e"
    ended = briefbook_into(subprocess.PIPE, "-C", str(project), "check")
    assert ended.returncode == 1
    assert f"a{escaped}.md" in ended.stderr
    assert f"b{escaped}.md" in ended.stderr
    for arguments in ([hostile], ["-C", hostile, "check"], ["-C", str(project), "new", "context", hostile]):
        ended = briefbook_into(subprocess.PIPE, *arguments)
        assert ended.returncode == 2
        assert escaped in ended.stderr
        assert not {*hostile} & {*ended.stderr} - {*"]0;x"}


def test_a_disk_that_cannot_be_written_is_named(mount: Mount, make_book: MakeBook) -> None:
    disk, book = mount("ro"), str(make_book({}))
    for arguments in (
        ["-C", book, "build", "--no-pdf", "-o", f"{disk}/site"],
        ["-C", book, "print", "-o", f"{disk}/print", "other"],
        ["init", f"{disk}/book"],
    ):
        ended = briefbook_into(subprocess.PIPE, *arguments)
        assert ended.returncode == 1
        assert ended.stderr.startswith(f"Error: {disk}/")
        assert "Read-only file system" in ended.stderr
        assert ended.stderr.count("\n") == 1


def test_a_full_disk_is_named_and_left_empty(mount: Mount, make_book: MakeBook, tmp_path: Path) -> None:
    disk, small, book = mount(), mount("size=16k"), make_book({})
    cases = {
        f"build --no-pdf -o {disk}/site": {},
        f"build -o {tmp_path}/site": {"TMPDIR": str(disk)},
        f"build --no-pdf -o {tmp_path}/other --zip {disk}/book.zip": {},
        f"init {small}/book": {},
    }
    for arguments, variables in cases.items():
        ended = briefbook_into(subprocess.PIPE, "-C", str(book), *arguments.split(), **variables)
        assert ended.returncode == 1, arguments
        assert ended.stderr.count("\n") == 1
        assert "No space left on device" in ended.stderr
        assert str(disk) in ended.stderr or str(small) in ended.stderr
        assert [*disk.iterdir(), *small.iterdir()] == []


def test_a_new_brief_on_a_full_disk_is_none(mount: Mount, make_book: MakeBook) -> None:
    disk = mount()
    shutil.copytree(make_book({}), disk / "book")
    with suppress_full(), (disk / "rest").open("wb", buffering=0) as rest:
        while True:
            rest.write(bytes(4096))
    ended = briefbook_into(subprocess.PIPE, "-C", str(disk / "book"), "new", "context", "brand-new")
    assert ended.returncode == 1
    assert f"{disk}/book/briefs/context/brand-new.md: No space left on device" in ended.stderr
    assert not (disk / "book/briefs/context/brand-new.md").exists()


def suppress_full() -> pytest.RaisesExc[OSError]:
    return pytest.raises(OSError, match="No space left")


@pytest.mark.parametrize("command", ["build", "print", "check"])
def test_what_a_killed_run_leaves_goes_with_the_next(
    command: str, make_book: MakeBook, tmp_path: Path
) -> None:
    tmp = tmp_path / "tmp"
    tmp.mkdir()
    project = make_book({})
    given = {**environment(), "TMPDIR": str(tmp)}
    given.pop(MEASURES, None)
    arguments = [*COMMAND, "-C", str(project), command]

    def begun() -> list[Path]:
        return [*tmp.glob("briefbook-*"), *(project / "print").glob(".briefbook-unfinished-*")]

    while not (remains := begun()):  # a folder may have gone before the run was killed
        process = subprocess.Popen(arguments, env=given, stdout=subprocess.DEVNULL)
        while not begun():
            assert process.poll() is None
        process.kill()
        process.wait()
    for each in remains:
        os.utime(each, (0, 0))
    subprocess.run(arguments, env=given, check=True, stdout=subprocess.DEVNULL)
    assert begun() == []


@pytest.mark.publish
class TestPublication:
    """What fails around a publication."""

    def test_a_repository_that_cannot_be_written(self, one_edition: Desk) -> None:
        for _ in only_to_read(one_edition.folder / ".git"):
            for arguments in (["publish", "next"], ["withdraw", "2026-07", "--why", "It is wrong."]):
                said = one_edition.refused(*arguments)
                assert (
                    f"the repository in {one_edition.folder}/.git cannot be written (Read-only file" in said
                )
            one_edition.must("publish", "next", "--dry-run")

    def test_references_that_cannot_be_written(self, one_edition: Desk) -> None:
        """The rest of the repository can be, so that only the last step fails."""
        for _ in only_to_read(one_edition.folder / ".git/refs"):
            said = one_edition.refused("publish", "next")
        assert "Read-only file system" in said
        assert "changed meanwhile" not in said

    def test_a_full_repository(self, one_edition: Desk, mount: Mount) -> None:
        disk = mount()
        objects = one_edition.folder / ".git/objects"
        moved = objects.rename(objects.with_name("elsewhere"))
        (disk / "info").mkdir()
        (disk / "info/alternates").write_text(f"{moved}\n")
        objects.symlink_to(disk)
        with suppress_full(), (disk / "rest").open("wb", buffering=0) as rest:
            while True:
                rest.write(bytes(4096))
        said = one_edition.refused("publish", "next")
        assert "No space left on device" in said
        assert "changed meanwhile" not in said

    def test_a_repository_without_the_right_to_write(self, one_edition: Desk) -> None:
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

    def test_no_git_and_an_old_one(self, one_edition: Desk, tmp_path: Path) -> None:
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

    def test_a_branch_that_moved_meanwhile(self, one_edition: Desk) -> None:
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

    def test_a_branch_of_sources_is_left_alone(self, one_edition: Desk) -> None:
        one_edition.git("branch", "feature", "main")
        for arguments in (["publish", "next"], ["withdraw", "2026-07", "--why", "It is wrong."]):
            said = one_edition.refused(*arguments, "--branch", "feature")
            assert "branch 'feature' holds no editions but other files (briefs, docs, mkdocs.yml)" in said
        assert "is checked out" in one_edition.refused("publish", "next", "--branch", "main")
        assert "There is no edition on branch 'feature' yet" in one_edition.must(
            "editions", "--branch", "feature"
        )

    @pytest.mark.parametrize("branch", ["@{-1}", "a\u202eb", "-x", "a..b", "HEAD", "", "a b"])
    def test_what_names_no_branch_is_refused(self, branch: str, one_edition: Desk) -> None:
        assert "is not a valid name of a branch" in one_edition.refused(
            "publish", "next", f"--branch={branch}"
        )

    def test_names_within_each_other_are_told_so(self, one_edition: Desk) -> None:
        for branch in ("main/editions", "published/more/of"):
            said = one_edition.refused("publish", "next", "--branch", branch)
            assert f"{branch.partition('/')[0]!r} exists, and Git keeps no branch or tag within" in said

    @pytest.mark.parametrize("name", ["a\u2028b", "a\x85b"])
    def test_a_name_with_another_line_break_does_not_matter(self, name: str, one_edition: Desk) -> None:
        one_edition.git("branch", name)
        one_edition.must("editions")
        one_edition.must("publish", "next", "--dry-run")

    @pytest.mark.parametrize(
        "words",
        [
            "\u202eevil",
            "a\u2066b",
            "a\x1b[31m",
            "a\u2028b",
            "a\nb",
            "a\x9b",
            "a\ufeff",
            "&#x202E;a",
            "\u200f",
            " ",
        ],
    )
    def test_words_that_readers_would_not_see_as_written_are_refused(
        self, words: str, one_edition: Desk
    ) -> None:
        assert "the title has " in one_edition.refused("publish", "next", "--title", words)
        assert "the reason has " in one_edition.refused("withdraw", "2026-07", "--why", words)

    def test_what_names_no_edition_and_no_day_is_shown_by_its_numbers(self, one_edition: Desk) -> None:
        name = "a\u202e\x1b"
        for arguments in (
            ["publish", name],
            ["withdraw", name, "--why", "It is wrong."],
            ["verify", name],
            ["verify", name, "--rebuild"],
            ["diff", name],
            ["publish", "next", "--branch", name],
            ["publish", "next", "--push", name],
        ):
            said = one_edition.refused(*arguments)
            assert r"a\u202e\x1b" in said
            assert not {*name} & {*said} - {"a"}
        assert r"'a\u202e\x1b' is not a valid day" in one_edition.run("publish", "x", "--as-of", name).stderr

    def test_what_arabic_and_hebrew_need_is_allowed(self, one_edition: Desk) -> None:
        title = "A\u200d\u200c \u200eR&D\u200f\u061c"
        reason = "\u061c\u0639\u062f\u062f\u200f \u05d4\u05d5\u05d0"
        one_edition.must("publish", "next", "--title", title)
        one_edition.must("withdraw", "next", "--why", reason)
        assert reason in one_edition.must("editions")
        said = one_edition.refused("publish", "other", "--title", "\u05d4")
        assert said.startswith("Error: in the title no font of the print has ")

    def test_settings_of_the_user_change_nothing(self, one_edition: Desk, tmp_path: Path) -> None:
        settings = tmp_path / "settings"
        settings.write_text(SETTINGS)
        before = one_edition.must("stale")
        one_edition.environment["GIT_CONFIG_GLOBAL"] = str(settings)
        assert one_edition.must("stale") == before
        one_edition.must("publish", "next", "--push", "origin")
        one_edition.must("verify", "next")
        assert "Edition next" in one_edition.git("cat-file", "tag", "edition/next")
        one_edition.must("diff", "HEAD")
        one_edition.must("editions")


SETTINGS = """
[log]
  showRoot = false
  showSignature = true
  follow = true
  date = relative
[i18n]
  logOutputEncoding = UTF-16
[color]
  ui = always
[diff]
  orderFile = /nonexistent
  renames = copies
  external = false
[core]
  quotePath = true
  pager = false
  commentChar = E
  abbrev = 4
[status]
  short = true
  branch = true
[fetch]
  prune = true
[protocol "file"]
  allow = user
[submodule]
  recurse = true
"""
