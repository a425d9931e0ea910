"""What a briefing site has where mkdocs.yml says nothing."""

from collections.abc import Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from briefbook.mkdocs.settings_yaml import said_by_author
from briefbook.model.anchors import anchor_of

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
    config.mdx_configs["toc"] = {"slugify": anchor_of, **config.mdx_configs.get("toc", {})}


def _add_unsaid(theme: Theme, said: Any) -> None:
    own = said if isinstance(said, dict) else {}
    for key, value in _SETTINGS_OF_THEME.items():
        if key not in own:
            theme[key] = value
        elif isinstance(value, dict) and isinstance(own[key], dict):
            theme[key] = {**value, **own[key]}
