"""The real book in a real Chromium."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


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
    for digest in ("What comes next", "Outcomes", "Exercises", "Where sources differ"):
        click(f".md-sidebar--primary a:has-text('{digest}')", digest)
    click(".bb-report a:has-text('For the desk')", "For the desk")
    click(".md-tabs a:has-text('Reference')", "Timeline")
    click('.md-sidebar--primary a:has-text("Who\'s who")', "Who's who")
    click("article .bb-names a:has-text('Gen Nakatani')", "Gen Nakatani")
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
    tab.goto(f"{address}/agreements/supplies-services-agreement/index.html")
    term = tab.locator("article abbr:has-text('ACSA')").first
    term.hover()
    tab.locator(".md-tooltip2:has-text('Cross-Servicing')").wait_for()


def test_brief_pages_know_their_section_and_stay_out_of_menus(real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / "technology/gcap/index.html").as_uri())
    assert "Technology" in tab.locator(".md-tabs__item--active").inner_text()
    menu = tab.locator(".md-nav--primary").inner_html()
    assert "supplies-services-agreement" not in menu
    assert "writing" not in menu
