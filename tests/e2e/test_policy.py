"""The real book under the policy that its build writes, in a real Chromium."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.conftest import BRIEF
from tests.e2e.searching import ask, count, found, queries, ranks_by_script
from tests.e2e.server import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(real_site: Path, policy: dict[str, str]) -> Iterator[str]:
    with serving(real_site, policy) as address:
        yield address


def test_the_server_sends_what_the_build_wrote(policy: dict[str, str], address: str, tab: "Page") -> None:
    answer = tab.goto(f"{address}/{BRIEF}")
    assert answer
    sent = answer.headers["content-security-policy"]
    assert sent == policy["Content-Security-Policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    scripts = sent.partition("script-src ")[2].partition(";")[0]
    assert scripts.startswith("'self' 'sha256-")
    assert "unsafe" not in scripts
    assert "http" not in sent


def test_search_works_under_the_policy(address: str, tab: "Page", complaints: list[str]) -> None:
    ask(tab, address, q="supply sharing", kind="agreement")
    assert count(tab) == len(found(tab)) > 0
    assert complaints == []


def test_what_a_reader_does_works_under_the_policy(address: str, tab: "Page", complaints: list[str]) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(f"{address}/{BRIEF}")
    tab.get_by_text("Cite this page").click()
    for button in tab.locator(".bb-tools button").all():
        button.click()
    assert BRIEF in tab.evaluate("navigator.clipboard.readText()")
    scheme = "document.body.dataset.mdColorScheme"
    before = tab.evaluate(scheme)
    tab.locator("[data-md-component=palette] label:visible").click()
    tab.wait_for_function(f"{scheme} !== '{before}'")
    tab.reload()
    assert tab.evaluate(scheme) != before
    tab.keyboard.press("/")
    tab.keyboard.type("Natakni")
    tab.locator(".bb-suggestions [role=option]").first.wait_for()
    tab.goto(f"{address}/outcomes/index.html")
    tab.locator("th button").first.click()
    tab.locator("th[aria-sort=ascending]").wait_for()
    assert complaints == []


def test_a_page_not_found_suggests_under_the_policy(address: str, tab: "Page", complaints: list[str]) -> None:
    tab.goto(f"{address}/agreements/suplies-agreement/")
    tab.locator("#not-found--suggestions a").first.wait_for()
    assert [complaint for complaint in complaints if "404" not in complaint] == []


def test_readers_find_the_same_under_the_policy(
    real_site: Path, address: str, tab: "Page", complaints: list[str]
) -> None:
    asked = queries("readers")
    with serving(real_site) as free:
        assert ranks_by_script(tab, address, asked) == ranks_by_script(tab, free, asked)
    assert complaints == []


def test_drawings_look_the_same_under_the_policy(real_site: Path, address: str, tab: "Page") -> None:
    def places(site: str) -> object:
        tab.goto(f"{site}/timeline/index.html")
        return tab.evaluate(
            """[...document.querySelectorAll(".bb-drawing [style*='--bb-']")].map(each => {
                const { left, top, width, height } = each.getBoundingClientRect();
                const drawing = each.closest(".bb-drawing").getBoundingClientRect();
                return [left - drawing.left, top - drawing.top, width, height].map(Math.round);
            })"""
        )

    with serving(real_site) as free:
        assert places(address) == places(free) != []


@pytest.mark.parametrize(
    "added",
    [
        "<script>document.title = 'run'</script>",
        "<img src=none onerror=\"document.title = 'run'\">",
        "<a href=\"javascript:void(document.title = 'run')\" id=try>x</a>",
    ],
)
def test_a_script_that_the_build_did_not_write_is_blocked(
    added: str, real_site: Path, policy: dict[str, str], tmp_path: Path, browser: "Browser"
) -> None:
    page = (real_site / "index.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(page.replace("</article>", f"{added}</article>"), "utf-8")
    (tmp_path / "assets").symlink_to(real_site / "assets")

    def title(headers: dict[str, str]) -> str:
        context = browser.new_context()
        with serving(tmp_path, headers) as site:
            tab = context.new_page()
            tab.goto(f"{site}/index.html")
            if tab.locator("#try").count():
                tab.locator("#try").click()
            tab.wait_for_timeout(200)
            shown = tab.title()
        context.close()
        return shown

    assert title({}) == "run"
    assert title(policy) != "run"
