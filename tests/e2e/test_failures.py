"""What fails around a run is said as what it is, and by the exit status; it leaves nothing behind."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.command import CommandServer
from tests.conftest import COMMAND, SMALL_BOOK, MakeBook, Run, environment
from tests.desk import MEASURES
from tests.disks import Mount, fill


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
    command = subprocess.list2cmdline([*COMMAND, "-C", str(SMALL_BOOK)])
    for arguments in ("check 2>&-", "stale >&- 2>&-"):
        shell = ["bash", "-c", f"{command} {arguments}"]
        assert subprocess.run(shell, env=environment(), check=False, capture_output=True).returncode == 0


def test_what_an_encoding_lacks_is_shown_by_its_number(two_commits: Path, tmp_path: Path) -> None:
    """What programs read is in UTF-8 all the same."""
    said = {}
    for form in ("text", "json"):
        arguments = ["-C", str(two_commits), "diff", "HEAD", "--format", form]
        with (tmp_path / form).open("wb") as output:
            ended = briefbook_into(output.fileno(), *arguments, PYTHONIOENCODING="latin-1")
        assert (ended.returncode, ended.stderr) == (0, "")
        said[form] = (tmp_path / form).read_bytes()
    assert r"\u9632\u885b" in said["text"].decode("latin-1")
    assert "防衛" in str(json.loads(said["json"]))


def test_a_terminal_gets_no_orders(make_book: MakeBook, briefbook: Run) -> None:
    hostile = "\x1b]0;x\x07\u202e"
    project = make_book(
        {f"briefs/context/a{hostile}.md": "---\ntitle: T\n---\n", f"docs/b{hostile}.md": "# B\n"}
    )
    escaped = r"\x1b]0;x\x07\u202e"
    ended = briefbook("-C", str(project), "check")
    assert ended.returncode == 1
    assert f"a{escaped}.md" in ended.stderr
    assert f"b{escaped}.md" in ended.stderr
    for arguments in ([hostile], ["-C", hostile, "check"], ["-C", str(project), "new", "context", hostile]):
        ended = briefbook(*arguments)
        assert ended.returncode == 2
        assert escaped in ended.stderr
        assert not {*hostile} & {*ended.stderr} - {*"]0;x"}


def test_a_disk_that_cannot_be_written_is_named(mount: Mount, make_book: MakeBook, briefbook: Run) -> None:
    disk, book = mount("ro"), str(make_book({}))
    for arguments in (
        ["-C", book, "build", "--no-pdf", "-o", f"{disk}/site"],
        ["-C", book, "print", "-o", f"{disk}/print", "other"],
        ["init", f"{disk}/book"],
    ):
        ended = briefbook(*arguments)
        assert ended.returncode == 1
        assert ended.stderr.startswith(f"Error: {disk}/")
        assert "Read-only file system" in ended.stderr
        assert ended.stderr.count("\n") == 1


def test_a_full_disk_is_named_and_left_empty(
    mount: Mount, make_book: MakeBook, tmp_path: Path, server: CommandServer
) -> None:
    disk, small, book = mount(), mount("size=16k"), make_book({})
    cases = {
        f"build --no-pdf -o {disk}/site": {},
        f"build -o {tmp_path}/site": {"TMPDIR": str(disk)},
        f"build --no-pdf -o {tmp_path}/other --zip {disk}/book.zip": {},
        f"init {small}/book": {},
    }
    for arguments, variables in cases.items():
        ended = server.run(["-C", str(book), *arguments.split()], tmp_path, {**environment(), **variables})
        assert ended.returncode == 1, arguments
        assert ended.stderr.count("\n") == 1
        assert "No space left on device" in ended.stderr
        assert str(disk) in ended.stderr or str(small) in ended.stderr
        assert [*disk.iterdir(), *small.iterdir()] == []


def test_a_new_brief_on_a_full_disk_is_none(mount: Mount, make_book: MakeBook, briefbook: Run) -> None:
    disk = mount()
    shutil.copytree(make_book({}), disk / "book")
    fill(disk)
    ended = briefbook("-C", str(disk / "book"), "new", "context", "brand-new")
    assert ended.returncode == 1
    assert f"{disk}/book/briefs/context/brand-new.md: No space left on device" in ended.stderr
    assert not (disk / "book/briefs/context/brand-new.md").exists()


@pytest.mark.parametrize("command", ["build", "print", "check"])
def test_what_a_killed_run_leaves_goes_with_the_next(
    command: str, make_book: MakeBook, tmp_path: Path, server: CommandServer
) -> None:
    tmp = tmp_path / "tmp"
    tmp.mkdir()
    project = make_book({})
    given = {**environment(), "TMPDIR": str(tmp)}
    given.pop(MEASURES, None)

    def begun() -> list[Path]:
        return [*tmp.glob("briefbook-*"), *(project / "print").glob(".briefbook-unfinished-*")]

    while not (remains := begun()):  # a folder may have gone before the run was killed
        process = server.begin([command], project, given)
        while not begun():
            assert process.poll() is None
        process.kill_after(0)
    for each in remains:
        os.utime(each, (0, 0))
    assert server.run([command], project, given).returncode == 0
    assert begun() == []
