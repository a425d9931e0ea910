"""A finished page of the book, as MkDocs takes it."""

from html import escape
from posixpath import dirname
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from briefbook.pages.headings import Heading
from briefbook.pages.page import Siblings
from briefbook.pages.rendering import RenderedPage
from briefbook.pages.standard_pages import STANDARD_PAGES

_LEAST_CONTENTS = 2
"""A page with fewer parts than this has no list of them beside it."""

log = get_plugin_logger("briefbook")  # MkDocs counts its warnings in a strict build


class BookPage(Page):
    """A page whose HTML and contents are finished: MkDocs parses nothing again.

    Themes print what they are given, so names are escaped here.
    """

    def __init__(self, rendered: RenderedPage, file: File, config: MkDocsConfig) -> None:
        self._rendered = rendered
        super().__init__(escape(rendered.entry.title), file, config)
        if rendered.entry.last_change:
            self.update_date = rendered.entry.last_change.isoformat()

    @property
    def is_index(self) -> bool:
        """Whether the page opens the site or a section; a register, though named index.html, does not."""
        folder = dirname(self.file.src_uri)
        return folder == "" or (folder == self._rendered.entry.section and folder not in STANDARD_PAGES)

    @property
    def siblings(self) -> Siblings | None:
        """The pages that the menu lists beside it."""
        return self._rendered.siblings

    @property
    def section_index(self) -> str | None:
        """The source address of the page that opens this page's section."""
        section = self._rendered.entry.section
        return f"{section}/index.md" if section else None

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the page's metadata from the book; there is no Markdown to read."""
        self.markdown = ""
        marking = str(self._rendered.entry.marking)  # a plain text, since plugins copy what is here
        no_index = {"exclude": True}  # of the theme, which would read the HTML again: our search finds it
        self.meta: dict[str, Any] = {
            "title": self.title,
            "marking": marking,
            "search": no_index,
            "imprint": self._rendered.imprint,
        }
        if self._rendered.entry.description:
            self.meta["description"] = escape(self._rendered.entry.description)
        if self._rendered.entry.is_wide:
            self.meta["hide"] = ["navigation", "toc"]
        elif sum(heading.level == 2 for heading in self._rendered.headings) < _LEAST_CONTENTS:
            self.meta["hide"] = ["toc"]  # whose room a table can use

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Take the page's HTML and table of contents from the book."""
        self.content = self._rendered.html
        self.toc = TableOfContents(_nest(self._rendered.headings))
        self.present_anchor_ids = {heading.id for heading in self._rendered.headings}


def _nest(headings: tuple[Heading, ...]) -> list[AnchorLink]:
    """Return headings as a tree: each under the nearest one before it of a higher level."""
    top: list[AnchorLink] = []
    open_levels: list[tuple[int, AnchorLink]] = []
    for heading in headings:
        entry = AnchorLink(escape(heading.title), heading.id, heading.level)
        while open_levels and open_levels[-1][0] >= heading.level:
            open_levels.pop()
        (open_levels[-1][1].children if open_levels else top).append(entry)
        open_levels.append((heading.level, entry))
    return top


def add_page(files: Files, rendered: RenderedPage, config: MkDocsConfig) -> None:
    """Add a page of the book to the site, in place of a hand-written one at its address."""
    src_uri = rendered.entry.uri.removesuffix(".html") + ".md"
    if existing := files.get_file_from_path(src_uri):
        log.warning("Doc file '%s' is at the address of a page of the book; rename it", src_uri)
        files.remove(existing)
    file = File.generated(config, src_uri, content="")
    file.edit_uri = f"../{rendered.entry.source}" if rendered.entry.source else None
    BookPage(rendered, file, config)
    files.append(file)
