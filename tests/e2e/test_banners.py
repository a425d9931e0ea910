"""A banner begins and ends by itself, on the reader's clock; without scripts its days are there to read."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SMALL_BOOK, built, made_once
from tests.pages.test_banners import BANNER

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of the front page of a site with a banner."""

    def make(folder: Path) -> None:
        project = folder / "book"
        shutil.copytree(SMALL_BOOK, project)
        with (project / "briefs/book.yml").open("a", encoding="utf-8") as book:
            book.write(BANNER)
        built(project, folder / "site")

    folder = made_once("banner", tmp_path_factory, make)
    return (folder / "site/index.html").as_uri()


@pytest.mark.parametrize(
    ("day", "is_shown"), [("07-02", False), ("07-03", True), ("07-05", True), ("07-06", False)]
)
def test_a_banner_begins_and_ends_by_the_readers_clock(
    front: str, tab: "Page", day: str, is_shown: bool
) -> None:
    tab.clock.set_fixed_time(f"2026-{day}T12:00:00")
    tab.goto(front)
    assert tab.get_by_text("News of the night").is_visible() is is_shown


def test_without_scripts_a_banner_says_its_days(front: str, browser: "Browser") -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(front)
        assert "3 July 2026 until 5 July 2026" in page.locator(".bb-night").inner_text()
