"""The engine that lays a book out with MkDocs, by way of the plugin."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from briefbook.build import Site
from briefbook.errors import Problem, Where
from briefbook.load import Progress
from briefbook.mkdocs_plugin import BriefbookPlugin

CONFIG = "mkdocs.yml"
_DOC_FILE = re.compile(r"(?:Doc file|page) '(?P<path>[^']+)'")


class MkDocsEngine:
    """MkDocs with the theme and the plugins of the project's mkdocs.yml."""

    def build(self, project: Path, site: Site, out: Path, progress: Progress) -> list[Problem]:
        """Write the whole site into the empty folder ``out``; return what MkDocs warns of."""
        with _collecting_warnings() as problems:
            try:
                config = _load(project, out)
                plugin = _plugin(config)
                if plugin is None:
                    return [
                        Problem(Where(CONFIG), "the plugin 'briefbook' is missing", "add it to 'plugins'")
                    ]
                plugin.prepared = site
                plugin.progress = progress
                config.plugins.on_startup(command="build", dirty=False)
                mkdocs_build(config)
            except MkDocsException as error:
                if not problems:
                    problems.append(_explain(str(error)))
        return problems


def serve(project: Path, address: str | None = None) -> list[Problem]:
    """Serve the book with live reload, until interrupted; return what stands in the way."""
    with _collecting_warnings() as problems:
        try:
            config = _load(project, project / "site")
        except MkDocsException as error:
            return problems or [_explain(str(error))]
    if _plugin(config) is None:
        return [Problem(Where(CONFIG), "the plugin 'briefbook' is missing", "add it to 'plugins'")]
    mkdocs_serve(str(project / CONFIG), dev_addr=address)
    return []


def _load(project: Path, out: Path) -> MkDocsConfig:
    return load_config(str(project / CONFIG), site_dir=str(out), strict=True)


def _plugin(config: MkDocsConfig) -> BriefbookPlugin | None:
    return next((plugin for plugin in config.plugins.values() if isinstance(plugin, BriefbookPlugin)), None)


@contextmanager
def _collecting_warnings() -> Iterator[list[Problem]]:
    """Yield a list that takes what MkDocs logs as a warning or worse, instead of the terminal."""
    problems: list[Problem] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            problems.append(_explain(record.getMessage()))

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


def _explain(message: str) -> Problem:
    if match := _DOC_FILE.search(message):
        return Problem(Where(f"docs/{match['path']}"), message, "mend the page")
    return Problem(Where(CONFIG), message, "mend the settings")
