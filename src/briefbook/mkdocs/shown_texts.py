"""Texts that themes print as they are: held to be texts, whatever they look like in HTML."""

from collections.abc import Iterable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files

_MARKS = str.maketrans({"<": "&lt;", ">": "&gt;", '"': "&quot;"})
"""What begins and ends an element, or a value in one; entities may stay, since they do neither."""


def without_markup(text: str) -> str:
    """Return a text that a browser shows as it is written; one that is escaped already stays the same."""
    return text.translate(_MARKS)


def all_without_markup(value: Any) -> Any:
    """Return a value of YAML with each text in it so; keys and all else stay as they are."""
    if isinstance(value, str):
        return without_markup(value)
    if isinstance(value, dict):
        return {key: all_without_markup(each) for key, each in value.items()}
    return [*map(all_without_markup, value)] if isinstance(value, list) else value


def texts_in(value: Any) -> tuple[str, ...]:
    """Return each text in a value of YAML."""
    if isinstance(value, str):
        return (value,)
    within = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return tuple(text for each in within for text in texts_in(each))


def take_markup_from_settings(config: MkDocsConfig) -> None:
    """Hold what is said of the site to be text."""
    for key in ("site_description", "site_author"):
        if config[key]:
            config[key] = without_markup(config[key])


def take_markup_from_menu(items: Iterable[StructureItem]) -> None:
    """Hold the names of sections and of links in the menu to be text."""
    for item in items:
        if not item.is_page:
            item.title = without_markup(str(item.title))
            take_markup_from_menu(getattr(item, "children", None) or ())


def take_markup_from_titles(files: Files) -> None:
    """Hold the title of each page to be text: the menu, a heading, or the name of its file gives it."""
    for file in files.documentation_pages():
        if file.page and file.page.title:
            file.page.title = without_markup(str(file.page.title))
