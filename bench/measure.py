"""What a process took, and the table of it: every benchmark measures with this."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
_RESULTS = CHECKOUT / "bench/results"
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Run:
    """What one process took: CPU seconds of user and system, and bytes of memory at its peak."""

    cpu: float
    peak: int
    output: str


def run(*arguments: str | Path, folder: Path = CHECKOUT) -> Run:
    """Run Python with the arguments; raises ``RuntimeError`` with the output if it fails.

    It runs in the checkout, where it finds the modules of ``bench``, or in another folder. Paths among the
    arguments are absolute.
    """
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=folder, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        printed = output.read()
    if process.returncode != 0:
        raise RuntimeError(f"{arguments} ended with {process.returncode}:\n{printed[-2000:]}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _MAXRSS_UNIT, printed)


def show_table(table: str, prefix: str = "") -> None:
    """Print a table, and keep it in bench/results/, in a file named by the prefix and the time."""
    print(table, end="")
    file = _RESULTS / f"{prefix}{time.strftime('%Y-%m-%d-%H%M%S')}.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text(table, "utf-8")
