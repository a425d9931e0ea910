"""Run as a script: begin and await runs of a command line, as standard input asks.

To start Python and to import briefbook takes longer than most commands do. So this process has done both, and
has laid out a book. It forks for each run. Between two runs it waits, and no more.
"""

import atexit
import gc
import json
import os
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name

from briefbook.cli import main
from briefbook.derived.horizon import book_at
from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.pages.templates import templates_of
from briefbook.pdf.document_builder import DocumentBuilder
from briefbook.pipelines.build import site_of
from briefbook.pipelines.progress import no_progress
from briefbook.reading.book_parser import parse
from briefbook.reading.linking import link
from briefbook.reading.source_files import read_sources

SMALL_BOOK = Path(__file__).with_name("small-book")


def serve() -> None:
    """Begin or await a run for each line of standard input, and answer in a line of output."""
    for each in main.names:
        import_module(f"briefbook.cli.{each}")
    lay_out(SMALL_BOOK)
    gc.freeze()  # what is here stays: no run looks through it for garbage
    for line in sys.stdin:
        order = json.loads(line)
        answer = status_of(**order) if "pid" in order else pid_of(**order)
        print(json.dumps(answer), flush=True)


def lay_out(project: Path) -> None:
    """Lay out a book, so that no run has to complete the models or to compile the templates.

    It is not printed: a fork would be without the threads of Typst, and wait for them.
    """
    whole, _ = link(parse(read_sources(project)))
    book = book_at(whole, whole.as_of)
    site = site_of(book, project)
    assert not isinstance(site, list)
    with tempfile.TemporaryDirectory() as out:
        assert MkDocsEngine().build(project, site, Path(out), no_progress) == []
    assert [*DocumentBuilder(book, *templates_of(project)).whole_book()]


def status_of(pid: int, options: int) -> int | None:
    """Return the exit status of a run, or None if it goes on."""
    ended, status = os.waitpid(pid, options)
    return os.waitstatus_to_exitcode(status) if ended else None


def pid_of(  # noqa: PLR0913, PLR0917 - what a process has
    command: str, arguments: list[str], cwd: str, environment: dict[str, str], output: str, errors: str
) -> int:
    """Run a command in a new process, and return the id of that; in the new one, never return."""
    run = resolve_name(command)
    if pid := os.fork():
        return pid
    os.setsid()
    for descriptor, file in enumerate((os.devnull, output, errors)):
        opened = os.open(file, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, descriptor)
        os.close(opened)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None  # the environment has another
    time.tzset()
    try:
        run(arguments, prog_name=command.partition(".")[0])
    except SystemExit as end:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        os._exit(int(end.code or 0))  # to clear away all that was imported would take longer than the run
    raise AssertionError("click ends the process")


if __name__ == "__main__":
    sys.path.append(str(Path(__file__).parents[1]))  # for a command of the tests' own
    serve()
