"""The other pages of the peer: the front page, the sections, the entities, the sources and the glossary."""

from collections import defaultdict
from operator import itemgetter

from bench.books.drafts import STAGES, Brief
from bench.books.synthetic import SECTIONS, Book
from bench.peer.briefs import HEAD, WRITTEN, bottom_line, by_grade, force, outcome, readout, stage, status
from bench.peer.derived import run_of, upcoming
from bench.peer.text import Facts, PageText, bare, bullets, show_date, show_title, table


def front_page(page: PageText, book: Book) -> list[str]:
    """Return the blocks of the front page."""
    settings = book.settings
    return [
        f"# {settings['title']}",
        f"{HEAD} · Briefs written as of {show_date(WRITTEN)} · {settings['desk']['name']}",
        settings["desk"]["perspective"],
        "## Key points",
        bullets(page.prose(each["text"]) for each in settings["key_points"] if each["date"] <= WRITTEN),
        "## Since then",
        bullets(
            f"{show_date(each['date'])} {page.prose(each['text'])}"
            for each in settings["key_points"]
            if each["date"] > WRITTEN
        ),
        "## What comes next",
        bullets(
            page.prose(each["text"])
            + (f" due {show_date(each['due'])};" if "due" in each else "")
            + f" said {show_date(each['stated'])} · {page.link(brief.id)}"
            for brief, each in upcoming(book)
        ),
        *_state_of_play(page, book),
    ]


def _state_of_play(page: PageText, book: Book) -> list[str]:
    """Return the blocks that list how far everything is, and where it is read."""
    latest = max(book.in_section("meetings"), key=last_held)
    differing = [(brief, each) for brief in book.briefs for each in brief.facts.get("sources_differ", ())]
    sections = (
        (f"[{title}]({page.way(folder)})", " · ".join(page.link(each.id) for each in book.in_section(folder)))
        for folder, title in SECTIONS.items()
    )
    return [
        "## Agreements",
        table(
            ("Agreement", "Kind", "Status"),
            (
                (page.link(each.id), force(each.facts), status(each.facts))
                for each in book.in_section("agreements")
            ),
        ),
        "## Latest meeting",
        f"{page.link(latest.id)}, {show_date(last_held(latest))}",
        page.prose(bottom_line(latest.facts)["text"]),
        "## Projects by stage",
        table(
            ("Stage", "Project", "Since"),
            (
                (show_title(name), page.link(brief.id), show_date(day))
                for name, projects in _by_stage(book).items()
                for brief, day in projects
            ),
        ),
        "## Where sources differ",
        bullets(
            f"{page.link(brief.id)}: [{each['about']}]({page.way_to(brief.id)}#where-sources-differ)"
            for brief, each in differing
        ),
        "## In this book",
        table(("Section", "Briefs"), sections),
    ]


def last_held(brief: Brief) -> str:
    """Return the date of a meeting, the last one of a series."""
    facts = brief.facts
    return bare(facts["date"]) if "date" in facts else str(max(each["date"] for each in facts["meetings"]))


def _by_stage(book: Book) -> dict[str, list[tuple[Brief, str]]]:
    """Return the projects and their dates by the stage reached, furthest first."""
    groups: dict[str, list[tuple[Brief, str]]] = {name: [] for name in reversed(STAGES)}
    for brief in book.in_section("technology"):
        reached, day = stage(brief.facts)
        groups[reached].append((brief, day))
    return {name: projects for name, projects in groups.items() if projects}


def section_page(page: PageText, book: Book, settings: Facts) -> list[str]:
    """Return the blocks of a section's page."""
    overviews = {
        "agreements": _agreements,
        "meetings": _meetings,
        "technology": _technology,
        "context": _context,
    }
    overview = overviews[settings["folder"]](page, book)
    return [f"# {settings['title']}", HEAD, page.prose(settings["intro"]), *overview]


def _agreements(page: PageText, book: Book) -> list[str]:
    rows: defaultdict[str, list[list[str]]] = defaultdict(list)
    agreements = book.in_section("agreements")
    for brief in agreements:
        facts = brief.facts
        kind = bare(facts["type"]).replace("-", " ")
        entry = [show_date(facts["in_force"]) if "in_force" in facts else "not in force"]
        binding = entry if force(facts) == "binding" else []
        rows[force(facts)].append(
            [page.link(brief.id), kind, show_date(facts["signed"]), *binding, status(facts)]
        )
    return [
        "## Binding instruments",
        table(("Agreement", "Type", "Signature", "Entry into force", "Status"), rows["binding"]),
        "## Political declarations and memoranda",
        "A political text is not computed as in force.",
        table(("Agreement", "Type", "Signature", "Status"), rows["political"]),
        "## Bottom lines",
        _bottom_lines(page, agreements),
    ]


