"""The drawings in a real Chromium: what they show is in words beneath, and leads to the right briefs."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import MakeBook, built

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.same_tab]

PAGES = ("timeline/index.html", "agreements/index.html", "technology/index.html")


def test_each_mark_leads_to_the_page_that_the_list_names_on_that_date(real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / PAGES[0]).as_uri())
    listed = set(
        tab.locator(".bb-dates > li").evaluate_all(
            "items => items.map(li => `${li.querySelector('time').textContent}|${li.querySelector('div > a').href}`)"
        )
    )
    drawn = tab.locator(".bb-mark > a").evaluate_all(
        "links => links.map(a => `${a.querySelector('.bb-unseen').textContent.replace(/: $/, '')}|${a.href}`)"
    )
    assert len(drawn) > 70
    assert set(drawn) <= listed


def test_a_mark_says_date_what_and_brief_and_leads_there(real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / PAGES[0]).as_uri())
    tab.get_by_role("link", name="15 November 2024: Memorandum · UNICORN mast").click()
    tab.wait_for_url("**/technology/unicorn-mast/index.html")


def test_bars_are_where_their_dates_lie(real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / PAGES[0]).as_uri())
    row = tab.locator(".bb-row", has=tab.locator(".bb-row-name:text-is('2024')"))
    axis = row.locator(".bb-ticks").bounding_box()
    bar = row.get_by_role("link", name="19–27 February 2024").locator(".bb-bar").bounding_box()
    assert axis is not None
    assert bar is not None
    assert bar["x"] == pytest.approx(axis["x"] + axis["width"] * 49 / 366, abs=1.5)
    assert bar["width"] == pytest.approx(axis["width"] * 9 / 366, abs=1.5)


def test_words_of_marks_do_not_cover_each_other(real_site: Path, browser: "Browser") -> None:
    for width in (1280, 390):
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto((real_site / PAGES[0]).as_uri())
        boxes = page.locator(".bb-mark > a").evaluate_all(
            "all => all.map(a => a.getBoundingClientRect().toJSON())"
        )
        met = [
            (one, other)
            for number, one in enumerate(boxes)
            for other in boxes[:number]
            if one["left"] < other["right"] - 1
            and other["left"] < one["right"] - 1
            and one["top"] < other["bottom"] - 1
            and other["top"] < one["bottom"] - 1
        ]
        assert met == []
        assert min(box["height"] for box in boxes) >= 24
        page.close()


@pytest.mark.parametrize("page", PAGES)
def test_a_drawing_fits_a_phone(page: str, real_site: Path, browser: "Browser") -> None:
    phone = browser.new_page(viewport={"width": 390, "height": 844})
    phone.goto((real_site / page).as_uri())
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert phone.locator(".bb-drawing").count() >= 1
    beyond = phone.locator(".bb-drawing *").evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().right > 390).map(e => e.className)"
    )
    assert beyond == []
    phone.close()


def test_the_drawing_says_each_step_of_each_agreement(real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / PAGES[1]).as_uri())
    tables = tab.locator("table a").evaluate_all("links => links.map(a => a.href)")
    drawn = tab.locator(".bb-ladders > li > p a").evaluate_all("links => links.map(a => a.href)")
    assert sorted(drawn) == sorted(tables)
    declaration = tab.locator(".bb-ladders > li", has_text="Security declaration").locator(".bb-rung")
    assert declaration.all_inner_texts() == [
        "Negotiated\nnot in the book",
        "Signed\n22 October 2008",
        "In force\ndoes not apply",
        "Amended\n29 August 2025",
        "Ended\nnot ended",
    ]


def test_the_board_holds_each_project_once(real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / PAGES[2]).as_uri())
    cards = tab.locator(".bb-card a").evaluate_all("links => links.map(a => a.href)")
    listed = tab.locator(".bb-facts dt a").evaluate_all("links => links.map(a => a.href)")
    assert sorted(cards) == sorted(listed)
    assert tab.locator(".bb-stage-empty").all_inner_texts() == [
        f"{stage}\n\nnone" for stage in ("Talks", "Contract", "Development", "Delivery", "In service")
    ]


def test_a_count_leads_to_its_year_in_the_list(make_book: MakeBook, tmp_path: Path, tab: "Page") -> None:
    events = "\n".join(f"  - {{date: 2025-08-{day}, text: Event {day}.}}" for day in range(10, 25))
    brief = f"---\ntitle: Crowded\nbottom_line: B\nevents:\n{events}\n---\n"
    site = built(make_book({"briefs/context/crowded.md": brief}), tmp_path / "site")
    tab.goto((site / PAGES[0]).as_uri())
    tab.get_by_role("link", name="Context, July – September 2025: 15 in the list").click()
    assert tab.url.endswith("#timeline--2025")
    year = tab.locator(".bb-year", has=tab.locator("#timeline--2025"))
    assert year.locator(".bb-dates > li", has_text="Crowded").count() == 15
