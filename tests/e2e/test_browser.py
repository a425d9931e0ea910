"""The real book in a real Chromium."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import wait_for_answer

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request

pytestmark = pytest.mark.browser

PAGE_TYPES = [
    "index.html",
    "agreements/index.html",
    "meetings/index.html",
    "technology/index.html",
    "context/index.html",
    "agreements/supplies-services-agreement/index.html",
    "meetings/new-delhi-5-may-2025/index.html",
    "meetings/two-plus-two-dialogue/index.html",
    "technology/gcap/index.html",
    "context/joint-exercises/index.html",
    "people/index.html",
    "people/gen-nakatani/index.html",
    "organisations/japan/index.html",
    "places/index.html",
    "programmes/index.html",
    "timeline/index.html",
    "upcoming/index.html",
    "outcomes/index.html",
    "exercises/index.html",
    "differences/index.html",
    "desk/index.html",
    "sources/index.html",
    "glossary/index.html",
    "reading.html",
    "search/index.html",
]


def test_pages_ask_no_other_host_and_nothing_fails(address: str, tab: "Page") -> None:
    requests: list[str] = []
    failures: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.on("response", lambda response: failures.append(response.url) if response.status >= 400 else None)
    tab.on("pageerror", lambda error: failures.append(str(error)))

    def note(request: "Request") -> None:
        if request.failure != "net::ERR_ABORTED":  # the browser lets go of what it asked for when it leaves
            failures.append(f"{request.url}: {request.failure}")

    tab.on("requestfailed", note)
    for page in PAGE_TYPES:
        tab.goto(f"{address}/{page}", wait_until="networkidle")
    assert len(requests) > len(PAGE_TYPES)
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []
    assert failures == []


def test_a_click_through_from_disk(real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / "index.html").as_uri())

    def click(selector: str, heading: str) -> None:
        tab.locator(selector).first.click()
        tab.wait_for_load_state()
        assert heading in tab.locator("h1").first.inner_text()

    click(".md-tabs a:has-text('Agreements')", "Agreements")
    click("article a:has-text('Supplies and services agreement')", "supplies and services")
    click("article a:has-text('Ajay Kumar')", "Ajay Kumar")
    click("article a:has-text('Supplies and services agreement')", "supplies and services")
    click(".md-path a:has-text('Agreements')", "Agreements")
    click(".md-tabs a:has-text('Meetings')", "Meetings")
    click("article a:has-text('New Delhi talks')", "New Delhi")
    click(".md-tabs a:has-text('Technology')", "Technology")
    click("article a:has-text('UNICORN mast')", "UNICORN")
    click(".md-tabs a:has-text('Strategic context')", "Strategic context")
    click("article a:has-text('Senkaku')", "Senkaku")
    click("article .bb-register", "Sources")
    click(".bb-uses a", "")
    click(".md-tabs a:has-text('Reference')", "Timeline")
    for digest in ("What comes next", "Outcomes", "Exercises", "Where sources differ", "For the desk"):
        click(f".md-sidebar--primary a:has-text('{digest}')", digest)
    click(".md-sidebar--primary a:has-text('People')", "People")
    click("article a:has-text('Gen Nakatani')", "Gen Nakatani")
    click(".md-tabs a:has-text('Reference')", "Timeline")
    for register in ("Organisations", "Places", "Programmes", "Sources", "Glossary"):
        click(f".md-sidebar--primary a:has(:text-is('{register}'))", register)
    click(".md-tabs a:has-text('How to read')", "How to read")
    click(".md-tabs a:has-text('Overview')", "India–Japan defence ties")


def test_a_citation_leads_to_its_source_and_back(real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / "agreements/supplies-services-agreement/index.html").as_uri())
    mark = tab.locator("sup.bb-cite").first
    mark.locator("a").click()
    note = tab.url.partition("#")[2]
    assert note.startswith("note--")
    tab.locator(f"#{note} .bb-back").first.click()
    assert tab.url.partition("#")[2] == mark.get_attribute("id")


def test_a_term_shows_its_meaning_in_place(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/agreements/supplies-services-agreement/index.html", wait_until="networkidle")
    term = tab.locator("article abbr:has-text('ACSA')").first
    term.hover()
    tab.locator(".md-tooltip2:has-text('Cross-Servicing')").wait_for()


def test_no_page_scrolls_sideways(address: str, tab: "Page") -> None:
    """A screen of 1280 pixels is left with 640 where its reader doubles all, and with 320 at 400 % (WCAG 1.4.10)."""
    for page in [*PAGE_TYPES, "search/index.html?q=Japan", "404.html", "writing.html"]:
        tab.set_viewport_size({"width": 390, "height": 844})
        tab.goto(f"{address}/{page}")
        if "?q=" in page:
            wait_for_answer(tab)
        for width in (390, 640, 320):
            tab.set_viewport_size({"width": width, "height": 844})
            needed = tab.evaluate("document.documentElement.scrollWidth")
            assert needed <= width, f"{page} is {needed} pixels wide"


def test_brief_pages_know_their_section_and_stay_out_of_menus(real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / "technology/gcap/index.html").as_uri())
    assert "Technology" in tab.locator(".md-tabs__item--active").inner_text()
    menu = tab.locator(".md-nav--primary").inner_html()
    assert "supplies-services-agreement" not in menu
    assert "writing" not in menu
