"""The commands that read, build and print the book of the working tree."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from briefbook.cli.main import count, end_on, in_book, main, parse_day, progress_line, refusals_shown
from briefbook.derived.coverage import coverage_of_book
from briefbook.derived.review import review_states
from briefbook.derived.unsourced import find_unsourced
from briefbook.derived.unused import find_unused
from briefbook.git.command import GitError
from briefbook.model.book import Book
from briefbook.pdf.document import PaperSettings, PaperSize
from briefbook.pipelines.build import build_site
from briefbook.pipelines.check import rehearse
from briefbook.pipelines.load import load_book
from briefbook.pipelines.output import write_zip
from briefbook.pipelines.print import PrintJob, full_print_job, print_book
from briefbook.problems import suggest
from briefbook.reading.source_files import archived

_MOST_NAMED = 50
"""How many files are listed one by one."""


@main.command()
@click.option(
    "--archive",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    envvar="BRIEFBOOK_ARCHIVE",
    help="A folder with the texts of sources, KEY.txt, to verify citations against. [env: BRIEFBOOK_ARCHIVE]",
)
@click.option("--unsourced", "lists_unsourced", is_flag=True, help="List the statements without a source.")
@in_book
def check(project: Path, archive: Path | None, lists_unsourced: bool) -> None:
    """Report every mistake that a build would refuse, and how far the book's statements have a source."""
    from briefbook.mkdocs.engine import MkDocsEngine  # noqa: PLC0415 - `stale` need not load MkDocs

    with refusals_shown(), progress_line() as progress:
        book, problems = rehearse(project, MkDocsEngine(), archive, date.today(), progress)
    if lists_unsourced and book.is_whole:
        for where, words in find_unsourced(book):
            click.echo(f"{where}: {words}")
    end_on(problems)
    click.echo(f"No mistakes in {count(len(book.briefs), 'brief')}, {count(len(book.sources), 'source')}.")
    click.echo(f"{coverage_of_book(book)}.")
    if archive:
        verified = len(archived(archive, book.sources))
        click.echo(f"Citations of {count(verified, 'source')} verified against the archive.")


@main.command()
@click.option(
    "--on", "day", metavar="DAY", callback=parse_day, help="The day to look from; today by default."
)
@in_book
def stale(project: Path, day: date | None) -> None:
    """List what wants attention: briefs overdue, not cleared, resting on little; unused entries."""
    book, problems = load_book(project)
    end_on(problems)
    assert book is not None
    found = [
        *(
            f"{each.brief.path}: {finding}"
            for each in review_states(book, day or date.today())
            for finding in each.findings
        ),
        *(f"{where}: {finding}" for where, finding in find_unused(book)),
    ]
    for line in found:
        click.echo(line)
    click.echo(f"{count(len(found), 'finding')} in {count(len(book.briefs), 'brief')} and the registers.")


def _check_zip(context: click.Context, parameter: click.Parameter, file: Path | None) -> Path | None:
    if file and file.suffix != ".zip":
        raise click.BadParameter(f"{str(file)!r} is not a valid name of a zip, such as book.zip")
    return file


@main.command(name="build")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of the site; site/ beside mkdocs.yml by default.",
)
@click.option(
    "--as-of",
    metavar="DAY",
    callback=parse_day,
    help="The horizon: nothing later is shown. That of mkdocs.yml or else of book.yml by default.",
)
@click.option(
    "--zip",
    "zipped",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    callback=_check_zip,
    help="Write the site as one zip too, to take along; it unpacks into a folder of its name.",
)
@click.option(
    "--pdf/--no-pdf",
    "with_pdfs",
    default=None,
    help="Make the PDFs, which is the default, or leave them out, and the links to them.",
)
@in_book
def build_command(
    project: Path, output: Path | None, as_of: date | None, zipped: Path | None, with_pdfs: bool | None
) -> None:
    """Build the site, with its PDFs. A build that fails leaves the old site as it was.

    --as-of and --pdf win over the options of the plugin in mkdocs.yml, which hold for each build.
    """
    from briefbook.mkdocs.engine import MkDocsEngine  # noqa: PLC0415 - `check` need not load MkDocs

    out = output or project / "site"
    try:
        with progress_line() as progress:
            problems = build_site(project, out, MkDocsEngine(), as_of, progress, with_pdfs=with_pdfs)
            if problems:  # a build ends on the first that it meets, and `check` on none
                problems = sorted({*problems, *rehearse(project, MkDocsEngine(), progress=progress)[1]})
    except FileExistsError as error:
        raise click.BadParameter(f"{error}; name another folder", param_hint="--output") from None
    except (GitError, OSError) as error:
        raise click.ClickException(str(error)) from error
    end_on(problems)
    click.echo(f"The site is at {out / 'index.html'}")
    if zipped:
        _zip(out, zipped)


