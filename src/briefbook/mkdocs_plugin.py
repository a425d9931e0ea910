"""The MkDocs plugin: it gives MkDocs the finished pages of a book, and their place in the navigation."""

import logging
from collections.abc import Iterable
from functools import partial
from html import escape
from pathlib import Path
from posixpath import dirname
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urljoin
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import nest_paths

from briefbook.build import EDITION_SCRIPT, SCRIPTS, STYLESHEET, Pdfs, Site, make_site
from briefbook.errors import Problem
from briefbook.files import packaged_templates
from briefbook.git import GitError
from briefbook.headings import Heading
from briefbook.load import Progress, no_progress
from briefbook.policy import POLICY_FILE, content_security_policy, for_nginx
from briefbook.printing import order_of, print_book
from briefbook.registers import ENTITY_TYPES
from briefbook.render import RenderedPage, render_mistakes

log = get_plugin_logger("briefbook")  # MkDocs counts its warnings in a strict build
_mistakes = logging.getLogger("briefbook")  # while serving, mistakes are shown, and do not end the server

_REFERENCE = "Reference"
_REGISTERS = (
    "changes",
    "timeline",
    "upcoming",
    "outcomes",
    "exercises",
    "differences",
    *ENTITY_TYPES,
    "sources",
    "glossary",
    "desk",
)


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
        return folder == "" or (folder == self._rendered.entry.section and folder not in _REGISTERS)

    @property
    def section_index(self) -> str | None:
        """The source address of the page that opens this page's section."""
        section = self._rendered.entry.section
        return f"{section}/index.md" if section else None

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the page's metadata from the book; there is no Markdown to read."""
        self.markdown = ""
        self.meta: dict[str, Any] = {"title": self.title, "marking": self._rendered.entry.marking}
        if self._rendered.entry.description:
            self.meta["description"] = escape(self._rendered.entry.description)
        if not self._rendered.entry.in_search:
            self.meta["search"] = {"exclude": True}
        if self._rendered.entry.is_wide:
            self.meta["hide"] = ["navigation", "toc"]

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


