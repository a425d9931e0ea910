"""The MkDocs plugin: it gives MkDocs the finished pages of a book, and holds the site to its promises."""

import atexit
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from datetime import datetime
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from mkdocs.config.base import ConfigErrors, ConfigWarnings
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from briefbook.git.command import GitError
from briefbook.mkdocs.answered_requests import guarded
from briefbook.mkdocs.authored_files import NOTHING, Authored, authored_for, check_depth
from briefbook.mkdocs.book_page import BookPage, add_page
from briefbook.mkdocs.clashes import take_clashes
from briefbook.mkdocs.defaults import THEME, complete, place_in_edition
from briefbook.mkdocs.included_files import drop_includers, take_includers
from briefbook.mkdocs.mistakes_page import log, with_mistakes
from briefbook.mkdocs.named_files import check_named_files
from briefbook.mkdocs.navigation import navigation_of
from briefbook.mkdocs.options import Options, Refused, usable_options
from briefbook.mkdocs.own_folders import (
    add_plain_pages,
    part_with_what_cannot_be_read,
    project_of,
    take_strays,
)
from briefbook.mkdocs.policy_file import write_policy
from briefbook.mkdocs.print_on_demand import answer_with_pdf
from briefbook.mkdocs.settings_file import strays_of_settings
from briefbook.mkdocs.shown_texts import (
    all_without_markup,
    take_markup_from_menu,
    take_markup_from_titles,
    texts_in,
)
from briefbook.mkdocs.siblings_in_menu import with_siblings
from briefbook.mkdocs.theme_markup import check_theme
from briefbook.mkdocs.unsupported_settings import take_refused
from briefbook.pages.compiled_templates import CompiledTemplates
from briefbook.pages.rendering import render_mistakes
from briefbook.pages.standard_pages import STANDARD_PAGES
from briefbook.pages.templates import packaged_templates
from briefbook.pages.theme_scripts import ThemeScripts
from briefbook.pipelines.assets import SCRIPT, STYLESHEET
from briefbook.pipelines.build import Pdfs, make_site
from briefbook.pipelines.engine import Site
from briefbook.pipelines.finished_files import Finished
from briefbook.pipelines.finished_site import broken_promises
from briefbook.pipelines.progress import Progress, no_progress
from briefbook.problems import Problem, explain
from briefbook.scratch import scratch_folder
from briefbook.strays import visible

_COMPILED = CompiledTemplates()
"""The theme's templates: MkDocs has a new environment for them at each rebuild."""


