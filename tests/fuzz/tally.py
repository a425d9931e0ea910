"""What came of all books and all kills, counted, and shown."""

from collections import Counter
from dataclasses import dataclass, field

from tests.conftest import ROOT
from tests.fuzz.judges import Finding
from tests.fuzz.kills import DisturbedRun
from tests.fuzz.mutants import Mutant
from tests.fuzz.trial import Trial

FINDS = ROOT / "fuzz-finds"
"""Where the first book of each kind of finding is left, in a folder of its seed and its number."""
_SHOWN = 30
"""How many kinds of mistakes are listed."""


@dataclass
class Tally:
    """The counts of a run."""

    seed: str
    books: int = 0
    passed: int = 0
    printed: int = 0
    cpu: float = 0.0
    rules: Counter[str] = field(default_factory=Counter)
    runs: Counter[str] = field(default_factory=Counter)
    """How many commands were killed, or were run in which surroundings."""
    kinds: Counter[str] = field(default_factory=Counter)
    """The kinds of findings."""
    first: dict[str, str] = field(default_factory=dict)
    """Where each kind was found first."""

    def add(self, trial: Trial) -> None:
        """Count a book; show what is found with it for the first time, and keep it."""
        self.books += 1
        self.passed += trial.passed
        self.printed += trial.printed
        self.cpu += trial.cpu
        self.rules += trial.rules
        for finding in trial.findings:
            if self._is_new(finding, f"book {trial.number}"):
                mutant = Mutant(self.seed, trial.number)
                folder = FINDS / f"{self.seed}-{trial.number}"
                if not folder.exists():
                    mutant.write(folder)
                changes = "; ".join(mutant.changes).encode("unicode_escape").decode()
                again = f"make fuzz SEED={self.seed} ONLY={trial.number}"
                print(f"  {changes}\n  in {folder.relative_to(ROOT)}; again: {again}", flush=True)

    def add_run(self, run: DisturbedRun) -> None:
        """Count a command that was killed or disturbed; show what is found for the first time."""
        self.runs[f"{run.disturbance} of '{run.job}'"] += 1
        for finding in run.findings:
            self._is_new(finding, run.step)

    def _is_new(self, finding: Finding, place: str) -> bool:
        self.kinds[finding.kind] += 1
        if finding.kind in self.first:
            return False
        self.first[finding.kind] = place
        print(f"\n{finding.kind}\n  {finding.what.strip()}", flush=True)
        return True

    def show(self) -> None:
        """Say what came of them all."""
        print(
            f"\nSeed {self.seed}: {self.books:,} books in {self.cpu:,.0f} s of CPU; {self.passed:,} passed check, "
            f"{self.printed:,} were printed. {len(self.rules):,} kinds of mistakes were met, most often:"
        )
        for rule, number in self.rules.most_common(_SHOWN):
            print(f"{number:8,}  {rule[:120]}")
        for what, number in self.runs.items():
            print(f"{number:8,}  {what}")
        print(f"{len(self.kinds) or 'No'} kinds of findings{':' if self.kinds else '.'}")
        for kind, number in self.kinds.most_common():
            print(f"{number:8,}  {kind}, first in {self.first[kind]}")
