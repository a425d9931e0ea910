"""At which rank readers find the page that they ask for: with briefbook's search, and with Material's own.

It is run by `python -m bench.search.readers`, and prints a table. Both search the real book, in Chromium.
"""

import re
import tempfile
from pathlib import Path
from shutil import copytree
from urllib.parse import urlencode

import yaml
from playwright.sync_api import Page, sync_playwright

from bench.measure import CHECKOUT
from bench.search.browser import serving
from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.pipelines.build import build_site
from tests.chromium import CHROMIUM, FLAGS

_ASKED = CHECKOUT / "tests/cases/search/readers.yml"
_ADDRESSES = "links => links.map(link => link.getAttribute('href'))"


def _build(folder: Path) -> None:
    """Build the site of the real book, with the theme's own search too, into a folder."""
    book = folder / "book"
    for part in ("briefs", "docs"):
        copytree(CHECKOUT / part, book / part)
    settings = (CHECKOUT / "mkdocs.yml").read_text("utf-8")
    with_search = settings.replace("plugins:\n", "theme: material\nplugins:\n  - search\n")
    (book / "mkdocs.yml").write_text(with_search, "utf-8")
    problems = build_site(book, folder / "site", MkDocsEngine(), with_pdfs=False)
    assert problems == [], problems


def _found_by_briefbook(page: Page, site: str, query: str) -> list[str]:
    page.goto(f"{site}/search/index.html?{urlencode({'q': query})}")
    page.locator("#search--facets[aria-busy=false]").wait_for(state="attached")
    links: list[str] = page.locator("#search-results a").evaluate_all(_ADDRESSES)
    return links


def _found_by_material(page: Page, site: str, query: str) -> list[str]:
    page.goto(f"{site}/reading.html")
    box = page.get_by_role("textbox", name="Search")
    said = page.locator(".md-search-result__meta")
    box.focus()
    said.filter(has_text="Type to start").wait_for()  # before that it may not hear what is typed
    box.fill(query)
    box.press("End")  # it reads the box when a key comes up
    said.filter(has_text=re.compile("matching document|No match")).wait_for()
    links: list[str] = page.locator(".md-search-result__link").evaluate_all(_ADDRESSES)
    return links


def _rank(expected: list[str], links: list[str]) -> int | None:
    """Return the place of the first link that leads to a page which is expected, by its folder."""
    folders = [re.sub(r"(/index\.html)?[?#].*|/index\.html", "", link).rpartition("/")[2] for link in links]
    return next((place for place, folder in enumerate(folders, 1) if folder in expected), None)


def _summary(name: str, ranks: list[int | None]) -> str:
    first, three = sum(each == 1 for each in ranks), sum(each is not None and each <= 3 for each in ranks)
    return f"{name}: first {first}, among the first three {three}, of {len(ranks)}"


def main() -> None:
    """Ask, and print the table."""
    searches = {"briefbook": _found_by_briefbook, "Material": _found_by_material}
    asked = yaml.safe_load(_ASKED.read_text("utf-8"))
    with tempfile.TemporaryDirectory(prefix="briefbook-bench-") as scratch, sync_playwright() as playwright:
        folder = Path(scratch)
        _build(folder)
        page = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS).new_page()
        with serving(folder / "site", folder / "log") as site:
            ranks = {
                name: [_rank(each["first"], find(page, site, each["query"])) for each in asked]
                for name, find in searches.items()
            }
    print(f"{'query':36} {' '.join(name.center(9) for name in ranks)}")
    for each, row in zip(asked, zip(*ranks.values(), strict=True), strict=True):
        print(f"{each['query']:36} {' '.join(str(rank or '-').center(9) for rank in row)}")
    for name, found in ranks.items():
        print(_summary(name, found))


if __name__ == "__main__":
    main()
