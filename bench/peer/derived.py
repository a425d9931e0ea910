"""The pages of the peer that list the whole book again: timeline, outcomes, differences, reviews and more."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from bench.books.drafts import STAGES, Brief
from bench.books.synthetic import Book
from bench.peer.briefs import HEAD, by_grade, difference, expectation, follow_up, outcome, readout
from bench.peer.text import Facts, PageText, bare, bullets, cited_sources, show_date, show_title, table

_NOT_SEARCHED = "---\nsearch:\n  exclude: true\n---"

DatedFact = tuple[str, str, str, Facts]
"""A date, the brief or entity that has it, a short name for it, and the rest."""


def derived_page(page: PageText, book: Book, name: str) -> list[str]:
    """Return the blocks of a page that lists the whole book again."""
    title, blocks = DERIVED[name]
    return [_NOT_SEARCHED, f"# {title}", HEAD, *blocks(page, book), page.notes()]


def _timeline(page: PageText, book: Book) -> list[str]:
    blocks = ["Everything that the book dates, each event once, with the page that has it."]
    in_order = sorted(_dated_facts(book), key=itemgetter(0, 1))
    for year, facts in groupby(in_order, key=lambda each: each[0][:4]):
        blocks += [f"## {year}", bullets(_fact_of(page, *each) for each in facts)]
    return blocks


def _fact_of(page: PageText, day: str, part: str, what: str, facts: Facts) -> str:
    name = f"**{what}** · " if what else ""
    place = f", {page.link(facts['place'])}" if "place" in facts else ""
    text = f": {page.prose(facts['text'])}" if "text" in facts else ""
    return f"{show_date(day)} {name}{page.link(part)}{place}{text}{page.cite(facts['sources'])}"


def _dated_facts(book: Book) -> Iterator[DatedFact]:
    for brief in book.briefs:
        yield from _of_kind(brief)
        for event in (*brief.facts["events"], *brief.facts.get("since", ())):
            yield event["date"], brief.id, "", event
    for person, facts in book.entities["people"].items():
        for post in facts["posts"]:
            yield post["from"], person, post["post"], {"sources": post["sources"]}
    for programme, exercise in _exercises_of(book):
        for run in exercise["runs"]:
            yield run["date"], programme, f"{run['edition']} run", run


def _of_kind(brief: Brief) -> Iterator[DatedFact]:
    """Yield what only one kind of brief dates."""
    facts = brief.facts
    for each in facts.get("actions", ()):
        yield each["date"], brief.id, show_title(each["action"]), each
    for key, name in (("signed", "Signature"), ("in_force", "Entry into force"), ("date", "")):
        if key in facts:
            place = {"place": bare(facts["place"])} if key == "date" else {}
            yield bare(facts[key]), brief.id, name, {**place, "sources": cited_sources(facts[key])}
    for held in facts.get("meetings", ()):
        yield held["date"], brief.id, "", held
    for each in facts.get("outcomes", ()):
        yield from ((event["date"], brief.id, "", event) for event in each.get("followed", ()))
    for each in facts.get("stages", ()):
        yield from ((each[name], brief.id, show_title(name), each) for name in each.keys() & STAGES)


def _upcoming(page: PageText, book: Book) -> list[str]:
    met = [(brief, each) for brief, each in _expected(book) if "met" in each]
    return [
        "What was said to come, and has not, by 2 July 2026.",
        bullets(f"{expectation(page, each)} · {page.link(brief.id)}" for brief, each in upcoming(book)),
        "## What has come",
        bullets(f"{expectation(page, each)} · {page.link(brief.id)}" for brief, each in met),
    ]


def upcoming(book: Book) -> list[tuple[Brief, Facts]]:
    """Return what was said to come, and has not."""
    return [(brief, each) for brief, each in _expected(book) if "met" not in each]


def _expected(book: Book) -> list[tuple[Brief, Facts]]:
    """Return what was said to come, the dated first."""
    pairs = [(brief, each) for brief in book.briefs for each in brief.facts.get("expected", ())]
    return sorted(pairs, key=lambda pair: ("due" not in pair[1], pair[1].get("due") or pair[1]["stated"]))


def _outcomes(page: PageText, book: Book) -> list[str]:
    meetings: defaultdict[tuple[str, str], list[Facts]] = defaultdict(list)
    for brief in book.in_section("meetings"):
        for each in by_grade(brief.facts):
            meetings[each.get("date") or bare(brief.facts["date"]), brief.id].append(each)
    blocks = [
        "What the meetings led to, the latest first: how firm it is, whose readout gives it, who is to act, "
        "and what followed."
    ]
    for (day, meeting), outcomes in sorted(meetings.items(), key=itemgetter(0), reverse=True):
        rows = ([*_outcome(page, each)] for each in outcomes)
        head = ("Outcome", "Whose readout; who is to act", "What followed")
        blocks += [f"## {page.link(meeting)}, {show_date(day)}", table(head, rows)]
    return blocks


def _outcome(page: PageText, facts: Facts) -> Iterator[str]:
    """Yield the cells of an outcome's row."""
    yield outcome(page, facts) + page.cite(facts["sources"])
    owner = f"to act: {page.link(facts['owner'])}" if "owner" in facts else "not said who acts"
    yield f"{readout(page, facts)}<br>{owner}"
    yield "<br>".join(follow_up(page, facts)) or "nothing found"


