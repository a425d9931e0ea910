"""Folders for what is unfinished: what killed runs have left goes, and nothing else."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefbook.scratch import PREFIX, remove_remains, scratch_folder
from tests.conftest import environment

DAY = 24 * 60 * 60
HOLD = "from pathlib import Path; from briefbook.scratch import scratch_folder\n"


def aged(folder: Path, days: float = 2) -> Path:
    """Return a folder, made to look some days old."""
    then = time.time() - days * DAY
    os.utime(folder, (then, then), follow_symlinks=False)
    return folder


def left(parent: Path, name: str, days: float = 2) -> Path:
    folder = parent / name
    (folder / "source/.git").mkdir(parents=True)
    (folder / "source/.git/object").touch(0o444)
    return aged(folder, days)


def test_a_folder_is_empty_and_gone_at_the_end(tmp_path: Path) -> None:
    with scratch_folder(tmp_path) as folder:
        assert folder.parent == tmp_path
        assert folder.name.startswith(PREFIX)
        assert [*folder.iterdir()] == []
        (folder / "file").touch()
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("days", [2, -400, 20_000])
def test_the_remains_of_a_killed_run_go_whatever_the_clock_was(days: float, tmp_path: Path) -> None:
    left(tmp_path, f"{PREFIX}old", days)
    with scratch_folder(tmp_path):
        assert not (tmp_path / f"{PREFIX}old").exists()


def test_what_is_not_ours_and_old_stays(tmp_path: Path) -> None:
    target = left(tmp_path, "thesis")
    aged_link = tmp_path / f"{PREFIX}link"
    aged_link.symlink_to(target)
    aged(aged_link)
    (tmp_path / f"{PREFIX}nowhere").symlink_to(tmp_path / "nowhere")
    (tmp_path / f"{PREFIX}file").touch()
    aged(tmp_path / f"{PREFIX}file")
    left(tmp_path, "brief")
    left(tmp_path, f"{PREFIX}new", 0.5)
    inner = left(tmp_path, f"{PREFIX}with-link")
    (inner / "out").symlink_to(target)
    aged(inner)
    before = {path.name for path in tmp_path.iterdir()}
    remove_remains(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == before - {inner.name}
    assert (target / "source/.git/object").exists()


def test_what_another_user_has_made_stays(tmp_path: Path) -> None:
    if os.getuid():
        pytest.skip("only root can give a folder to somebody else")
    folder = left(tmp_path, f"{PREFIX}theirs")
    os.chown(folder, 65534, 65534)
    aged(folder)
    remove_remains(tmp_path)
    assert folder.exists()


def test_what_is_in_use_stays_until_its_process_is_killed(tmp_path: Path) -> None:
    script = f"{HOLD}with scratch_folder(Path({str(tmp_path)!r})) as each: print(each, flush=True); input()\n"
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    assert process.stdout
    folder = Path(process.stdout.readline().strip())
    remove_remains(tmp_path)
    aged(folder, 9)
    remove_remains(tmp_path)
    assert folder.exists()
    process.kill()
    process.communicate()
    assert folder.exists()
    remove_remains(tmp_path)
    assert not folder.exists()


def test_a_folder_that_cannot_be_listed_does_not_matter(tmp_path: Path) -> None:
    remove_remains(tmp_path / "nowhere")
