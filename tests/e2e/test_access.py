"""Accessibility: what axe finds, and what only a keyboard or a narrow screen tells."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.server import serving
from tests.e2e.test_browser import PAGE_TYPES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FOUND = "search/index.html?q=Japan"
BRIEF = "agreements/supplies-services-agreement/index.html"
MORE_PAGES = [FOUND, "search/index.html?q=xyzzyq", "404.html", "writing.html"]


@pytest.fixture(scope="module")
def address(real_site: Path) -> Iterator[str]:
    with serving(real_site) as address:
        yield address


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


def open_page(page: "Page", address: str, path: str) -> None:
    page.goto(f"{address}/{path}")
    if "?q=" in path:
        page.locator("#search--answer").wait_for()


def violations(page: "Page", name: str) -> list[str]:
    """Return what axe finds on a page: the page, the rule, the element, and what is wrong with it."""
    found: list[dict[str, Any]] = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
    return [
        f"{name}: {rule['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: str, width: int, address: str, browser: "Browser") -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type] # one of two
    page = context.new_page()
    found = []
    for path in [*PAGE_TYPES, *MORE_PAGES]:
        open_page(page, address, path)
        found += violations(page, path)
    for name, (path, use) in IN_USE.items():
        open_page(page, address, path)
        use(page)
        found += violations(page, name)
    context.close()
    assert not found, "\n\n".join(found)
