"""What frames the text of a brief, in a real Chromium: its review, its age, its steps, how it is cited."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SCREEN, SMALL_BOOK, MakeBook, built
from tests.e2e.conftest import BRIEF
from tests.e2e.copying import CLIPBOARD
from tests.e2e.paper import needs_pdftotext, printed
from tests.e2e.server import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

MAST = "technology/unicorn-mast/index.html"
NOTICE = "[data-bb-after]"


@pytest.fixture
def fresh_tab(browser: "Browser") -> Iterator["Page"]:
    """Return a tab whose clock can be set, and whose clipboard can be read."""
    context = browser.new_context(viewport=SCREEN, permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def opened_on(tab: "Page", day: str, page: Path) -> "Page":
    """Return the tab after it has opened a page at noon of a day."""
    tab.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00"))
    tab.goto(page.as_uri())
    return tab


def test_a_review_is_overdue_on_the_day_after_by_the_readers_clock(
    real_site: Path, fresh_tab: "Page"
) -> None:
    notice = opened_on(fresh_tab, "2027-05-31", real_site / BRIEF).locator(NOTICE)
    assert notice.is_hidden()
    opened_on(fresh_tab, "2027-06-01", real_site / BRIEF)
    assert notice.inner_text() == (
        "This brief was to be reviewed by 31 May 2027. It may be out of date: ask the desk, Open-source desk."
    )
    assert fresh_tab.locator(".bb-foot", has_text="To be reviewed by 31 May 2027").is_visible()


def test_the_notice_leads_to_the_desk_and_a_brief_without_a_review_has_none(
    make_book: MakeBook, fresh_tab: "Page", tmp_path: Path
) -> None:
    brief = "---\ntitle: T\nbottom_line: B\nreview_by: 2026-08-01\n---\n"
    settings = (SMALL_BOOK / "briefs/book.yml").read_text("utf-8")
    project = make_book(
        {
            "briefs/context/other.md": brief,
            "briefs/book.yml": settings.replace(
                "{name: Test desk,", "{name: Test desk, contact: a@example.org,"
            ),
        }
    )
    site = built(project, tmp_path / "site")
    opened_on(fresh_tab, "2026-09-01", site / "context/other/index.html")
    link = fresh_tab.locator(NOTICE).get_by_role("link", name="Test desk")
    assert link.get_attribute("href") == "mailto:a@example.org?subject=Small%20book%3A%20T"
    opened_on(fresh_tab, "2026-09-01", site / "agreements/supply-pact/index.html")
    assert fresh_tab.locator(NOTICE).count() == 0


def test_the_horizon_says_its_age_and_the_desk_how_many_reviews_are_overdue(
    real_site: Path, fresh_tab: "Page"
) -> None:
    for day, age in [("2026-07-01", ""), ("2026-07-03", " (1 day ago)"), ("2026-12-02", " (5 months ago)")]:
        opened_on(fresh_tab, day, real_site / BRIEF)
        assert fresh_tab.locator(".bb-horizon").inner_text() == f"Information to 2 July 2026{age}."
    overdue = opened_on(fresh_tab, "2027-05-31", real_site / "desk/index.html").locator("[data-bb-due]")
    assert overdue.is_hidden()
    opened_on(fresh_tab, "2027-06-01", real_site / "desk/index.html")
    rows = fresh_tab.locator("[data-bb-table] time[datetime='2027-05-31']").count()
    assert rows > 0
    assert overdue.inner_text() == f"By your clock, reviews that are overdue: {rows}."


def test_without_scripts_a_page_shows_dates_and_words_to_select(real_site: Path, browser: "Browser") -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((real_site / BRIEF).as_uri())
    assert page.locator(NOTICE).is_hidden()
    assert page.locator(".bb-horizon").inner_text() == "Information to 2 July 2026."
    assert page.get_by_text("To be reviewed by 31 May 2027", exact=True).is_visible()
    page.get_by_text("Cite this page").click()
    assert page.locator("#brief--citation").inner_text().endswith(f"written as of 6 May 2025, {BRIEF}")
    assert page.locator("#brief--ris").inner_text().startswith("TY  - CHAP\nAU  - Open-source desk\n")
    assert page.locator(".bb-citation button:visible").count() == 0
    context.close()


@needs_pdftotext
def test_paper_of_the_browser_has_neither_the_age_nor_the_record(
    real_site: Path, fresh_tab: "Page", tmp_path: Path
) -> None:
    paper = printed(opened_on(fresh_tab, "2026-12-02", real_site / BRIEF), tmp_path)
    assert "Information to 2 July 2026." in paper
    assert "months ago" not in paper
    assert "TY -" not in paper


def test_the_citation_is_copied_with_the_page_s_own_address(real_site: Path, fresh_tab: "Page") -> None:
    with serving(real_site) as address:
        fresh_tab.goto(f"{address}/{MAST}")
        fresh_tab.get_by_text("Cite this page").click()
        copied = {}
        for button in ("Copy the citation", "Copy for a reference manager"):
            fresh_tab.evaluate("document.querySelector('.bb-tools [role=status]').textContent = ''")
            fresh_tab.get_by_role("button", name=button).click()
            fresh_tab.locator("[role=status]:not(:empty)").wait_for()
            copied[button] = fresh_tab.evaluate(CLIPBOARD)["text/plain"]
    assert copied["Copy the citation"] == (
        "Open-source desk, “UNICORN antenna mast”, India–Japan defence ties, information to 2 July 2026, "
        f"written as of 6 May 2025, {address}/{MAST}\n"
    )
    lines = copied["Copy for a reference manager"].splitlines()
    assert [line.partition("  -")[0] for line in lines] == [
        "TY",
        "AU",
        "TI",
        "T2",
        "PY",
        "DA",
        "N1",
        "UR",
        "ER",
    ]
    assert f"UR  - {address}/{MAST}" in lines


@pytest.mark.parametrize("width", [1280, 390])
def test_the_steps_are_under_their_status_and_fit_the_screen(
    width: int, real_site: Path, fresh_tab: "Page"
) -> None:
    fresh_tab.set_viewport_size({"width": width, "height": 900})
    fresh_tab.goto((real_site / MAST).as_uri())
    figure = fresh_tab.locator(".bb-figure")
    assert figure.locator("figcaption").inner_text().split("\n") == [
        "Memorandum, 15 November 2024",
        "As of 2 July 2026",
    ]
    current = figure.locator("[aria-current=step]")
    assert current.all_inner_texts()[0].split() == ["Memorandum", "15", "November", "2024"]
    tops = figure.locator("li").evaluate_all(
        "all => all.map(li => Math.round(li.getBoundingClientRect().top))"
    )
    assert len(set(tops)) == (1 if width == 1280 else 7)
    names = figure.locator("li > strong")
    lines = names.evaluate_all(
        "all => all.map(name => name.getClientRects()[0].height / parseFloat(getComputedStyle(name).lineHeight))"
    )
    assert max(lines) < 1.5, "a name is broken within a word"
    assert fresh_tab.evaluate("document.documentElement.scrollWidth") == width


def test_the_steps_of_each_brief_agree_with_the_status_among_its_facts(
    real_site: Path, fresh_tab: "Page"
) -> None:
    drawn = 0
    for folder, fact in (("agreements", "Status"), ("technology", "Stage")):
        for page in sorted((real_site / folder).glob("*/index.html")):
            fresh_tab.goto(page.as_uri())
            status = fresh_tab.locator(".bb-facts > div", has=fresh_tab.locator(f"dt:text-is('{fact}')"))
            words = status.locator("dd").evaluate(
                "dd => { dd.querySelectorAll('sup').forEach(sup => sup.remove()); return dd.textContent.trim(); }"
            )
            titles = fresh_tab.locator(".bb-figure figcaption strong").all_inner_texts()
            assert titles == ([] if words == "none established" else [words]), page
            drawn += len(titles)
    assert drawn > 12
