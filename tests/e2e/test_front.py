"""The front page of the real book: what a reader has of it in one minute, at a desk and on a phone."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.conftest import ROOT, SMALL_BOOK, built

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

QUESTIONS: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests/cases/book/private-secretary.yml").read_text("utf-8")
)
DESK, PHONE = (1280, 800), (390, 844)
Front = Callable[[tuple[int, int]], "Page"]


@pytest.fixture
def front(tab: "Page", real_site: Path) -> Front:
    """Return what opens the front page from disk on a screen of some size."""

    def open_on(size: tuple[int, int]) -> "Page":
        tab.set_viewport_size({"width": size[0], "height": size[1]})
        tab.goto((real_site / "index.html").as_uri())
        return tab

    return open_on


def top(part: "Locator") -> float:
    box = part.bounding_box()
    assert box
    return box["y"]


@pytest.mark.parametrize(("size", "first_fact", "longest"), [(DESK, 260, 1800), (PHONE, 280, 3600)])
def test_the_front_page_is_read_in_a_minute(
    front: Front, size: tuple[int, int], first_fact: int, longest: int
) -> None:
    page = front(size)
    assert top(page.locator(".bb-state p").last) <= first_fact
    assert page.evaluate("document.documentElement.scrollHeight") < longest
    news = page.locator(".bb-news > li:visible")
    assert news.count() == (7 if size == DESK else 3)
    if size == PHONE:
        for fold in page.locator(".bb-fold-on-phone > summary").all():
            fold.click()
        assert news.count() == 7
    assert page.locator(".bb-front-points .bb-dates > li:visible").count() == 5
    assert page.locator(".bb-questions > li").count() == 3


BRIEF = """\
---
title: {name} {number} on {about}
bottom_line: B
{fields}
expected: [{{text: The parties are to meet {number} times to look again at {about}, stated: 2000, due: 2100}}]
questions: [{{question: Has {name} {number} come to {about}?, why: The text does not say., asked: 2001}}]
---
"""
ABOUT = (
    "mutual administrative assistance in customs matters as amended by an exchange of notes of 2 September"
)


@pytest.mark.parametrize("folders", [("agreements",), ("agreements", "technology", "context")], ids=len)
def test_the_front_page_of_300_briefs_is_no_longer(
    tab: "Page", tmp_path: Path, folders: tuple[str, ...]
) -> None:
    fields = {
        "agreements": "type: treaty\nsigned: 1990",
        "technology": "stages: [{talks: 1991}]",
        "context": "",
    }
    for number in range(300):
        folder = folders[number % len(folders)]
        brief = tmp_path / f"briefs/{folder}/brief-{number}.md"
        brief.parent.mkdir(parents=True, exist_ok=True)
        text = BRIEF.format(name="Text", number=number, about=ABOUT, fields=fields[folder])
        brief.write_text(text, "utf-8")
    (tmp_path / "briefs/book.yml").write_text(
        "title: Small book\ndesk: {name: D}\nas_of: 2026-01-01\n", "utf-8"
    )
    shutil.copy(SMALL_BOOK / "mkdocs.yml", tmp_path)
    shutil.copytree(SMALL_BOOK / "docs", tmp_path / "docs")
    built(tmp_path, tmp_path / "site")
    tab.goto((tmp_path / "site/index.html").as_uri())
    for size, longest in ((DESK, 1800), (PHONE, 3600)):
        tab.set_viewport_size({"width": size[0], "height": size[1]})
        assert tab.evaluate("document.documentElement.scrollHeight") < longest
        assert tab.evaluate("document.documentElement.scrollWidth") == size[0]


def test_two_columns_at_a_desk_and_one_on_a_phone(front: Front) -> None:
    def order(page: "Page") -> list[str]:
        headings = page.locator(".bb-front h2:visible, .bb-front-held").all()
        return [each.get_attribute("id") or "" for each in sorted(headings, key=top)]

    page = front(DESK)
    news, dates = (
        page.locator(".bb-front-news").bounding_box(),
        page.locator(".bb-front-aside").bounding_box(),
    )
    assert news
    assert dates
    assert news["y"] == dates["y"]
    assert news["x"] + news["width"] < dates["x"]
    assert order(front(PHONE)) == [
        f"front--{each}"
        for each in ("new", "meeting", "upcoming", "ask", "key-points", "agreements", "projects", "questions")
    ]


def test_nothing_is_wider_than_the_smallest_phone(front: Front) -> None:
    assert front((320, 640)).evaluate("document.documentElement.scrollWidth") == 320


def test_old_information_is_said_to_be_old_by_the_clock_of_the_reader(front: Front, tab: "Page") -> None:
    def is_said_on(day: str) -> list[bool]:
        tab.clock.set_fixed_time(f"{day}T12:00:00")
        page = front(DESK)
        said = [page.locator(".bb-notice").is_visible(), page.locator(".bb-stale").is_visible()]
        page.locator("a:has-text('UNICORN mast')").first.click()
        return [*said, page.locator(".bb-horizon > .bb-stale").is_visible()]

    assert is_said_on("2026-09-30") == [False] * 3
    assert is_said_on("2026-10-01") == [True] * 3


def test_the_keyboard_goes_through_a_phone_in_the_order_of_what_is_seen(front: Front) -> None:
    page = front(PHONE)
    seen: list[float] = []
    page.locator(".bb-front a").first.focus()
    for _ in range(60):
        seen.append(page.evaluate("document.activeElement.getBoundingClientRect().top + scrollY"))
        page.keyboard.press("Tab")
        if not page.evaluate("document.querySelector('.bb-front').contains(document.activeElement)"):
            break
    assert len(seen) > 30
    assert seen == sorted(seen)


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: str(asked["ask"]))
def test_a_private_secretary_finds_the_answer_on_the_first_screen(
    front: Front, asked: dict[str, str]
) -> None:
    page = front(DESK)
    if click := asked.get("click"):
        page.locator(f"a:visible:has-text('{click}')").first.click()
        page.wait_for_load_state()
    answers = page.get_by_text(asked["words"]).all()
    assert any(each.is_visible() and top(each) < DESK[1] for each in answers), asked["words"]
