"""The commands of editions: publish, withdraw, list, verify, compare."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from briefbook.cli.main import (
    count,
    end_on,
    in_book,
    in_repository,
    main,
    parse_day,
    progress_line,
    refusals_shown,
)
from briefbook.editions.catalogue import EditionState, edition_states
from briefbook.git.repository import repository_of
from briefbook.model.dates import show_day
from briefbook.publishing.branch import read_publication
from briefbook.publishing.compare import WORKING_TREE, compare_states
from briefbook.publishing.publish import (
    BRANCH,
    PublishRequest,
    PublishTarget,
    publish_edition,
    withdraw_edition,
)
from briefbook.publishing.verify import rebuild_edition, verify_edition

_branch = click.option(
    "--branch", default=BRANCH, show_default=True, help="The branch on which the editions are."
)
_push = click.option("--push", "remote", metavar="REMOTE", help="Push branch and tags there too, or nothing.")


@main.command(name="publish")
@click.argument("edition")
@click.option("--title", help="What readers see; the name of the edition by default.")
@click.option("--as-of", metavar="DAY", callback=parse_day, help="The horizon. That of book.yml by default.")
@_branch
@_push
@click.option("--dry-run", is_flag=True, help="Make the edition, say what it would be, and write nothing.")
@in_book
def publish_command(  # noqa: PLR0913, PLR0917 - one for each option
    project: Path,
    edition: str,
    title: str | None,
    as_of: date | None,
    branch: str,
    remote: str | None,
    dry_run: bool,
) -> None:
    """Publish EDITION: the book as the last commit has it, sealed, on a branch of its own.

    EDITION-r2 corrects EDITION. An edition never changes; see `withdraw`.
    """
    from briefbook.mkdocs.engine import MkDocsEngine  # noqa: PLC0415 - `editions` need not load MkDocs

    request = PublishRequest(edition, title, as_of, dry_run, PublishTarget(branch, remote))
    with refusals_shown(), progress_line() as progress:
        published = publish_edition(project, request, MkDocsEngine(), date.today(), progress)
    if isinstance(published, list):
        end_on(published)
        return
    seal = published.seal
    click.echo(
        f"Edition {seal.edition}: {count(len(seal.briefs), 'brief')}, information to {show_day(seal.as_of)}, "
        f"from commit {seal.source.commit[:12]}."
    )
    if published.changes and seal.predecessor:
        click.echo(f"Against edition {seal.predecessor.edition}: {published.changes.summary}.")
    if dry_run:
        click.echo("Nothing is written: it was a dry run.")
        return
    click.echo(f"On branch {branch}, as commit {published.commit[:12]}, with tag edition/{seal.edition}.")
    if remote:
        click.echo(f"Pushed to {remote}.")


@main.command(name="withdraw")
@click.argument("edition")
@click.option("--why", required=True, help="The reason, which readers see.")
@_branch
@_push
@in_repository
def withdraw_command(project: Path, edition: str, why: str, branch: str, remote: str | None) -> None:
    """Withdraw EDITION: it stays where it is, and each of its pages says that it is withdrawn, and why."""
    with refusals_shown():
        withdraw_edition(project, edition, why, PublishTarget(branch, remote), date.today())
    click.echo(f"Edition {edition} is withdrawn.")


@main.command(name="editions")
@_branch
@in_repository
def editions_command(project: Path, branch: str) -> None:
    """List the editions: name, horizon, date of publication, source commit, state."""
    with refusals_shown():
        publication = read_publication(repository_of(project), branch)
    states = edition_states(publication.editions)
    width = max((len(each.entry.edition) for each in states), default=0)
    for each in states:
        of = each.entry
        facts = (f"{of.edition:{width}}", f"to {of.as_of}", f"published {of.published}", of.commit[:12])
        click.echo("  ".join((*facts, _state(each))))
    if not states:
        click.echo(f"There is no edition on branch {branch!r} yet.")


def _state(state: EditionState) -> str:
    if state.entry.withdrawn:
        return f"withdrawn {state.entry.withdrawn.on}: {state.entry.withdrawn.why}"
    return f"{state.state} by {state.by.edition}" if state.by else state.state


@main.command(name="verify")
@click.argument("edition")
@click.option("--rebuild", "again", is_flag=True, help="Build it again from its source too, and compare.")
@_branch
@in_repository
def verify_command(project: Path, edition: str, again: bool, branch: str) -> None:
    """Compare the files of EDITION with its seal."""
    with refusals_shown():
        found = verify_edition(project, edition, branch)
        for remark in found.remarks:
            click.echo(f"{remark}.")
        _end_on_findings(found.findings, f"edition {edition} is not what was sealed.")
        sealed = f"Edition {edition}: {count(len(found.seal.files), 'file')} as sealed"
        if again:
            from briefbook.mkdocs.engine import MkDocsEngine  # noqa: PLC0415 - as above

            with progress_line() as progress:
                differences = rebuild_edition(project, edition, branch, MkDocsEngine(), progress)
            _end_on_findings(
                differences, f"edition {edition} is as sealed, but its source does not give it here."
            )
            sealed += ", and as its source gives them"
    click.echo(f"{sealed}; {_state(found.state)}.")


def _end_on_findings(findings: Sequence[object], verdict: str) -> None:
    """Print each finding, and leave with exit status 1 if there is any."""
    for finding in findings:
        click.echo(str(finding), err=True)
    if findings:
        raise click.ClickException(verdict)


@main.command(name="diff")
@click.argument("before")
@click.argument("after", default=WORKING_TREE)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "html", "json"]),
    default="text",
    show_default=True,
    help="The form of what is printed.",
)
@_branch
@in_repository
def diff_command(project: Path, before: str, after: str, form: str, branch: str) -> None:
    """Say what changed from BEFORE to AFTER, by brief and by field.

    Each is an edition, a commit, or `.` for the working tree, which AFTER is by default.
    """
    with refusals_shown():
        result = compare_states(project, before, after, branch, form)
    if isinstance(result, list):
        end_on(result)
    else:
        click.echo(result, nl=False)
