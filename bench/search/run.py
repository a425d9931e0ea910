"""Briefbook's search beside Pagefind and Material's.

It is run by `python -m bench.search.run [--sizes N …] [--rounds N] [--books FOLDER]`.

For each size of book the three index the same texts by turns, and answer in real Chromium. The tables go to
standard output and to bench/results/.
"""

import argparse
import importlib.util
import json
import platform
import re
import sys
import tempfile
import time
from pathlib import Path

from bench.measure import Run, run, show_table
from bench.search.engines import ENGINES, Visit
from bench.search.table import Measured, table_of
from tests.chromium import CHROMIUM

_NOTES = """\
MkDocs lays out the menu's pages and the page of search; briefs' pages are rendered, but not laid out, as no
search loads them. Pagefind indexes them as files, each in the frame that the theme gives the front page,
Material's own search plugin as finished pages; both without the pages that sum others up. Bytes are those
that the server keeps: Pagefind's files are compressed by itself, the others are not. Where two numbers
are given, they are the median of the queries and the worst. A search whose visits took five minutes in all is
asked in no further round.
"""


def measure(size: int, rounds: int, books: Path) -> Measured:
    """Return what was measured of a book of a size; it is written into ``books`` unless it is there."""
    book = books / str(size)
    with tempfile.TemporaryDirectory(prefix="briefbook-bench-") as scratch:
        if not book.exists():
            _step(f"Writing {size:,} briefs", "bench.write_books", book, str(size))
        made = _step(
            "Laying out and indexing", "bench.search.sites", book / "briefbook", scratch, str(rounds)
        )
        asked = _step("Asking in Chromium", "bench.search.browser", scratch, str(rounds))
        answers = json.loads(asked.output)
        return Measured(
            size,
            indexes=json.loads(made.output),
            stored={engine.name: _stored(Path(scratch), engine.own_files) for engine in ENGINES},
            visits=[Visit(**visit) for visit in answers["visits"]],
            on_disk=answers["on_disk"],
        )


def _stored(sites: Path, pattern: str) -> tuple[int, int]:
    """Return how many files a search keeps ready, and their bytes."""
    files = (file for file in sites.rglob("*") if re.match(pattern, file.relative_to(sites).as_posix()))
    sizes = [file.stat().st_size for file in files if file.is_file()]
    return len(sizes), sum(sizes)


def _step(what: str, module: str, *arguments: str | Path) -> Run:
    """Run a module with the arguments, and tell how long it took."""
    start = time.monotonic()
    done = run("-m", module, *arguments)
    print(f"{what}: {time.monotonic() - start:.0f} s, {done.cpu:.1f} s of CPU", file=sys.stderr, flush=True)
    return done


def main() -> None:
    """Measure, and show the tables."""
    parser = argparse.ArgumentParser(description="Measure briefbook's search beside Pagefind and Material's.")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=[100, 1000, 10000], metavar="N", help="briefs in a book"
    )
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="rounds of each, of which medians")
    parser.add_argument(
        "--books", type=Path, metavar="FOLDER", help="keep the books here, and take those that are here"
    )
    options = parser.parse_args()
    if not importlib.util.find_spec("pagefind"):
        sys.exit("Pagefind is missing: .venv/bin/pip install pagefind pagefind-bin-extended")
    if CHROMIUM is None:
        sys.exit("Chromium is missing: install the system's package")
    with tempfile.TemporaryDirectory(prefix="briefbook-books-") as scratch:
        books = (options.books or Path(scratch)).absolute()
        tables = [table_of(measure(size, options.rounds, books)) for size in options.sizes]
    python = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    show_table("\n".join((*tables, _NOTES, f"Medians of {options.rounds} rounds; {python}.", "")), "search-")


if __name__ == "__main__":
    main()
