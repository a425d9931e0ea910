"""How tests in a browser use the page of search."""

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import yaml

from tests.conftest import ROOT
from tests.e2e.conftest import wait_for_answer

if TYPE_CHECKING:
    from playwright.sync_api import Page

Queries = list[dict[str, Any]]
ADDRESSES = "links => links.map(link => link.getAttribute('href'))"


def queries(name: str) -> Queries:
    cases: Queries = yaml.safe_load((ROOT / f"tests/cases/search/{name}.yml").read_text("utf-8"))
    return cases


def ask(tab: "Page", site: str, **asked: str | list[str]) -> None:
    """Open the page of search with what is asked, and wait for the answer."""
    tab.goto(f"{site}/search/index.html?{urlencode(asked, doseq=True)}")
    wait_for_answer(tab)
    assert "could not be loaded" not in tab.locator("#search--count").inner_text()


def found(tab: "Page") -> list[str]:
    """Return the addresses of the results shown, from the site's root, in their order."""
    links: list[str] = tab.locator("#search-results a").evaluate_all(ADDRESSES)
    site = tab.url.partition("/search/")[0]
    return [link.removeprefix(f"{site}/") for link in links]


def count(tab: "Page") -> int:
    """Return how many pages the answer says that it has."""
    number = tab.locator("#search--count").inner_text().split()[0]
    return 0 if number == "No" else int(number)


def box(tab: "Page", facet: str, value: str) -> "tuple[Any, int]":
    """Return the box of a facet's value, and the count beside it."""
    label = tab.locator(f"#search--facets[aria-busy=false] label:has(input[name='{facet}'][value='{value}'])")
    shown = re.search(r"\((\d+)\)", label.inner_text())
    assert shown
    return label.locator("input"), int(shown[1])


def folder(address: str) -> str:
    """Return the last part of an address by which pages differ."""
    return address.partition("#")[0].removesuffix("/index.html").rpartition("/")[2]


def rank(expected: list[str], shown: list[str]) -> int | None:
    return next((place for place, each in enumerate(map(folder, shown), 1) if each in expected), None)


def ranks_by_script(tab: "Page", site: str, asked: Queries) -> list[int | None]:
    """Return the same as the page of search would show, faster: it asks the script behind it."""
    ask(tab, site)
    shown = tab.evaluate(
        """asked => Promise.all(asked.map(async query => {
            const { numbers } = await briefbookSearch.search(query);
            const pages = await Promise.all(numbers.slice(0, 10).map(briefbookSearch.page));
            return pages.map(page => page.address);
        }))""",
        [each["query"] for each in asked],
    )
    return [rank(each["first"], addresses) for each, addresses in zip(asked, shown, strict=True)]
