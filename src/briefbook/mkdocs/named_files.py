"""The style sheets and scripts that mkdocs.yml names: each is a file of the site."""

from collections.abc import Iterator
from pathlib import Path
from posixpath import normpath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from briefbook.mkdocs.authored_files import is_included
from briefbook.mkdocs.options import Refused
from briefbook.mkdocs.own_folders import project_of
from briefbook.mkdocs.settings_file import SettingsFile
from briefbook.model.file_addresses import path_in
from briefbook.model.web_addresses import cleaned, host_in, leads_elsewhere
from briefbook.pages.guarantees import refuse_host
from briefbook.pages.templates import templates_of
from briefbook.pipelines.assets import EDITION_SCRIPT, SCRIPT, STYLESHEET
from briefbook.problems import Problem, nearest
from briefbook.reading.yaml_places import KeyPath

_ADDED = frozenset({STYLESHEET, SCRIPT, EDITION_SCRIPT, "search/main.js"})
"""What this plugin and MkDocs's `search` add themselves."""


def path_of_named(address: str) -> str | None:
    """Return the path in docs/ that an address in the settings names; None if it leads out of it."""
    if leads_elsewhere(address):
        return None
    path = normpath(path_in(address.replace("\\", "/")))
    return None if path.startswith(("/", "..")) else path


def take_addresses_elsewhere(config: MkDocsConfig) -> Iterator[Refused]:
    """Take out what is not a path; yield why, for each: a browser would ask another host, or run it."""
    for keys, named in _lists(config):
        for item in [*named]:
            if not leads_elsewhere(str(item)):
                continue
            named.remove(item)
            if host := host_in(cleaned(str(item))):
                yield (*keys, str(item)), *refuse_host(host, str(item))
            else:
                what = f"{str(item)!r} is not the path of a file, and is blocked by the policy of the site"
                yield (*keys, str(item)), what, "put it into a file in docs/, and name that"


def check_named_files(files: Files, config: MkDocsConfig) -> list[Problem]:
    """Return a mistake for each file that the site has not."""
    there = {file.src_uri for file in files if is_included(file)}
    places = SettingsFile(project_of(config))
    problems = []
    for keys, named in _lists(config):
        for item in map(str, named):
            path = path_of_named(item)
            if path in there | _ADDED or _is_asset(path, project_of(config)):
                continue
            suffix = (".css",) if keys == ("extra_css",) else (".js", ".mjs", ".cjs")
            close = nearest(path, (each for each in there if each.endswith(suffix))) if path else None
            fix = f"did you mean {close!r}?" if close else "put it there, or delete the line"
            problems.append(Problem(places.place_of(*keys, item), f"no file {item!r} in docs/", fix))
    return problems


def _lists(config: MkDocsConfig) -> Iterator[tuple[KeyPath, list[Any]]]:
    """Yield the settings that name files for every page; the theme has one more than MkDocs."""
    yield ("extra_css",), config.extra_css
    yield ("extra_javascript",), config.extra_javascript
    if isinstance(polyfills := config.extra.get("polyfills"), list):
        yield ("extra", "polyfills"), polyfills


def _is_asset(path: str | None, project: Path) -> bool:
    """Return whether templates give the site a file, which it has not yet where the book has a mistake."""
    name = (path or "").removeprefix("assets/")
    return name != path and any((folder / "assets" / name).is_file() for folder in templates_of(project))
