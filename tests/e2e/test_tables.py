"""Tables that sort and filter in place, and lists that filter, in a real Chromium."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.paper import needs_pdftotext, printed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.same_tab]


def column(tab: "Page", table: str, name: str) -> list[str]:
    """Return what is in a column, in the rows that show."""
    cells = tab.locator(f"[data-bb-table={table}] tbody tr:visible td[data-label='{name}']")
    return [" ".join(words.split()) for words in cells.all_inner_texts()]


def entries(tab: "Page") -> list[str]:
    """Return the entries of a list that show."""
    return tab.locator("[data-bb-filter] > :visible").all_inner_texts()


def order(tab: "Page", table: str, heading: str) -> str | None:
    return tab.locator(f"[data-bb-table={table}] th", has_text=heading).get_attribute("aria-sort")


def test_a_heading_sorts_by_keyboard_and_back_to_the_order_of_the_book(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/exercises/index.html")
    natural = column(tab, "exercises", "Exercise")
    by_letter = sorted(natural, key=str.casefold)
    assert natural != by_letter
    button = tab.get_by_role("columnheader", name="Exercise").get_by_role("button")
    button.focus()
    assert order(tab, "exercises", "Exercise") == "none"
    tab.keyboard.press("Enter")
    assert order(tab, "exercises", "Exercise") == "ascending"
    assert column(tab, "exercises", "Exercise") == by_letter
    tab.keyboard.press("Space")
    assert order(tab, "exercises", "Exercise") == "descending"
    assert column(tab, "exercises", "Exercise") == by_letter[::-1]
    assert tab.url.endswith("?exercises.sort=-exercise")
    tab.keyboard.press("Enter")
    assert order(tab, "exercises", "Exercise") == "none"
    assert column(tab, "exercises", "Exercise") == natural
    assert tab.url.endswith("/exercises/index.html")


def test_dates_sort_by_time_and_what_is_not_known_comes_last(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/exercises/index.html?exercises.sort=began")
    began = [words.partition("[")[0] for words in column(tab, "exercises", "Began")]
    in_time = [
        "1992",
        "1995",
        "2000",
        "9 June 2012",
        "1 November 2018",
        "3 December 2018",
        "2019",
        "12 January 2023",
    ]
    assert began == [*in_time, "not found", "not found"]
    tab.goto(f"{address}/exercises/index.html?exercises.sort=-began")
    began = [words.partition("[")[0] for words in column(tab, "exercises", "Began")]
    assert began == [*reversed(in_time), "not found", "not found"]


def test_ties_keep_the_order_of_the_book(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/agreements/index.html")
    signed = dict(zip(column(tab, "binding", "Agreement"), column(tab, "binding", "Signature"), strict=True))
    tied = [name for name, day in signed.items() if day == "12 December 2015"]
    assert len(tied) == 2
    for wanted in ("signature", "-signature"):
        tab.goto(f"{address}/agreements/index.html?binding.sort={wanted}")
        assert [name for name in column(tab, "binding", "Agreement") if name in tied] == tied


def test_how_firm_sorts_by_firmness_not_by_letter(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/outcomes/index.html?outcomes.sort=how-firm")
    grades = list(dict.fromkeys(column(tab, "outcomes", "How firm")))
    assert grades == [
        "agreed",
        "agreed in principle",
        "reaffirmed",
        "announced",
        "under study",
        "raised by one side",
    ]


def test_a_filter_keeps_the_rows_with_all_words_and_counts_them(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/exercises/index.html")
    count = tab.locator(".bb-count")
    assert count.inner_text() == "10 rows"
    assert count.get_attribute("aria-live") == "polite"
    field = tab.get_by_label("Filter these rows")
    field.fill("QUAD malábar")  # in whatever case, with whatever accents
    assert column(tab, "exercises", "Exercise") == ["Malabar"]
    assert count.inner_text() == "1 of 10 rows"
    field.fill("malabar jimex")
    assert column(tab, "exercises", "Exercise") == []
    assert tab.get_by_text("No row has these words").is_visible()
    tab.get_by_role("button", name="Show all rows").click()
    assert len(column(tab, "exercises", "Exercise")) == 10
    assert tab.get_by_text("No row has these words").is_hidden()
    assert field.evaluate("field => field === document.activeElement")
    assert tab.url.endswith("/exercises/index.html")


def test_numbers_of_citations_are_not_words(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/exercises/index.html?exercises.filter=[1]")
    assert column(tab, "exercises", "Exercise") == []


def test_a_column_of_few_words_is_chosen_from(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/outcomes/index.html")
    everything = column(tab, "outcomes", "How firm")
    tab.get_by_role("combobox", name="How firm").select_option("agreed")
    assert column(tab, "outcomes", "How firm") == ["agreed"] * everything.count("agreed")
    assert tab.url.endswith("?outcomes.how-firm=agreed")
    tab.goto(f"{address}/desk/index.html")
    assert tab.locator(".bb-control-choice").count() == 0, "a choice of one is not a choice"


def test_a_small_table_sorts_and_has_no_filter(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/agreements/index.html?binding.filter=nothing")
    assert tab.get_by_label("Filter these rows").count() == 1  # of the political ones, which are seven
    assert len(column(tab, "binding", "Agreement")) == 3
    assert tab.locator("[data-bb-table=binding] th button").count() == 5


@pytest.mark.parametrize("served", [True, False], ids=["served", "from disk"])
def test_the_address_carries_the_view(served: bool, address: str, real_site: Path, tab: "Page") -> None:
    start = address if served else real_site.as_uri()
    tab.goto(f"{start}/outcomes/index.html?other=1#derived--title")
    tab.get_by_label("Filter these rows").fill("india")
    tab.get_by_role("combobox", name="How firm").select_option("announced")
    tab.get_by_role("button", name="Meeting").click()
    assert tab.url.startswith(f"{start}/outcomes/index.html?other=1&")
    assert tab.url.endswith("#derived--title")
    shown = column(tab, "outcomes", "Outcome")
    assert shown
    colleague = tab.context.new_page()
    colleague.goto(tab.url)
    assert column(colleague, "outcomes", "Outcome") == shown
    assert colleague.get_by_label("Filter these rows").input_value() == "india"
    assert order(colleague, "outcomes", "Meeting") == "ascending"


def test_two_tables_of_a_page_keep_their_own_state(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/agreements/index.html?political.sort=signature")
    assert order(tab, "binding", "Signature") == "none"
    tab.locator("[data-bb-table=binding] th button", has_text="Status").click()
    assert order(tab, "political", "Signature") == "ascending"
    assert tab.url.endswith("?political.sort=signature&binding.sort=status")


def test_going_back_restores_the_view(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/exercises/index.html?exercises.filter=navy#derived--title")
    tab.evaluate("history.pushState(null, '', '?exercises.filter=army')")
    tab.go_back()
    tab.get_by_label("Filter these rows").fill("")
    tab.go_forward()
    tab.wait_for_function("document.querySelector('[name=\"exercises.filter\"]').value === 'army'")
    assert column(tab, "exercises", "Service") == ["Army"]


@pytest.mark.parametrize(
    "query",
    [
        "exercises.sort=nothing",
        "exercises.sort=-",
        "exercises.sort=--began",
        "exercises.service=Space+force",
        "exercises.colour=red",
        "nothing.filter=x",
        "exercises.sort=%E0%A4%A",
        "constructor.sort=__proto__",
    ],
)
def test_what_the_page_does_not_know_in_the_address_is_ignored(query: str, address: str, tab: "Page") -> None:
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto(f"{address}/exercises/index.html")
    natural = column(tab, "exercises", "Exercise")
    tab.goto(f"{address}/exercises/index.html?{query}")
    assert column(tab, "exercises", "Exercise") == natural
    assert errors == []


@pytest.mark.parametrize(
    ("page", "words", "found"),
    [
        ("sources", "PIB 2016", "Joint Statement after the meeting"),
        ("people", "gen nakatani", "Gen Nakatani"),
        ("people", "中谷", "Gen Nakatani"),
        ("places", "komatsu", "Komatsu"),
        ("glossary", "acsa", "Cross-Servicing"),
    ],
)
def test_the_registers_filter(page: str, words: str, found: str, address: str, tab: "Page") -> None:
    tab.goto(f"{address}/{page}/index.html")
    all_of_them = len(entries(tab))
    tab.get_by_label("Filter these entries").fill(words)
    shown = entries(tab)
    assert 0 < len(shown) < all_of_them
    assert found in " ".join(shown)
    assert tab.locator(".bb-count").inner_text() == f"{len(shown)} of {all_of_them} entries"
    tab.reload()
    assert entries(tab) == shown


def test_a_link_to_a_row_that_is_filtered_out_shows_it(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/exercises/index.html?exercises.filter=army")
    jimex = tab.locator("tr", has_text="JIMEX").locator(".bb-cite").first
    assert jimex.is_hidden()
    tab.locator(".bb-notes .bb-back").first.click()
    jimex.wait_for()
    assert "filter" not in tab.url


def test_without_scripts_every_row_is_shown(real_site: Path, browser: "Browser") -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto((real_site / "exercises/index.html").as_uri() + "?exercises.filter=army")
    assert len(column(tab, "exercises", "Exercise")) == 10
    assert tab.locator("article :is(input, select, button):visible").count() == 0
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_on_a_phone_rows_are_blocks_with_the_names_of_their_columns(
    scripts: bool, real_site: Path, browser: "Browser"
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=scripts)
    phone = context.new_page()
    phone.goto((real_site / "outcomes/index.html").as_uri())
    row = phone.get_by_role("table").get_by_role("row").first  # roles that a layout as blocks would lose
    assert row.get_by_role("cell").count() == 5
    assert phone.get_by_role("columnheader").count() == 0
    meeting = row.locator("td[data-label=Meeting]")
    assert "Meeting" in meeting.aria_snapshot()
    above, below = row.locator("td[data-label='How firm']").bounding_box(), meeting.bounding_box()
    assert above
    assert below
    assert above["y"] < below["y"]
    assert above["x"] == below["x"]
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_on_a_phone_a_control_sorts(real_site: Path, browser: "Browser") -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    phone = context.new_page()
    phone.goto((real_site / "agreements/index.html").as_uri())
    phone.get_by_role("group", name="Binding instruments").get_by_label("Sort by").select_option(
        "Signature, descending"
    )
    assert column(phone, "binding", "Signature")[0] == "9 September 2020"
    assert phone.url.endswith("?binding.sort=-signature")
    context.close()


@pytest.mark.parametrize("page", ["agreements/index", "exercises/index", "outcomes/index", "desk/index"])
def test_no_table_is_wider_than_its_page(page: str, real_site: Path, tab: "Page") -> None:
    tab.goto((real_site / f"{page}.html").as_uri())
    for width in (390, 720, 960, 1000, 1220, 1280):
        tab.set_viewport_size({"width": width, "height": 844})
        room = tab.locator("article").evaluate("article => article.clientWidth")
        widths = tab.locator(".bb-table").evaluate_all("tables => tables.map(table => table.offsetWidth)")
        assert widths
        assert max(widths) <= room, f"at {width} pixels"


@needs_pdftotext
def test_print_has_the_rows_that_show_and_repeats_the_headings(
    real_site: Path, tab: "Page", tmp_path: Path
) -> None:
    tab.goto((real_site / "outcomes/index.html").as_uri() + "?outcomes.filter=india")
    text = printed(tab, tmp_path)
    assert text.count("What followed") > 1
    assert "34 of 50 rows" in text
    assert "Maritime" in text
    assert "The joint work on unmanned" not in text  # a row without the word
    assert "Filter these rows" not in text
