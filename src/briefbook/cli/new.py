"""`briefbook new`."""

from datetime import date
from pathlib import Path

import click

from briefbook.cli.main import in_book
from briefbook.cli.output import say
from briefbook.model.briefs.kinds import KINDS
from briefbook.model.fields import ID_PATTERN
from briefbook.problems import suggest
from briefbook.scaffolding.start import start_brief


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


_NAMES = [kind.kind for kind in KINDS.values()]


@click.command(
    "new",
    help=f"""Write a new brief, a draft with the fields of its KIND: {", ".join(_NAMES[:-1])} or {_NAMES[-1]}.

    ID becomes the name of its file, and is what others link to: lower-case letters, digits and hyphens.
    """,
)
@click.argument("kind", callback=_parse_kind)
@click.argument("brief_id", metavar="ID", callback=_parse_id)
@click.option("--title", help="The title of the brief; its id gives one by default.")
@in_book
def command(project: Path, kind: str, brief_id: str, title: str | None) -> None:
    """Write a new brief."""
    file = start_brief(project, kind, brief_id, title, date.today())
    say(file)
