"""`briefbook publish`."""

from datetime import date
from pathlib import Path

import click

from briefbook.cli.edition_options import branch_option, push_option
from briefbook.cli.main import count, end_on, in_book, parse_day, progress_line
from briefbook.cli.output import say
from briefbook.cli.own_code import show_code
from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.model.dates import show_day
from briefbook.publishing.publish import PublishRequest, PublishTarget, publish_edition


def _one_alone(_: click.Context, __: click.Parameter, named: tuple[str, ...]) -> str | None:
    """Return the one brief that is named, if one is; of two, the first would be left out unsaid."""
    if len(named) > 1:
        raise click.BadParameter("it takes one brief; publish an edition for each, one after the other")
    return named[0] if named else None


@click.command("publish")
@click.argument("edition")
@click.option("--title", help="What readers see; the name of the edition by default.")
@click.option("--as-of", metavar="DAY", callback=parse_day, help="The horizon. That of book.yml by default.")
@click.option(
    "--only",
    metavar="ID",
    multiple=True,
    callback=_one_alone,
    help="Publish this one brief; all else stays as the last edition has it.",
)
@branch_option
@push_option
@click.option("--dry-run", is_flag=True, help="Make the edition, say what it would be, and write nothing.")
@in_book
def command(  # noqa: PLR0913, PLR0917 - one for each option
    project: Path,
    edition: str,
    title: str | None,
    as_of: date | None,
    only: str | None,
    branch: str,
    remote: str | None,
    dry_run: bool,
) -> None:
    """Publish EDITION: the book as the last commit has it, sealed, on a branch of its own.

    With --only ID it is the last edition and this one brief of the last commit, which has to pass as any;
    drafts and mistakes elsewhere do not matter.

    EDITION-r2 corrects EDITION. An edition never changes; see `withdraw`.

    This runs the commit's own code, if it has any, and lists it first; SECURITY.md says what that can do.
    """
    request = PublishRequest(edition, title, as_of, dry_run, PublishTarget(branch, remote), only)
    with progress_line() as progress:
        published = publish_edition(project, request, MkDocsEngine(), date.today(), progress, show_code)
    if isinstance(published, list):
        end_on(published)
        return
    seal = published.seal
    say(
        f"Edition {seal.edition}: {count(len(seal.briefs), 'brief')}, information to {show_day(seal.as_of)}, "
        f"from commit {seal.source.commit[:12]}."
    )
    if seal.only and seal.predecessor:
        say(f"Only {seal.only.newest.name} is from there; all else is as {seal.predecessor.edition} has it.")
    if published.changes and seal.predecessor:
        say(f"Against edition {seal.predecessor.edition}: {published.changes.summary}.")
    if dry_run:
        say("Nothing is written: it was a dry run.")
        return
    say(f"On branch {branch}, as commit {published.commit[:12]}, with tag edition/{seal.edition}.")
    if remote:
        say(f"Pushed to {remote}.")
