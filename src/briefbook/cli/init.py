"""`briefbook init`."""

from datetime import date
from pathlib import Path

import click

from briefbook.cli.main import count, parse_new_path
from briefbook.cli.output import say
from briefbook.scaffolding.start import start_book


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path), callback=parse_new_path)
@click.option("--title", help="The title of the book; the folder's name gives one by default.")
@click.option("--bare", is_flag=True, help="Leave the examples out.")
@click.pass_obj
def command(start: Path, folder: Path, title: str | None, bare: bool) -> None:
    """Start a book of your own in DIR, a new or an empty folder, with an invented brief of each kind."""
    folder = start / folder
    written = start_book(folder, title, date.today(), bare=bare)
    say(f"A book is in {folder}: {count(written, 'file')}{'' if bare else ', with invented examples'}.")
    say("Keep it in Git (git init, git add -A, git commit); README.md there says what comes next.")
