"""Accessibility: what only a keyboard, a narrow screen or a page in use shows."""

from collections.abc import Callable
from itertools import groupby
from typing import TYPE_CHECKING

import pytest

from tests.e2e.axe import RULES, Scheme, leave_out_the_same, violations
from tests.e2e.conftest import BRIEF, FOUND, open_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def use_the_suggestions(page: "Page") -> None:
    page.keyboard.press("/")
    page.keyboard.type("Japan")
    page.locator(".bb-suggestions [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")


def filter_a_table(page: "Page") -> None:
    page.locator(".bb-control-filter input").first.fill("transfer")
    page.locator(".bb-filtered").first.wait_for()


def filter_to_nothing(page: "Page") -> None:
    page.locator(".bb-control-filter input").first.fill("xyzzyq")
    page.locator(".bb-empty:visible").first.wait_for()


IN_USE: dict[str, tuple[str, Callable[["Page"], None]]] = {
    "suggestions": (BRIEF, use_the_suggestions),
    "a filtered table": ("outcomes/index.html", filter_a_table),
    "an empty table": ("outcomes/index.html", filter_to_nothing),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_is_in_use(scheme: Scheme, address: str, browser: "Browser") -> None:
    width = {"light": 1280, "dark": 390}[scheme]
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    for name, (path, use) in IN_USE.items():
        open_page(page, address, path)
        use(page)
        leave_out_the_same(page)
        assert violations(page, RULES) == [], name
    context.close()


# What has the focus, in the order of Tab: its place on the page, whether a line shows it, and whether it is in sight.
WATCH_FOCUS = """
const seen = [];
const parts = {
  skip: ".md-skip", search: ".bb-search", header: ".md-header", tabs: ".md-tabs", menu: ".md-sidebar--primary",
  contents: ".md-sidebar--secondary", path: ".md-path", tools: ".bb-tools, .bb-pdf", neighbours: ".bb-neighbours",
  article: "article", foot: "footer",
};
addEventListener("focusin", ({ target }) => {
  const shown = target.matches(".md-option, .md-toggle") ? document.querySelector(`label[for="${target.id}"]`) : target;
  const { outlineStyle, outlineWidth } = getComputedStyle(target.matches(".md-option") ? target.nextElementSibling : shown);
  const { top, bottom } = shown.getBoundingClientRect();
  const below = target.closest(".md-header, .md-skip") ? 0 : document.querySelector(".md-header").getBoundingClientRect().bottom;
  seen.push({
    part: Object.keys(parts).find((part) => target.closest(parts[part])),
    html: `${target.outerHTML.slice(0, 120)} ${top} ${bottom}`,
    isMarked: outlineStyle === "solid" && parseFloat(outlineWidth) >= 2,
    isInSight: top >= below && bottom <= innerHeight,
  });
});
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tab_goes_through_a_brief_in_order_and_its_focus_is_seen(
    scheme: Scheme, address: str, tab: "Page"
) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.goto(f"{address}/{BRIEF}")
    tab.evaluate(f"{{ {WATCH_FOCUS} window.seen = seen }}")
    for _ in range(400):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement === document.body"):
            break
    else:
        pytest.fail("Tab is caught on the page")
    seen = tab.evaluate("seen")
    parts = [part for part, _ in groupby(stop["part"] for stop in seen)]
    assert parts == [
        *("skip", "header", "search", "tabs", "menu", "contents"),
        *("path", "tools", "article", "neighbours", "foot"),
    ]
    assert [stop["html"] for stop in seen if not stop["isMarked"]] == []
    assert [stop["html"] for stop in seen if not stop["isInSight"]] == []


@pytest.mark.parametrize("with_scripts", [True, False])
def test_the_menu_of_a_phone_works_by_keyboard(with_scripts: bool, address: str, browser: "Browser") -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=with_scripts)
    page = context.new_page()
    page.goto(f"{address}/{BRIEF}")
    menu = page.get_by_role("checkbox", name="Menu")

    def tab_to(selector: str) -> None:
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.locator(f"{selector}:focus").count():
                return
        pytest.fail(f"Tab does not reach {selector}")

    page.keyboard.press("Tab")
    assert menu.evaluate("box => box === document.activeElement")
    assert (
        page.locator(".md-header [for=__drawer]").evaluate("label => getComputedStyle(label).outlineStyle")
        == "solid"
    )
    page.keyboard.press("Space")
    tab_to(".md-nav__toggle:not(:checked)")
    page.keyboard.press("Tab")
    assert page.locator(".md-nav__toggle ~ .md-nav :focus").count() == 0, "what is closed takes no focus"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    tab_to(".md-sidebar--primary a[href$='glossary/index.html']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/index.html")
    context.close()


def test_the_menu_of_a_phone_closes_by_escape_and_when_it_is_left(address: str, tab: "Page") -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"{address}/{BRIEF}")
    menu = tab.get_by_role("checkbox", name="Menu")
    menu.press("Space")
    tab.locator(".md-sidebar--primary a:visible").first.focus()
    tab.keyboard.press("Escape")
    assert not menu.is_checked()
    assert menu.evaluate("box => box === document.activeElement")
    menu.press("Space")
    tab.locator(".md-sidebar--primary a:visible").last.focus()
    tab.keyboard.press("Tab")
    assert not menu.is_checked()
    assert tab.locator(".md-sidebar--primary :focus").count() == 0


def test_a_closed_menu_takes_no_focus(address: str, tab: "Page") -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"{address}/{BRIEF}")
    for _ in range(12):
        tab.keyboard.press("Tab")
        assert tab.locator(".md-sidebar--primary :focus").count() == 0


def test_the_tab_of_the_section_says_that_it_is_the_current_one(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/{BRIEF}")
    assert tab.locator(".md-tabs a[aria-current=true]").all_inner_texts() == ["Agreements"]


def test_nothing_moves_for_those_who_ask_for_it(address: str, browser: "Browser") -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    for path in (BRIEF, FOUND, "timeline/index.html"):
        open_page(page, address, path)
        moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter((element) => {
          const { transitionProperty, animationName, scrollBehavior } = getComputedStyle(element);
          return transitionProperty !== "none" || animationName !== "none" || scrollBehavior !== "auto";
        }).map((element) => element.outerHTML.slice(0, 120))""")
        assert moving == []
    context.close()
