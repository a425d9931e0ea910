"""The pages of the peer's briefs: what briefbook shows of the front matter, written out in Markdown."""

from collections.abc import Iterable
from operator import itemgetter

from bench.books.drafts import BINDING, GRADES, STAGES, Brief
from bench.peer.text import Facts, PageText, bare, bullets, show_date, show_term, show_title

HEAD = "PUBLIC · Information to 2 July 2026"
WRITTEN = "2026-05-06"
_DAYS = {"stated": "said", "due": "due", "met": "met"}

Shown = tuple[dict[str, str], list[str]]
"""Facts by their labels, and the blocks of Markdown that follow them."""


def brief_page(page: PageText, brief: Brief) -> list[str]:
    """Return the blocks of a brief's page."""
    facts = brief.facts
    own = {"agreements": _agreement, "meetings": _meeting, "technology": _technology, "context": _context}
    labelled, below = own[brief.section](page, facts)
    if "aliases" in facts:
        labelled["Also known as"] = "; ".join(facts["aliases"])
    return [
        f"---\ntitle: {facts['short']}\ndescription: '{facts['title']}'\n---",
        f"# {facts['title']}",
        HEAD,
        f"Bottom line, {show_date(bottom_line(facts)['from'])}",
        page.prose(bottom_line(facts)["text"]),
        *_section("## Outcomes", (_outcome(page, each) for each in by_grade(facts))),
        "## Facts",
        bullets(f"**{label}:** {value}" for label, value in labelled.items()),
        *below,
        *_section("### Dates", _dates(page, facts["events"])),
        page.prose(brief.prose),
        *_differences(page, facts),
        *_section("## Since then", _dates(page, facts.get("since", ()))),
        *_section(
            "## What was said to come", (expectation(page, each) for each in facts.get("expected", ()))
        ),
        *_section("## Related briefs", map(page.link, _related(page, brief))),
        *_section("## Linked from", map(page.link, page.index.named_in[brief.id])),
        page.notes(),
        _foot(facts),
    ]


def _foot(facts: Facts) -> str:
    cleared = f"Cleared by {facts['cleared_by']}, {show_date(facts['cleared_on'])}"
    review = f"To be reviewed by {show_date(facts['review_by'])}"
    return f"Written as of {show_date(WRITTEN)} · {cleared} · Owner: {facts['owner']} · {review}"


def _section(heading: str, items: Iterable[str]) -> list[str]:
    """Return a heading and its list, or nothing where the list is empty."""
    listed = bullets(items)
    return [heading, listed] if listed else []


def _agreement(page: PageText, facts: Facts) -> Shown:
    labelled = {
        "Status": f"**{status(facts)}**{page.citations(facts.get('in_force', facts['signed']))}",
        "Instrument": page.cited(facts["type"], lambda kind: f"{show_title(kind)}, {force(facts)}"),
        "Official title": page.cited(facts["official_title"]),
        "Parties": ", ".join(page.cited(party, page.link) for party in facts["parties"]),
        "Duration": page.cited(facts["duration"]),
    }
    actions = [
        f"{show_date(each['date'])} **{show_title(each['action'])}**, {page.link(each['place'])}, "
        f"by {', '.join(map(page.link, each['by']))}: {page.prose(each['text'])}{page.cite(each['sources'])}"
        for each in facts["actions"]
    ]
    actions += [
        f"{show_date(facts[key])} **{name}**{page.citations(facts[key])}"
        for key, name in (("signed", "Signature"), ("in_force", "Entry into force"))
        if key in facts
    ]
    return labelled, _section("### Treaty actions", actions)


def _meeting(page: PageText, facts: Facts) -> Shown:
    labelled = {"Format": page.cited(facts["format"], show_title)}
    if "date" in facts:
        labelled["Date"] = page.cited(facts["date"], show_date)
        labelled["Place"] = page.cited(facts["place"], page.link)
        labelled["Participants"] = _participants(page, facts)
    held = sorted(facts.get("meetings", ()), key=itemgetter("date"), reverse=True)
    return labelled, _section(
        "### Meetings held",
        (
            f"{show_date(each['date'])} {page.link(each['place'])}: {_participants(page, each)}. "
            f"{page.prose(each['text'])}{page.cite(each['sources'])}"
            for each in held
        ),
    )


def _participants(page: PageText, facts: Facts) -> str:
    """Return who took part in a meeting, and as what: by the part, or else by the post held then."""
    return ", ".join(
        page.cited(each, lambda who: f"{page.link(who)} ({page.index.posts[who]})")
        if isinstance(each, str)
        else f"{page.link(each['who'])} ({each['as']}){page.cite(each['sources'])}"
        for each in facts["with"]
    )


