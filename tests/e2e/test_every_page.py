"""What holds of every type of page of the real book: each is opened once, and all is looked at in one visit."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import pytest

from tests.conftest import SCREEN, made_once
from tests.e2e.axe import (
    FRAME,
    RULES,
    RULES_OF_COLOUR,
    RULES_OF_LOOKS,
    Scheme,
    leave_out_the_same,
    violations,
)
from tests.e2e.conftest import BRIEF, FOUND, PAGE_TYPES, note_complaints, open_page
from tests.e2e.server import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

pytestmark = pytest.mark.browser

PAGES = [*PAGE_TYPES, FOUND, "search/index.html?q=xyzzyq", "404.html", "writing.html"]
FRAMED = "index.html"
"""The page on which what is around all pages is judged too."""
WIDE = ["index.html", BRIEF, "agreements/index.html", "outcomes/index.html", "timeline/index.html"]
"""With all that only a wide screen shows: the menus beside a page, a table's columns, a drawing's full width."""
NARROW = [*WIDE, FOUND, "meetings/new-delhi-5-may-2025/index.html", "sources/index.html"]
"""With all that a narrow screen lays out otherwise: facts, tables, drawings, facets."""
WIDTHS = (390, 640, 320)
"""A phone; a screen of 1280 pixels whose reader doubles all, and one at 400 % (WCAG 1.4.10)."""


class Visit(TypedDict):
    """What was noted on a page."""

    requests: list[str]
    complaints: list[str]
    runs_scripts: bool
    title: str | None
    way_past_the_menu: str | None
    other_scripts: list[tuple[str, str]]
    needed: dict[str, int]
    markings: dict[str, tuple[int, list[dict[str, float | str]]]]
    violations: dict[str, list[str]]


OTHER_SCRIPTS = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    if (parentElement.localName === "script" || !/\\p{L}/u.test(data.replace(/[\\p{Script=Latin}\\p{Lm}]/gu, ""))) continue;
    found.push([data.trim(), parentElement.closest("[lang]").lang]);
  }
  return found;
}"""
"""Words that are not in Latin letters, each with its language."""

MARKINGS = """() => [
  document.documentElement.scrollHeight,
  [...document.querySelectorAll(".bb-banner")].map((banner) => {
    const { top, bottom, width } = banner.getBoundingClientRect();
    return { text: banner.innerText, top, bottom, width };
  }),
]"""
"""How high the page is, and what its banners say, and where."""


@pytest.fixture(scope="module")
def visits(
    real_site: Path, policy: dict[str, str], browser: "Browser", tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Visit]:
    """Return what was noted on each page, under the policy that the build wrote."""

    def visit_all(folder: Path) -> None:
        folder.mkdir()
        with serving(real_site, policy) as address:
            noted = {path: visit(browser, address, path) for path in PAGES}
        (folder / "visits.json").write_text(json.dumps(noted), "utf-8")

    noted: dict[str, Visit] = json.loads(
        (made_once("visits", tmp_path_factory, visit_all) / "visits.json").read_text("utf-8")
    )
    return noted


def visit(browser: "Browser", address: str, path: str) -> Visit:
    """Open a page and note all: first the whole of it, at last a short form of it, in the dark, on a phone."""
    context = browser.new_context(viewport=SCREEN, color_scheme="light", reduced_motion="reduce")
    page = context.new_page()
    requests: list[str] = []
    complaints: list[str] = []
    listen(page, requests, complaints)
    open_page(page, address, path)
    noted: Visit = {
        "requests": requests,
        "complaints": complaints,
        "runs_scripts": page.locator("html.js").count() == 1,
        "title": page.locator("article h1").get_attribute("id"),
        "way_past_the_menu": page.evaluate("document.querySelector('.md-skip')?.getAttribute('href')"),
        "other_scripts": page.evaluate(OTHER_SCRIPTS),
        "needed": {},
        "markings": {"1280": page.evaluate(MARKINGS)},
        "violations": {},
    }
    # the order and the names of all that is on a page, however long
    in_whole = violations(page, RULES, without=RULES_OF_LOOKS)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        noted["needed"][str(width)] = page.evaluate("document.documentElement.scrollWidth")
        noted["markings"][str(width)] = page.evaluate(MARKINGS)
    light, dark = violations_of_looks(page, path)
    noted["violations"] = {"light": in_whole + light, "dark": dark}
    context.close()
    return noted


def violations_of_looks(page: "Page", path: str) -> tuple[list[str], list[str]]:
    """Return what axe finds on a short form of a page: in light on a wide screen, and in the dark."""
    frame = () if path == FRAMED else FRAME
    page.set_viewport_size(SCREEN)
    leave_out_the_same(page)
    light = violations(page, RULES_OF_LOOKS, leaving_out=frame)
    page.emulate_media(color_scheme="dark")
    page.locator("[data-md-component=palette] label:visible").click()
    page.locator("body[data-md-color-scheme=slate]").wait_for(state="attached")
    dark = violations(page, RULES_OF_COLOUR, leaving_out=frame) if path in WIDE else []
    page.set_viewport_size({"width": 390, "height": 900})
    return light, dark + violations(page, RULES if path in NARROW else RULES_OF_LOOKS, leaving_out=frame)


def listen(page: "Page", requests: list[str], complaints: list[str]) -> None:
    """Take down what a page asks for, and what fails or is refused."""

    def note_failure(request: "Request") -> None:
        if request.failure != "net::ERR_ABORTED":  # the browser lets go of what it asked for when it leaves
            complaints.append(f"{request.url}: {request.failure}")

    note_complaints(page, complaints)
    page.on("request", lambda request: requests.append(request.url))
    page.on("response", lambda answer: complaints.append(answer.url) if answer.status >= 400 else None)
    page.on("requestfailed", note_failure)


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: Scheme, visits: dict[str, Visit]) -> None:
    found = [f"{path}: {each}" for path, noted in visits.items() for each in noted["violations"][scheme]]
    assert not found, "\n\n".join(found)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_no_other_host_and_nothing_fails_under_the_policy(
    path: str, visits: dict[str, Visit]
) -> None:
    page, *others = visits[path]["requests"]
    assert others
    own = page.removesuffix(path)
    assert [url for url in others if not url.startswith((own, "data:", "blob:"))] == []
    assert visits[path]["complaints"] == []
    assert visits[path]["runs_scripts"]  # the theme's inline scripts and its own


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(path: str, visits: dict[str, Visit]) -> None:
    assert [width for width in WIDTHS if visits[path]["needed"][str(width)] > width] == []


@pytest.mark.parametrize("path", PAGE_TYPES)
def test_the_way_past_the_menu_leads_to_the_title(path: str, visits: dict[str, Visit]) -> None:
    assert visits[path]["way_past_the_menu"] == f"#{visits[path]['title']}"


def test_words_in_other_scripts_carry_their_language(visits: dict[str, Visit]) -> None:
    words = {path: visits[path]["other_scripts"] for path in PAGE_TYPES}
    assert [
        (path, each) for path, found in words.items() for each, language in found if language == "en"
    ] == []
    assert any(words.values())


@pytest.mark.parametrize("path", PAGES)
def test_the_marking_is_at_both_ends_of_every_page(path: str, visits: dict[str, Visit]) -> None:
    for width, (height, (first, last)) in visits[path]["markings"].items():
        assert first["text"] == last["text"] == "PUBLIC"
        assert (first["top"], first["width"], last["width"]) == (0, int(width), int(width))
        assert last["bottom"] == pytest.approx(height, abs=1)
