"""A publication that is killed, at any moment: references are as they were, or complete, and the next run succeeds."""

import os
import signal
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.conftest import made_once
from tests.desk import MEASURES, Desk, Installed
from tests.stand_in import HOLD

pytestmark = pytest.mark.publish

MOMENTS, REAL_MOMENTS = 12, 4

HOOKS = {
    "the references are locked": ("book/.git/hooks/reference-transaction", '[ "$1" = prepared ]', "HEAD"),
    "the references have moved": ("book/.git/hooks/reference-transaction", '[ "$1" = committed ]', "HEAD"),
    "the push begins": ("book/.git/hooks/pre-push", "true", "origin"),
    "the remote has taken it": ("remote.git/hooks/post-receive", "true", "origin"),
}


@pytest.fixture(autouse=True)
def _unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Measure no coverage: what is killed writes none, and measuring takes time."""
    monkeypatch.delenv(MEASURES, raising=False)


@pytest.fixture(scope="module")
def three_briefs(tmp_path_factory: pytest.TempPathFactory, stand_in: Installed) -> Desk:
    """Return a desk with a book of three briefs, and one edition, to which its site does not matter."""
    folder = made_once("three-briefs", tmp_path_factory, lambda folder: publish_first(Desk(folder, stand_in)))
    return Desk(folder, stand_in)


@pytest.fixture(scope="module")
def three_real_briefs(three_briefs: Desk, installed: Installed) -> Desk:
    """Return the same desk, which goes on with all of briefbook."""
    return Desk(three_briefs.folder.parent, installed)


def publish_first(desk: Desk) -> None:
    desk.start()
    gone = {
        f"briefs/{path}": None
        for path in (
            "agreements/declaration.md",
            "context/other.md",
            "meetings/ministers.md",
            "meetings/delhi-talks.md",
        )
    }
    desk.commit(gone)
    desk.must("publish", "first", "--push", "origin")
    desk.commit(
        {"briefs/context/sea-lanes.md": desk.read("briefs/context/sea-lanes.md").replace("depend", "rely")}
    )


@pytest.fixture(scope="module")
def whole_run(tmp_path_factory: pytest.TempPathFactory, three_briefs: Desk) -> float:
    """Return how many seconds a publication takes."""
    return seconds_of_a_run(three_briefs, tmp_path_factory.mktemp("undisturbed"))


@pytest.fixture(scope="module")
def whole_real_run(tmp_path_factory: pytest.TempPathFactory, three_real_briefs: Desk) -> float:
    """Return how many seconds a real publication takes."""
    return seconds_of_a_run(three_real_briefs, tmp_path_factory.mktemp("undisturbed"))


def seconds_of_a_run(desk: Desk, folder: Path) -> float:
    began = time.monotonic()
    run = desk.copy(folder / "desk").begin("publish", "next")
    run.communicate()
    assert run.returncode == 0
    return time.monotonic() - began


def has_edition(desk: Desk, name: str) -> bool:
    """Tell whether an edition is complete; it must be, or else be absent altogether."""
    tip = desk.git("rev-parse", "published")
    tag = desk.git("for-each-ref", "--format=%(*objectname)", f"refs/tags/edition/{name}")
    listed = f'"{name}"' in desk.git("show", "published:editions.json")
    assert listed == bool(tag)
    if tag:
        assert tag == tip
        desk.must("verify", name)
    else:
        assert tip == desk.git("rev-parse", "edition/first^{commit}")
    return bool(tag)


def assert_the_next_run_succeeds(desk: Desk, before: tuple[str, ...]) -> None:
    is_complete = has_edition(desk, "next")
    if not is_complete:
        assert desk.state() == before
    desk.must("publish", "after" if is_complete else "next")
    assert list(desk.tmp.iterdir()) == []
    assert desk.git("status", "--porcelain") == ""
    desk.git("fsck", "--connectivity-only")


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_killed_at_any_moment(three_briefs: Desk, whole_run: float, tmp_path: Path, moment: int) -> None:
    be_killed(three_briefs, whole_run, tmp_path, (moment + 0.5) / MOMENTS)


@pytest.mark.slow
@pytest.mark.parametrize("moment", range(REAL_MOMENTS))
def test_killed_at_any_moment_of_a_real_publication(
    three_real_briefs: Desk, whole_real_run: float, tmp_path: Path, moment: int
) -> None:
    be_killed(three_real_briefs, whole_real_run, tmp_path, (moment + 0.5) / REAL_MOMENTS)


def be_killed(desk: Desk, whole_run: float, folder: Path, share: float) -> None:
    """Kill a publication when a share of its time has passed, and see what it leaves."""
    before = desk.state()
    desks = (desk.copy(folder / f"desk-{number}") for number in count())
    assert_the_next_run_succeeds(killed_at(share, whole_run, desks), before)


def killed_at(share: float, whole_run: float, desks: Iterator[Desk]) -> Desk:
    """Return a desk whose publication was killed when a share of its time had passed."""
    while True:
        desk = next(desks)
        began = time.monotonic()
        if desk.begin("publish", "next").kill_after(share * whole_run) == -signal.SIGKILL:
            return desk
        whole_run = time.monotonic() - began  # this one took less


@pytest.mark.parametrize("moment", HOOKS)
def test_killed_at_the_moments_that_matter(three_briefs: Desk, tmp_path: Path, moment: str) -> None:
    desk = three_briefs.copy(tmp_path / "desk")
    before = desk.state()
    path, condition, target = HOOKS[moment]
    hook = tmp_path / "desk" / path
    pid = tmp_path / "pid"
    hook.write_text(
        f'#!/bin/sh\nif {condition} && [ -s "{pid}" ]; then kill -9 $(cat "{pid}"); rm "{pid}"; sleep 0.5; fi\n'
    )
    hook.chmod(0o755)
    process = desk.begin("publish", "next", *(["--push", "origin"] if target == "origin" else []))
    pid.write_text(str(process.pid))
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    time.sleep(1)  # what it had begun ends by itself
    hook.unlink()
    if target == "origin":  # Git goes on to push, and the remote has the edition
        assert "fetch them" in desk.run("publish", "next", "--push", "origin").stderr
        desk.git("fetch", "-q", "origin", "published:published", "refs/tags/edition/*:refs/tags/edition/*")
        assert has_edition(desk, "next")
        desk.must("publish", "after", "--push", "origin")
        return
    assert has_edition(desk, "next") == (moment == "the references have moved")
    assert_the_next_run_succeeds(desk, before)


@pytest.mark.parametrize("signalled", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_leaves_nothing(
    three_briefs: Desk, tmp_path: Path, signalled: signal.Signals
) -> None:
    desk = three_briefs.copy(tmp_path / "desk")
    before = desk.state()
    desk.environment[HOLD] = "1"
    process = desk.begin("publish", "next")
    while not list(desk.tmp.glob("briefbook-*/run-*/edition")):
        time.sleep(0.01)
        assert process.poll() is None
    os.killpg(process.pid, signalled)
    assert process.kill_after(60) not in (0, -signal.SIGKILL)
    assert desk.state() == before
    assert list(desk.tmp.iterdir()) == []


def test_of_two_at_once_one_wins(three_real_briefs: Desk, tmp_path: Path) -> None:
    desk = three_real_briefs.copy(tmp_path / "desk")
    first = desk.begin("publish", "one")
    second = desk.begin("publish", "two")
    said = [first.communicate()[1], second.communicate()[1]]
    assert {first.returncode, second.returncode} == {0, 1}
    winner = "one" if first.returncode == 0 else "two"
    assert "another run is at work on this repository" in said[first.returncode == 0]
    assert winner in desk.git("show", "published:editions.json")


def test_of_two_in_different_temporary_folders_one_wins(three_real_briefs: Desk, tmp_path: Path) -> None:
    desk = three_real_briefs.copy(tmp_path / "desk")
    other = tmp_path / "other-tmp"
    other.mkdir()
    first = desk.begin("publish", "one")
    desk.environment["TMPDIR"] = str(other)
    second = desk.begin("publish", "two")
    said = [first.communicate()[1], second.communicate()[1]]
    codes = (first.returncode, second.returncode)
    assert 0 in codes
    if 1 in codes:  # they were so close that one found the branch moved, or locked
        assert "run the same command again" in said[codes.index(1)]
    else:
        rows = desk.must("editions")
        assert "one" in rows
        assert "two" in rows
