"""How pages look in a real Chromium: where the first fact begins, how long a line is, what is coloured as history."""

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefbook.pages.colours import contrast
from tests.conftest import SMALL_BOOK, MakeBook, Run, built
from tests.e2e.conftest import BRIEF, PAGE_TYPES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.same_tab]

HORIZON = "Information to 2 July 2026."
COLOURS = """selector => {
    const hex = colour => "#" + colour.match(/\\d+/g).slice(0, 3).map(each => (+each).toString(16).padStart(2, "0")).join("");
    const ground = getComputedStyle(document.body).backgroundColor;
    return [...document.querySelectorAll(selector)].map(each => [hex(getComputedStyle(each).color), hex(ground)]);
}"""


@pytest.mark.parametrize(("width", "most"), [(1280, 260), (390, 280)])
def test_the_first_fact_is_near_the_top(width: int, most: int, real_site: Path, browser: "Browser") -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((real_site / "index.html").as_uri())
    title, meta = (page.locator(each).first.bounding_box() for each in ("article h1", "article .bb-meta"))
    assert title is not None
    assert meta is not None
    assert meta["y"] + meta["height"] <= most
    page.close()


def test_the_header_is_56_pixels_high_with_a_line_of_4(real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / BRIEF).as_uri())
    header = tab.locator(".md-header").bounding_box()
    assert header is not None
    assert header["height"] == 60
    line, ground = tab.evaluate(
        "(style => [style.borderBottomWidth, style.backgroundColor])(getComputedStyle(document.querySelector('.md-header')))"
    )
    assert (line, ground) == ("4px", "rgb(255, 255, 255)")


def test_a_line_of_prose_keeps_its_measure(real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / BRIEF).as_uri())
    wide = tab.locator("article > p").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().width / parseFloat(getComputedStyle(each).fontSize))"
    )
    assert max(wide) <= 68 * 0.7, "an em is at least 1.4 times as wide as a nought"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_titles_stand_out_and_links_can_be_read(scheme: str, real_site: Path, browser: "Browser") -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type] # one of two
    page = context.new_page()
    page.goto((real_site / BRIEF).as_uri())
    titles = page.evaluate(COLOURS, "article :is(h1, h2, h3)")
    assert min(contrast(*each) for each in titles) >= 7
    assert min(contrast(*each) for each in page.evaluate(COLOURS, "article p a")) >= 4.5
    context.close()


@pytest.mark.parametrize("path", PAGE_TYPES)
def test_the_horizon_is_said_once_on_a_page(path: str, real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / path).as_uri())
    assert [_AGE.sub("", text) for text in tab.locator(".bb-horizon").all_inner_texts()] == [HORIZON]
    assert _AGE.sub("", tab.locator("body").inner_text()).count(HORIZON) == 1


_AGE = re.compile(r" \(\d+ \w+ ago\)")
"""What clock.js adds, by the day of the test."""


def test_an_earlier_state_is_called_so_and_coloured(tmp_path: Path, briefbook: Run, tab: "Page") -> None:
    out = tmp_path / "site"
    assert (
        briefbook("build", "--no-pdf", "--as-of", "2020-12-31", "--output", out, cwd=SMALL_BOOK).returncode
        == 0
    )
    tab.goto((out / "index.html").as_uri())
    known = (
        "An earlier state of the book. Information to 31 December 2020; the book itself goes to 2 July 2026."
    )
    band = tab.locator(".bb-horizon.bb-history")
    assert _AGE.sub("", band.inner_text()) == known
    ground = tab.evaluate("getComputedStyle(document.querySelector('.bb-strip')).backgroundColor")
    assert ground != "rgba(0, 0, 0, 0)"
    tabs = tab.locator(".md-tabs").bounding_box()
    assert tabs is not None
    assert tabs["width"] > 1000


def test_the_accent_of_the_book_reaches_its_pages(make_book: MakeBook, tmp_path: Path, tab: "Page") -> None:
    settings = (SMALL_BOOK / "briefs/book.yml").read_text("utf-8")
    site = built(make_book({"briefs/book.yml": f'accent: "#7A1F3D"\n{settings}'}), tmp_path / "site")
    tab.goto((site / "index.html").as_uri())
    line = tab.evaluate("getComputedStyle(document.querySelector('.md-header')).borderBottomColor")
    assert line == "rgb(122, 31, 61)"


def test_outcomes_have_the_room(real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / "outcomes/index.html").as_uri())
    column = tab.locator(".bb-table th").first.bounding_box()
    assert column is not None
    assert column["width"] > 300
    assert tab.locator(".md-sidebar--secondary:visible").count() == 0


def test_no_letters_are_turned_and_no_label_is_cut(real_site: Path, browser: "Browser") -> None:
    for width in (1280, 390):
        page = browser.new_page(viewport={"width": width, "height": 900})
        for path in ("technology/index.html", "agreements/index.html", "timeline/index.html"):
            page.goto((real_site / path).as_uri())
            cut = page.locator(".bb-drawing :is(p, span, strong, a, li)").evaluate_all(
                """all => all.filter(each => !each.matches(".bb-unseen, .bb-bar") && (
                    getComputedStyle(each).writingMode !== "horizontal-tb" ||
                    (getComputedStyle(each).overflow === "hidden" && each.scrollWidth > each.clientWidth)))
                    .map(each => each.textContent)"""
            )
            assert cut == []
        page.close()


def test_a_timeline_begins_with_what_is_new(real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / "timeline/index.html").as_uri())
    years = [int(each) for each in tab.locator(".bb-year h2").all_inner_texts() if each.isdigit()]
    assert years == sorted(years, reverse=True)
    shown = tab.locator(".bb-dates > li:visible > time[datetime]").evaluate_all(
        "all => all.map(each => each.dateTime)"
    )
    first, last = min(shown), max(shown)
    assert date.fromisoformat(first) > date(2025, 7, 2)
    assert last == "2026-07-02"


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_link_into_a_folded_year_lands_there(
    with_scripts: bool, real_site: Path, browser: "Browser"
) -> None:
    context = browser.new_context(java_script_enabled=with_scripts, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{(real_site / 'timeline/index.html').as_uri()}#timeline--2015")
    year = page.locator(".bb-year", has=page.locator("#timeline--2015"))
    box = year.locator("h2").bounding_box()
    assert box is not None
    assert 0 < box["y"] < 900
    if with_scripts:
        assert year.locator(".bb-dates > li").first.is_visible()
    else:
        year.locator("summary").click()
        assert year.locator(".bb-dates > li").first.is_visible()
    context.close()


def test_the_page_for_the_desk_is_in_no_menu(real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / BRIEF).as_uri())
    assert tab.locator("nav a[href*='desk/index.html']").count() == 0
    tab.get_by_role("link", name="For the desk").click()
    assert tab.locator("h1").inner_text() == "For the desk"
