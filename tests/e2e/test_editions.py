"""Editions as readers meet them: in a real Chromium, served and from disk."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

from tests.conftest import ROOT
from tests.desk import Desk
from tests.e2e.server import headers_of, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.publish]

PACT = "agreements/supply-pact/index.html"
PAGES = ("editions.html", "404.html", "2026-08/changes/index.html", f"2026-07/{PACT}", f"2026-08/{PACT}")


@pytest.fixture(scope="module")
def published(two_editions: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the publication branch, as a web server has it."""
    return two_editions.checked_out(tmp_path_factory.mktemp("www") / "published")


@pytest.fixture(scope="module")
def address(published: Path) -> Iterator[str]:
    settings = (ROOT / "docs/editions.md").read_text("utf-8"), (published / "csp.conf").read_text("utf-8")
    headers = {name: value for text in settings for name, value in headers_of(text).items()}
    with serving(published, headers) as address:
        yield address


def test_the_selector_shows_both_and_keeps_the_page(address: str, tab: "Page", complaints: list[str]) -> None:
    tab.goto(f"{address}/index.html")
    tab.wait_for_url(f"{address}/2026-08/index.html")
    tab.goto(f"{address}/2026-08/{PACT}")
    tab.hover(".md-version__current", force=True)
    assert tab.locator(".md-version__link").all_inner_texts() == ["August 2026", "2026-07"]
    tab.click(".md-version__link >> text=2026-07")
    tab.wait_for_url(f"{address}/2026-07/{PACT}")
    notice = tab.locator(".bb-notice")
    notice.wait_for()
    assert notice.inner_text() == "This edition is superseded. Read edition August 2026 instead."
    band, tabs = tab.locator(".bb-horizon.bb-history").bounding_box(), tab.locator(".md-tabs").bounding_box()
    assert band
    assert tabs
    assert tabs["y"] + tabs["height"] <= band["y"]
    assert tabs["width"] == band["width"]
    assert complaints == []


def test_the_selector_leads_to_the_front_page_where_an_edition_has_no_such_page(
    address: str, tab: "Page"
) -> None:
    tab.goto(f"{address}/2026-08/context/brand-new/index.html")
    tab.hover(".md-version__current", force=True)
    tab.click(".md-version__link >> text=2026-07")
    tab.wait_for_url(f"{address}/2026-07/")


def test_the_changes_page_names_a_field_a_new_brief_and_a_renamed_one(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/2026-08/changes/index.html")
    said = tab.locator("article").inner_text()
    assert "Entry into force:" in said
    assert "11 August 2021" in said
    assert tab.locator("h2:has-text('New briefs') ~ *:has-text('Brand new')").count()
    antenna = tab.locator("section:has(#change--antenna)").inner_text()
    note, renamed = antenna.index("It has a new name."), antenna.index("Renamed; its id was mast.")
    assert note < renamed < antenna.index("Title:")
    tab.click("text=Supply pact")
    tab.wait_for_url(f"{address}/2026-08/{PACT}")
    badge = tab.locator(".bb-badge")
    assert badge.inner_text() == "Changed in this edition"
    badge.click()
    tab.wait_for_url(f"{address}/2026-08/changes/index.html#change--supply-pact")
    assert tab.locator("#change--supply-pact").is_visible()


def test_a_brief_shows_its_history(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/2026-08/technology/antenna/index.html")
    rows = tab.locator("#brief--history + ul li").all_inner_texts()
    assert rows[0] == (
        "Edition August 2026, information to 2 July 2026: changed, renamed from mast. It has a new name."
    )
    assert rows[1] == "Edition 2026-07, information to 2 July 2026: new"
    assert len(rows) == 2
    tab.goto(f"{address}/2026-08/technology/index.html")
    assert tab.locator("#brief--history").count() == 0


@pytest.mark.parametrize("old", ["latest", "2026-08"])
def test_an_old_address_leads_on(address: str, tab: "Page", old: str) -> None:
    tab.goto(f"{address}/{old}/technology/mast/index.html?a=b#how-it-works")
    tab.wait_for_url(f"{address}/2026-08/technology/antenna/index.html?a=b#how-it-works")


def test_an_old_address_leads_on_without_scripts(address: str, browser: "Browser") -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}/latest/technology/mast/index.html")
    tab.wait_for_url(f"{address}/2026-08/technology/antenna/index.html")
    context.close()


def test_from_disk_a_list_takes_the_place_of_the_selector(published: Path, tab: "Page") -> None:
    tab.goto((published / "index.html").as_uri())
    tab.wait_for_url((published / "2026-08/index.html").as_uri())
    tab.goto((published / f"2026-07/{PACT}").as_uri())
    tab.locator(".bb-notice a").click()
    tab.wait_for_url((published / "2026-08/index.html").as_uri())
    tab.click("text=all editions")
    tab.wait_for_url((published / "editions.html").as_uri())
    assert tab.locator("li h2").all_inner_texts() == ["August 2026 current", "2026-07 superseded"]
    tab.click("text=2026-07")
    tab.wait_for_url((published / "2026-07/index.html").as_uri())


def test_an_edition_taken_along_alone_works(published: Path, tmp_path: Path, tab: "Page") -> None:
    (tmp_path / "alone").symlink_to(published / "2026-08")
    failures: list[str] = []
    tab.on("pageerror", lambda error: failures.append(str(error)))
    tab.goto((tmp_path / "alone" / PACT).as_uri(), wait_until="load")
    tab.wait_for_timeout(300)
    assert tab.locator(".bb-notice").count() == 0
    assert failures == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_pages_are_accessible_and_fit_a_phone(
    address: str, browser: "Browser", page: str, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    tab = context.new_page()
    tab.goto(f"{address}/{page}", wait_until="networkidle")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    found = Axe().run(tab, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
    assert found.response["violations"] == [], json.dumps(found.response["violations"], indent=1)[:3000]
    context.close()


def test_the_root_allows_the_scripts_of_every_edition(published: Path) -> None:
    allowed = (published / "csp.conf").read_text("utf-8")
    for edition in ("2026-07", "2026-08"):
        own = (published / edition / "csp.conf").read_text("utf-8")
        hashes = [word for word in own.split() if "sha256" in word]
        assert hashes
        assert all(each in allowed for each in hashes)
