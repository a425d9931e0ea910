"""One book put through check, render and print, in this process."""

import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.pdf.document import PaperSettings
from briefbook.pipelines.build import build_site
from briefbook.pipelines.check import rehearse
from briefbook.pipelines.engine import Site
from briefbook.pipelines.load import check_book
from briefbook.pipelines.print import PrintJob, complete_job, print_book
from briefbook.pipelines.progress import Progress
from briefbook.problems import Problem, mistakes_among
from tests.fuzz.guard import Guard, TrespassError
from tests.fuzz.judges import Finding, active_content, changed, escaped, snapshot, trespasses, wrong_messages
from tests.fuzz.mutants import Mutant

TODAY = date(2026, 11, 1)
_REHEARSED, _BUILT, _ON_OTHER_PAPER = 0.25, 0.15, 0.2
"""The share of the books with a mistake in `briefs/` whose settings and pages are looked at too; and of those
without one that are built whole, and printed on other paper."""


@dataclass
class Trial:
    """What came of one book."""

    number: int
    changes: list[str]
    passed: bool = False
    """Whether it has no mistake."""
    printed: bool = False
    rules: Counter[str] = field(default_factory=Counter)
    """The kinds of mistakes that were met."""
    findings: list[Finding] = field(default_factory=list)
    cpu: float = 0.0
    """Seconds."""


class LookingEngine(MkDocsEngine):
    """MkDocs, with a look at each finished site of a book that has no templates of its own."""

    def __init__(self, findings: list[Finding]) -> None:
        self._findings = findings

    def build(
        self, project: Path, site: Site, out: Path, progress: Progress, time: int | None = None
    ) -> list[Problem]:
        """Lay a site out, and note what its pages would run."""
        problems = super().build(project, site, out, progress, time)
        if not (project / "templates").exists():
            self._findings += active_content(out, project)
        return problems


class Laboratory:
    """Puts books through, one after another, in the empty folder ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._guard = Guard()
        self._folder = folder

    def try_out(self, mutant: Mutant) -> Trial:
        """Return what came of a book; nothing of it stays."""
        trial = Trial(mutant.number, mutant.changes)
        for folder in self._folder.iterdir():
            shutil.rmtree(folder)
        project, out, temporary = (self._folder / name for name in ("book", "out", "tmp"))
        out.mkdir()
        temporary.mkdir()
        tempfile.tempdir = str(temporary)
        mutant.write(project)
        before = snapshot(project)
        began = time.process_time()
        with self._watched(trial, out, temporary):
            _put_through(trial, project, out, Random(f"trial of {mutant.seed}/{mutant.number}"))
        trial.cpu = time.process_time() - began
        trial.findings += changed(before, snapshot(project))
        trial.findings += (
            Finding("remains in the temporary folder", each.name) for each in temporary.iterdir()
        )
        return trial

    @contextmanager
    def _watched(self, trial: Trial, *writable: Path) -> Iterator[None]:
        """Note what a run raises, and what it was about to write or to run that it may not."""
        try:
            with self._guard.only_in(*writable):
                yield
        except TrespassError:
            pass
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # panics of Rust too
            trial.findings.append(escaped(error))
        trial.findings += trespasses(self._guard.found)


def _put_through(trial: Trial, project: Path, out: Path, random: Random) -> None:
    _, found = check_book(project, today=TODAY)
    is_whole = not mistakes_among(found)
    if is_whole or random.random() < _REHEARSED:
        _, found = rehearse(project, LookingEngine(trial.findings), None, TODAY)
    trial.rules.update({problem.rule for problem in found})
    trial.findings += wrong_messages(found, project)
    trial.passed = is_whole and not mistakes_among(found)
    if not trial.passed:
        return
    if random.random() < _BUILT:
        refused = build_site(project, out / "site", LookingEngine(trial.findings))
    elif random.random() < _ON_OTHER_PAPER:
        paper = PaperSettings(random.choice(("a4", "letter")), is_large=True, is_duplex=True)
        refused = _print(project, out, PrintJob(paper=paper))
    else:
        refused = _print(project, out, PrintJob(book=True))
    trial.printed = not refused
    trial.findings += (Finding(f"passes check, and is refused: {each.rule}", str(each)) for each in refused)


def _print(project: Path, out: Path, job: PrintJob) -> list[Problem]:
    printed = print_book(project, out / "print", partial(complete_job, job))
    return printed if isinstance(printed, list) else []
