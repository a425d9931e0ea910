"""The menu."""

from html import escape
from typing import Any

from mkdocs.utils import nest_paths

from briefbook.pages.standard_pages import STANDARD_PAGES
from briefbook.pipelines.engine import Site

_REFERENCE = "Reference"


def navigation_of(site: Site, hand_written: list[str]) -> list[Any]:
    """Return the reader's menu: front page, sections, registers, then the pages of docs/."""
    shown = {rendered.entry.uri: rendered.entry for rendered in site.pages if rendered.entry.in_navigation}
    registers = [f"{page.name}/index.md" for page in STANDARD_PAGES.values() if page.uri in shown]
    own: list[Any] = nest_paths(hand_written)  # type: ignore[no-untyped-call] # MkDocs leaves it untyped
    sections = [
        {escape(entry.title): [f"{entry.section}/index.md"]}
        for entry in shown.values()
        if entry.section and entry.section not in STANDARD_PAGES
    ]
    return ["index.md", *sections, {_REFERENCE: registers}, *own]
