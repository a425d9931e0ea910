"""The engine that lays a book out with MkDocs, by way of the plugin."""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.exceptions import MkDocsException

from briefbook.mkdocs.own_code import code_in_settings
from briefbook.mkdocs.plugin import plugin_of
from briefbook.mkdocs.settings import in_one_line, load_options, load_settings
from briefbook.mkdocs.settings_file import CONFIG, SettingsFile
from briefbook.model.file_addresses import composed, path_in
from briefbook.pages.rendering import missing_template, place_in_templates
from briefbook.pipelines.engine import Site, SiteOptions
from briefbook.pipelines.own_code import OwnCode, code_in_templates
from briefbook.pipelines.progress import Progress
from briefbook.problems import Problem, Where, nearest
from briefbook.reading.plain_files import contents_of
from briefbook.scratch import scratch_folder

_DOC_FILE = re.compile(r"(?:Doc file|page) '(?P<path>[^']+)'")
_LINK = re.compile(r"contains a link '(?P<link>[^']+)'")
_FAILS = "Error building page"
"""What MkDocs says of each page whose template fails, before it ends."""
_LANGUAGES = "partials/languages/"
"""Where the theme has a template for each of its languages."""
_QUOTED = re.compile(r"'([^']+)'")


class MkDocsEngine:
    """MkDocs with the theme and the plugins of the project's mkdocs.yml."""

    def options(self, project: Path) -> SiteOptions:
        """Return what the plugin's options in mkdocs.yml say; a wrong one counts as not given."""
        said = load_options(project)
        return SiteOptions(said.as_of, said.pdf)

    def code(self, project: Path) -> list[OwnCode]:
        """Return what of a project is code: in its templates, its settings and its docs/."""
        return list(dict.fromkeys([*code_in_templates(project), *code_in_settings(project)]))

    def build(
        self, project: Path, site: Site, out: Path, progress: Progress, time: int | None = None
    ) -> list[Problem]:
        """Write the whole site into the empty folder ``out``; return every mistake found on the way."""
        with collecting_warnings(project) as problems, docs_of(project, out.parent) as docs:
            config, mistakes = load_settings(project, docs, out)
            problems.extend(mistakes)
            if config is None:
                return problems
            plugin = plugin_of(config)
            plugin.prepared = site
            plugin.time = None if time is None else datetime.fromtimestamp(time, UTC)
            plugin.progress = progress
            plugin.found = problems
            try:
                config.plugins.on_startup(command="build", dirty=False)
                mkdocs_build(config)
            except MkDocsException as error:
                if not problems:
                    problems.append(_explain(str(error), project))
            except Exception as error:
                if failure := _explain_failure(error, project, config.theme.dirs):
                    return [*(each for each in problems if not each.what.startswith(_FAILS)), failure]
                is_of_system = isinstance(error, OSError) and error.errno  # a full disk, and no page's fault
                if is_of_system or not problems:
                    raise
            finally:  # MkDocs keeps the plugin for the next build of this process
                plugin.prepared = plugin.found = plugin.time = None
        return sorted(set(problems))


@contextmanager
def docs_of(project: Path, scratch: Path | None = None) -> Iterator[Path]:
    """Yield the folder of hand-written pages, which MkDocs asks for.

    Where the book has none it is an empty one, made in ``scratch`` or where the system has temporary files.
    """
    with scratch_folder(scratch) as empty:
        docs = project.resolve() / "docs"  # itself no link that would be followed here
        yield docs if docs.is_dir() else empty


@contextmanager
def collecting_warnings(project: Path) -> Iterator[list[Problem]]:
    """Yield a list that takes what MkDocs logs as a warning or worse, instead of the terminal."""
    problems: list[Problem] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            problems.append(_explain(record.getMessage(), project))

    logger = logging.getLogger("mkdocs")
    collector = Collector(logging.WARNING)
    propagated = logger.propagate
    logger.addHandler(collector)
    logger.propagate = False
    try:
        yield problems
    finally:
        logger.removeHandler(collector)
        logger.propagate = propagated


def _explain_failure(error: Exception, project: Path, theme: Iterable[str]) -> Problem | None:
    """Return the author's mistake for what has ended a build; None if it is another's.

    ``theme`` are the folders of the theme's templates, which only a wrong setting makes fail.
    """
    if where := place_in_templates(error, [project.resolve()]):
        return Problem(where, f"the template fails: {error}", "fix the template")
    if missing := missing_template(error):
        key = "language" if missing.startswith(_LANGUAGES) else "name"
        where = SettingsFile(project).place_of("theme", key)
        return Problem(where, f"the theme has no template {missing!r}", f"fix {key!r}")
    if place_in_templates(error, [*map(Path, theme)]):
        where = SettingsFile(project).place_of("theme")
        return Problem(where, f"the theme fails: {error}", "fix what is said of it")
    return None


def _explain(message: str, project: Path) -> Problem:
    """Return the mistake for what MkDocs says, at the place of the words that it quotes."""
    match = _DOC_FILE.search(message)
    path = f"docs/{match['path']}" if match else CONFIG
    where = _place_of(_QUOTED.findall(message.removeprefix(match[0]) if match else message), path, project)
    if link := _LINK.search(message):
        what = f"a link to {link['link']!r}, which is not in the site"
        return Problem(where, what, _fix_of_link(link["link"], path, project))
    return Problem(where, in_one_line(message), "fix the page" if match else "fix the settings")


def _fix_of_link(link: str, page: str, project: Path) -> str:
    """Return how to fix a link that leads to no file: it may be that of another, but for a letter."""
    if _is_beside_brief(link, page, project):
        return "link to it in its brief too, in text that the horizon shows, or put it into docs/"
    files = (relpath(each, dirname(page)) for each in contents_of(project, "docs").files)
    meant = unquote(link)
    close = nearest(meant, files)
    if close is None:
        return "fix its address"
    if composed(close) == composed(meant):
        return "rename the file: its name is in another Unicode form"
    return f"did you mean {close!r}?"


def _is_beside_brief(link: str, page: str, project: Path) -> bool:
    """Return whether a link of a page leads to where the site has a file beside a brief, if it has it."""
    place = normpath(join(dirname(page), path_in(link)))
    beside = (composed(each) for each in contents_of(project, "briefs").files if each.count("/") > 2)
    return any(each.split("/")[2:] == place.split("/")[2:] for each in beside)


def _place_of(quoted: list[str], path: str, project: Path) -> Where:
    """Return the place in a file of the first quoted words that are in it; its first line if none is."""
    file = project / path
    text = file.read_text("utf-8", errors="replace") if file.is_file() else ""
    words = next((each for each in quoted if each in text), "")
    return Where(path).after(text.partition(words)[0]) if words else Where(path)
