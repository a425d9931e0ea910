"""`briefbook editions`."""

from pathlib import Path

import click

from briefbook.cli.edition_options import branch_option, show_state
from briefbook.cli.main import in_repository
from briefbook.cli.output import say
from briefbook.editions.catalogue import edition_states
from briefbook.git.repository import repository_of
from briefbook.publishing.branch import read_publication


@click.command("editions")
@branch_option
@in_repository
def command(project: Path, branch: str) -> None:
    """List the editions: name, horizon, date of publication, source commit, state."""
    publication = read_publication(repository_of(project), branch)
    states = edition_states(publication.editions)
    width = max((len(each.entry.edition) for each in states), default=0)
    for each in states:
        of = each.entry
        facts = (f"{of.edition:{width}}", f"to {of.as_of}", f"published {of.published}", of.commit[:12])
        only = (f"only: {of.only}",) if of.only else ()
        say("  ".join((*facts, *only, show_state(each))))
    if not states:
        say(f"There is no edition on branch {branch!r} yet.")
