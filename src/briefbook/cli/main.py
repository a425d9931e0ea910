"""What the commands share: the group, the parsing of days, and the output of problems and of progress."""

import gc
import logging
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import click

from briefbook import __version__
from briefbook.cli.output import VisibleFormatter, ended_in_words, say
from briefbook.git.repository import repository_of
from briefbook.model.date_slips import correction
from briefbook.model.dates import is_date, parse_date
from briefbook.pipelines.progress import Progress, no_progress
from briefbook.problems import Problem, Refusal, mistakes_among
from briefbook.reading.source_files import project_around
from briefbook.strays import visible

P = ParamSpec("P")
R = TypeVar("R")

_CLEAR_LINE = "\r\x1b[K"


class CommandGroup(click.Group):
    """The commands, each in a module of its name, which is imported when the command is asked for.

    No run pays for what only another command needs.
    """

    names = (
        "build",
        "check",
        "diff",
        "editions",
        "handover",
        "init",
        "new",
        "print",
        "publish",
        "serve",
        "stale",
        "verify",
        "which",
        "withdraw",
    )

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return [*self.names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name; None if there is none."""
        if cmd_name not in self.names:
            return None
        command: click.Command = import_module(f"briefbook.cli.{cmd_name}").command
        return command

    def main(self, *arguments: Any, **options: Any) -> Any:
        """Run a command, and end the process."""
        with ended_in_words():
            sys.exit(super().main(*arguments, **{**options, "standalone_mode": False}) or 0)


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="briefbook %(version)s")
@click.option(
    "-C",
    "--project",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=".",
    show_default=True,
    help="The folder of the book, which holds mkdocs.yml and briefs/, or any folder within it.",
)
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Turn a folder of structured briefs into a briefing site.

    Commands work in any folder of a book. Exit status: 0 done; 1 mistakes in the book; 2 wrong use.
    """
    context.with_resource(relaxed_gc())
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # tidy up, as after Ctrl-C
    log = logging.StreamHandler()
    log.setFormatter(VisibleFormatter())
    logging.basicConfig(handlers=[log], level=logging.WARNING)
    context.obj = folder


@contextmanager
def relaxed_gc() -> Iterator[None]:
    """Let Python look for garbage seldom: a book is one large web of objects, and all live to its end.

    To go through it again and again took a third of the CPU of indexing.
    """
    usual = gc.get_threshold()
    gc.set_threshold(200_000, 30, 30)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def in_book(command: Callable[Concatenate[Path, P], R]) -> Callable[P, R]:
    """Give a command the folder of the book that it is started in, as its first argument."""
    return _given(_book_around, command)


def in_repository(command: Callable[Concatenate[Path, P], R]) -> Callable[P, R]:
    """Give a command the folder of the book, or else one in a repository, which may hold editions alone."""
    return _given(_repository_around, command)


def _given(find: Callable[[Path], Path], command: Callable[Concatenate[Path, P], R]) -> Callable[P, R]:
    @wraps(command)
    def run(*arguments: P.args, **options: P.kwargs) -> R:
        return command(find(click.get_current_context().obj), *arguments, **options)

    return run


def _book_around(folder: Path) -> Path:
    """Return the folder of the book around a folder, as it is reached from the current one."""
    project = project_around(folder)
    if project is None:
        raise click.ClickException(
            f"no book in {folder.resolve()}, nor in a folder above it; go to the folder of a book, "
            "name one with -C, or begin one with 'briefbook init DIR'"
        )
    return project if folder.is_absolute() else Path(os.path.relpath(project))


def _repository_around(folder: Path) -> Path:
    if project_around(folder) is None:
        with suppress(Refusal):
            repository_of(folder)
            return folder
    return _book_around(folder)


def parse_day(context: click.Context, parameter: click.Parameter, text: str | None) -> date | None:
    """Return the day that an option names; raises ``click.BadParameter`` if it is not one."""
    if text is None:
        return None
    if not is_date(text) or not (day := parse_date(text)).is_day:
        advice = correction(text) or "write it as 2025-05-06"
        raise click.BadParameter(f"{text!r} is not a valid day; {advice}")
    return day.earliest


def parse_new_path(context: click.Context, parameter: click.Parameter, path: Path | None) -> Path | None:
    """Return the path of what is to be written; raises ``click.BadParameter`` for what no name may have."""
    if path is not None and visible(str(path)) != str(path):
        raise click.BadParameter(f"{str(path)!r} has a character that may be in no name; write another name")
    return path


def end_on(problems: list[Problem]) -> None:
    """Print each problem, and leave with exit status 1 if any is more than a warning.

    Where some are of one rule, the list ends with how many there are of each.
    """
    for problem in problems:
        say(problem, err=True)
    if mistakes := len(mistakes_among(problems)):
        rules = Counter(problem.rule for problem in problems)
        if len(rules) < len(problems):
            for rule, number in rules.most_common():
                say(f"{number:7,}  {rule}", err=True)
        say(f"{count(mistakes, 'mistake')}.", err=True)
        sys.exit(1)


def count(number: int, noun: str) -> str:
    """Return a number with its noun: "1 brief", "2 briefs"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


@contextmanager
def progress_line() -> Iterator[Progress]:
    """Yield what shows progress on one line of a terminal, clear again at the end; nothing in a pipe."""
    if not (sys.stderr and sys.stderr.isatty()):  # it may be closed
        yield no_progress
        return

    def show(stage: str, done: int, total: int) -> None:
        count = f" {done:,} of {total:,}" if total else ""
        click.echo(f"{_CLEAR_LINE}{stage}{count}", nl=False, err=True)

    try:
        yield show
    finally:
        click.echo(_CLEAR_LINE, nl=False, err=True)
