"""CPU seconds of each stage of briefbook's core, MkDocs left out.

`python -m bench.build.core PROJECT` prints them as JSON.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefbook.checks import run_checks
from briefbook.derived.horizon import book_at
from briefbook.derived.survey import Survey
from briefbook.pages.book_pages import make_pages
from briefbook.pages.rendering import render_pages
from briefbook.pages.templates import packaged_templates
from briefbook.problems import Problem
from briefbook.reading.book_parser import parse
from briefbook.reading.linking import link
from briefbook.reading.source_files import read_sources


class StageClock:
    """Takes the CPU time of named stages."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Take the time of a block."""
        start = time.process_time()
        yield
        self.seconds[name] = time.process_time() - start


def main() -> None:
    """Run the stages one by one, as `briefbook.pipelines.build.make_site` does."""
    project, clock = Path(sys.argv[1]), StageClock()
    with clock.stage("read"):
        parsed = parse(read_sources(project))
    with clock.stage("link"):
        book, doubles = link(parsed)
    with clock.stage("check"):
        problems = [*parsed.problems, *doubles, *run_checks(book)]
    with clock.stage("horizon"):
        shown = book_at(book, book.as_of)
    with clock.stage("render"):
        pages = list(
            render_pages(shown, make_pages(Survey(shown), {}), project / "templates", packaged_templates())
        )
    problems += [page for page in pages if isinstance(page, Problem)]
    if problems:
        sys.exit("\n".join(map(str, problems[:10])))
    json.dump(clock.seconds, sys.stdout)


if __name__ == "__main__":
    main()
