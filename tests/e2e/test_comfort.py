"""What makes a page handy to read, send and print, in a real Chromium."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SMALL_BOOK, MakeBook, built
from tests.e2e.conftest import BRIEF, wait_for_answer
from tests.e2e.copying import CLIPBOARD, copy
from tests.e2e.paper import needs_pdftotext, printed
from tests.e2e.server import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.same_tab]


def test_the_address_copied_leads_to_the_page_and_its_sections(address: str, copying_tab: "Page") -> None:
    copying_tab.goto(f"{address}/{BRIEF}?q=fuel#brief--facts")
    assert copy(copying_tab, "Copy the link") == {"text/plain": f"{address}/{BRIEF}"}
    copying_tab.get_by_role("link", name="Link to: When it was last used").click()
    copying_tab.locator("[role=status]:has-text('section')").wait_for()
    assert copying_tab.evaluate(CLIPBOARD) == {"text/plain": f"{address}/{BRIEF}#when-it-was-last-used"}


def test_the_address_copied_is_the_site_s_own_where_mkdocs_yml_names_one(
    make_book: MakeBook, copying_tab: "Page", tmp_path: Path
) -> None:
    settings = (SMALL_BOOK / "mkdocs.yml").read_text() + "site_url: https://book.example.org/\n"
    with serving(built(make_book({"mkdocs.yml": settings}), tmp_path / "site")) as address:
        copying_tab.goto(f"{address}/technology/mast/index.html")
        link = "https://book.example.org/technology/mast/index.html"
        assert copy(copying_tab, "Copy the link") == {"text/plain": link}
        assert link in copy(copying_tab, "Copy for e-mail")["text/plain"]


@pytest.mark.parametrize(
    "refuse", ["delete Navigator.prototype.clipboard", "window.ClipboardItem = undefined"]
)
def test_what_the_clipboard_refuses_is_copied_in_the_older_way(
    refuse: str, address: str, copying_tab: "Page"
) -> None:
    copying_tab.goto(f"{address}/{BRIEF}")
    clipboard = copying_tab.evaluate_handle("navigator.clipboard")
    copying_tab.evaluate(refuse)
    copying_tab.get_by_role("button", name="Copy for e-mail").click()
    copying_tab.locator("[role=status]:has-text('Copied')").wait_for()
    types = clipboard.evaluate("async (clipboard) => (await clipboard.read())[0].types")
    assert sorted(types) == ["text/html", "text/plain"]


def test_a_refusal_of_the_browser_is_shown_with_the_address(real_site: Path, tab: "Page") -> None:
    page = (real_site / BRIEF).as_uri()
    tab.goto(page)
    tab.evaluate("delete Navigator.prototype.clipboard; document.execCommand = () => false")
    tab.get_by_role("button", name="Copy the link").click()
    status = tab.locator("[role=status]:not(:empty)")
    assert status.inner_text() == f"This browser does not let a page copy. The address is {page}"
    tab.get_by_role("button", name="Copy for e-mail").click()
    tab.locator("[role=status]:has-text('Select the text')").wait_for()


def test_copying_from_disk_says_what_came_of_it(real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / BRIEF).as_uri())
    for button in ("Copy the link", "Copy for e-mail"):
        tab.evaluate("document.querySelector('.bb-tools [role=status]').textContent = ''")
        tab.get_by_role("button", name=button).click()
        tab.locator("[role=status]:not(:empty)").wait_for()


def test_without_javascript_nothing_is_shown_that_needs_it(real_site: Path, browser: "Browser") -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((real_site / BRIEF).as_uri())
    assert page.locator("article button:visible").count() == 0
    assert page.get_by_role("link", name="Link to: Facts").get_attribute("href") == "#brief--facts"
    assert page.get_by_text("Information to 2 July 2026.").is_visible()
    context.close()


def test_each_page_bears_its_own_marking(make_book: MakeBook, tab: "Page", tmp_path: Path) -> None:
    secret = "---\ntitle: S\nbottom_line: B\nmarking: restricted\n---\n"
    site = built(make_book({"briefs/context/other.md": secret}), tmp_path / "site")
    markings = {}
    for page in ("context/other/index.html", "context/index.html", "agreements/index.html", "404.html"):
        tab.goto((site / page).as_uri())
        markings[page] = set(tab.locator(".bb-banner").all_inner_texts())
    assert list(markings.values()) == [{"RESTRICTED"}, {"RESTRICTED"}, {"PUBLIC"}, {"PUBLIC"}]


@pytest.mark.parametrize(
    ("page", "way"),
    [
        ("index.html", []),
        ("reading.html", ["Overview", "How to read this book"]),
        ("agreements/index.html", ["Overview", "Agreements"]),
        (BRIEF, ["Overview", "Agreements", "Supplies and services agreement"]),
        ("people/gen-nakatani/index.html", ["Overview", "Strategic context", "Nakatani"]),
        ("people/index.html", ["Overview", "Reference", "Who's who"]),
        ("people/ajay-kumar/index.html", ["Overview", "Reference", "Who's who", "Ajay Kumar"]),
        ("timeline/index.html", ["Overview", "Reference", "Timeline"]),
    ],
)
def test_the_way_to_a_page_is_shown(page: str, way: list[str], real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / page).as_uri())
    path = tab.get_by_role("navigation", name="You are here")
    assert path.locator("li").all_inner_texts() == way
    assert path.locator("[aria-current=page]").all_inner_texts() == way[-1:]
    for name in path.get_by_role("link").all_inner_texts():
        tab.goto((real_site / page).as_uri())
        with tab.expect_navigation():
            path.get_by_role("link", name=name, exact=True).click()
        assert path.locator("[aria-current=page]").all_inner_texts() == ([] if name == "Overview" else [name])


def test_a_section_is_read_from_its_first_brief_to_its_last(real_site: Path, tab: "Page") -> None:
    briefs = sorted(folder.name for folder in (real_site / "technology").iterdir() if folder.is_dir())
    tab.goto((real_site / "technology/ai-cyber-space/index.html").as_uri())
    around = tab.get_by_role("navigation", name="Previous and next page")
    assert around.get_by_role("link", name="Previous").count() == 0
    names = [tab.locator(".md-path [aria-current=page]").inner_text()]
    while around.get_by_role("link", name="Next").count():
        following = around.get_by_role("link", name="Next").inner_text().split("\n")[-1]
        with tab.expect_navigation():
            around.get_by_role("link", name="Next").click()
        assert around.get_by_role("link", name="Previous").inner_text().endswith(names[-1])
        names.append(tab.locator(".md-path [aria-current=page]").inner_text())
        assert names[-1] == following
    assert names == sorted(names, key=str.casefold)
    assert len(names) == len(briefs)


@needs_pdftotext
@pytest.mark.parametrize("page", [BRIEF, "exercises/index.html", "sources/index.html"])
def test_paper_has_the_marking_on_every_sheet_and_no_controls(
    page: str, real_site: Path, tab: "Page", tmp_path: Path
) -> None:
    tab.goto((real_site / page).as_uri())
    sheets = printed(tab, tmp_path, "-layout").split("\f")[:-1]
    assert len(sheets) > 1
    for sheet in sheets:
        lines = [line.strip() for line in sheet.splitlines() if line.strip()]
        assert (lines[0], lines[-1]) == ("PUBLIC", "PUBLIC")
    assert "Information to 2 July 2026." in sheets[0]
    assert "https://" in "".join(sheets)
    for control in ("Copy the link", "Overview", "Search", "in the register", "Previous"):
        assert control not in "".join(sheets)


@needs_pdftotext
def test_a_printed_search_is_its_results(real_site: Path, tab: "Page", tmp_path: Path) -> None:
    tab.goto(f"{(real_site / 'search/index.html').as_uri()}?q=unicorn&kind=technology")
    wait_for_answer(tab)
    paper = printed(tab, tmp_path)
    assert "for “unicorn”" in paper
    assert "UNICORN mast" in paper
    for control in ("Sort by", "Narrow", "Widen", "looking for", "Single keys", "Next page"):
        assert control not in paper


def test_dark_is_printed_as_light(real_site: Path, browser: "Browser") -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto((real_site / BRIEF).as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
    context.close()
