"""What a briefing site has where mkdocs.yml says nothing."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from briefbook.mkdocs.own_folders import OWN_THEME, project_of
from briefbook.mkdocs.settings_yaml import said_by_author
from briefbook.model.anchors import anchor_of
from briefbook.pages.templates import packaged_templates
from briefbook.pipelines.assets import EDITION_SCRIPT
from briefbook.reading.plain_files import contents_of

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
    "palette": [  # its colours are those of styles/look.css
        {
            "media": "(prefers-color-scheme: light)",
            "scheme": "default",
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": "material/weather-night", "name": "Switch to dark mode"},
        },
        {
            "media": "(prefers-color-scheme: dark)",
            "scheme": "slate",
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": "material/weather-sunny", "name": "Switch to light mode"},
        },
    ],
}
_MARKDOWN_EXTENSIONS = ("admonition", "attr_list")
"""Those of hand-written pages, beside the ones that MkDocs brings: toc, tables, fenced_code."""


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
    _add_to_theme(config)
    config.mdx_configs["toc"] = {"slugify": anchor_of, **config.mdx_configs.get("toc", {})}


def place_in_edition(config: MkDocsConfig, edition: str) -> None:
    """Let the theme know that the site is one of several, as mike lays them out."""
    config.extra_javascript.append(EDITION_SCRIPT)
    config.extra["version"] = {**(config.extra.get("version") or {}), "provider": "mike"}
    if config.site_url:
        config.site_url = urljoin(config.site_url, f"{edition}/")


def _add_unsaid(theme: Theme, said: Any) -> None:
    own = said if isinstance(said, dict) else {}
    for key, value in _SETTINGS_OF_THEME.items():
        if key not in own:
            theme[key] = value
        elif isinstance(value, dict) and isinstance(own[key], dict):
            theme[key] = {**value, **own[key]}


def _add_to_theme(config: MkDocsConfig) -> None:
    """Put briefbook's templates for the theme before the theme's own, and after those of the project."""
    if config.theme.name == THEME:
        after_custom = 1 if config.theme.custom_dir else 0
        own = [project_of(config) / OWN_THEME] if contents_of(project_of(config), OWN_THEME).files else []
        folders = map(str, [*own, packaged_templates() / "theme"])
        config.theme.dirs[after_custom:after_custom] = folders