def _exercises(page: PageText, book: Book) -> list[str]:
    rows = []
    for programme, exercise in _exercises_of(book):
        latest = max(exercise["runs"], key=itemgetter("date"))
        rows.append(
            [
                show_title(exercise["service"]),
                page.link(programme),
                ", ".join(map(page.link, exercise["with"])),
                page.cited(exercise["began"], show_date),
                f"{show_date(latest['date'])}<br>{run_of(page, latest)}",
            ]
        )
    return [table(("Service", "Exercise", "With", "Began", "Latest run found"), rows)]


def _exercises_of(book: Book) -> list[tuple[str, Facts]]:
    programmes = book.entities["programmes"].items()
    return [(name, facts["exercise"]) for name, facts in programmes if "exercise" in facts]


def run_of(page: PageText, run: Facts) -> str:
    """Return what is known of one time that an exercise was held."""
    return (
        f"{run['edition']}, {page.link(run['place'])}: {page.prose(run['text'])}{page.cite(run['sources'])}"
    )


def _differences(page: PageText, book: Book) -> list[str]:
    blocks = [
        "Every point on which the sources of this book disagree: who says what, which account the book "
        "follows, and why."
    ]
    for brief in book.briefs:
        points = brief.facts.get("sources_differ", ())
        blocks += [f"## {page.link(brief.id)}"] if points else []
        blocks += [block for each in points for block in difference(page, each)]
    return blocks


def _desk(page: PageText, book: Book) -> list[str]:
    rows = []
    for brief in book.briefs:
        facts, statements = brief.facts, page.index.statements[brief.id]
        single = sum(len(keys) == 1 for keys in statements)
        shares = f"{single} on one source, {page.index.official(statements)} on an official one"
        rows.append(
            [
                page.link(brief.id),
                show_date(facts["review_by"]),
                facts["clearance"],
                facts["owner"],
                f"{len(statements)}: {shares}",
            ]
        )
    return [
        "What of the book wants attention, as of 2 July 2026; `briefbook stale` says it for today. "
        f"{page.index.coverage()}.",
        table(("Brief", "Review by", "Clearance", "Owner", "Statements"), rows),
    ]


DERIVED = {
    "timeline": ("Timeline", _timeline),
    "upcoming": ("What comes next", _upcoming),
    "outcomes": ("Outcomes and follow-up", _outcomes),
    "exercises": ("Exercises", _exercises),
    "differences": ("Where sources differ", _differences),
    "desk": ("For the desk", _desk),
}
