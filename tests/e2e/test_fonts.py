"""A site shows its letters in fonts of its own, on every machine: read from disk, and under the policy."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefbook.pages.csp import POLICY_FILE
from tests.conftest import MakeBook, Run
from tests.e2e.server import headers_of, serving
from tests.e2e.test_printable import BRIEF, THAI, font_with

if TYPE_CHECKING:
    from playwright.sync_api import Page

LATIN = {
    "briefbook-arrows.woff2",
    "briefbook-mono-regular.woff2",
    "briefbook-sans-bold.woff2",
    "briefbook-sans-italic.woff2",
    "briefbook-sans-regular.woff2",
}
PEOPLE = """\
gen-nakatani:
  name: Gen Nakatani
{more}"""
PERSON = "{id}:\n  name: {id}\n  native: {{text: {native}, lang: {lang}}}\n"


def cut_fonts(site: Path) -> set[str]:
    return {file.name for file in (site / "assets/fonts").iterdir()} - LATIN


def people(**natives: str) -> str:
    more = "".join(PERSON.format(id=f"p-{lang}", native=text, lang=lang) for lang, text in natives.items())
    return PEOPLE.format(more=more)


def is_ours(tab: "Page", selector: str) -> bool:
    """Return whether each letter of an element is drawn in a font that the site brings."""
    tab.evaluate("document.fonts.ready")
    browser = tab.context.new_cdp_session(tab)
    browser.send("DOM.enable")
    browser.send("CSS.enable")
    root = browser.send("DOM.getDocument")["root"]["nodeId"]
    node = browser.send("DOM.querySelector", {"nodeId": root, "selector": selector})
    fonts = browser.send("CSS.getPlatformFontsForNode", node)["fonts"]
    return bool(fonts) and all(font["isCustomFont"] for font in fonts)


@pytest.fixture(params=["from disk", "under the policy"])
def address(request: pytest.FixtureRequest, small_site: Path) -> Iterator[str]:
    if request.param == "from disk":
        yield small_site.as_uri()
    else:
        with serving(small_site, headers_of((small_site / POLICY_FILE).read_text())) as served:
            yield served


@pytest.mark.browser
def test_latin_and_a_japanese_name_are_in_our_fonts(address: str, tab: "Page", complaints: list[str]) -> None:
    tab.goto(f"{address}/people/index.html", wait_until="networkidle")
    for selector in ("h1", ".md-tabs a", "article a", "[lang=ja]"):
        assert is_ours(tab, selector), selector
    loaded = tab.evaluate(
        "[...document.fonts].filter(each => each.status === 'loaded').map(each => each.family)"
    )
    assert {name.strip('"') for name in loaded} == {"Briefbook Sans", "Briefbook Native"}
    assert complaints == []


@pytest.mark.browser
def test_names_in_other_scripts_are_in_our_fonts(make_book: MakeBook, briefbook: Run, tab: "Page") -> None:
    names = {
        "ur": "اسحاق ڈار",
        "ta": "நரேந்திர மோடி",
        "lo": "ທອງລຸນ",
        "hi": "मनोहर पर्रिकर",
        "zh": "红岛",
        "ru": "Юрий",
    }
    linked = " and ".join(f"[[p-{lang}]]" for lang in names)
    project = make_book(
        {"briefs/people.yml": people(**names), "briefs/context/other.md": f"{BRIEF}On {linked}.\n"}
    )
    result = briefbook("-C", project, "build", "--no-pdf")
    assert result.returncode == 0, result.stderr
    assert cut_fonts(project / "site") == {
        *(f"NotoSans{each}-Regular.woff2" for each in ("Arabic", "Devanagari", "JP", "Lao", "SC", "Tamil")),
        "SourceSans3-Regular.woff2",
    }
    tab.goto((project / "site/people/index.html").as_uri(), wait_until="networkidle")
    for lang in names:
        assert is_ours(tab, f"span[lang={lang}]"), lang


def test_a_book_in_latin_carries_nothing_more(make_book: MakeBook, briefbook: Run) -> None:
    project = make_book({"briefs/people.yml": people()})
    pact = project / "briefs/agreements/supply-pact.md"
    pact.write_text(pact.read_text("utf-8").replace(", 物品役務相互提供協定", ""), "utf-8")
    result = briefbook("-C", project, "build", "--no-pdf")
    assert result.returncode == 0, result.stderr
    assert cut_fonts(project / "site") == set()
    assert (project / "site/assets/briefbook.css").read_text().count("@font-face") == len(LATIN)


def test_hand_written_pages_and_fonts_of_the_books_own_count(make_book: MakeBook, briefbook: Run) -> None:
    project = make_book(
        {"docs/more.md": f"# More\n\n{THAI} 協定\n", "templates/fonts/own.ttf": font_with(THAI)}
    )
    result = briefbook("-C", project, "build", "--no-pdf")
    assert result.returncode == 0, result.stderr
    assert cut_fonts(project / "site") == {"NotoSansJP-Regular.woff2", "own.woff2"}


def test_a_font_that_cannot_be_cut_is_a_mistake(make_book: MakeBook, briefbook: Run) -> None:
    whole = font_with(THAI)
    at = whole.index(b"cmap")  # its entry in the directory: tag, checksum, offset, length
    project = make_book(
        {
            "docs/more.md": f"# More\n\n{THAI}\n",
            "templates/fonts/own.ttf": whole[: at + 12] + b"\0\0\0\1" + whole[at + 16 :],
        }
    )
    result = briefbook("-C", project, "build", "--no-pdf")
    assert result.returncode == 1
    assert "templates/fonts/own.ttf:1:1: " in result.stderr
    assert "this font" in result.stderr
    assert "Traceback" not in result.stderr