def _zip(site: Path, file: Path) -> None:
    try:
        with progress_line() as progress:
            progress("Zipping", 0, 0)
            write_zip(site, file)
    except OSError as error:
        raise click.ClickException(f"no zip of it is written: {error}") from error
    click.echo(f"The zip of it is at {file}")


@main.command(name="print")
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--book", "whole", is_flag=True, help="Print the whole book.")
@click.option("--pack", "packs", metavar="NAME", multiple=True, help="Print a briefing pack.")
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
    help="The folder of the PDFs; print/ beside mkdocs.yml by default.",
)
@click.option("--as-of", metavar="DAY", callback=parse_day, help="The horizon. That of book.yml by default.")
@in_book
def print_command(  # noqa: PLR0913, PLR0917 - one for each option
    project: Path,
    ids: tuple[str, ...],
    whole: bool,
    packs: tuple[str, ...],
    paper: PaperSize,
    large_print: bool,
    duplex: bool,
    output: Path | None,
    as_of: date | None,
) -> None:
    """Print briefs by their IDs, the whole book, or packs; everything unless some of it is named."""
    sheets = PaperSettings(paper, is_large=large_print, is_duplex=duplex)

    def choose(book: Book) -> PrintJob:
        _check_known(ids, book.briefs, "brief", "ID")
        _check_known(packs, book.packs, "pack", "--pack")
        some = PrintJob(frozenset(ids), book=whole, packs=frozenset(packs))
        return replace(some if some.size else full_print_job(book), paper=sheets)

    out = output or project / "print"
    try:
        with progress_line() as progress:
            printed = print_book(project, out, choose, as_of, progress)
    except OSError as error:
        raise click.ClickException(str(error)) from error
    if isinstance(printed, list):
        end_on(printed)
    elif len(printed) > _MOST_NAMED:
        click.echo(f"{count(len(printed), 'PDF')} in {out}")
    else:
        for file in printed.values():
            click.echo(file)


def _check_known(names: Iterable[str], known: Collection[str], what: str, hint: str) -> None:
    for name in names:
        if name not in known:
            raise click.BadParameter(f"no {what} {name!r}; {suggest(name, known)}", param_hint=hint)


def _is_address(text: str) -> bool:
    host, _, port = text.rpartition(":")
    return bool(host) and port.isdecimal() and int(port) < 65536


def _check_address(context: click.Context, parameter: click.Parameter, address: str | None) -> str | None:
    if address is not None and not _is_address(address):
        raise click.BadParameter(f"{address!r} is not a valid HOST:PORT, such as 127.0.0.1:8001")
    return address


@main.command()
@click.option(
    "-a",
    "--address",
    metavar="HOST:PORT",
    callback=_check_address,
    help="Where to serve; 127.0.0.1:8000 by default.",
)
@in_book
def serve(project: Path, address: str | None) -> None:
    """Serve the site, and reload it whenever the book changes."""
    from briefbook.mkdocs.engine import serve as serve_book  # noqa: PLC0415 - `check` need not load MkDocs

    logging.getLogger("mkdocs").setLevel(logging.INFO)
    try:
        problems = serve_book(project, address)
    except OSError as error:
        raise click.ClickException(f"cannot serve ({error.strerror}); name another --address") from error
    end_on(problems)
