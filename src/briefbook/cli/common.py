"""What the commands share: the group, the parsing of days, and what is told of problems and of progress."""

import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from briefbook import __version__
from briefbook.dates import is_date, parse_date
from briefbook.errors import Problem
from briefbook.load import Progress, no_progress

_CLEAR_LINE = "\r\x1b[K"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="briefbook %(version)s")
@click.option(
    "-C",
    "--project",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    help="The folder that holds mkdocs.yml and briefs/.",
)
@click.pass_context
def main(context: click.Context, project: Path) -> None:
    """Turn a folder of structured briefs into a briefing site.

    Exit status: 0 done; 1 mistakes in the book; 2 wrong use.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # tidy up, as after Ctrl-C
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    context.obj = project


def parse_day(context: click.Context, parameter: click.Parameter, text: str | None) -> date | None:
    """Return the day that an option names; raises ``click.BadParameter`` if it is none."""
    if text is None:
        return None
    if not is_date(text) or (day := parse_date(text)).earliest != day.latest:
        raise click.BadParameter(f"{text!r} is no day, such as 2025-05-06")
    return day.earliest


def end_on(problems: list[Problem]) -> None:
    """Print each problem, and leave with exit status 1 if any is more than a warning."""
    for problem in problems:
        click.echo(str(problem), err=True)
    if mistakes := sum(not problem.is_warning for problem in problems):
        click.echo(f"{count(mistakes, 'mistake')}.", err=True)
        sys.exit(1)


def count(number: int, noun: str) -> str:
    """Return a number with its noun: "1 brief", "2 briefs"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@contextmanager
def progress_line() -> Iterator[Progress]:
    """Yield what shows progress on one line of a terminal, clear again at the end; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield no_progress
        return

    def show(stage: str, done: int, total: int) -> None:
        count = f" {done:,} of {total:,}" if total else ""
        click.echo(f"{_CLEAR_LINE}{stage}{count}", nl=False, err=True)

    try:
        yield show
    finally:
        click.echo(_CLEAR_LINE, nl=False, err=True)
