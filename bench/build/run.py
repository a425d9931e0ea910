"""Briefbook beside a plain MkDocs project: `python -m bench.build.run [--sizes N …] [--rounds N]`.

Both build the same pages, by turns, each build in a process of its own. This process stays small and leaves
all else to others, since a system may count its memory towards a child's peak. The table goes to standard
output and to bench/results/.
"""

import argparse
import json
import platform
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from bench.measure import Run, run, show_table

_TOOLS = ("briefbook", "peer")
_STAGES = ("read", "link", "check", "horizon", "render")


@dataclass
class Results:
    """What was measured of one size of book."""

    runs: defaultdict[str, list[Run]] = field(default_factory=lambda: defaultdict(list))
    sites: dict[str, dict[str, int]] = field(default_factory=dict)
    stages: list[dict[str, float]] = field(default_factory=list)

    def cpu(self, tool: str) -> float:
        """Return the median of a tool's CPU seconds."""
        return median(run.cpu for run in self.runs[tool])

    def peak(self, tool: str) -> float:
        """Return the median of a tool's peak memory, in bytes."""
        return median(run.peak for run in self.runs[tool])

    def stage(self, name: str) -> float:
        """Return the median of the CPU seconds of a stage of briefbook's core."""
        return median(seconds[name] for seconds in self.stages)


def build(tool: str, project: Path, site: Path) -> Run:
    """Build a project's site with its tool."""
    if tool == "briefbook":
        code = "from briefbook.cli import main; main()"
        return run("-c", code, "-C", project, "build", "--no-pdf", "-o", site)
    return run("-m", "mkdocs", "build", "-q", "-f", project / "mkdocs.yml", "-d", site)


def measure(sizes: list[int], rounds: int) -> dict[int, Results]:
    """Return what was measured, by size of book."""
    results = {size: Results() for size in sizes}
    with tempfile.TemporaryDirectory(prefix="briefbook-bench-") as scratch:
        for size in sizes:
            _report(f"Writing {size:,} briefs")
            run("-m", "bench.write_books", Path(scratch, str(size)), str(size))
        for number in range(1, rounds + 1):
            for size, result in results.items():
                for tool in _TOOLS:
                    _report(f"Round {number} of {rounds}: {tool}, {size:,} briefs")
                    _measure_build(tool, Path(scratch, str(size), tool), result)
                output = run("-m", "bench.build.core", Path(scratch, str(size), "briefbook")).output
                result.stages.append(json.loads(output))
    return results


def _measure_build(tool: str, project: Path, result: Results) -> None:
    site = project.with_name(f"{tool}-site")
    result.runs[tool].append(build(tool, project, site))
    if tool not in result.sites:
        result.sites[tool] = json.loads(run("-m", "bench.build.survey", site).output)
    shutil.rmtree(site)


def _report(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


def table(results: dict[int, Results], rounds: int) -> str:
    """Return the results as a Markdown table, with a line on how they came about."""
    rows = [
        "| | " + " | ".join(f"{size:,} briefs" for size in results) + " |",
        "|---|" + "--:|" * len(results),
        *(f"| {name} | " + " | ".join(map(show, results.values())) + " |" for name, show in _rows()),
    ]
    python = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    note = f"briefbook / plain MkDocs with the same pages; median of {rounds}; {python}"
    return "\n".join((*rows, "", note, ""))


def _rows() -> Iterator[tuple[str, Callable[[Results], str]]]:
    """Yield the name of each row, and what it shows of a size's results."""

    def pair(form: str, value: Callable[[Results, str], float]) -> Callable[[Results], str]:
        return lambda result: " / ".join(format(value(result, tool), form) for tool in _TOOLS)

    def ratio(value: Callable[[Results, str], float]) -> Callable[[Results], str]:
        return lambda result: f"{value(result, _TOOLS[0]) / value(result, _TOOLS[1]):.2f}"

    def seconds(stage: str) -> Callable[[Results], str]:
        return lambda result: f"{result.stage(stage):.2f}"

    def core(result: Results) -> float:
        return sum(map(result.stage, _STAGES))

    yield "Pages", pair(",", lambda result, tool: result.sites[tool]["pages"])
    yield "HTML, MB", pair(".1f", lambda result, tool: result.sites[tool]["bytes"] / 1e6)
    yield "Words of text", pair(",", lambda result, tool: result.sites[tool]["words"])
    yield "CPU, s", pair(".2f", Results.cpu)
    yield "CPU, ratio", ratio(Results.cpu)
    yield "Peak memory, MB", pair(".0f", lambda result, tool: result.peak(tool) / 1e6)
    yield "Peak memory, ratio", ratio(Results.peak)
    for stage in _STAGES:
        yield f"Core: {stage}, s", seconds(stage)
    yield "MkDocs and start, s", lambda result: f"{result.cpu('briefbook') - core(result):.2f}"
    yield "Core's share of the CPU", lambda result: f"{core(result) / result.cpu('briefbook'):.0%}"


def main() -> None:
    """Measure, and show the table."""
    parser = argparse.ArgumentParser(description="Measure briefbook beside a plain MkDocs project.")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[100, 1000], metavar="N", help="briefs in a book"
    )
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="builds of each, of which medians")
    options = parser.parse_args()
    show_table(table(measure(options.sizes, options.rounds), options.rounds))


if __name__ == "__main__":
    main()
