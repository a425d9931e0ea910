"""Texts of pages and of settings that look like scripts: they are shown as written, and run nowhere."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.pages.csp import POLICY_FILE
from briefbook.pipelines.build import make_site
from briefbook.pipelines.engine import Site
from briefbook.pipelines.progress import no_progress
from tests.conftest import MakeBook, built
from tests.e2e.server import headers_of, serving

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

pytestmark = pytest.mark.browser

RUN = "<script>alert(1)</script>"
BROKEN_OUT = f'x\\"></title>{RUN}<img src=none onerror=alert(1) x=\\"'
HELD: Mapping[str, str] = {
    "mkdocs.yml": f"""\
plugins: [briefbook, tags, meta, material/search]
theme: {{name: material, features: [navigation.footer, navigation.tabs, navigation.path, navigation.indexes]}}
copyright: '&copy; <a href="https://example.org/">Us</a>'
site_description: "{BROKEN_OUT}"
site_author: "{BROKEN_OUT}"
nav:
  - index.md
  - "{BROKEN_OUT}": in-menu.md
  - "In {RUN}": [code.md, entities.md, {{"Far {RUN}": "https://example.org/"}}]
""",
    "docs/code.md": f"# Use `</title>{RUN}` here\n\nWords\n",
    "docs/entities.md": "# See &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;\n\n"
    "## A { data-toc-label='<img src=none onerror=alert(1)>' }\n",
    "docs/in-menu.md": "Words\n",
    "docs/<img src=none onerror=alert(1)>.md": "Words\n",
}
"""What would run if the theme printed it as it is, and is not reported: it is text."""


def dialogs_of(tab: "Page", addresses: Iterable[str]) -> set[str]:
    """Open each page; return the addresses of those that show a dialog."""
    shown: set[str] = set()

    def note(dialog: "Dialog") -> None:
        shown.add(tab.url)
        dialog.dismiss()

    tab.on("dialog", note)
    for address in addresses:
        tab.goto(address)
        tab.wait_for_timeout(200)  # for pictures that are not there
    tab.remove_listener("dialog", note)
    return shown


def test_texts_that_look_like_scripts_are_shown_and_run_nowhere(
    make_book: MakeBook, tmp_path: Path, small_site: Path, tab: "Page"
) -> None:
    site = built(make_book({**HELD}), tmp_path / "site")
    assert (site / POLICY_FILE).read_bytes() == (small_site / POLICY_FILE).read_bytes()
    pages = [file.as_uri() for file in (*site.glob("*.html"), site / "glossary/index.html")]
    assert len(pages) == 8
    assert dialogs_of(tab, pages) == set()  # from disk, where no policy holds
    titles = []
    for name in ("code", "entities", "in-menu"):
        tab.goto((site / f"{name}.html").as_uri())
        titles.append(tab.title().removesuffix(" - Small book"))
    assert titles == [f"Use </title>{RUN} here", f"See </title>{RUN}", BROKEN_OUT.replace("\\", "")]


def test_the_policy_admits_the_scripts_of_the_theme_alone(
    make_book: MakeBook, tmp_path: Path, small_site: Path, tab: "Page"
) -> None:
    project = make_book(
        {
            "templates/registers/glossary.html": f"<h1>Glossary</h1>{RUN}<img src=none onerror=alert(2)>",
            "templates/theme/main.html": '{% extends "briefbook.html" %}{% block extrahead %}'
            "<script>window.ours = '{{ base_url }}'</script>{% endblock %}",
        }
    )
    site, out = make_site(project), tmp_path / "site"
    out.mkdir()
    assert isinstance(site, Site)
    assert (
        len(MkDocsEngine().build(project, site, out, no_progress)) == 2
    )  # and the site is there all the same
    policy = headers_of((out / POLICY_FILE).read_text("utf-8"))
    assert len(str(policy)) > len(str(headers_of((small_site / POLICY_FILE).read_text("utf-8"))))
    for headers, shows in (({}, True), (policy, False)):
        with serving(out, headers) as address:
            page = f"{address}/glossary/index.html"
            assert (dialogs_of(tab, [page]) == {page}) is shows
            assert tab.evaluate("window.ours") == ".."
