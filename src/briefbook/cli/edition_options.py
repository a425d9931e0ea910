"""What the commands of editions share: their options, and the words for the state of an edition."""

import click

from briefbook.editions.catalogue import EditionState
from briefbook.editions.names import BRANCH

branch_option = click.option(
    "--branch", default=BRANCH, show_default=True, help="The branch on which the editions are."
)
push_option = click.option(
    "--push", "remote", metavar="REMOTE", help="Push branch and tags there too, or nothing."
)


def show_state(state: EditionState) -> str:
    """Return the state of an edition among the others, in words."""
    if state.entry.withdrawn:
        return f"withdrawn {state.entry.withdrawn.on}: {state.entry.withdrawn.why}"
    return f"{state.state} by {state.by.edition}" if state.by else state.state