def _outcome(page: PageText, facts: Facts) -> str:
    """Return an outcome with its sources, and below it what followed."""
    followed = "".join(f"\n    - {each}" for each in follow_up(page, facts))
    return f"{outcome(page, facts)} {readout(page, facts)}{page.cite(facts['sources'])}{followed}"


def _technology(page: PageText, facts: Facts) -> Shown:
    reached, day = stage(facts)
    stages = (
        f"{show_date(each[name])} **{show_title(name)}**: {page.prose(each['text'])}"
        + page.cite(each["sources"])
        for each in facts["stages"]
        for name in each.keys() & STAGES
    )
    last = f"**{show_title(reached)}**, {show_date(day)}{page.cite(facts['stages'][-1]['sources'])}"
    partners = ", ".join(page.cited(partner, page.link) for partner in facts["partners"])
    return {"Stage": last, "Partners": partners}, _section("### Stages", stages)


def _context(page: PageText, facts: Facts) -> Shown:
    return {"Question": facts["question"]}, []


def _dates(page: PageText, entries: Iterable[Facts]) -> Iterable[str]:
    for each in sorted(entries, key=itemgetter("date")):
        place = f"{page.link(each['place'])}: " if "place" in each else ""
        yield f"{show_date(each['date'])} {place}{page.prose(each['text'])}{page.cite(each['sources'])}"


def _differences(page: PageText, facts: Facts) -> list[str]:
    blocks = ["## Where sources differ"] if "sources_differ" in facts else []
    for each in facts.get("sources_differ", ()):
        blocks += difference(page, each)
    return blocks


def difference(page: PageText, facts: Facts) -> list[str]:
    """Return the blocks of a point on which sources disagree."""
    accounts = (
        f"**{name.capitalize()}:** {page.prose(account['says'])}{page.cite(account['sources'])}"
        + (" **The book follows this account.**" if name == facts["follows"] else "")
        for name, account in facts["accounts"].items()
    )
    return [f"### {facts['about']}", bullets(accounts), facts["because"]]


def _related(page: PageText, brief: Brief) -> list[str]:
    """Return the briefs to read next: those of the field, then those that the prose links."""
    named = dict.fromkeys([*brief.facts.get("related", ()), *page.linked(brief.prose)])
    return [target for target in named if target != brief.id and target in page.index.briefs]


def expectation(page: PageText, facts: Facts) -> str:
    """Return what was said to come, by whom and when."""
    days = "; ".join(f"{name} {show_date(facts[key])}" for key, name in _DAYS.items() if key in facts)
    return f"{page.prose(facts['text'])}{page.cite(facts['sources'])} {days}"


def bottom_line(facts: Facts) -> Facts:
    """Return a brief's bottom line, and from when it holds."""
    lines = facts["bottom_line"]
    return {"from": WRITTEN, "text": lines} if isinstance(lines, str) else lines[-1]


def by_grade(facts: Facts) -> list[Facts]:
    """Return the outcomes of a meeting, the firmest first; of another brief none."""
    return sorted(facts.get("outcomes", ()), key=lambda each: GRADES.index(next(iter(each))))


def outcome(page: PageText, facts: Facts) -> str:
    """Return an outcome and its grade."""
    (grade, text), *_ = facts.items()
    return f"*{show_term(grade)}* {page.prose(text)}"


def readout(page: PageText, facts: Facts) -> str:
    """Return whose readout gives an outcome."""
    shared = {"both": "both sides' readouts", "press": "press only"}
    return shared.get(facts["readout"]) or f"{page.link(facts['readout'])}'s readout"


def follow_up(page: PageText, facts: Facts) -> list[str]:
    """Return what followed from an outcome."""
    return [
        f"{show_date(each['date'])}: {page.prose(each['text'])}{page.cite(each['sources'])}"
        for each in facts.get("followed", ())
    ]


def force(facts: Facts) -> str:
    """Return whether an agreement binds."""
    return "binding" if bare(facts["type"]) in BINDING else "political"


def status(facts: Facts) -> str:
    """Return the state of an agreement."""
    if "in_force" in facts:
        return f"In force since {show_date(facts['in_force'])}"
    return f"Signed {show_date(facts['signed'])}" + (", not in force" if force(facts) == "binding" else "")


def stage(facts: Facts) -> tuple[str, str]:
    """Return the stage that a project has reached, and its date."""
    (name, day), *_ = facts["stages"][-1].items()
    return name, day
