"""What a briefing site has where mkdocs.yml says nothing, and what mkdocs.yml may not ask for.

What an author sets wins, key by key, but never so that a site asks another host for anything. Some of it only
scripts ask, which no look at the pages shows: that is refused here, by its setting.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from briefbook.errors import Problem
from briefbook.settings_file import SettingsFile
from briefbook.yaml_places import KeyPath

PLUGIN = "briefbook"
THEME = "material"

_SETTINGS_OF_THEME: Mapping[str, Any] = {
    "language": "en",
    "font": False,  # the theme would ask another host for its fonts
    "icon": {"logo": "material/book-open-variant"},
    "features": [
        "content.tooltips",
        "navigation.indexes",
        "navigation.path",
        "navigation.tabs",
        "navigation.top",
        "toc.follow",
    ],
    "palette": [
        {
            "media": "(prefers-color-scheme: light)",
            "scheme": "default",
            "primary": "indigo",
            "accent": "indigo",
            "toggle": {"icon": "material/weather-night", "name": "Switch to dark mode"},
        },
        {
            "media": "(prefers-color-scheme: dark)",
            "scheme": "slate",
            "primary": "indigo",
            "accent": "indigo",
            "toggle": {"icon": "material/weather-sunny", "name": "Switch to light mode"},
        },
    ],
}
_MARKDOWN_EXTENSIONS = ("admonition", "attr_list")
"""Those of hand-written pages, beside the ones that MkDocs brings: toc, tables, fenced_code."""

_SELF_CONTAINED_PLUGINS = frozenset({PLUGIN, "search", "tags", "meta", "info"})
"""The plugins that are known to add nothing to a page which asks another host."""

_Refusal = tuple[KeyPath, str, str]
"""The keys that lead to a setting, what is wrong with it, and how to fix it."""


def said_by_author(config: MkDocsConfig) -> dict[str, Any]:
    """Return what the file of the settings says, before MkDocs adds what it has by default."""
    with Path(config.config_file_path).open("rb") as file:
        said: dict[str, Any] = yaml_load(file, get_yaml_loader(config=config))
    return said


def complete(config: MkDocsConfig) -> None:
    """Give the settings what a briefing site needs, where their author says nothing."""
    said = said_by_author(config)
    theme = said.get("theme")
    named = theme.get("name") if isinstance(theme, dict) else theme
    if config.theme.name != named:  # nothing is said of it, or nothing that can be used
        # the plugin `search` of MkDocs, where it is listed, would bring scripts that only its own theme needs
        config.theme = Theme(THEME, **_SETTINGS_OF_THEME, search_index_only=True)
    elif named == THEME:
        _add_unsaid(config.theme, theme)
    if "use_directory_urls" not in said:
        config.use_directory_urls = False  # links name index.html, so that the site works from disk too
    if "markdown_extensions" not in said:
        config.markdown_extensions = [*config.markdown_extensions, *_MARKDOWN_EXTENSIONS]


def _add_unsaid(theme: Theme, said: Any) -> None:
    own = said if isinstance(said, dict) else {}
    for key, value in _SETTINGS_OF_THEME.items():
        if key not in own:
            theme[key] = value
        elif isinstance(value, dict) and isinstance(own[key], dict):
            theme[key] = {**value, **own[key]}


def take_refused(config: MkDocsConfig, title: str) -> list[Problem]:
    """Take out of the settings what would break the promise of a site, and return a mistake for each.

    ``title`` is that of the book, empty if it is not known. The site can then still be made, to find what
    else is wrong.
    """
    file = SettingsFile(Path(config.config_file_path).parent)
    found = [
        *_take_title(config, title),
        *_take_addresses(config),
        *_take_what_scripts_ask(config),
        *(each for name in config.plugins for each in _refuse_plugin(name.removeprefix(f"{THEME}/"))),
    ]
    return [Problem(file.place_of(*keys), what, fix) for keys, what, fix in found]


def _take_title(config: MkDocsConfig, title: str) -> Iterator[_Refusal]:
    said = said_by_author(config).get("site_name", title)
    if title:
        config.site_name = title
        if said != title:
            fix = f"write {title!r}, or change 'title' in briefs/book.yml"
            yield ("site_name",), f"'site_name' is {said!r}, and the title of the book {title!r}", fix


def _take_addresses(config: MkDocsConfig) -> Iterator[_Refusal]:
    if config.use_directory_urls:
        what = "with 'use_directory_urls' links do not work from disk"
        yield ("use_directory_urls",), what, "delete the line, or set it to false"
        config.use_directory_urls = False


def _take_what_scripts_ask(config: MkDocsConfig) -> Iterator[_Refusal]:
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


def known_plugins(said: Any) -> tuple[Any, list[_Refusal]]:
    """Return the plugins that a site may have, as the settings name them, and why it may not have others."""
    listed = [{name: options} for name, options in said.items()] if isinstance(said, dict) else said
    if not isinstance(listed, list):
        listed = []
    names = [str(next(iter(item), "")) if isinstance(item, dict) else str(item) for item in listed]
    refused = [each for name in names for each in _refuse_plugin(name)]
    kept = [item for item, name in zip(listed, names, strict=True) if not any(_refuse_plugin(name))]
    if PLUGIN not in names:
        fix = f"add it to 'plugins', as in: plugins: [{PLUGIN}]"
        refused.append((("plugins",), f"the plugin {PLUGIN!r} is missing", fix))
        kept.append(PLUGIN)
    return kept, refused


def _refuse_plugin(name: str) -> Iterator[_Refusal]:
    """Yield why a site may not have a plugin, if it may not; one of the theme's may be named with it."""
    if name.removeprefix(f"{THEME}/") not in _SELF_CONTAINED_PLUGINS:
        what = f"nobody can tell what the plugin {name!r} has a reader's browser ask of other hosts"
        yield ("plugins", name), what, "delete it"
