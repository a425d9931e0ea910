"""`briefbook verify`."""

from collections.abc import Sequence
from pathlib import Path

import click

from briefbook.cli.edition_options import branch_option, show_state
from briefbook.cli.main import count, in_repository, progress_line
from briefbook.cli.output import say
from briefbook.cli.own_code import show_code
from briefbook.publishing.verify import rebuild_edition, verify_edition


@click.command("verify")
@click.argument("edition")
@click.option("--rebuild", "again", is_flag=True, help="Build it again from its source too, and compare.")
@click.option(
    "--trust", "is_trusted", is_flag=True, help="Let code of its source run here, as you, for --rebuild."
)
@branch_option
@in_repository
def command(project: Path, edition: str, again: bool, is_trusted: bool, branch: str) -> None:
    """Compare the files of EDITION with its seal.

    --rebuild runs what its source has of code only with --trust; SECURITY.md says what that can do.
    """
    if is_trusted and not again:
        raise click.UsageError("--trust is for --rebuild; add that, or leave --trust out")
    found = verify_edition(project, edition, branch)
    for remark in found.remarks:
        say(f"{remark}.")
    _end_on_findings(found.findings, f"edition {edition} is not what was sealed.")
    sealed = f"Edition {edition}: {count(len(found.seal.files), 'file')} as sealed"
    if again:
        from briefbook.mkdocs.engine import MkDocsEngine  # noqa: PLC0415 - to verify alone need not load MkDocs

        with progress_line() as progress:
            differences = rebuild_edition(
                project,
                edition,
                branch,
                MkDocsEngine(),
                progress=progress,
                show_code=show_code,
                is_trusted=is_trusted,
            )
        _end_on_findings(
            differences, f"edition {edition} is as sealed, but its source does not give it here."
        )
        sealed += ", and as its source gives them"
    say(f"{sealed}; {show_state(found.state)}.")


def _end_on_findings(findings: Sequence[object], verdict: str) -> None:
    """Print each finding, and leave with exit status 1 if there is any."""
    for finding in findings:
        say(finding, err=True)
    if findings:
        raise click.ClickException(verdict)
