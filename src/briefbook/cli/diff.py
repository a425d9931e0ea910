"""`briefbook diff`."""

from pathlib import Path

import click

from briefbook.cli.edition_options import branch_option
from briefbook.cli.main import end_on, in_repository
from briefbook.cli.output import say
from briefbook.publishing.compare import WORKING_TREE, compare_states

_FOR_PROGRAMS = ("html", "json")
"""The forms that are in UTF-8, whatever the encoding of the terminal."""


@click.command("diff")
@click.argument("before")
@click.argument("after", default=WORKING_TREE)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "json"]),
    default="text",
    show_default=True,
    help="The form of what is printed.",
)
@branch_option
@in_repository
def command(project: Path, before: str, after: str, form: str, branch: str) -> None:
    """Say what changed from BEFORE to AFTER, by brief and by field.

    Each is an edition, a commit, or `.` for the working tree, which AFTER is by default.
    """
    result = compare_states(project, before, after, branch, form)
    if isinstance(result, list):
        end_on(result)
    else:
        say(result.encode() if form in _FOR_PROGRAMS else result, nl=False)
