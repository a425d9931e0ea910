"""Try out books by chance, and kill commands at their work: `make fuzz`, which CONTRIBUTING.md describes."""

import argparse
import os
import sys
import time
from itertools import chain, count
from random import Random

from tests.fuzz.kills import kill_all
from tests.fuzz.surroundings import try_surroundings
from tests.fuzz.tally import Tally
from tests.fuzz.workers import try_all


def main() -> None:
    """Try out books until their time is used, then kill commands; leave with exit status 1 if anything was found."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600, help="of CPU for books, on all cores together")
    parser.add_argument("--seed", help="the same seed makes the same books; the time, by default")
    parser.add_argument("--only", type=int, default=0, help="the number of the one book to try out")
    parser.add_argument("--kills", type=int, default=120, help="how many commands are killed")
    given = parser.parse_args()
    tally = Tally(given.seed or str(int(time.time())))
    print(f"Seed {tally.seed}", flush=True)
    _try_books(tally, given.seconds, given.only)
    if given.kills and not given.only:
        for each in chain(kill_all(given.kills, Random(tally.seed)), try_surroundings()):
            tally.add_run(each)
    tally.show()
    sys.exit(bool(tally.kinds))


def _try_books(tally: Tally, seconds: float, only: int) -> None:
    numbers = iter([only]) if only else count(1)
    trials = try_all(tally.seed, numbers, os.cpu_count() or 1)
    for trial in trials:
        tally.add(trial)
        if tally.cpu >= seconds:
            break
    trials.close()


if __name__ == "__main__":
    main()
