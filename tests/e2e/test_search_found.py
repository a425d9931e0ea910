"""What search finds in the real book, in a real Chromium: ranks, facets and their counts, and words as the build reads them."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from briefbook.search.tokens import stem, tokens_of_text
from tests.conftest import ROOT
from tests.e2e.conftest import wait_for_answer
from tests.e2e.searching import Queries, ask, box, count, folder, found, queries, rank, ranks_by_script

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.same_tab]


def ranks_here(tab: "Page", site: str, asked: Queries) -> list[int | None]:
    ranks = []
    for each in asked:
        ask(tab, site, q=each["query"])
        ranks.append(rank(each["first"], found(tab)))
    return ranks


def summary(name: str, ranks: list[int | None]) -> str:
    first, three = sum(each == 1 for each in ranks), sum(each is not None and each <= 3 for each in ranks)
    return f"{name}: first {first}, among the first three {three}, of {len(ranks)}"


def test_readers_find_what_they_ask_for(address: str, tab: "Page") -> None:
    ranks = ranks_here(tab, address, queries("readers"))
    assert sum(each == 1 for each in ranks) >= len(ranks) - 1
    assert all(each is not None and each <= 3 for each in ranks)


@pytest.mark.parametrize("name", ["blind", "tuned"])
def test_queries_of_our_own(name: str, address: str, tab: "Page", capsys: pytest.CaptureFixture[str]) -> None:
    ranks = ranks_by_script(tab, address, queries(name))
    with capsys.disabled():
        print(f"\n{summary(name, ranks)}")
    assert sum(each == 1 for each in ranks) >= 0.85 * len(ranks)


def test_readers_find_it_from_disk_too(real_site: Path, address: str, tab: "Page") -> None:
    asked = queries("readers")
    assert ranks_by_script(tab, real_site.as_uri(), asked) == ranks_by_script(tab, address, asked)


def test_a_result_says_what_it_is_and_has_one_link(address: str, tab: "Page") -> None:
    ask(tab, address, q="supply sharing", kind="agreement")
    first = tab.locator("#search-results > li").first
    shown = first.inner_text()
    assert "Supplies and services agreement" in shown
    assert "Agreement" in shown
    assert "In force since 11 July 2021" in shown
    assert first.locator("mark").count() > 0
    for result in tab.locator("#search-results > li").all():
        assert result.locator("a").count() == 1
    assert tab.locator("#search-results a").count() == count(tab)


ALL_ADDRESSES = """async () => {
    const { numbers } = await briefbookSearch.search("");
    return (await Promise.all(numbers.map(briefbookSearch.page))).map(page => page.address);
}"""


def test_every_result_leads_to_a_page(address: str, real_site: Path, tab: "Page") -> None:
    ask(tab, address)
    total, addresses = count(tab), tab.evaluate(ALL_ADDRESSES)
    assert len(set(addresses)) == len(addresses) == total
    last = (total + 9) // 10
    for page in (1, 2, last):
        ask(tab, address, page=str(page))
        assert found(tab) == addresses[10 * (page - 1) : 10 * page]
    for target in addresses:
        path, _, anchor = target.partition("#")
        content = (real_site / path).read_text("utf-8")
        assert not anchor or f'id="{anchor}"' in content


def test_facets_narrow_and_widen_with_right_counts(address: str, tab: "Page") -> None:
    ask(tab, address, q="Japan")
    everything = count(tab)
    agreement, agreements = box(tab, "kind", "agreement")
    _, meetings = box(tab, "kind", "meeting")
    agreement.check()
    tab.wait_for_url("**kind=agreement*")
    tab.wait_for_function(f"document.querySelector('#search--count').textContent.startsWith('{agreements} ')")
    assert box(tab, "kind", "meeting")[1] == meetings  # what choosing it too would add
    year, of_year = box(tab, "year", "2025")
    year.check()
    tab.wait_for_function(f"document.querySelector('#search--count').textContent.startsWith('{of_year} ')")
    box(tab, "kind", "meeting")[0].check()
    tab.wait_for_url("**kind=meeting*")
    tab.wait_for_function(f"!document.querySelector('#search--count').textContent.startsWith('{of_year} ')")
    narrowed, address_of_it = count(tab), tab.url
    tab.goto("about:blank")
    tab.goto(address_of_it)
    tab.locator("#search--facets[aria-busy=false]").wait_for()
    assert count(tab) == narrowed
    assert all(
        box(tab, *each)[0].is_checked()
        for each in (("kind", "agreement"), ("kind", "meeting"), ("year", "2025"))
    )
    tab.get_by_role("button", name="Widen").click()
    tab.wait_for_function(f"document.querySelector('#search--count').textContent.startsWith('{everything} ')")
    tab.go_back()
    tab.wait_for_function(f"document.querySelector('#search--count').textContent.startsWith('{narrowed} ')")


@pytest.mark.parametrize("facet", ["kind", "status", "year", "person", "organisation", "place"])
def test_the_count_of_each_value_is_what_choosing_it_gives(facet: str, address: str, tab: "Page") -> None:
    ask(tab, address, q="talks")
    more = tab.locator(f"#search--more-{facet}")
    if more.count():
        more.click()
    values = tab.locator(f"#search--facets input[name='{facet}']").evaluate_all(
        "all => all.map(box => box.value)"
    )
    assert values
    counts = {value: box(tab, facet, value)[1] for value in values[:8]}
    for value, expected in counts.items():
        choice, _ = box(tab, facet, value)
        choice.check()
        tab.wait_for_url(f"**{facet}=*")
        wait_for_answer(tab)
        assert count(tab) == expected, value
        choice.uncheck()
        tab.wait_for_url(lambda url: f"{facet}=" not in url)
        wait_for_answer(tab)


def test_sorting_by_date(address: str, tab: "Page") -> None:
    ask(tab, address, kind="meeting", sort="newest")
    held = [each for each in found(tab) if folder(each) != "senior-officer-body"]  # which has not met
    assert {folder(each) for each in held[:2]} == {"annual-summits", "summit-2-july-2026"}
    ask(tab, address, kind="meeting")
    tab.locator("#search--sort").select_option("oldest")
    tab.wait_for_url("**sort=oldest*")
    tab.wait_for_function("!document.querySelector('#search-results a').href.includes('senior-officer')")
    assert [each for each in found(tab) if each in held] == held[::-1]


def test_browser_and_build_read_words_alike(address: str, tab: "Page") -> None:
    ask(tab, address)
    spoken = {
        word for file in (ROOT / "briefs").rglob("*.*") for word in tokens_of_text(file.read_text("utf-8"))
    }
    counted = sorted(filter(stem, spoken))
    assert tab.evaluate("words => words.map(briefbookSearch.stem)", counted) == list(map(stem, counted))
    cases = yaml.safe_load((ROOT / "tests/cases/search/words.yml").read_text("utf-8"))["words"]
    for case in cases:
        if "-" not in case["text"] and case["text"]:
            typed = tab.evaluate(
                "async q => (await briefbookSearch.search(q)).concepts.map(c => c.typed)", case["text"]
            )
            assert list(dict.fromkeys(typed)) == list(dict.fromkeys(case["words"].split())), case["text"]
