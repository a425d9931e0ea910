"""What the commands print, and how each ends: in words, also where these cannot be printed."""

import io
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

import click

from briefbook.git.command import GitError
from briefbook.problems import Refusal, explain
from briefbook.strays import visible


class OutputError(Exception):
    """What a command says cannot be printed."""


def say(text: object, *, err: bool = False, nl: bool = True) -> None:
    """Print a text as ``click.echo`` does, with nothing in it that a terminal obeys; bytes as they are."""
    try:
        click.echo(text if isinstance(text, bytes) else visible(str(text)), err=err, nl=nl)
    except BrokenPipeError:
        raise  # whoever reads it has seen enough, and click ends in silence
    except OSError as error:
        raise OutputError(f"the output cannot be written ({error.strerror})") from error


class VisibleFormatter(logging.Formatter):
    """Writes what is logged as `say` prints it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        return visible(super().format(record))


@contextmanager
def ended_in_words() -> Iterator[None]:
    """Run a command; what it cannot do is said on standard error, and by the exit status.

    Characters that the encoding of the output lacks are shown by their numbers.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        yield
    except click.ClickException as error:
        shown = io.StringIO()
        error.show(shown)
        _fail(shown.getvalue().rstrip("\n"), error.exit_code)
    except click.Abort:
        _fail("Aborted!")
    except (Refusal, GitError, OutputError) as error:
        _fail(f"Error: {error}")
    except OSError as error:
        _fail(f"Error: {explain(error)}")


def _fail(said: str, status: int = 1) -> NoReturn:
    """Say why, and end; what could not be printed is given up, since Python would try it again at the end."""
    with suppress(OSError):
        click.echo(visible(said), err=True)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    sys.exit(status)
