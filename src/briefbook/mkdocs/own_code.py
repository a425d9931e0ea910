"""What mkdocs.yml has run, or would: programs, templates, extensions of Markdown, scripts."""

from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from briefbook.mkdocs.named_files import path_of_named
from briefbook.mkdocs.own_folders import is_own_folder
from briefbook.mkdocs.plugins import known_plugins
from briefbook.mkdocs.settings import unreadable
from briefbook.mkdocs.settings_file import CONFIG, SettingsFile
from briefbook.mkdocs.settings_yaml import said_by_author
from briefbook.mkdocs.unsupported_settings import refuse_hooks
from briefbook.pipelines.own_code import OwnCode, Runs, scripts_below
from briefbook.reading.plain_files import place_in
from briefbook.reading.yaml_places import KeyPath

_THEMES = (None, "material", "mkdocs", "readthedocs")
_LIBRARIES = ("markdown", "material", "mkdocs", "pymdownx")
"""Whose extensions of Markdown are known, by the modules that hold them."""


def code_in_settings(project: Path) -> Iterator[OwnCode]:
    """Yield what is code of all that a project's settings name, with the folder of its hand-written pages."""
    settings = project.resolve() / CONFIG
    said = {} if unreadable(settings) else said_by_author(MkDocsConfig(config_file_path=str(settings)))
    if named := [*_refused(said), *_of_theme(said, project.resolve()), *_of_pages(said)]:
        file = SettingsFile(project)
        yield from (OwnCode(f"{file.place_of(*keys)} ({what})", runs) for runs, what, keys in named)
    docs = str(said.get("docs_dir") or "docs")
    if place := place_in(project, project / docs):
        for script in filter(None, map(path_of_named, _names(said.get("extra_javascript")))):
            yield OwnCode(f"{docs}/{script}", Runs.IN_BROWSERS)
        yield from scripts_below(project, place)


_Named = tuple[Runs, str, KeyPath]
"""Where code runs, what it is, and the keys of the setting that names it."""


def _refused(said: Mapping[str, Any]) -> Iterator[_Named]:
    for keys, _, _ in [*refuse_hooks(said.get("hooks")), *known_plugins(said.get("plugins"))[1]]:
        if len(keys) == 2:  # others are about a plugin that is not there, or an option
            yield Runs.NEVER, f"the {keys[0].removesuffix('s')} {keys[1]!r}", keys


def _of_theme(said: Mapping[str, Any], project: Path) -> Iterator[_Named]:
    theme = said.get("theme")
    name, folder = (theme.get("name"), theme.get("custom_dir")) if isinstance(theme, dict) else (theme, None)
    if name not in _THEMES:
        yield Runs.AS_YOU, f"the theme {name!r}", ("theme", "name")
    if folder and is_own_folder(project, project / str(folder)):  # else it is refused
        yield Runs.AS_YOU, f"templates in {folder!r}", ("theme", "custom_dir")


def _of_pages(said: Mapping[str, Any]) -> Iterator[_Named]:
    for template in _names(said.get("extra_templates")):
        yield Runs.AS_YOU, f"the template {template!r}", ("extra_templates", template)
    for extension in _names(said.get("markdown_extensions")):
        if not _is_known(extension):
            yield Runs.AS_YOU, f"the Markdown extension {extension!r}", ("markdown_extensions", extension)


def _names(said: Any) -> Iterable[str]:
    """Return what a list in the settings names: an item is a name, a map of it, or one that has its path."""
    for item in said if isinstance(said, (list, dict)) else ():
        name = item.get("path") or next(iter(item)) if isinstance(item, dict) and item else item
        yield str(name)


def _is_known(extension: str) -> bool:
    """Return whether an extension of Markdown is of a library that briefbook needs."""
    entries = entry_points(group="markdown.extensions", name=extension)
    modules = [entry.value for entry in entries] or [extension]
    return all(module.partition(".")[0] in _LIBRARIES for module in modules)
