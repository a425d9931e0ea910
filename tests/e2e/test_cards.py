"""The card that shows where a link leads, in a real Chromium: by pointer, by keyboard, from disk, under the policy."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import SCREEN, MakeBook, built
from tests.e2e.axe import RULES, violations
from tests.e2e.conftest import BRIEF
from tests.e2e.server import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Locator, Page

pytestmark = pytest.mark.browser

WIDE, PHONE, ZOOMED = SCREEN["width"], 390, 320
PERSON = "article .bb-dates a[href*='people/ajay-kumar']"
AWAY = (2, 500)
"""A point on nothing."""


@pytest.fixture
def brief(real_site: Path, tab: "Page") -> "Page":
    """Return a tab with a brief, opened from disk."""
    tab.goto((real_site / BRIEF).as_uri())
    return tab


@pytest.fixture
def card(brief: "Page") -> "Locator":
    return brief.get_by_role("tooltip")


def settle(tab: "Page") -> None:
    """Wait longer than a card takes to come and to go."""
    tab.wait_for_timeout(700)


def box_of(part: "Locator") -> "FloatRect":
    box = part.bounding_box()
    assert box
    return box


def test_a_card_comes_by_the_pointer_stays_below_it_and_goes(brief: "Page", card: "Locator") -> None:
    link = brief.locator(PERSON)
    link.hover()
    card.wait_for()
    assert card.locator("p").first.inner_text() == "Ajay Kumar अजय कुमार"
    assert card.locator("[lang=hi]").inner_text() == "अजय कुमार"
    assert "Person · Formerly Defence Secretary" in card.inner_text()
    assert link.get_attribute("aria-describedby") == card.get_attribute("id")
    box = box_of(card)
    brief.mouse.move(box["x"] + 20, box["y"] + 20, steps=5)
    settle(brief)
    assert card.is_visible(), "a reader may point at it (WCAG 1.4.13)"
    brief.mouse.move(*AWAY)
    card.wait_for(state="hidden")
    assert link.get_attribute("aria-describedby") is None


def test_a_pointer_on_its_way_opens_nothing(brief: "Page", card: "Locator") -> None:
    brief.locator(PERSON).hover()
    brief.mouse.move(*AWAY)
    settle(brief)
    assert card.is_hidden()


def test_a_card_comes_by_the_keyboard_and_goes_by_escape(brief: "Page", card: "Locator") -> None:
    brief.locator("#brief--related + div li a").first.focus()
    brief.keyboard.press("Shift+Tab")
    brief.keyboard.press("Tab")
    card.wait_for()
    words = card.inner_text()
    assert words.startswith("Equipment transfer agreement\n")
    assert "Agreement · In force since March 2016\n" in words
    brief.mouse.move(*AWAY)
    settle(brief)
    assert card.is_visible(), "it goes by what it came by"
    brief.keyboard.press("Escape")
    assert card.is_hidden()
    settle(brief)
    assert card.is_hidden()
    brief.keyboard.press("Tab")
    card.wait_for()
    assert not card.inner_text().startswith("Equipment")


def test_a_card_that_was_closed_stays_closed_while_the_pointer_is_on_its_link(
    brief: "Page", card: "Locator"
) -> None:
    link = brief.locator(PERSON)
    link.hover()
    card.wait_for()
    brief.keyboard.press("Escape")
    box = box_of(link)
    brief.mouse.move(box["x"] + 3, box["y"] + 5)
    settle(brief)
    assert card.is_hidden()


def test_a_citation_shows_the_record_that_the_page_has(brief: "Page", card: "Locator") -> None:
    mark = brief.locator(".bb-cite a[href='#note--3']").first
    mark.hover()
    card.wait_for()
    assert card.inner_text() == (
        "India, Japan ink pact for reciprocal provision of supplies, services between defence forces,"
        " The New Indian Express, 10 September 2020"
    )
    assert card.locator("a").count() == 0, "a tooltip has nothing to reach"
    settle(brief)
    assert brief.locator(".md-tooltip, .md-tooltip2").count() == 0, "the theme shows none beside it"
    mark.click()
    assert card.is_hidden()
    assert brief.url.endswith("#note--3")


def test_an_official_source_says_so(brief: "Page", card: "Locator") -> None:
    brief.locator(".bb-cite a[href='#note--4']").first.hover()
    card.wait_for()
    assert card.locator(".bb-official").inner_text() == "official"


def test_a_tap_follows_the_link(real_site: Path, browser: "Browser") -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": PHONE, "height": 800})
    tab = context.new_page()
    tab.goto((real_site / BRIEF).as_uri())
    mark = tab.locator(".bb-cite a").first
    mark.tap()
    settle(tab)
    assert "#note--" in tab.url
    assert tab.get_by_role("tooltip").is_hidden()
    context.close()


def links_at_the_edges(tab: "Page") -> Iterator[int]:
    """Yield the numbers of those links of a page that are the farthest to each side."""
    places: list[tuple[float, float]] = tab.locator("article p a, article li a, article dd a").evaluate_all(
        "links => links.map(link => link.getClientRects()[0]).map(line => line ? [line.left, line.right] : [0, 0])"
    )
    shown = [number for number, (_, right) in enumerate(places) if right]
    yield min(shown, key=lambda number: places[number][0])
    yield max(shown, key=lambda number: places[number][1])
    yield shown[0]
    yield shown[-1]


@pytest.mark.parametrize("width", [WIDE, PHONE, ZOOMED])
def test_a_card_is_within_the_screen_whatever_its_link_is_near(
    width: int, brief: "Page", card: "Locator"
) -> None:
    height = 600
    brief.set_viewport_size({"width": width, "height": height})
    for number in links_at_the_edges(brief):
        link = brief.locator("article p a, article li a, article dd a").nth(number)
        for block in ("start", "end"):
            brief.mouse.move(1, 1)
            card.wait_for(state="hidden")
            link.evaluate(f"link => link.scrollIntoView({{ block: '{block}', behavior: 'instant' }})")
            link.hover()
            settle(brief)
            if card.is_hidden():
                continue  # it leads to another site
            box, line = box_of(card), box_of(link)
            assert 0 <= box["x"] < box["x"] + box["width"] <= width
            assert 0 <= box["y"] < box["y"] + box["height"] <= height
            assert box["y"] >= line["y"] + 10 or box["y"] + box["height"] <= line["y"] + line["height"] / 2
    assert brief.evaluate("document.documentElement.scrollWidth") <= width


def test_served_under_the_policy_nothing_is_refused(
    real_site: Path, policy: dict[str, str], tab: "Page", complaints: list[str]
) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    with serving(real_site, policy) as address:
        tab.goto(f"{address}/{BRIEF}", wait_until="networkidle")
        assert [url for url in asked if "/cards/" in url] == [], "they are loaded when they are needed"
        tab.locator(PERSON).hover()
        tab.get_by_role("tooltip").wait_for()
        assert len([url for url in asked if "/cards/" in url]) == 2
        assert violations(tab, RULES, leaving_out=[".md-header", ".md-sidebar", "footer", PERSON]) == []
    assert complaints == []


def test_a_card_that_cannot_be_loaded_is_left_out(make_book: MakeBook, tmp_path: Path, tab: "Page") -> None:
    site = built(make_book({}), tmp_path / "site")
    for file in (site / "cards").iterdir():
        file.unlink()
    tab.goto((site / "agreements/supply-pact/index.html").as_uri())
    tab.locator("article a[href*='technology/mast']").first.hover()
    settle(tab)
    assert tab.get_by_role("tooltip").is_hidden()
    tab.locator("article a[href*='technology/mast']").first.click()
    assert tab.locator("h1").inner_text() == "The antenna mast"


def test_a_draft_says_so_and_a_higher_brief_says_nothing_else(
    make_book: MakeBook, tmp_path: Path, tab: "Page"
) -> None:
    brief = "---\ntitle: Something else\nbottom_line: SECRET\nmarking: restricted\n---\nSee [[sea-lanes]].\n"
    lanes = "---\ntitle: Sea lanes\nbottom_line: Both depend on them.\n---\nSee [[other]].\n"
    changes: dict[str, str | bytes | None] = {
        "briefs/context/other.md": brief,
        "briefs/context/sea-lanes.md": lanes,
    }
    site = built(make_book(changes), tmp_path / "site")
    for page, other, words in (
        ("sea-lanes", "other", "Something else (draft brief, RESTRICTED)"),
        ("other", "sea-lanes", "Sea lanes (draft brief)\n\nContext\n\nBoth depend on them."),
    ):
        tab.goto((site / f"context/{page}/index.html").as_uri())
        tab.locator(f"article a[href*='{other}']").first.hover()
        tab.get_by_role("tooltip").wait_for()
        assert tab.get_by_role("tooltip").inner_text() == words
