"""`briefbook check`."""

from datetime import date
from pathlib import Path

import click

from briefbook.cli.main import count, end_on, in_book, progress_line
from briefbook.cli.output import say
from briefbook.derived.coverage import coverage_of_book
from briefbook.derived.unsourced import find_unsourced
from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.pipelines.check import rehearse
from briefbook.reading.source_files import archived


@click.command("check")
@click.option(
    "--archive",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="BRIEFBOOK_ARCHIVE",
    help="A folder with the texts of sources, KEY.txt, to verify citations against. [env: BRIEFBOOK_ARCHIVE]",
)
@click.option("--unsourced", "lists_unsourced", is_flag=True, help="List the statements without a source.")
@in_book
def command(project: Path, archive: Path | None, lists_unsourced: bool) -> None:
    """Report every mistake that a build would refuse, and how far the book's statements have a source.

    This runs the book's own code, if it has any, as a build does; SECURITY.md says what that can do.
    """
    with progress_line() as progress:
        book, problems = rehearse(project, MkDocsEngine(), archive, date.today(), progress)
    if lists_unsourced and book.is_whole:
        for where, words in find_unsourced(book):
            say(f"{where}: {words}")
    end_on(problems)
    say(f"No mistakes in {count(len(book.briefs), 'brief')}, {count(len(book.sources), 'source')}.")
    say(f"{coverage_of_book(book)}.")
    if archive:
        verified = len(archived(archive, book.sources))
        say(f"Citations of {count(verified, 'source')} verified against the archive.")
