"""The server of a book, with live reload.

MkDocs has a command for this. It reads the settings by itself whenever they change, and runs the programs
that they name.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.commands.build import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from briefbook.mkdocs.engine import collecting_warnings, docs_of
from briefbook.mkdocs.own_folders import take_strays
from briefbook.mkdocs.plugin import plugin_of
from briefbook.mkdocs.settings import load_settings
from briefbook.problems import Problem
from briefbook.scratch import scratch_folder

Load = Callable[[], tuple[MkDocsConfig | None, list[Problem]]]


def serve(project: Path, address: str | None = None) -> list[Problem]:
    """Serve the book with live reload, until interrupted; return what prevents it."""
    with docs_of(project) as docs, scratch_folder() as site:
        load = partial(load_settings, project, docs, site, address)
        with collecting_warnings(project) as problems:
            config, mistakes = load()
        strays = take_strays(config) if config else []
        if config is None or mistakes or problems or strays:
            return sorted({*mistakes, *problems, *strays})
        _serve(config, load)
    return []


def _serve(config: MkDocsConfig, load: Load) -> None:
    host, port = config.dev_addr
    path = urlsplit(config.site_url or "/").path
    server = LiveReloadServer(lambda: _rebuild(load, server.url), host, port, config.site_dir, path)
    server.error_handler = partial(_error_page, Path(config.site_dir))
    config.plugins.on_startup(command="serve", dirty=False)
    try:
        _build(config, server.url)
        server.watch(config.docs_dir)
        server.watch(config.config_file_path)
        config.plugins.on_serve(server, config=config, builder=server.builder)
        for watched in config.watch:
            server.watch(watched)
        server.serve()  # type: ignore[no-untyped-call] # MkDocs leaves it untyped
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()
        config.plugins.on_shutdown()


def _rebuild(load: Load, url: str) -> None:
    """Build the site anew, with the settings as they are now; what keeps them from use is printed."""
    config, mistakes = load()
    if config is None:
        raise Abort("\n".join(map(str, mistakes)))
    plugin_of(config).known = mistakes
    _build(config, url)


def _build(config: MkDocsConfig, url: str) -> None:
    config.strict = False  # a warning ends no server
    config.site_url = url
    build(config, serve_url=url)


def _error_page(site: Path, status: int) -> bytes | None:
    page = site / f"{status}.html"
    return page.read_bytes() if page.is_file() else None
