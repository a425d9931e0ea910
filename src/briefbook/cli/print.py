"""`briefbook print`."""

from datetime import date
from functools import partial
from pathlib import Path

import click

from briefbook.cli.main import count, end_on, in_book, parse_day, parse_new_path, progress_line
from briefbook.cli.output import say
from briefbook.pdf.document import PaperSettings, PaperSize
from briefbook.pipelines.print import PrintJob, complete_job, print_book
from briefbook.problems import Refusal

_MOST_NAMED = 50
"""How many files are listed one by one."""


@click.command("print")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--book", "whole", is_flag=True, help="Print the whole book.")
@click.option("--pack", "packs", metavar="NAME", multiple=True, help="Print a briefing pack.")
@click.option("--cards", metavar="NAME", multiple=True, help="Print a briefing pack as cards, in A5.")
@click.option(
    "--paper",
    type=click.Choice(["a4", "letter"]),
    default="a4",
    show_default=True,
    help="The size of a sheet.",
)
@click.option("--large-print", is_flag=True, help="Set the text in 16 points.")
@click.option(
    "--duplex", is_flag=True, help="Print on both sides: parts begin on the right, with room to bind."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    callback=parse_new_path,
    help="The folder of the PDFs; print/ beside mkdocs.yml by default.",
)
@click.option("--as-of", metavar="DAY", callback=parse_day, help="The horizon. That of book.yml by default.")
@in_book
def command(  # noqa: PLR0913, PLR0917 - one for each option
    project: Path,
    ids: tuple[str, ...],
    whole: bool,
    packs: tuple[str, ...],
    cards: tuple[str, ...],
    paper: PaperSize,
    large_print: bool,
    duplex: bool,
    output: Path | None,
    as_of: date | None,
) -> None:
    """Print briefs by their IDs, the whole book, or packs; everything unless some of it is named."""
    sheets = PaperSettings(paper, is_large=large_print, is_duplex=duplex)
    job = PrintJob(frozenset(ids), whole, frozenset(packs), frozenset(cards), sheets)
    out = output or project / "print"
    try:
        with progress_line() as progress:
            printed = print_book(project, out, partial(complete_job, job), as_of, progress)
    except Refusal as error:
        raise click.BadParameter(str(error)) from error
    if isinstance(printed, list):
        end_on(printed)
    elif len(printed) > _MOST_NAMED:
        say(f"{count(len(printed), 'PDF')} in {out}")
    else:
        for file in printed.values():
            say(file)
