"""Commands killed at steps of their work: what they change is as before or complete, and the next run succeeds."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.desk import Desk
from tests.fuzz.desks import JOBS, Job, Run, State, first_desk, make_old, of_prints, remains, run
from tests.fuzz.judges import Finding
from tests.fuzz.killable import GROUP, RIGHTS, STEP, STEPS

_PUTS_IN_PLACE = re.compile(r"os\.rename|runs git .*(update-ref|fetch|push|fast-import)")
_BEGINNINGS = re.compile(r"runs |os\.(rename|rmdir|mkdir)|tempfile|writes (?!'/dev/null')")
"""The steps at which something begins, or is written."""
_ANY = re.compile("")
_TAKEN_LOCK = re.compile(r"Git's lock (?P<file>\S+) is taken")
_WITH_GROUP, _WITHOUT_RIGHTS = 0.25, 0.25
"""The shares of kills that Git dies of too, and of commands that have no rights but those of their user."""


@dataclass(frozen=True)
class DisturbedRun:
    """A run of a command that was killed, or had not what it needs: where, and what was found of it."""

    job: str
    disturbance: str
    step: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class _Undisturbed:
    """A run to its end: its steps, and what it changes."""

    steps: list[str]
    before: State
    after: State

    def chosen(self, number: int, random: Random) -> list[int]:
        """Return some steps, counted from 1: those that put things in place, half of them beginnings, any others."""
        places = range(1, len(self.steps) + 1)
        chosen: list[int] = []
        for pattern, most in ((_PUTS_IN_PLACE, number), (_BEGINNINGS, (number + 1) // 2), (_ANY, number)):
            fitting = [each for each in places if each not in chosen and pattern.match(self.steps[each - 1])]
            chosen += random.sample(fitting, max(0, min(len(fitting), most - len(chosen))))
        return sorted(chosen)


def kill_all(number: int, random: Random) -> Iterator[DisturbedRun]:
    """Yield what is found of each kill, about ``number`` of them."""
    with TemporaryDirectory(prefix="fuzz-kills-") as folder:
        desk = first_desk(Path(folder))
        try:
            for job in JOBS:
                yield from _kill_one_job(desk, job, -(-number * job.share // 100), random)
        finally:
            assert desk.installed.server
            desk.installed.server.close()


def _kill_one_job(desk: Desk, job: Job, number: int, random: Random) -> Iterator[DisturbedRun]:
    place = desk.folder.parents[1] / "copy"
    whole = _undisturbed(desk.copy(place), job)
    shutil.rmtree(place)
    for step in whole.chosen(number, random):
        how = {STEP: str(step)}
        if random.random() < _WITH_GROUP:
            how[GROUP] = "yes"
        if random.random() < _WITHOUT_RIGHTS:
            how[RIGHTS] = "none"
        copy = desk.copy(place)
        killed = run(copy, job, how)
        if killed.status < 0:
            name = (
                f"{step} of {len(whole.steps)}: {whole.steps[step - 1][:120]}{', with Git' * (GROUP in how)}"
            )
            found = (*_look(copy, job, whole), *_go_on(copy, job, whole))
            findings = tuple(
                Finding(f"{job.name}, killed: {kind}", f"{what}\n  at {name}") for kind, what in found
            )
            yield DisturbedRun(job.name, "kills", name, findings)
        shutil.rmtree(place)


def _undisturbed(desk: Desk, job: Job) -> _Undisturbed:
    before, noted = job.state(desk), desk.tmp.with_name("steps")
    whole = run(desk, job, {STEPS: str(noted)})
    assert whole.status == 0, whole.errors
    return _Undisturbed(noted.read_text("utf-8").split("\n"), before, job.state(desk))


def _look(desk: Desk, job: Job, whole: _Undisturbed) -> Iterator[tuple[str, str]]:
    """Yield it if a killed command has left neither what was there, nor all that it makes."""
    state = job.state(desk)
    one_by_one = job.state is of_prints and len(state) == len(whole.before)
    if one_by_one and {*state} <= {*whole.before, *whole.after}:
        return
    if state not in (whole.before, whole.after):
        yield "neither as before nor complete", str(state)


def _go_on(desk: Desk, job: Job, whole: _Undisturbed) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the next run of the command, long after, and what that leaves."""
    is_done = job.state(desk) == whole.after != whole.before
    make_old(desk.folder)
    again = _run_again(desk, job)
    if (
        again.status != (1 if is_done and job.name.startswith(("publish", "withdraw")) else 0)
        or not again.is_orderly
    ):
        yield "the next run fails", f"status {again.status}: {again.errors}"
    elif job.state(desk) != whole.after:
        yield "the next run does not complete it", str(job.state(desk))
    for left in remains(desk):
        yield "remains", left


def _run_again(desk: Desk, job: Job) -> Run:
    """Run a command; where Git was killed and has left a lock, remove that and run it once more, as it asks."""
    for _ in range(3):
        again = run(desk, job, {})
        lock = _TAKEN_LOCK.search(again.errors)
        if lock is None:
            break
        Path(lock["file"]).unlink()
    return again
