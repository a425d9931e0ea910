"""What one officer hands over to the next: what is open as of the horizon, and no more."""

from collections.abc import Mapping
from pathlib import Path

from lxml import html

from briefbook.derived.handover import handover_of
from briefbook.derived.survey import Survey
from briefbook.model.book import Book
from briefbook.pages.handover_text import write_as_text
from briefbook.pipelines.build import make_site
from briefbook.pipelines.engine import Site
from briefbook.pipelines.load import read_book
from briefbook.pipelines.progress import no_progress

BOOK = "title: T\ndesk: {name: The desk}\nas_of: 2026-07-02\nowner: The desk\n"
TALKS = """\
---
title: Talks
bottom_line: B
clearance: cleared
cleared_by: A
cleared_on: 2026-05-01
review_by: {review}
format: call
date: 2026-01-05
with: [a-b]
outcomes:
  - {{agreed: OPEN with *marks*., readout: press, owner: india}}
  - {{agreed: NOBODY is to act., readout: press}}
  - {{agreed: FOLLOWED., readout: press, owner: india, followed: [{{date: 2026-02-01, text: It was done.}}]}}
expected:
  - {{text: MISSED., stated: 2026-01-05, due: 2026-06-30}}
  - {{text: AHEAD., stated: 2026-01-05, due: 2026-07-30}}
  - {{text: SOMEDAY., stated: 2026-01-05}}
  - {{text: CAME., stated: 2026-01-05, due: 2026-02, met: 2026-02-01}}
questions: [{{question: Who pays?, looked_at: 2026-06-01}}, {{question: Who paid?, looked_at: 2026-01-05, answered: 2026-02-01}}]
---
"""
FILES = {
    "briefs/book.yml": BOOK,
    "briefs/people.yml": "a-b: {name: A B}\n",
    "briefs/organisations.yml": "india: {name: India}\n",
    "briefs/meetings/talks.md": TALKS.format(review="2026-06-01"),
    "briefs/context/draft.md": "---\ntitle: A draft\nbottom_line: B\nowner: The other desk\nreview_by: 2026-09-01\n---\n[[a-b]]\n",
}


