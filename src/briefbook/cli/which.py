"""`briefbook which`."""

from pathlib import Path

import click

from briefbook.cli.edition_options import branch_option, show_state
from briefbook.cli.main import count, in_repository
from briefbook.cli.output import say
from briefbook.diff.text_formats import as_text
from briefbook.editions.imprint import Imprint
from briefbook.model.dates import show_day
from briefbook.publishing.compare import name_of_state
from briefbook.publishing.provenance import ProvenanceFinder, PublishedFile, Since


@click.command("which")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@branch_option
@in_repository
def command(project: Path, file: Path, branch: str) -> None:
    """Say of which edition FILE is, a PDF or a page, and what has changed since in what it shows.

    FILE may lie anywhere, as out of a mail. Nothing of it is run. The exit status is 1 if it cannot be
    identified, or is not as it was published.
    """
    finder = ProvenanceFinder(project, branch)
    found = finder.find(file)
    if isinstance(found, Imprint):
        say(f"{file} says that it is {found.file} of {found.book}.")
        say(
            f"Information to {show_day(found.as_of)}; it was built from a working copy, and is of no edition."
        )
        return
    _say_edition(file, found)
    said: Since | None = None
    for since in finder.changes_since(found):
        if isinstance(since, Since) and said and since.changes == said.changes:
            say(f"\nThe same has changed until {name_of_state(since.until)}, and no more.")
        elif isinstance(since, Since):
            _say_since(found, since)
            said = since
        else:
            mistakes = count(len(since), "mistake")
            say(f"\nIt is not compared with the working tree, which has {mistakes}; see 'briefbook check'.")
    if not found.is_as_published:
        raise click.ClickException(f"{file} is not as edition {found.seal.edition} published it.")


def _say_edition(file: Path, found: PublishedFile) -> None:
    seal = found.seal
    verb = "is" if found.is_as_published else "says that it is"
    say(f"{file} {verb} {found.subject.words}, in edition {seal.edition} of {seal.book}.")
    say(
        f"Information to {show_day(seal.as_of)}; published {show_day(seal.published)}, from commit "
        f"{seal.source.commit[:12]}."
    )
    say(f"The edition: {show_state(found.state).removesuffix('.')}{_corrected(found)}.")
    if found.is_as_published:
        say(f"The file is byte for byte as it was published, as {found.path}.")
    if found.also_in:
        say(f"The same file is in {', '.join(found.also_in)}.")


def _corrected(found: PublishedFile) -> str:
    by = found.state.by
    return f"; {by.edition} corrects {by.corrects}" if by and by.corrects else ""


def _say_since(found: PublishedFile, since: Since) -> None:
    edition = found.seal.edition
    title = f"What changed in it from {edition} to {name_of_state(since.until)}"
    if not found.subject.is_whole_book:
        say(f"\n{as_text(since.changes, title)}", nl=False)
        return
    say(f"\n{title}: {since.changes.summary}.")
    say(f"'briefbook diff {edition} {since.until}' says all of it.")
