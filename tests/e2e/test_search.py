"""Search as a reader meets it: the real book in a real Chromium."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SMALL_BOOK, MakeBook, built
from tests.e2e.conftest import wait_for_answer
from tests.e2e.searching import ask, box, count, folder, found
from tests.e2e.server import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser


def test_everything_works_by_keyboard(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/technology/gcap/index.html")
    tab.keyboard.press("/")
    tab.keyboard.type("supply shar")
    tab.locator(".bb-suggestions [role=option]:has-text('“supply shar”')").wait_for()
    tab.keyboard.press("Escape")
    assert not tab.locator(".bb-suggestions").is_visible()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search/index.html?q=supply+shar")
    tab.locator("#search-results a").first.wait_for()
    tab.keyboard.press("/")
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement.closest('#search-results') !== null")
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.id") == "search--query"
    for _ in range(12):  # on to the boxes of the facets
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.type") == "checkbox":
            break
    focused = tab.evaluate("document.activeElement.id")
    tab.keyboard.press("Space")
    tab.wait_for_url("**kind=*")
    wait_for_answer(tab)
    assert tab.evaluate("document.activeElement.id") == focused
    tab.keyboard.press("/")
    tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/agreements/supplies-services-agreement/index.html")


def test_a_reader_keeps_the_place_when_a_late_answer_comes(address: str, tab: "Page") -> None:
    ask(tab, address, q="supply shar")
    tab.evaluate("""() => {
      const write = history.pushState.bind(history);
      history.pushState = (...state) => {  // the reader is faster than the answer
        write(...state);
        document.querySelector("#search-results a").focus();
      };
    }""")
    tab.locator("input[name=kind][value=agreement]").click()
    wait_for_answer(tab)
    assert tab.evaluate("document.activeElement === document.querySelector('#search-results a')")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/agreements/supplies-services-agreement/index.html")


def test_the_box_in_the_header_answers_and_opens(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/agreements/index.html")
    tab.keyboard.press("/")
    tab.keyboard.type("Natakni")
    tab.locator(".bb-suggestions [role=option]:has-text('“Natakni”')").wait_for()  # of all that is typed
    tab.keyboard.press("ArrowDown")
    assert tab.locator("[aria-selected=true]").count() == 1
    assert tab.locator("#bb-search--query").get_attribute("aria-activedescendant") == "bb-search--option-0"
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/people/gen-nakatani/index.html")


def test_nothing_is_loaded_until_a_reader_reaches_for_search(address: str, tab: "Page") -> None:
    requests: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    tab.goto(f"{address}/agreements/supplies-services-agreement/index.html", wait_until="networkidle")
    assert len([url for url in requests if not url.endswith(".woff2")]) <= 12
    assert not [url for url in requests if "/search/" in url or "search.js" in url]
    tab.keyboard.press("/")
    tab.wait_for_function("typeof briefbookSearch === 'object'")
    assert not [url for url in requests if "/search/" in url]


def test_what_is_unknown_is_said(address: str, tab: "Page") -> None:
    ask(tab, address, q="xylophonist")
    assert count(tab) == 0
    assert "No page has “xylophonist”" in tab.locator("#search--notes").inner_text()
    ask(tab, address, q="antena")
    assert "antenna" in tab.locator("#search--notes").inner_text()
    ask(tab, address, q="ACSA")
    plain = found(tab)
    ask(tab, address, q="ACSA", kind="nonsense", sort="nonsense", page="-4")
    assert found(tab) == plain != []


def test_hostile_queries_do_no_harm(address: str, tab: "Page") -> None:
    failures: list[str] = []
    tab.on("pageerror", lambda error: failures.append(str(error)))
    for query in (
        "<img src=x onerror=alert(1)>",
        "constructor __proto__",
        '"; drop',
        "(((",
        "%",
        "a" * 3000,
        "🦄",
    ):
        ask(tab, address, q=query)
        if not re.search(r"\w", query):
            assert count(tab) == 0
            assert "no word to look for" in tab.locator("#search--notes").inner_text()
    assert failures == []
    assert tab.locator("img[src=x]").count() == 0


def test_typing_quickly_shows_the_answer_to_the_last_query(address: str, tab: "Page") -> None:
    ask(tab, address, q="unicorn")
    waiting: list[Route] = []
    tab.route("**/search/terms-*.js", lambda route: route.continue_() if waiting else waiting.append(route))
    with tab.expect_request("**/search/terms-*.js"):
        tab.locator("#search--query").fill("acsa")  # its answer comes late
    tab.locator("#search--query").fill("Pahalgam")
    tab.wait_for_url("**?q=Pahalgam")
    tab.wait_for_function("document.querySelector('#search--count').textContent.includes('“Pahalgam”')")
    for route in waiting:
        route.continue_()
    tab.wait_for_load_state("networkidle")
    assert waiting
    assert "“Pahalgam”" in tab.locator("#search--count").inner_text()
    assert folder(found(tab)[0]) in ("pahalgam-attack", "pahalgam")


def test_what_is_chosen_and_typed_together_is_all_asked(address: str, tab: "Page") -> None:
    ask(tab, address, q="Japan")
    tab.evaluate(
        """() => {
            document.getElementById("search--kind-agreement").click();
            document.getElementById("search--kind-meeting").click();
            document.getElementById("search--query").value = "India";
            document.getElementById("search--year-2025").click();
        }"""
    )
    tab.wait_for_url("**q=India&kind=agreement&kind=meeting&year=2025")
    tab.wait_for_function("document.querySelector('#search--count').textContent.includes('“India”')")
    assert all(box(tab, *each)[0].is_checked() for each in (("kind", "agreement"), ("kind", "meeting")))


def test_asking_the_same_again_adds_no_step_back(address: str, tab: "Page") -> None:
    ask(tab, address, q="unicorn")
    before = tab.evaluate("history.length")
    for _ in range(3):
        tab.locator("#search--query").press("Enter")
    assert tab.evaluate("history.length") == before


@pytest.mark.parametrize("missing", ["**/assets/search.js", "**/search/index.js", "**/search/facets.js"])
def test_an_index_that_does_not_load_is_reported_and_the_page_works(
    missing: str, address: str, tab: "Page"
) -> None:
    tab.route(missing, lambda route: route.abort())
    tab.goto(f"{address}/search/index.html?q=unicorn")
    tab.get_by_text("could not be loaded").wait_for()
    assert found(tab) == []
    tab.get_by_role("button", name="Copy the link").wait_for()  # the theme's scripts run


def test_single_keys_may_be_turned_off(address: str, tab: "Page") -> None:
    ask(tab, address)
    tab.get_by_label("Single keys").uncheck()
    tab.goto(f"{address}/agreements/index.html")
    for key in ("/", "s", "n"):
        tab.keyboard.press(key)
    assert tab.evaluate("document.activeElement === document.body")
    assert tab.url.endswith("/agreements/index.html")
    ask(tab, address)
    tab.get_by_label("Single keys").check()
    tab.goto(f"{address}/agreements/index.html")
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.id") == "bb-search--query"


def test_suggestions_can_be_reached_on_a_low_screen(address: str, tab: "Page") -> None:
    tab.set_viewport_size({"width": 640, "height": 256})
    tab.goto(f"{address}/agreements/index.html")
    tab.keyboard.press("/")
    tab.keyboard.type("Japan")
    tab.locator(".bb-suggestions [role=option]").first.wait_for()
    tab.keyboard.press("ArrowUp")
    last = tab.locator(".bb-suggestions [role=option]").last.bounding_box()
    assert last
    assert 0 <= last["y"] <= last["y"] + last["height"] <= 256


def test_without_javascript_the_form_leads_to_a_page_that_says_so(
    real_site: Path, browser: "Browser"
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with serving(real_site) as site:
        page.goto(f"{site}/agreements/index.html")
        page.locator("#bb-search--query").fill("ACSA")
        page.locator("#bb-search--query").press("Enter")
        page.wait_for_url("**/search/index.html?q=ACSA")
        assert "needs JavaScript" in page.locator("article").inner_text()
    context.close()


def test_a_page_not_found_suggests(real_site: Path, tab: "Page") -> None:
    with serving(real_site) as site:
        tab.route(
            "**/agreements/suplies-agreement/",
            lambda route: route.fulfill(status=404, path=real_site / "404.html"),
        )
        tab.goto(f"{site}/agreements/suplies-agreement/")
        tab.locator("#not-found--suggestions a").first.wait_for()
        assert "Supplies and services agreement" in tab.locator("#not-found--suggestions").inner_text()


def test_what_is_found_says_that_its_brief_is_a_draft(make_book: MakeBook, tab: "Page") -> None:
    settings = (SMALL_BOOK / "mkdocs.yml").read_text("utf-8")
    project = make_book({"mkdocs.yml": settings.replace("  - search\n", "")})  # the theme's own
    site = built(project, project / "site")
    name = "Talks in New Delhi (draft brief)"
    with serving(site) as address:
        ask(tab, address, q="delhi talks")
        assert tab.get_by_role("link", name=name, exact=True).count() == 1
        ask(tab, address, q="antenna")
        assert "(draft" not in tab.locator("#search-results li").first.inner_text()
        tab.route("**/delhi-talk", lambda route: route.fulfill(status=404, path=site / "404.html"))
        tab.goto(f"{address}/delhi-talk")
        tab.locator("#not-found--suggestions").get_by_role("link", name=name, exact=True).wait_for()
        tab.locator("#bb-search--query").fill("delhi talks")
        tab.locator(".bb-suggestions [role=option]").filter(has_text=name).wait_for()


def test_an_address_that_is_not_utf_8_suggests_too(real_site: Path, tab: "Page") -> None:
    failures: list[str] = []
    tab.on("pageerror", lambda error: failures.append(str(error)))
    with serving(real_site) as site:
        tab.route("**/unicorn-*", lambda route: route.fulfill(status=404, path=real_site / "404.html"))
        tab.goto(f"{site}/unicorn-%E9")
        tab.locator("#not-found--suggestions a").first.wait_for()
    assert failures == []


def test_an_empty_book_has_an_empty_search(tmp_path: Path, tab: "Page") -> None:
    project = tmp_path / "book"
    (project / "briefs").mkdir(parents=True)
    (project / "docs").mkdir()
    (project / "briefs/book.yml").write_text("title: Empty\ndesk: {name: Desk}\nas_of: 2025-05-06\n", "utf-8")
    (project / "mkdocs.yml").write_text("plugins: [briefbook]\n", "utf-8")
    site = built(project, tmp_path / "site").as_uri()
    ask(tab, site, q="anything")
    assert count(tab) == 0
