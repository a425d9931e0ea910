"""A command that dies at a step of its work, has lost its rights, or lives in the past: as the environment asks.

The command server runs it; what it does is done in the process of the run, before the command begins.
"""

import atexit
import ctypes
import os
import signal
import sys
import time
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

COMMAND, STEP, STEPS, GROUP, RIGHTS, CLOCK = (
    f"FUZZ_{name}" for name in ("COMMAND", "STEP", "STEPS", "GROUP", "RIGHTS", "CLOCK")
)
"""The variables: the command; the step before which it dies, and whether the Git that it runs dies with it; the
file that takes all steps; whether it has no rights but those of its user; the seconds since 1970 that it takes for now."""
_STEPS_BEGIN = ("open", "os.", "shutil.", "subprocess.Popen", "tempfile.")
_NO_STEPS = ("os.putenv", "os.unsetenv", "os.fwalk", "os.walk")
_PR_CAPBSET_DROP = 24
_CAPABILITY_VERSION_3 = 0x20080522


def main(arguments: Sequence[str], prog_name: str) -> None:
    """Run the command of the environment, as it asks."""
    environment = os.environ
    if RIGHTS in environment:
        _lose_rights()
    if CLOCK in environment:
        _turn_back(int(environment[CLOCK]))
    command = resolve_name(environment[COMMAND])
    if STEP in environment or STEPS in environment:
        _watch_steps(int(environment.get(STEP, "0")), environment.get(STEPS), GROUP in environment)
    command([*arguments], prog_name=prog_name)


def _watch_steps(last: int, noted_in: str | None, with_group: bool) -> None:
    """Count what the process opens, changes and runs; die before the ``last``, with its group or without."""
    steps: list[str] = []
    pid, kill = os.getpid(), os.killpg if with_group else os.kill

    def take(event: str, given: tuple[Any, ...]) -> None:
        if event.startswith(_STEPS_BEGIN) and event not in _NO_STEPS:
            steps.append(_name_of(event, given))
            if len(steps) == last:
                kill(pid, signal.SIGKILL)

    if noted_in:
        atexit.register(lambda: Path(noted_in).write_text("\n".join(steps), "utf-8"))
    sys.addaudithook(take)


def _name_of(event: str, given: tuple[Any, ...]) -> str:
    """Return what a step is, in a line: which program is run, how a file is opened."""
    if event == "subprocess.Popen":
        return f"runs {' '.join(map(str, given[1])) if isinstance(given[1], list) else given[1]}".replace(
            "\n", " "
        )
    if event == "open":
        writes = isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR)
        return f"{'writes' if writes else 'reads'} {given[0]!r}"
    return f"{event} {given[0]!r}" if given else event


def _lose_rights() -> None:
    """Give up what root may and others may not, also for what is run: each file's permissions hold then."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in range(64):
        libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    libc.capset(header, (ctypes.c_uint32 * 6)())


def _turn_back(now: int) -> None:
    """Have Python take another time for now; Git keeps the system's, but takes this one for its commits."""
    time.time = lambda: float(now)
    os.environ.update(GIT_AUTHOR_DATE=f"@{now} +0000", GIT_COMMITTER_DATE=f"@{now} +0000")

    class Past(date):
        @classmethod
        def today(cls) -> date:  # type: ignore[override] # a day like any other
            return date.fromtimestamp(now)

    for name in ("check", "publish", "withdraw"):
        import_module(f"briefbook.cli.{name}").date = Past  # type: ignore[attr-defined]
