"""What mkdocs.yml may not ask for: what has a site ask another host for something, and programs."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from briefbook.mkdocs.defaults import THEME
from briefbook.mkdocs.markup_in_settings import take_markup
from briefbook.mkdocs.named_files import take_addresses_elsewhere
from briefbook.mkdocs.options import Refused
from briefbook.mkdocs.plugins import known_plugins
from briefbook.mkdocs.settings_file import SettingsFile
from briefbook.mkdocs.settings_yaml import refused_tags, said_by_author
from briefbook.problems import Problem


def take_refused(config: MkDocsConfig, title: str, options: Iterable[Refused]) -> list[Problem]:
    """Take out of the settings what would break the promise of a site, and return a mistake for each.

    ``title`` is that of the book, empty if it is not known; ``options`` are those of the plugin that were
    refused already. The site can then still be made, to find what else is wrong.
    """
    file = SettingsFile(Path(config.config_file_path).parent)
    found = [
        *options,
        *_take_title(config, title),
        *_take_addresses(config),
        *_take_what_scripts_ask(config),
        *refuse_hooks([*config.hooks]),
        *take_addresses_elsewhere(config),
        *take_markup(config),
        *known_plugins(said_by_author(config).get("plugins"))[1],
    ]
    return refused_tags(config) + [Problem(file.place_of(*keys), what, fix) for keys, what, fix in found]


def _take_title(config: MkDocsConfig, title: str) -> Iterator[Refused]:
    said = said_by_author(config).get("site_name", title)
    if title:
        config.site_name = title
        if said != title:
            fix = f"write {title!r}, or change 'title' in briefs/book.yml"
            yield ("site_name",), f"'site_name' is {said!r}, and the title of the book {title!r}", fix


def _take_addresses(config: MkDocsConfig) -> Iterator[Refused]:
    if config.use_directory_urls:
        what = "with 'use_directory_urls' links do not work from disk"
        yield ("use_directory_urls",), what, "delete the line, or set it to false"
        config.use_directory_urls = False


def _take_what_scripts_ask(config: MkDocsConfig) -> Iterator[Refused]:
    if config.repo_url:
        what = "for 'repo_url' the theme asks that host how popular the repository is"
        yield ("repo_url",), what, "delete it, and link to the repository from a page in docs/"
        config.repo_url = None
    if config.extra.pop("analytics", None):
        yield ("extra", "analytics"), "'analytics' reports to another host what readers do", "delete it"
    if config.theme.name == THEME and config.theme["font"] is not False:
        what = "for 'font' the theme asks another host for its fonts"
        yield ("theme", "font"), what, "set 'font: false', and name a font in a style sheet of your own"
        config.theme["font"] = False
    fences = (config.mdx_configs.get("pymdownx.superfences") or {}).get("custom_fences") or ()
    kept = [fence for fence in fences if "mermaid" not in str(fence)]
    if len(kept) < len(fences):
        what = "for mermaid the theme asks another host for a script"
        fix = "delete the fence, and draw as SVG or PNG"
        yield ("markdown_extensions", "pymdownx.superfences"), what, fix
        config.mdx_configs["pymdownx.superfences"]["custom_fences"] = kept


def refuse_hooks(said: Any) -> Iterator[Refused]:
    """Yield why a site may not have the programs that the settings name as hooks."""
    for name in said if isinstance(said, list) else [said] if said else []:
        yield ("hooks", str(name)), f"the hook {str(name)!r} is a program, which is not run", "delete it"
