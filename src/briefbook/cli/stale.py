"""`briefbook stale`."""

from datetime import date
from pathlib import Path

import click

from briefbook.cli.main import count, end_on, in_book, parse_day
from briefbook.cli.output import say
from briefbook.derived.review import find_clearance, find_old_horizon, packs_to_clear, review_states
from briefbook.derived.unused import find_unused
from briefbook.model.located import place_of
from briefbook.pipelines.load import load_book


@click.command("stale")
@click.option(
    "--on", "day", metavar="DAY", callback=parse_day, help="The day to look from; today by default."
)
@in_book
def command(project: Path, day: date | None) -> None:
    """List what wants attention: old news; briefs overdue, not cleared, on little; packs; unused entries."""
    book, problems = load_book(project)
    end_on(problems)
    assert book is not None
    day = day or date.today()
    settings = book.settings
    too_old = find_old_horizon(book, day)
    found = [
        *([f"{place_of(settings.as_of, settings.where)}: {too_old}"] if too_old else []),
        *(f"{each.brief.path}: {finding}" for each in review_states(book, day) for finding in each.findings),
        *(f"{pack.path}: {find_clearance(pack.facts)}" for pack in packs_to_clear(book)),
        *(f"{where}: {finding}" for where, finding in find_unused(book)),
    ]
    for line in found:
        say(line)
    packs = f", {count(len(book.packs), 'pack')}" if book.packs else ""
    say(f"{count(len(found), 'finding')} in {count(len(book.briefs), 'brief')}{packs} and the registers.")
