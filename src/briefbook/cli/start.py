"""The commands that start a book, and a brief in it."""

from datetime import date
from pathlib import Path

import click

from briefbook.cli.main import count, in_book, main, refusals_shown
from briefbook.model.briefs.kinds import KINDS
from briefbook.model.fields import ID_PATTERN
from briefbook.problems import suggest
from briefbook.starting.start import start_book, start_brief


@main.command(name="init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--title", help="The title of the book; the folder's name gives one by default.")
@click.option("--bare", is_flag=True, help="Leave the examples out.")
@click.pass_obj
def init_command(start: Path, folder: Path, title: str | None, bare: bool) -> None:
    """Start a book of your own in DIR, a new or an empty folder, with an invented brief of each kind."""
    folder = start / folder
    with refusals_shown():
        written = start_book(folder, title, date.today(), bare=bare)
    click.echo(
        f"A book is in {folder}: {count(written, 'file')}{'' if bare else ', with invented examples'}."
    )
    click.echo("Keep it in Git (git init, git add -A, git commit); README.md there says what comes next.")


def _parse_kind(context: click.Context, parameter: click.Parameter, name: str) -> str:
    """Return the folder of a kind of brief, which may be named by its folder too."""
    folders = {kind.kind: folder for folder, kind in KINDS.items()}
    if name in KINDS:
        return name
    if name in folders:
        return folders[name]
    raise click.BadParameter(f"{name!r} is not a kind of brief; {suggest(name, folders)}")


def _parse_id(context: click.Context, parameter: click.Parameter, name: str) -> str:
    if not ID_PATTERN.fullmatch(name):
        raise click.BadParameter(f"{name!r} is not a valid id; use lower-case letters, digits and hyphens")
    return name


@main.command(name="new")
@click.argument("kind", callback=_parse_kind)
@click.argument("brief_id", metavar="ID", callback=_parse_id)
@click.option("--title", help="The title of the brief; its id gives one by default.")
@in_book
def new_command(project: Path, kind: str, brief_id: str, title: str | None) -> None:
    """Write a new brief, a draft with the fields of its KIND: agreement, meeting, technology or context.

    ID becomes the name of its file, and is what others link to: lower-case letters, digits and hyphens.
    """
    with refusals_shown():
        file = start_brief(project, kind, brief_id, title, date.today())
    click.echo(file)