class BriefbookPlugin(BasePlugin[Options]):  # type: ignore[no-untyped-call] # MkDocs leaves it untyped
    """Builds the book that is beside mkdocs.yml, as its options say."""

    prepared: Site | None = None
    """The site, where the caller has made it already."""
    progress: Progress = staticmethod(no_progress)
    found: list[Problem] | None = None
    """Where the caller has mistakes put: the site is made in spite of them, to find all that there are."""
    known: Iterable[Problem] = ()
    """Mistakes that the caller has found already, to be shown with the others while the site is served."""
    time: datetime | None = None
    """When the site is built, where the caller says so: MkDocs itself would write the present."""
    _serving = False
    _is_watching = False
    _docs = ""
    """The folder of hand-written pages."""
    _rendered = 0
    _markings: Mapping[str, str] = MappingProxyType({})
    _authored: Authored = NOTHING
    _texts: dict[str, tuple[str, ...]]
    """What the settings of hand-written pages say, by the address of the page's source."""
    _printed: ExitStack | None = None
    """What removes the folder of the PDFs."""
    _site: Site | None = None
    _problems: list[Problem]
    _refused: list[Refused]
    """What is wrong with the options."""

    def load_config(
        self, options: dict[str, Any], config_file_path: str | None = None
    ) -> tuple[ConfigErrors, ConfigWarnings]:
        """Take the options that can be used; the others are reported with all other mistakes."""
        usable, self._refused = usable_options(options)
        return super().load_config(usable, config_file_path)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether mistakes should be shown in the browser; keeps this instance over rebuilds."""
        self._serving = command == "serve"

    @event_priority(100)  # before other plugins look at the theme
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Complete the settings and make the site; mistakes end a build before it empties the old one."""
        if unreadable := strays_of_settings(project_of(config)):
            raise PluginError("\n".join(map(str, unreadable)))
        complete(config)
        try:
            made = self.prepared or make_site(project_of(config), self.config.as_of, pdfs=self._pdfs())
        except GitError as error:
            raise PluginError(visible(str(error))) from error
        except OSError as error:
            raise PluginError(visible(explain(error))) from error
        self._site, mistakes = (made, []) if isinstance(made, Site) else (None, made)
        options = [*self._refused, *take_includers(config)]
        refused = take_refused(config, self._site.title if self._site else "", options)
        strays = self._take_strays(config)
        lacking = check_theme(config.theme.dirs) if config.theme.name == THEME else ()
        self._report([*dict.fromkeys([*self.known, *mistakes, *strays, *refused, *lacking])])
        config.site_name = escape(config.site_name)  # themes print it as it is
        config.extra_css.append(STYLESHEET)
        config.extra_javascript.append(SCRIPT)
        if self._site and self._site.edition:
            place_in_edition(config, self._site.edition)
        return config

    def _take_strays(self, config: MkDocsConfig) -> list[Problem]:
        """Keep MkDocs from what a stray may lead to; a server, which watches all of that, does not begin."""
        self._docs, self._texts = config.docs_dir, {}
        strays = take_strays(config)
        if strays:
            drop_includers(config)
            if self._serving and not self._is_watching:
                raise PluginError("\n".join(map(str, strays)))
        return strays

    def _report(self, mistakes: list[Problem]) -> None:
        """Give mistakes to the caller or, while serving, to the page of mistakes; else end the build."""
        self._problems = mistakes if self._serving else []
        if self._serving:
            for problem in mistakes:
                log.error("%s", problem)
        elif self.found is not None:
            self.found.extend(mistakes)
        elif mistakes:
            raise PluginError("\n".join(map(str, mistakes)))

    def _pdfs(self) -> Pdfs:
        """Return a folder for the PDFs of a build that MkDocs began; a server makes each when it is asked."""
        if not self.config.pdf:
            return None
        if self._serving:
            return "on demand"
        self._printed = ExitStack()
        atexit.register(self._printed.close)  # a build that fails comes to no other end
        return self._printed.enter_context(scratch_folder())

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the book's pages and files, and lay out the navigation where mkdocs.yml has none."""
        if config.docs_dir != self._docs:
            add_plain_pages(files, self._docs, config)
        if self._site is None or self._problems:
            return with_mistakes(files, self._problems, config)
        for uri, content in self._site.files.items():
            if isinstance(content, Path):
                files.append(File.generated(config, uri, abs_src_path=str(content)))
            else:
                files.append(File.generated(config, uri, content=content))
        part_with_what_cannot_be_read(files)
        hand_written = [
            file.src_uri
            for file in files.documentation_pages(inclusion=InclusionLevel.is_in_nav)
            if file.src_uri != "index.md"
        ]
        for rendered in self._site.pages:
            add_page(files, rendered, config)
        if config.nav is None:
            config.nav = navigation_of(self._site, hand_written)
        if mistakes := [*take_clashes(files, config), *check_named_files(files, config)]:
            self._report(mistakes)
        return with_mistakes(files, self._problems, config) if self._problems else files

    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Give each page its section, though no menu has it, and the day of the build."""
        take_markup_from_menu(nav)
        for file in files.documentation_pages():
            page = file.page
            if page and self.time:
                page.update_date = self.time.date().isoformat()
            if isinstance(page, BookPage) and page.parent is None and page.section_index:
                file_of_index = files.get_file_from_path(page.section_index)
                index = file_of_index.page if file_of_index else None
                if index and index is not page:
                    # MkDocs has sections alone as parents; the page that opens one serves as well
                    page.parent = (index.is_index and index.parent) or index  # type: ignore[assignment]
        return nav

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Note what the settings of a hand-written page say, and have it shown as it is written."""
        if not isinstance(page, BookPage):
            self._texts[page.file.src_uri] = texts_in(page.meta)
            page.meta = all_without_markup(page.meta)
        return markdown

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> Any:
        """Give the theme the book's marking, its horizon and its table of pages; note what each page owes."""
        marking = self._site.marking if self._site else ""
        env.globals["book_marking"] = marking
        env.globals["book_horizon"] = self._site.horizon if self._site else ""
        env.globals["standard"] = STANDARD_PAGES
        env.filters["with_siblings"] = with_siblings
        pages = {file.dest_uri: file.page for file in files.documentation_pages()}
        self._markings = {
            "404.html": marking,
            **{uri: str((page and page.meta.get("marking")) or marking) for uri, page in pages.items()},
        }
        self._authored = authored_for(files, config, self._texts)
        take_markup_from_titles(files)
        env.bytecode_cache = env.bytecode_cache or _COMPILED
        return env

    @event_priority(100)  # before other plugins read it
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Leave out a hand-written page that would take other plugins minutes."""
        if too_deep := check_depth(page, html, config):
            self._report([too_deep])
        return "" if too_deep else html

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give a theme that shows it the time of the build."""
        return self._with_time(context)

    def on_template_context(
        self, context: TemplateContext, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Do the same for a template that is not of a page, such as 404.html."""
        return self._with_time(context)

    def _with_time(self, context: TemplateContext) -> TemplateContext:
        return {**context, "build_date_utc": self.time} if self.time else context

    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str:
        """Report progress."""
        if self._site is not None and isinstance(page, BookPage):
            self._rendered += 1
            self.progress("Writing", self._rendered, len(self._site.pages))
        return output

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        """Show the mistakes at every address while there are any."""
        if self._problems and template_name == "404.html":
            return render_mistakes(self._problems, packaged_templates(), standalone=True)
        return output

    @event_priority(-100)  # after whatever else writes pages, or changes them
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Hold the finished pages to what they promise; write the policy under which they may be served.

        It is that of the pages that the theme lays out, and of no other file.
        """
        if self._printed:
            self._printed.close()
        site, scripts = Path(config.site_dir), ThemeScripts(config.theme.dirs)
        if not self._problems:
            of_book = tuple(page.html for page in self._site.pages) if self._site else ()
            finished = Finished(site, self._markings, of_book, scripts.has, **self._authored._asdict())
            self._report(broken_promises(finished))
        write_policy(site, {*self._markings, *config.theme.static_templates}, scripts)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch the book and its templates, and print what is asked for; answer nobody else."""
        self._is_watching = True
        for folder in (project_of(config) / "briefs", project_of(config) / "templates", packaged_templates()):
            if folder.is_dir():
                server.watch(str(folder))
        site = server.serve_request

        def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            if not self.config.pdf:  # which may change while the site is served
                return site(environ, start)
            as_of = self.config.as_of
            return answer_with_pdf(project_of(config), as_of, server.mount_path, site, environ, start)

        server.set_app(guarded(answer, server))
        return server


def plugin_of(config: MkDocsConfig) -> BriefbookPlugin:
    """Return the plugin of a site, which its settings name."""
    return next(each for each in config.plugins.values() if isinstance(each, BriefbookPlugin))
