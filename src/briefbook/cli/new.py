"""`briefbook new`."""

from datetime import date
from pathlib import Path, PurePosixPath

import click

from briefbook.cli.main import in_book
from briefbook.cli.output import say
from briefbook.model.book import Pack
from briefbook.model.briefs.kinds import KINDS
from briefbook.model.fields import ID_PATTERN
from briefbook.model.layout import PACKS
from briefbook.problems import suggest
from briefbook.scaffolding.start import start_brief, start_pack

_PACKS = PurePosixPath(PACKS).name


def _parse_kind(context: click.Context, parameter: click.Parameter, name: str) -> str:
    """Return the folder of a kind of brief, or of the packs, which may be named by its folder too."""
    folders = {**{kind.kind: folder for folder, kind in KINDS.items()}, Pack.noun: _PACKS}
    if name in folders.values():
        return name
    if name in folders:
        return folders[name]
    raise click.BadParameter(f"{name!r} is neither a kind of brief nor a pack; {suggest(name, folders)}")


def _parse_id(context: click.Context, parameter: click.Parameter, name: str) -> str:
    if not ID_PATTERN.fullmatch(name):
        raise click.BadParameter(f"{name!r} is not a valid id; use lower-case letters, digits and hyphens")
    return name


_NAMES = [kind.kind for kind in KINDS.values()]


@click.command(
    "new",
    help=f"""Write a new brief, a draft with the fields of its KIND: {", ".join(_NAMES[:-1])} or {_NAMES[-1]}.

    With "pack" as its KIND, a new briefing pack.

    ID becomes the name of its file, and is what others link to: lower-case letters, digits and hyphens.
    """,
)
@click.argument("kind", callback=_parse_kind)
@click.argument("part_id", metavar="ID", callback=_parse_id)
@click.option("--title", help="The title; the id gives one by default.")
@in_book
def command(project: Path, kind: str, part_id: str, title: str | None) -> None:
    """Write a new brief, or a new pack."""
    today = date.today()
    if kind == _PACKS:
        say(start_pack(project, part_id, title, today))
    else:
        say(start_brief(project, kind, part_id, title, today))
