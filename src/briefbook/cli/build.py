"""`briefbook build`."""

from datetime import date
from pathlib import Path

import click

from briefbook.cli.main import end_on, in_book, parse_day, parse_new_path, progress_line
from briefbook.cli.output import say
from briefbook.cli.own_code import show_code
from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.pipelines.build import build_site
from briefbook.pipelines.check import rehearse
from briefbook.pipelines.output import write_zip
from briefbook.problems import Problem, explain


def _check_zip(context: click.Context, parameter: click.Parameter, file: Path | None) -> Path | None:
    if file and file.suffix != ".zip":
        raise click.BadParameter(f"{str(file)!r} is not a valid name of a zip, such as book.zip")
    return parse_new_path(context, parameter, file)


@click.command("build")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    callback=parse_new_path,
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
def command(
    project: Path, output: Path | None, as_of: date | None, zipped: Path | None, with_pdfs: bool | None
) -> None:
    """Build the site, with its PDFs. A build that fails leaves the old site as it was.

    Without PDFs, what only paper cannot show is a warning.

    --as-of and --pdf win over the options of the plugin in mkdocs.yml, which hold for each build.

    This runs the book's own code, if it has any, and lists it first; SECURITY.md says what that can do.
    """
    out = output or project / "site"
    engine = MkDocsEngine()
    warnings: list[Problem] = []
    try:
        show_code(engine.code(project))
        with progress_line() as progress:
            problems = build_site(
                project, out, engine, as_of, progress, with_pdfs=with_pdfs, warn=warnings.append
            )
            if problems:  # a build ends on the first that it meets, and `check` on none
                all_problems = rehearse(project, engine, progress=progress, with_pdfs=with_pdfs)[1]
                problems = sorted({*problems, *all_problems})
    except FileExistsError as error:
        raise click.BadParameter(f"{error}; name another folder", param_hint="--output") from None
    end_on(problems or warnings)
    say(f"The site is at {out / 'index.html'}")
    if zipped:
        _zip(out, zipped)


def _zip(site: Path, file: Path) -> None:
    try:
        with progress_line() as progress:
            progress("Zipping", 0, 0)
            write_zip(site, file)
    except OSError as error:
        raise click.ClickException(f"no zip of it is written: {explain(error)}") from error
    say(f"The zip of it is at {file}")
