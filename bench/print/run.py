"""briefbook's print beside WeasyPrint's on the same briefs.

It is run by `python -m bench.print.run [--briefs N] [--rounds N] [--large N]`.

The two set the same briefs by turns, each in a process of its own. Then a large book is printed, all briefs
and the whole, and the memory of all its processes is added up as they run (on Linux, from /proc).
WeasyPrint is not part of briefbook's environment: `.venv/bin/pip install weasyprint`.
"""

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.measure import Run, run

_TOOLS = ("briefbook", "weasyprint")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--briefs", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--large", type=int, default=1000)
    asked = parser.parse_args()
    if not importlib.util.find_spec("weasyprint"):
        sys.exit("WeasyPrint is missing: .venv/bin/pip install weasyprint")
    with tempfile.TemporaryDirectory(prefix="briefbook-bench-") as scratch:
        project = _written(Path(scratch), asked.briefs)
        runs: dict[str, list[Run]] = {tool: [] for tool in _TOOLS}
        for _ in range(asked.rounds):
            for tool in _TOOLS:
                out = Path(scratch, tool)
                runs[tool].append(run("-m", "bench.print.sets", tool, project, out))
        seconds = [median(each.cpu for each in runs[tool]) for tool in _TOOLS]
        print(f"| {asked.briefs} briefs, a PDF of each | briefbook | WeasyPrint | ratio |")
        print("|---|--:|--:|--:|")
        print(f"| CPU, s | {seconds[0]:.1f} | {seconds[1]:.1f} | {seconds[0] / seconds[1]:.2f} |")
        peak = _peak_of_print(_written(Path(scratch), asked.large), Path(scratch, "large-print"))
        print(f"\n{asked.large:,} briefs and the whole book: {peak / 2**20:,.0f} MiB, all processes together")


def _written(scratch: Path, count: int) -> Path:
    folder = scratch / str(count)
    run("-m", "bench.write_books", folder, str(count))
    return folder / "briefbook"


def _peak_of_print(project: Path, out: Path) -> int:
    """Return the most memory, in bytes, that printing all of a book takes at a time."""
    code = "from briefbook.cli import main; main()"
    command = [sys.executable, "-c", code, "-C", str(project), "print", "-o", str(out)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, _memory_of(process.pid))
        time.sleep(0.2)
    if process.returncode:
        sys.exit(f"printing ended with {process.returncode}")
    return peak


def _memory_of(pid: int) -> int:
    """Return the resident memory of a process and of all that it began."""
    try:
        resident = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0  # it has just ended
    return resident + sum(_memory_of(int(child)) for child in children)


if __name__ == "__main__":
    main()
