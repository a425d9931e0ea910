"""What a drawing shows, in a sentence, which is its title: "3 of 5 instruments are in force"."""

from collections.abc import Iterable, Sequence

from briefbook.derived.timeline import TimelineYear
from briefbook.model.book import Brief
from briefbook.model.briefs.status import Milestone
from briefbook.model.markup import with_capital


def finding_of(briefs: Iterable[Brief]) -> str:
    """Return how many of some briefs have reached what their kind counts; empty if there is nothing to count.

    Where it counts one thing of some and another of others, there is a clause for each. A single brief that
    has not reached it has none: its status says more.
    """
    reached: dict[Milestone, list[bool]] = {}
    for brief in briefs:
        if brief.facts.milestone:
            reached.setdefault(brief.facts.milestone, []).append(brief.facts.has_reached_milestone)
    clauses = (_clause(milestone, each) for milestone, each in reached.items())
    return with_capital("; ".join(filter(None, clauses)))


def finding_of_timeline(years: Sequence[TimelineYear]) -> str:
    """Return how many dates of a timeline are drawn, since when, and how many of them are recent."""
    drawn = [year for year in years if any(each.lane for each in (*year.recent, *year.earlier))]
    if not drawn:
        return ""
    recent = sum(1 for year in drawn for each in year.recent if each.lane)
    number = recent + sum(1 for year in drawn for each in year.earlier if each.lane)
    if number == 1:
        return f"1 date, in {drawn[0].year}"
    return f"{number:,} dates since {drawn[-1].year}, {recent:,} of them in the last 12 months"


def _clause(milestone: Milestone, reached: Sequence[bool]) -> str:
    number, total = sum(reached), len(reached)
    if total == 1:
        return f"the {milestone.noun} {milestone.of_one}" if number else ""
    share = f"{number} of {total}"
    if number in (0, total):
        share = f"none of {total}" if number == 0 else "both" if total == 2 else f"all {total}"
    return f"{share} {milestone.nouns} {milestone.of_one if number == 1 else milestone.of_several}"