def written(folder: Path, files: Mapping[str, str]) -> Path:
    """Return a project that has some files, and no others."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def book_of(project: Path) -> Book:
    book = read_book(project, None, no_progress)
    assert isinstance(book, Book), book
    return book


def page_of(project: Path) -> html.HtmlElement:
    site = make_site(project)
    assert isinstance(site, Site), site
    (page,) = (each for each in site.pages if each.entry.uri == "handover/index.html")
    assert not page.entry.in_navigation
    return html.fromstring(f"<main>{page.html}</main>")


def sections_of(page: html.HtmlElement) -> dict[str, str]:
    """Return what is under each heading, on one line."""
    found: dict[str, str] = {}
    for heading in page.iter("h2"):
        parts = []
        for each in heading.itersiblings():
            if each.tag == "h2":
                break
            parts.append(each.text_content())
        found[heading.get("id").removeprefix("handover--")] = " ".join(" ".join(parts).split())
    return found


def test_what_is_open_is_handed_over(tmp_path: Path) -> None:
    found = sections_of(page_of(written(tmp_path, FILES)))
    assert found["actions"] == "5 January 2026 India: OPEN with marks. agreed Talks"
    assert found["not-come"] == "due 30 June 2026 MISSED. Talks"
    assert found["dates"].startswith("due 30 July 2026 AHEAD. Talks")
    assert "1 more to come, without a date" in found["dates"]
    assert found["overdue"] == "1 June 2026 Talks, The desk"
    assert found["clearance"] == "Draft A draft (draft brief), The other desk"
    assert found["questions"].startswith("Who pays?")
    assert "Who paid?" not in found["questions"]
    assert "changes" not in found  # which only editions have


def test_what_passes_after_the_horizon_waits_for_the_reader_s_clock(tmp_path: Path) -> None:
    page = page_of(written(tmp_path, FILES))
    waiting = {each.get("data-bb-after"): each for each in page.iter("strong") if each.get("data-bb-after")}
    assert {*waiting} == {"2026-07-30", "2026-09-01"}
    assert all("hidden" in each.attrib for each in waiting.values())


def test_the_text_has_the_same(tmp_path: Path) -> None:
    book = book_of(written(tmp_path, FILES))
    text = write_as_text(handover_of(Survey(book)), book)
    assert (
        "== Decided, and not followed up ==\n\n  - India: OPEN with marks. (agreed, 5 January 2026; Talks)\n\n"
        in text
    )
    assert "== Due, and not come ==\n\n  - 30 June 2026: MISSED. (Talks)\n\n" in text
    assert "== Overdue reviews ==\n\n  - 1 June 2026: Talks (The desk)\n" in text
    assert "== Not cleared ==\n\n  - A draft (draft brief)\n" in text
    assert "  - SOMEDAY. (Talks)\n" in text


def test_the_text_names_what_is_marked_higher_as_the_pages_do(tmp_path: Path) -> None:
    hidden = "---\ntitle: Hidden\nbottom_line: B\nmarking: restricted\nclearance: cleared\ncleared_by: A\ncleared_on: 2026-05-01\n---\n"
    pack = "title: Visit\npurpose: P\ndate: 2026-08-01\nwritten: 2026-07-01\nbriefs: [hidden]\n"
    files = {**FILES, "briefs/context/hidden.md": hidden, "briefs/packs/visit.yml": pack}
    book = book_of(written(tmp_path, files))
    text = write_as_text(handover_of(Survey(book)), book)
    assert text.startswith("Handover: T\n\nRESTRICTED. Information to 2 July 2026.\n")
    assert "Without a date for review: Hidden (RESTRICTED).\n" in text
    assert "  - 1 August 2026: Visit (draft pack, RESTRICTED)\n" in text


def test_an_empty_book_says_of_each_matter_that_there_is_none(tmp_path: Path) -> None:
    project = written(tmp_path, {"briefs/book.yml": BOOK})
    found = sections_of(page_of(project))
    assert found["actions"].startswith("What was decided has been followed up")
    assert found["not-come"] == "Nothing that has a date is overdue."
    assert found["questions"].startswith("No question is open.")
    text = write_as_text(handover_of(Survey(book_of(project))), book_of(project))
    assert "== Open questions ==\n\nNone.\n" in text


def test_reviews_of_one_owner_on_one_day_are_one_item(tmp_path: Path) -> None:
    brief = "---\ntitle: {title}\nbottom_line: B\nreview_by: {day}\n{owner}---\n"
    rows = [(f"N{number:02}", "2026-09-02", "") for number in range(12)]
    rows += [("Late", "2026-06-01", "owner: Zoe\n"), ("Later", "2026-06-01", "owner: Ann\n")]
    briefs = {
        f"briefs/context/{title.lower()}.md": brief.format(title=title, day=day, owner=owner)
        for title, day, owner in rows
    }
    project = written(tmp_path, {"briefs/book.yml": BOOK, **briefs})
    found = sections_of(page_of(project))
    assert found["overdue"] == "1 June 2026 Later (draft brief), Ann 1 June 2026 Late (draft brief), Zoe"
    assert found["reviews"].startswith("2 September 2026 N00 (draft brief), N01")
    assert "N09 (draft brief) and 2 more, The desk" in found["reviews"]
    book = book_of(project)
    text = write_as_text(handover_of(Survey(book)), book)
    assert "N11 (draft brief) (The desk)\n" in text


def test_a_long_list_is_cut_and_the_rest_counted(tmp_path: Path) -> None:
    outcome = "  - {agreed: OPEN., readout: press, owner: india}\n"
    talks = TALKS.format(review="2026-09-01").replace("outcomes:\n", "outcomes:\n" + outcome * 60)
    pack = "{title: P, purpose: P, written: 2026-07-01, briefs: [talks]}\n"
    packs = {f"briefs/packs/p{number}.yml": pack for number in range(52)}
    page = page_of(written(tmp_path, {**FILES, "briefs/meetings/talks.md": talks, **packs}))
    found = sections_of(page)
    assert found["actions"].count("OPEN") == 50
    assert found["actions"].endswith("11 more")
    assert found["clearance"].endswith("P (draft pack). 2 more")
