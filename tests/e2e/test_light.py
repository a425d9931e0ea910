"""What a page of a brief costs at first visit, and what is left of it without JavaScript."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefbook.model.addresses import address as address_of
from tests.conftest import real_book

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response

pytestmark = pytest.mark.browser

REQUESTS, BYTES = 8, 440_000
FONT_BYTES = 250_000
"""Those of the fonts beside that: a page has its letters before they are there."""
_LOADED = re.compile(r'<(?:script|img)\b[^>]*\ssrc="([^"]+)"|<link rel="(?:stylesheet|icon)" href="([^"]+)"')


@pytest.fixture(scope="module")
def briefs() -> list[str]:
    """Return the address of each brief's page."""
    book = real_book()
    return [address_of(book, brief) for brief in book.briefs]


def loaded_with(page: Path) -> list[Path]:
    """Return the files of a page, itself first: what its HTML makes a browser load at once."""
    found = _LOADED.findall(page.read_text("utf-8"))
    return [page, *((page.parent / (source or link)).resolve() for source, link in found)]


def test_every_brief_is_light(
    real_site: Path, briefs: list[str], address: str, tab: "Page", capsys: pytest.CaptureFixture[str]
) -> None:
    weights = {
        brief: [file.stat().st_size for file in loaded_with(real_site / brief)]
        for brief in briefs
        if (real_site / brief).is_file()
    }
    heaviest = sorted(weights, key=lambda brief: sum(weights[brief]), reverse=True)
    with capsys.disabled():
        most = max(map(len, weights.values()))
        print(f"\n{len(weights)} briefs: at most {most} requests, {sum(weights[heaviest[0]]):,} bytes")
        print(f"heaviest {heaviest[0]}, lightest {heaviest[-1]}: {sum(weights[heaviest[-1]]):,} bytes")
    assert len(weights) >= 25
    for brief, sizes in weights.items():
        assert len(sizes) <= REQUESTS, brief
        assert sum(sizes) <= BYTES, brief
    for brief in (*heaviest[:3], heaviest[-1]):  # in the browser itself, that nothing else is loaded
        answers = _bytes_at_first_visit(tab, f"{address}/{brief}")
        fonts = [size for url, size in answers.items() if url.endswith(".woff2")]
        assert len(fonts) >= 2, brief
        assert sum(fonts) <= FONT_BYTES, brief
        bodies = [size for url, size in answers.items() if not url.endswith(".woff2")]
        assert not Counter(bodies) - Counter(weights[brief]), brief
        assert len(bodies) >= len(weights[brief]) - 1, brief  # the browser may know the icon already


def _bytes_at_first_visit(tab: "Page", address: str) -> dict[str, int]:
    """Return the bytes of each answer that a browser with nothing in store gets, by its address."""
    assert tab.context.browser
    context = tab.context.browser.new_context()
    answers: list[Response] = []

    def remember(answer: "Response") -> None:  # Playwright marks what it calls, and a built-in takes no mark
        answers.append(answer)

    visitor = context.new_page()
    visitor.on("response", remember)
    visitor.goto(address, wait_until="networkidle")
    sizes = {answer.url: len(answer.body()) for answer in answers if not answer.url.startswith("data:")}
    context.close()
    return sizes


@pytest.fixture
def plain(browser: "Browser") -> Iterator["Page"]:
    """Return a page without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "page", ["meetings/new-delhi-5-may-2025/index.html", "outcomes/index.html", "people/index.html"]
)
def test_without_javascript_no_control_does_nothing(page: str, address: str, plain: "Page") -> None:
    plain.goto(f"{address}/{page}")
    controls = plain.evaluate(
        """[...document.querySelectorAll("button, input, select, textarea, [role=button]")]
            .filter(each => each.checkVisibility()).map(each => each.id || each.outerHTML)"""
    )
    assert controls == ["bb-search--query"]  # which leads to the page of search, and that says what it needs


def test_without_javascript_a_brief_reads_and_leads_on(address: str, plain: "Page") -> None:
    plain.goto(f"{address}/outcomes/index.html")
    assert plain.locator("article table").first.is_visible()
    plain.goto(f"{address}/meetings/new-delhi-5-may-2025/index.html")
    article = plain.locator("article")
    for part in ("facts", "sources"):
        assert article.locator(f"h2#brief--{part}").is_visible()
    article.locator("sup.bb-cite a").first.click()
    assert "#note--" in plain.url
    plain.locator(".md-tabs a:has-text('Agreements')").click()
    plain.locator("article a:has-text('Supplies and services agreement')").first.click()
    assert "supplies and services" in plain.locator("h1").inner_text()
