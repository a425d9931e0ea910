"""What a brief is as a mail, in a real Chromium."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import MakeBook, built
from tests.e2e.conftest import BRIEF
from tests.e2e.copying import copy
from tests.e2e.server import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.same_tab]


def test_a_brief_is_copied_as_a_mail(address: str, copying_tab: "Page") -> None:
    copying_tab.goto(f"{address}/{BRIEF}")
    mail = copy(copying_tab, "Copy for e-mail")
    lines = mail["text/plain"].splitlines()
    assert lines[0] == lines[-1] == "PUBLIC"
    assert lines[2] == copying_tab.locator("h1").inner_text()
    assert "BOTTOM LINE, 6 MAY 2025" in lines
    assert "- Status: In force since 11 July 2021 [1]" in lines
    assert any(line.startswith("- 9 September 2020: Signature, New Delhi, by Ajay Kumar") for line in lines)
    assert lines[4] == "Information to 2 July 2026."
    assert lines[-3].startswith("Cite as: Open-source desk, “Agreement on reciprocal provision of supplies")
    assert lines[-3].endswith(f"information to 2 July 2026, written as of 6 May 2025, {address}/{BRIEF}")
    assert "When it was last used" not in mail["text/plain"]
    assert "Also known as" not in mail["text/plain"]
    assert "  " not in mail["text/plain"]
    assert "<li><strong>Status:</strong>" in mail["text/html"]
    assert f'href="{address}/places/new-delhi/index.html"' in mail["text/html"]
    assert not any(word in mail["text/html"] for word in ("class=", "id=", "Link to:", "<sup"))


def test_a_mail_lists_the_sources_that_it_cites_numbered_as_on_the_page(
    address: str, copying_tab: "Page"
) -> None:
    copying_tab.goto(f"{address}/{BRIEF}")
    text = copy(copying_tab, "Copy for e-mail")["text/plain"]
    sources = text.split("\nSOURCES\n")[1]
    assert (
        "[8] India, Japan to expand security and defence cooperation, domain-b.com, 30 October 2018\n" in text
    )
    assert "\nhttps://domain-b.com/amp/defence/" in sources
    assert "Embassy of India, Tokyo, no date (official)" in sources
    assert "[20]" in sources
    assert "[19]" not in sources, "only the prose cites it"
    assert copying_tab.locator("#note--19").count() == 1


def test_a_mail_says_where_sources_differ_and_what_came_since(small_site: Path, copying_tab: "Page") -> None:
    with serving(small_site) as address:
        copying_tab.goto(f"{address}/agreements/supply-pact/index.html")
        text = copy(copying_tab, "Copy for e-mail")["text/plain"]
    said = [
        "Rests on 2 sources: 1 official, 1 other.",
        "Sources differ on one point.",
        "\nWHERE SOURCES DIFFER\n\nWhether it is still a proposal\n\n- Paper: It is a proposal. [",
        "- Notice: It is in force. [1] The book follows this account.\n\nA notice outweighs a paper.\n",
        "\nSINCE THEN\n\n- 29 August 2025: Wider use is planned. [",
        "\nSOURCES\n",
    ]
    assert [part for part in said if part not in text] == []
    assert [*map(text.index, said)] == sorted(map(text.index, said))


@pytest.mark.parametrize("field", ["since", "meetings"])
def test_a_mail_has_the_newest_dates_of_a_long_list(
    field: str, make_book: MakeBook, copying_tab: "Page", tmp_path: Path
) -> None:
    dates = ", ".join(
        f"{{date: 2026-{month:02}-{day}, text: E}}" for month in range(1, 7) for day in (11, 21, 28)
    )
    of_series = "format: call\n" + ("" if field == "meetings" else "meetings: []\n")
    brief = f"---\ntitle: T\nbottom_line: B\nwritten: 2025-01-01\n{of_series}{field}: [{dates}]\n---\n"
    with serving(built(make_book({"briefs/meetings/long.md": brief}), tmp_path / "site")) as address:
        copying_tab.goto(f"{address}/meetings/long/index.html")
        text = copy(copying_tab, "Copy for e-mail")["text/plain"]
    lines = [line for line in text.splitlines() if line.endswith(": E") or "earlier" in line]
    newest = [
        f"- {day} {month} 2026: E" for month in ("March", "April", "May", "June") for day in (11, 21, 28)
    ]
    rest = "- 6 earlier: see the page"
    assert lines == ([rest, *newest] if field == "since" else [*newest[::-1], rest])


def test_a_mail_says_that_a_review_is_overdue(real_site: Path, browser: "Browser") -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    tab.clock.set_fixed_time("2027-07-01T12:00")
    with serving(real_site) as address:
        tab.goto(f"{address}/{BRIEF}")
        lines = copy(tab, "Copy for e-mail")["text/plain"].splitlines()
    assert lines[4] == "Information to 2 July 2026.", "its age is that of the day on which it is read"
    assert lines[6].startswith("This brief was to be reviewed by 31 May 2027. It may be out of date")
    context.close()


def test_outcomes_in_a_mail_say_how_firm_they_are_and_by_whose_readout(
    small_site: Path, copying_tab: "Page"
) -> None:
    with serving(small_site) as address:
        copying_tab.goto(f"{address}/meetings/delhi-talks/index.html")
        text = copy(copying_tab, "Copy for e-mail")["text/plain"]
    assert text.startswith("PUBLIC · DRAFT\n")
    grades = copying_tab.locator(".bb-mail .bb-grade").all_inner_texts()
    assert grades
    assert all(f"- {grade}: " in text for grade in grades)
    assert "(both sides' readouts)" in text


def test_lists_and_tables_of_a_bottom_line_are_copied(
    make_book: MakeBook, copying_tab: "Page", tmp_path: Path
) -> None:
    lines = ["First:", "", "1. One", "2. Two", "", "| A | B |", "|---|---|", "| c | d |"]
    brief = f"---\ntitle: T\nbottom_line: |\n  {f'{chr(10)}  '.join(lines)}\n---\n"
    project = make_book({"briefs/context/other.md": brief})
    with serving(built(project, tmp_path / "site")) as address:
        copying_tab.goto(f"{address}/context/other/index.html")
        text = copy(copying_tab, "Copy for e-mail")["text/plain"]
    assert "\nFirst:\n\n1. One\n2. Two\n\nA B\nc d\n" in text