class BriefbookPlugin(BasePlugin):  # type: ignore[no-untyped-call, type-arg]
    """Builds the book that stands beside mkdocs.yml."""

    prepared: Site | None = None
    """The site, where the caller has made it already."""
    progress: Progress = staticmethod(no_progress)
    _serving = False
    _written = 0
    _printed: TemporaryDirectory[str] | None = None
    _site: Site | None = None
    _problems: list[Problem]

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether mistakes should be shown in the browser; keeps this instance over rebuilds."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Make the site; mistakes end a build before it empties the old one."""
        if config.use_directory_urls:
            raise PluginError(
                "briefbook: mkdocs.yml: set 'use_directory_urls: false', so that links work from disk"
            )
        try:
            made = self.prepared or make_site(_project(config), pdfs=self._pdfs())
        except GitError as error:
            raise PluginError(str(error)) from error
        self._site, self._problems = (made, []) if isinstance(made, Site) else (None, made)
        if self._problems and not self._serving:
            raise PluginError("\n".join(map(str, self._problems)))
        for problem in self._problems:
            _mistakes.error("%s", problem)
        config.extra_css.append(STYLESHEET)
        config.extra_javascript.extend(SCRIPTS)
        _add_to_theme(config)
        if self._site and self._site.edition:
            _place_in_edition(config, self._site.edition)
        return config

    def _pdfs(self) -> Pdfs:
        """Return a folder for the PDFs of a build that MkDocs began; a server makes each when it is asked."""
        if self._serving:
            return "on demand"
        self._printed = TemporaryDirectory(prefix="briefbook-")
        return Path(self._printed.name)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the book's pages and files, and lay out the navigation where mkdocs.yml has none."""
        if self._site is None:
            return _with_mistakes(files, self._problems, config)
        for uri, content in self._site.files.items():
            if isinstance(content, str):
                files.append(File.generated(config, uri, content=content))
            else:
                files.append(File.generated(config, uri, abs_src_path=str(content)))
        hand_written = [
            file.src_uri
            for file in files.documentation_pages(inclusion=InclusionLevel.is_in_nav)
            if file.src_uri != "index.md"
        ]
        for rendered in self._site.pages:
            _add_page(files, rendered, config)
        if config.nav is None:
            config.nav = _navigation(self._site, hand_written)
        return files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Tell each page its section, though it stands in no menu."""
        for file in files.documentation_pages():
            page = file.page
            if isinstance(page, BookPage) and page.parent is None and page.section_index:
                file_of_index = files.get_file_from_path(page.section_index)
                index = file_of_index.page if file_of_index else None
                if index and index is not page:
                    # MkDocs has sections alone as parents; the page that stands for one serves as well
                    page.parent = (index.is_index and index.parent) or index  # type: ignore[assignment]
        return nav

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> Any:
        """Give the theme the marking of the pages that are not of the book."""
        env.globals["book_marking"] = self._site.marking if self._site else ""
        return env

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Report progress."""
        if self._site is not None and isinstance(page, BookPage):
            self._written += 1
            self.progress("Writing", self._written, len(self._site.pages))
        return output

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        """Show the mistakes at every address while there are any."""
        if self._problems and template_name == "404.html":
            return render_mistakes(self._problems, packaged_templates(), standalone=True)
        return output

    @event_priority(-100)  # after whatever else writes pages, or changes them
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write the policy under which a web server may serve the site's pages, as they came to be."""
        site = Path(config.site_dir)
        pages = (page.read_text("utf-8", errors="replace") for page in site.rglob("*.html"))
        (site / POLICY_FILE).write_text(for_nginx(content_security_policy(pages)), "utf-8")
        if self._printed:
            self._printed.cleanup()

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch the book and its templates, and print what is asked for."""
        for folder in (_project(config) / "briefs", _project(config) / "templates", packaged_templates()):
            if folder.is_dir():
                server.watch(str(folder))
        server.set_app(partial(_print_on_demand, _project(config), server.mount_path, server.serve_request))
        return server


def _print_on_demand(
    project: Path, mount_path: str, app: WSGIApplication, environ: WSGIEnvironment, start: StartResponse
) -> Iterable[bytes]:
    """Answer with a PDF of the book as it is on disk now; elsewhere with what ``app`` answers."""
    address = environ["PATH_INFO"].removeprefix(mount_path)
    if not address.endswith(".pdf"):
        return app(environ, start)
    with TemporaryDirectory(prefix="briefbook-") as scratch:
        printed = print_book(project, Path(scratch), partial(order_of, address))
        if isinstance(printed, list):
            for problem in printed:
                _mistakes.error("%s", problem)
            start("500 Internal Server Error", [("Content-Type", "text/html; charset=utf-8")])
            return [render_mistakes(printed, packaged_templates(), standalone=True).encode()]
        pdf = next((file.read_bytes() for file in printed.values()), None)
    if pdf is None:
        return app(environ, start)
    start("200 OK", [("Content-Type", "application/pdf"), ("Content-Length", str(len(pdf)))])
    return [pdf]


def _project(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _add_to_theme(config: MkDocsConfig) -> None:
    """Put briefbook's templates for the theme before the theme's own, and after those of the project."""
    if config.theme.name == "material":
        after_custom = 1 if config.theme.custom_dir else 0
        own = (_project(config) / "templates" / "theme", packaged_templates() / "theme")
        config.theme.dirs[after_custom:after_custom] = [str(folder) for folder in own if folder.is_dir()]


def _place_in_edition(config: MkDocsConfig, edition: str) -> None:
    """Tell the theme that the site is one of several, as mike lays them out."""
    config.extra_javascript.append(EDITION_SCRIPT)
    config.extra["version"] = {**(config.extra.get("version") or {}), "provider": "mike"}
    if config.site_url:
        config.site_url = urljoin(config.site_url, f"{edition}/")


def _add_page(files: Files, rendered: RenderedPage, config: MkDocsConfig) -> None:
    src_uri = rendered.entry.uri.removesuffix(".html") + ".md"
    if existing := files.get_file_from_path(src_uri):
        log.warning("Doc file '%s' stands at the address of a page of the book; rename it", src_uri)
        files.remove(existing)
    file = File.generated(config, src_uri, content="")
    file.edit_uri = f"../{rendered.entry.source}" if rendered.entry.source else None
    BookPage(rendered, file, config)
    files.append(file)


def _navigation(site: Site, hand_written: list[str]) -> list[Any]:
    """Return the reader's menu: front page, sections, registers, then the pages of docs/."""
    shown = {rendered.entry.uri: rendered.entry for rendered in site.pages if rendered.entry.in_navigation}
    registers = [f"{name}/index.md" for name in _REGISTERS if f"{name}/index.html" in shown]
    own: list[Any] = nest_paths(hand_written)  # type: ignore[no-untyped-call] # MkDocs leaves it untyped
    sections = [
        {escape(entry.title): [f"{entry.section}/index.md"]}
        for entry in shown.values()
        if entry.section and entry.section not in _REGISTERS
    ]
    return ["index.md", *sections, {_REFERENCE: registers}, *own]


def _with_mistakes(files: Files, problems: list[Problem], config: MkDocsConfig) -> Files:
    """Return the theme's files and one page, which lists the mistakes."""
    kept = Files([file for file in files if not file.is_documentation_page()])
    file = File.generated(
        config, "index.md", content=render_mistakes(problems, packaged_templates(), standalone=False)
    )
    kept.append(file)
    config.nav = ["index.md"]
    return kept
