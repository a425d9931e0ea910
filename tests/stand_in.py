"""The command line with an engine that writes three files and no print, for tests of Git to which the site does not matter.

It is a script too. Python finds the briefbook that the environment names.
"""

import os
from datetime import date
from pathlib import Path
from time import sleep
from unittest.mock import patch

import click

from briefbook.cli.main import CommandGroup, end_on, in_book
from briefbook.cli.main import main as real_main
from briefbook.cli.publish import command as real_publish
from briefbook.pages.csp import POLICY_FILE
from briefbook.pipelines.engine import Site, SiteOptions
from briefbook.pipelines.own_code import OwnCode
from briefbook.pipelines.progress import Progress
from briefbook.problems import Problem
from briefbook.publishing.publish import PublishRequest, PublishTarget, publish_edition

HOLD = "BRIEFBOOK_HOLD"
"""The variable of the environment with which no edition is finished: a test interrupts it."""


class ThreeFiles:
    """An engine that writes a front page, a page for what is not found, and a policy."""

    def options(self, project: Path) -> SiteOptions:
        """Return what is so by default."""
        return SiteOptions()

    def code(self, project: Path) -> list[OwnCode]:
        """Return nothing: none of its templates and settings are used."""
        return []

    def build(
        self, project: Path, site: Site, out: Path, progress: Progress, time: int | None = None
    ) -> list[Problem]:
        """Write them into the empty folder ``out``; wait before, where `HOLD` is set."""
        while HOLD in os.environ:
            sleep(0.01)
        (out / "index.html").write_text("\n".join(page.entry.uri for page in site.pages), "utf-8")
        (out / "404.html").write_text(site.marking, "utf-8")
        (out / POLICY_FILE).write_text(
            "add_header Content-Security-Policy \"default-src 'self'\";\n", "utf-8"
        )
        return []


def _publish_three_files(  # noqa: PLR0913, PLR0917 - one for each option
    project: Path,
    edition: str,
    title: str | None,
    as_of: date | None,
    only: str | None,
    branch: str,
    remote: str | None,
    dry_run: bool,
) -> None:
    """Publish an edition as the real command does, with another engine, and without PDFs."""
    request = PublishRequest(edition, title, as_of, dry_run, PublishTarget(branch, remote), only)
    with patch("briefbook.pipelines.build.write_pdfs", return_value={}):
        published = publish_edition(project, request, ThreeFiles(), date.today())
    if isinstance(published, list):
        end_on(published)


_publish = click.Command("publish", params=real_publish.params, callback=in_book(_publish_three_files))


class _Commands(CommandGroup):
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _publish if cmd_name == _publish.name else super().get_command(ctx, cmd_name)


main = _Commands(params=real_main.params, callback=real_main.callback)

if __name__ == "__main__":
    main()
