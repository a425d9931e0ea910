"""Three searches in real Chromium: `python -m bench.search.browser FOLDER ROUNDS` prints every visit as JSON.

FOLDER holds the sites that `bench.search.sites` and Pagefind made. Each visit has an empty cache.
"""

import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, sync_playwright

from bench.measure import CHECKOUT
from bench.search.engines import BROWSED, ENGINES, QUERIES, Engine, Visit
from tests.chromium import CHROMIUM, FLAGS

_PATIENCE = 120.0
"""Seconds after which there is no answer."""
_PATIENCE_ON_DISK = 15.0
_MOST_TIME = 300
"""Seconds of visits after which an engine is asked no more."""
_WATCH = """(() => {
  const look = () => {
    const state = %s;
    if (state) console.info("answer", state, performance.now());
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
"""Says in the console when there is an answer: to ask the page would put Playwright's scripts into it."""


class Visitor:
    """Asks the engines, each time in a new context of one browser."""

    def __init__(self, browser: Browser, folder: Path, log: Path, host: str) -> None:
        self._browser = browser
        self._folder = folder
        self._log = log
        self._host = host

    def visit(self, engine: Engine, query: str, then: str | None = None) -> Visit:
        """Ask on a page loaded anew; ``then`` is the query of which the facets are timed."""
        self._log.write_text("")
        try:
            with self._page(engine) as page:
                cpu_before = _cpu_ms(page)
                state, ms = _answer(page, f"{self._host}/{engine.address(query)}", _PATIENCE)
                cpu_ms = _cpu_ms(page) - cpu_before
                page.wait_for_load_state("networkidle")
                loaded = list(self._loaded(engine))
                facets_ms = page.evaluate(engine.facets, then) if engine.facets and then else None
                browse_ms = page.evaluate(engine.browse) if engine.browse and then else None
        except Error as error:
            return Visit(engine.name, query, error.message.splitlines()[0])
        return Visit(engine.name, query, state, ms, cpu_ms, sum(loaded), len(loaded), facets_ms, browse_ms)

    def answers_from_disk(self, engine: Engine) -> bool:
        """Ask on a page opened from disk; return whether there was a result."""
        try:
            with self._page(engine) as page:
                address = f"{self._folder.resolve().as_uri()}/{engine.address(next(iter(QUERIES)))}"
                return _answer(page, address, _PATIENCE_ON_DISK)[0] == "some"
        except Error:
            return False

    @contextmanager
    def _page(self, engine: Engine) -> Iterator[Page]:
        context = self._browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_init_script(_WATCH % engine.state)
        try:
            yield context.new_page()
        finally:
            context.close()

    def _loaded(self, engine: Engine) -> Iterator[int]:
        """Yield the size of each file that the server was asked for, if search alone needs it."""
        for path in self._log.read_text().splitlines():
            file = self._folder / path.lstrip("/")
            if re.match(engine.own_files, path.lstrip("/")) and file.is_file():
                yield file.stat().st_size


def _answer(page: Page, address: str, patience: float) -> tuple[str, float]:
    """Open an address; return whether there are results, and the milliseconds until they are shown."""
    with page.expect_console_message(
        lambda message: message.text.startswith("answer "), timeout=1000 * patience
    ) as logged:
        page.goto(address, wait_until="commit")
    _, state, ms = logged.value.text.split()
    return state, float(ms)


def _cpu_ms(page: Page) -> float:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(1000 * float(each["value"]) for each in metrics if each["name"] == "ProcessTime")


def visits(visitor: Visitor, rounds: int) -> Iterator[Visit]:
    """Yield what each engine answered: to each query, and browsing; the engines by turns."""
    spent: Counter[str] = Counter()
    for engine in ENGINES * rounds:
        if spent[engine.name] < _MOST_TIME:
            start = time.monotonic()
            yield from _round(visitor, engine)
            spent[engine.name] += round(time.monotonic() - start)


def _round(visitor: Visitor, engine: Engine) -> Iterator[Visit]:
    for query, then in pairwise([*QUERIES, next(iter(QUERIES))]):
        visit = visitor.visit(engine, query, then)
        yield visit
        if not visit.is_answered:
            return
    if engine.browses:
        yield visitor.visit(engine, BROWSED)


@contextmanager
def serving(folder: Path, log: Path) -> Iterator[str]:
    """Serve a folder; yield its address."""
    command = [sys.executable, "-m", "bench.search.server", str(folder), str(log)]
    with subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
        finally:
            server.terminate()


def main() -> None:
    """Measure, and print the visits, and which engines answer from disk."""
    folder, rounds = Path(sys.argv[1]).absolute(), int(sys.argv[2])
    with (
        tempfile.TemporaryDirectory() as scratch,
        serving(folder, log := Path(scratch, "log")) as host,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        visitor = Visitor(browser, folder, log, host)
        visitor.visit(ENGINES[0], next(iter(QUERIES)))  # the browser's own start
        found = [asdict(visit) for visit in visits(visitor, rounds)]
        on_disk = {engine.name: visitor.answers_from_disk(engine) for engine in ENGINES}
        browser.close()
    json.dump({"visits": found, "on_disk": on_disk}, sys.stdout)


if __name__ == "__main__":
    main()
