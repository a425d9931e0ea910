"""`briefbook handover`."""

from pathlib import Path

import click

from briefbook.cli.edition_options import branch_option
from briefbook.cli.main import end_on, in_book, parse_new_path
from briefbook.cli.output import say
from briefbook.publishing.handover import write_handover


@click.command("handover")
@click.option("--since", metavar="EDITION", help="Say what has changed since an edition, too.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=parse_new_path,
    help="Write a file, in UTF-8, instead of printing it.",
)
@branch_option
@in_book
def command(project: Path, since: str | None, output: Path | None, branch: str) -> None:
    """Say what is handed over to the next officer: open actions, dates, reviews, questions.

    It is what the page Handover has, complete, as plain text.
    """
    text = write_handover(project, since, branch)
    if isinstance(text, list):
        end_on(text)
    elif output:
        output.write_text(text, "utf-8")
        say(output)
    else:
        say(text, nl=False)
