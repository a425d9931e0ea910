"""What is not found in a page, a style sheet or a field does nothing in a browser, which reads it from disk."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.conftest import GOLDEN

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page, Request

pytestmark = pytest.mark.browser

PROMISES = yaml.safe_load((GOLDEN / "promises.yml").read_text("utf-8"))
BLOCKED = yaml.safe_load((GOLDEN / "blocked_markup.yml").read_text("utf-8"))["found"]
BODY = "<!doctype html><body><div>.{}"


def passing_pages() -> Iterator[str]:
    """Yield a page of each case of which nothing is found; one that leads elsewhere in its folder is left out."""
    for case in PROMISES["asked"]:
        if not case["asks"] and "refresh" not in case["page"]:
            yield BODY.format(case["page"])
    for case in BLOCKED:
        if not case["found"]:
            yield BODY.format(case["text"]) if "text" in case else f'<meta content="{case["field"]}">'
    for case in PROMISES["styles"]:
        if not case["asks"]:
            yield f"<style>{case['text']}</style><a href=x>a</a><b>b</b>"


def done_by(page: str, tab: "Page", folder: Path) -> list[str]:
    """Return the dialogs that a page shows, and the requests that it makes of other hosts."""
    done: list[str] = []
    file = folder / "page.html"
    file.write_text(page, "utf-8")

    def note_dialog(dialog: "Dialog") -> None:
        done.append(dialog.message)
        dialog.dismiss()

    def note_request(request: "Request") -> None:
        done.append(request.url)

    tab.on("dialog", note_dialog)
    tab.on("request", note_request)
    tab.goto(file.as_uri())
    tab.remove_listener("request", note_request)
    tab.remove_listener("dialog", note_dialog)
    return [each for each in done if not each.startswith(("file:///", "data:", "blob:"))]


def test_what_passes_shows_no_dialog_and_asks_nobody(tab: "Page", tmp_path: Path) -> None:
    done = {page: done_by(page, tab, tmp_path) for page in passing_pages()}
    assert len(done) > 30
    assert {page: what for page, what in done.items() if what} == {}
