"""Commands in surroundings that let them do little: a full disk, one that is read only, no rights, another time."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.desk import Desk
from tests.fuzz.desks import JOBS, Job, Run, first_desk, remains, run
from tests.fuzz.judges import Finding
from tests.fuzz.killable import CLOCK, RIGHTS
from tests.fuzz.kills import DisturbedRun
from tests.fuzz.small_disk import can_mount, mounted

_PAST, _LONG_PAST = "1000000000", "86400"
"""Seconds since 1970: in the year 2001, and on the second day."""
_WRITE, _ALL = 0o222, 0o777
_CLOSED = (
    ("write the book's folder", ".", _WRITE),
    ("write what Git keeps", ".git", _WRITE),
    ("write the temporary folder", "../tmp", _WRITE),
    ("read the briefs", "briefs", _ALL),
    ("read a brief", "briefs/context/sea-lanes.md", _ALL),
    ("read the site and the prints", "site", _ALL),
    ("read what Git keeps", ".git", _ALL),
)
"""What somebody may not do, where, and the permissions that are missing there."""
_ROOM = (0, 64, 256, 512, 1024, 2048, 4096)
"""The kibibytes that a disk has free."""


def try_surroundings() -> Iterator[DisturbedRun]:
    """Yield what is found of each command in each of the surroundings; disks where the system mounts them."""
    has_disks = can_mount()
    if not has_disks:
        print("Full disks and those that are read only are left out: this system mounts none for this user")
    with TemporaryDirectory(prefix="fuzz-surroundings-") as folder:
        desk = first_desk(Path(folder))
        try:
            for job in JOBS:
                yield from _without_rights(desk, job)
                yield from _at_another_time(desk, job)
                if has_disks:
                    yield from _on_a_small_disk(desk, job)
        finally:
            assert desk.installed.server
            desk.installed.server.close()


def _without_rights(desk: Desk, job: Job) -> Iterator[DisturbedRun]:
    """Run a command as somebody who may not write into the book's folder, or not read a part of it."""
    for what, path, closed in _CLOSED:
        with _copy(desk) as copy:
            before = job.state(copy)
            places = [copy.folder / path, *(copy.folder / path).rglob("*")]
            usual = {place: place.stat().st_mode for place in places}
            for place in reversed(places):
                place.chmod(usual[place] & ~closed)
            tried = run(copy, job, {RIGHTS: "none"})
            for place in places:
                place.chmod(usual[place])
            yield _judged(copy, job, f"may not {what}", tried, before)


def _at_another_time(desk: Desk, job: Job) -> Iterator[DisturbedRun]:
    """Run a command at a time before that of all files, and of what was published."""
    for now in (_PAST, _LONG_PAST):
        with _copy(desk) as copy:
            tried = run(copy, job, {CLOCK: now})
            yield _judged(copy, job, f"in the past, at {now}", tried, None)


def _on_a_small_disk(desk: Desk, job: Job) -> Iterator[DisturbedRun]:
    """Run a command on a disk of its own, temporary folder and all, that fills up, or takes nothing."""
    for room in (*_ROOM, None):
        with mounted(desk.folder.parents[1] / "disk") as disk:
            copy = desk.copy(disk.folder / "desk")
            before = job.state(copy)
            if room is None:
                disk.close()
            else:
                disk.leave_free(room)
            tried = run(copy, job, {})
            disk.open()
            where = "on a disk that is read only" if room is None else f"on a disk with {room} KiB free"
            yield _judged(copy, job, where, tried, before)


def _judged(desk: Desk, job: Job, where: str, tried: Run, before: object) -> DisturbedRun:
    """Return what was found: the command says why in words, changes nothing if it fails, and succeeds afterwards."""
    found = []
    if not tried.is_orderly:
        found.append(("no orderly end", f"status {tried.status}: {tried.errors}"))
    if tried.status and before is not None and job.state(desk) != before:
        found.append(("fails, and changes something", str(job.state(desk))))
    if tried.status:
        again = run(desk, job, {})
        if again.status:
            found.append(("the next run fails", again.errors))
    found += (("remains", each) for each in remains(desk))
    findings = tuple(Finding(f"{job.name}, {where}: {kind}", what[-2_500:]) for kind, what in found)
    return DisturbedRun(job.name, "disturbed runs", f"{where}, with status {tried.status}", findings)


@contextmanager
def _copy(desk: Desk) -> Iterator[Desk]:
    place = desk.folder.parents[1] / "copy"
    try:
        yield desk.copy(place)
    finally:
        shutil.rmtree(place)
