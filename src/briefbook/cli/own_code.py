"""The code of a book, as commands list it before any of it runs."""

from collections.abc import Sequence

from briefbook.cli.output import say
from briefbook.pipelines.own_code import OwnCode, lines_about


def show_code(code: Sequence[OwnCode]) -> None:
    """Print what of a book is code, in a few lines; nothing if it has none."""
    for line in lines_about(code):
        say(line, err=True)
