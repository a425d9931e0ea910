"""Where a reader is, in a real Chromium: the pages beside one, the briefs connected with it, the way back from a note."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SCREEN, made_once
from tests.e2e.axe import RULES, violations
from tests.e2e.many_briefs import COUNT, LONG, make_many
from tests.e2e.paper import needs_pdftotext, printed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

pytestmark = [pytest.mark.browser, pytest.mark.same_tab]

PHONE: "ViewportSize" = {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a site with sixty agreements beside those of the small book."""
    return made_once("many-briefs", tmp_path_factory, make_many) / "site"


@pytest.fixture
def plain(browser: "Browser") -> Iterator["Page"]:
    """Return a page without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport=SCREEN)
    yield context.new_page()
    context.close()


def open_agreement(tab: "Page", site: Path, name: str) -> None:
    tab.goto((site / f"agreements/{name}/index.html").as_uri())


def test_a_brief_is_among_forty_of_its_section_and_marked(site: Path, plain: "Page") -> None:
    open_agreement(plain, site, "pact-040")
    rail = plain.get_by_role("navigation", name="In Agreements")
    names = rail.locator("li a").all_inner_texts()
    assert len(names) == 40
    assert names[20].startswith("Pact 040")
    assert all(name.endswith("(draft brief)") for name in names if name.startswith("Pact"))
    current = rail.locator("[aria-current=page]")
    assert current.count() == 1
    assert current.inner_text() == names[20]
    assert rail.locator("p.bb-siblings-heading").all_inner_texts() == ["Binding", "Political"]
    rail.get_by_role("link", name=f"All {COUNT + 1} in Agreements").click()
    assert plain.locator("h1").inner_text() == "Agreements"
    assert rail.locator("li a").count() == 40
    assert rail.locator("[aria-current]").count() == 0
    assert rail.get_by_role("link", name=f"All {COUNT + 2} in Agreements").count() == 1, (
        "it is restricted itself"
    )


def test_no_page_has_more_siblings_than_forty(site: Path) -> None:
    pages = sorted(site.glob("agreements/*/index.html"))
    assert len(pages) == COUNT + 2
    for page in pages:
        (rail,) = re.findall(r'<nav class="bb-siblings".*?</nav>', page.read_text("utf-8"), re.DOTALL)
        assert rail.count("<a ") == 41, page


def test_a_brief_that_is_marked_higher_is_not_beside_one_that_is_not(site: Path) -> None:
    names = (site / f"agreements/{LONG}/index.html").read_text("utf-8")
    assert "(draft brief, RESTRICTED)" in (site / "agreements/index.html").read_text("utf-8")
    menu = names.partition("md-sidebar--primary")[2].partition("<article")[0]
    assert "RESTRICTED" not in menu


def test_people_are_below_the_entry_of_their_register(real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / "people/ajay-kumar/index.html").as_uri())
    rail = tab.locator(".md-nav__item--active", has_text="Who's who").get_by_role(
        "navigation", name="In Who's who"
    )
    assert rail.locator("[aria-current=page]").inner_text() == "Ajay Kumar"
    assert rail.locator("li a").count() == 40
    rail.get_by_role("link", name="All 55 in Who's who").click()
    assert tab.locator("h1").inner_text() == "Who's who"


@pytest.mark.parametrize("page", ["agreements/pact-040", "people/gen-nakatani"])
def test_the_drawer_of_a_phone_opens_on_the_siblings(page: str, site: Path, tab: "Page") -> None:
    tab.set_viewport_size(PHONE)
    tab.goto((site / page / "index.html").as_uri())
    tab.locator("label[for=__drawer]:visible").first.click()
    rail = tab.locator(".bb-siblings")
    current = rail.locator("[aria-current=page]")
    current.scroll_into_view_if_needed()
    tab.wait_for_timeout(400)  # the theme slides the drawer in
    box = current.bounding_box()
    assert box
    assert 0 <= box["x"] < box["x"] + box["width"] <= PHONE["width"]
    assert violations(tab, ["wcag2a", "wcag2aa", "wcag22aa"], leaving_out=["article"]) == []


def test_the_drawer_leads_up_from_the_siblings_and_down_again(site: Path, tab: "Page") -> None:
    tab.set_viewport_size(PHONE)
    open_agreement(tab, site, "pact-001")
    tab.locator("label[for=__drawer]:visible").first.click()
    tab.wait_for_timeout(400)
    section = tab.locator(".md-nav__item--section")
    section.locator("label.md-nav__title").click()
    tab.locator(".bb-siblings").wait_for(state="hidden")
    section.locator(".md-nav__container label").click()
    tab.locator(".bb-siblings a").first.wait_for()


def test_a_long_name_wraps(site: Path, tab: "Page") -> None:
    tab.set_viewport_size(SCREEN)
    open_agreement(tab, site, LONG)
    width = "document.querySelector('.bb-siblings').clientWidth"
    assert tab.evaluate(f"document.querySelector('.bb-siblings').scrollWidth <= {width}")
    assert tab.evaluate("document.documentElement.scrollWidth") <= SCREEN["width"]


def test_connected_briefs_are_ten_a_fold_and_a_search(site: Path, tab: "Page") -> None:
    tab.set_viewport_size(SCREEN)
    open_agreement(tab, site, "supply-pact")
    connections = tab.locator("#brief--linked-from .bb-connections")
    links = connections.locator("li a")
    assert links.nth(0).inner_text() == "Joint Declaration (draft brief)", "the brief names it itself"
    assert [link.is_visible() for link in links.all()] == [True] * 10 + [False] * 30
    assert (
        "Signed 1 January 2001, not in force" in connections.locator("li", has_text="Pact 001").inner_text()
    )
    fold = connections.locator("summary")
    assert fold.inner_text() == f"{COUNT - 7} more"
    fold.focus()
    tab.keyboard.press("Enter")
    assert all(link.is_visible() for link in links.all())
    assert (
        violations(tab, RULES, leaving_out=[".md-header", ".md-tabs", ".md-sidebar--primary", "footer"]) == []
    )
    connections.get_by_role("link", name="search for Supply pact").click()
    tab.locator("#search-results a").first.wait_for()
    found = int(tab.locator("#search--count").inner_text().split()[0])
    assert found > COUNT


def test_the_former_anchors_still_lead_to_the_list(real_site: Path, tab: "Page") -> None:
    page = (real_site / "agreements/supplies-services-agreement/index.html").as_uri()
    for anchor in ("brief--related", "brief--linked-from"):
        tab.goto(f"{page}#{anchor}")
        assert tab.locator(f"#{anchor}:target").count() == 1


@needs_pdftotext
def test_on_paper_the_fold_is_open_and_the_menu_is_absent(site: Path, tab: "Page", tmp_path: Path) -> None:
    open_agreement(tab, site, "supply-pact")
    words = printed(tab, tmp_path)
    assert "Pact 030" in words
    assert f"And {COUNT - 37} more" in words
    assert "in Agreements" not in words


def test_a_note_returns_to_the_citation_that_was_followed(real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / "agreements/supplies-services-agreement/index.html").as_uri())
    marks = tab.locator(".bb-cite:has(a[href='#note--1'])")
    note = tab.locator("#note--1")
    assert note.locator(".bb-back").count() == 1
    assert note.locator(".bb-times").inner_text().strip() == f"cited {marks.count()} times"
    for place in (0, 2):
        marks.nth(place).locator("a").focus()
        tab.keyboard.press("Enter")
        note.get_by_role("link", name="Back to the text that cites source 1").click()
        assert tab.url.partition("#")[2] == marks.nth(place).get_attribute("id")


def test_without_scripts_a_note_returns_to_the_first_citation(real_site: Path, plain: "Page") -> None:
    plain.goto((real_site / "agreements/supplies-services-agreement/index.html").as_uri())
    marks = plain.locator(".bb-cite:has(a[href='#note--1'])")
    marks.nth(2).locator("a").click()
    plain.locator("#note--1 .bb-back").click()
    assert plain.url.partition("#")[2] == marks.nth(0).get_attribute("id")