def _meetings(page: PageText, book: Book) -> list[str]:
    blocks = []
    for brief in sorted(book.in_section("meetings"), key=last_held, reverse=True):
        facts = brief.facts
        place = f" {page.link(bare(facts['place']))}" if "place" in facts else ""
        held = show_date(last_held(brief)) if "date" in facts else f"Last held {show_date(last_held(brief))}"
        blocks += [
            f"## {page.link(brief.id)}",
            f"{held} {show_title(bare(facts['format']))}{place}",
            f"**Participants:** {', '.join(page.link(each) for each in _participants(facts))}",
            page.prose(bottom_line(facts)["text"]),
            bullets(f"{outcome(page, each)} {readout(page, each)}" for each in by_grade(facts)),
        ]
    return blocks


def _participants(facts: Facts) -> list[str]:
    """Return who took part in a meeting, the last one of a series."""
    held = facts if "with" in facts else max(facts["meetings"], key=itemgetter("date"))
    return [bare(each) if isinstance(each, str) else each["who"] for each in held["with"]]


def _technology(page: PageText, book: Book) -> list[str]:
    blocks = []
    for name, projects in _by_stage(book).items():
        lines = (
            f"{page.link(brief.id)} {show_date(day)}: {page.prose(bottom_line(brief.facts)['text'])} "
            f"Partners: {', '.join(page.link(bare(each)) for each in brief.facts['partners'])}"
            for brief, day in projects
        )
        blocks += [f"## {show_title(name)}", bullets(lines)]
    return blocks


def _context(page: PageText, book: Book) -> list[str]:
    questions: defaultdict[str, list[Brief]] = defaultdict(list)
    for brief in book.in_section("context"):
        questions[brief.facts["question"]].append(brief)
    return [
        block
        for question, briefs in questions.items()
        for block in (f"## {question}", _bottom_lines(page, briefs))
    ]


def _bottom_lines(page: PageText, briefs: list[Brief]) -> str:
    return bullets(
        f"{page.link(brief.id)}: {page.prose(bottom_line(brief.facts)['text'])}" for brief in briefs
    )


def entity_page(page: PageText, entity: str, facts: Facts) -> list[str]:
    """Return the blocks of the page of a person, an organisation, a place or a programme."""
    posts = [
        f"{show_date(post['from'])} to {show_date(post['until'])} {post['post']}, "
        f"{page.link(post['organisation'])}{page.cite(post['sources'])}"
        for post in facts.get("posts", ())
    ]
    runs = [
        f"{show_date(run['date'])} {run_of(page, run)}"
        for run in sorted(facts.get("exercise", {}).get("runs", ()), key=itemgetter("date"), reverse=True)
    ]
    return [
        f"# {facts['name']}",
        HEAD,
        page.prose(facts["description"]),
        *([f"Wrong forms: {', '.join(facts['not'])}"] if "not" in facts else []),
        *([f"Country: {facts['country']}"] if "country" in facts else []),
        f"Sources of the entry: {page.cite(facts['sources'])}",
        *(["## Posts", bullets(posts)] if posts else []),
        *(["## When it was held", bullets(runs)] if runs else []),
        "## Named in",
        page.links(page.index.named_in[entity]),
        page.notes(),
    ]


def sources_page(page: PageText, book: Book) -> list[str]:
    """Return the blocks of the register of sources."""
    cited = {key: source for key, source in book.sources.items() if page.index.cited_in[key]}
    opening = "Each source that the book cites, with the pages that rest on it."
    blocks = ["# Sources", f"{HEAD} {len(cited)} cited", f"{page.index.coverage()}.", opening]
    for key, source in cited.items():
        blocks += [
            f"{page.entry(key)}\n{{: #{key} }}",
            f"`{key}` Reliability: {source['reliability']} Language: {source['language']} "
            f"Read {show_date(source['accessed'])}",
            source["note"],
            f"Cited in {', '.join(map(page.link, page.index.cited_in[key]))}",
        ]
    return blocks


def glossary_page(page: PageText, book: Book) -> list[str]:
    """Return the blocks of the glossary."""
    terms = (
        f"{word}\n:   {term['meaning']}{page.cite(term['sources'])}" for word, term in book.glossary.items()
    )
    return ["# Glossary", HEAD, *terms, page.notes()]
