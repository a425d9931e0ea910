"""`briefbook withdraw`."""

from datetime import date
from pathlib import Path

import click

from briefbook.cli.edition_options import branch_option, push_option
from briefbook.cli.main import in_repository
from briefbook.cli.output import say
from briefbook.publishing.publish import PublishTarget, withdraw_edition


@click.command("withdraw")
@click.argument("edition")
@click.option("--why", required=True, help="The reason, which readers see.")
@branch_option
@push_option
@in_repository
def command(project: Path, edition: str, why: str, branch: str, remote: str | None) -> None:
    """Withdraw EDITION: it stays where it is, and each of its pages says that it is withdrawn, and why."""
    withdraw_edition(project, edition, why, PublishTarget(branch, remote), date.today())
    say(f"Edition {edition} is withdrawn.")
