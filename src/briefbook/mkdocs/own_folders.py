"""The author's folders that MkDocs reads: held to plain files, and what of them goes into a site.

MkDocs follows every link, and would wait for ever on a pipe. It is kept from a folder that holds such a
thing; the plain files beside it are still looked at, to find what else is wrong.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, set_exclusions

from briefbook.mkdocs.settings_file import SettingsFile
from briefbook.mkdocs.settings_yaml import said_by_author
from briefbook.model.file_addresses import printable
from briefbook.problems import Problem
from briefbook.reading.plain_files import contents_of, place_in
from briefbook.reading.source_files import size_problem
from briefbook.reading.yaml_places import KeyPath
from briefbook.reading.yaml_sizes import check_front_matter

OWN_THEME = "templates/theme"


def project_of(config: MkDocsConfig) -> Path:
    """Return the folder of the book."""
    return Path(config.config_file_path).parent


def take_strays(config: MkDocsConfig) -> list[Problem]:
    """Keep MkDocs from each folder that holds a stray or lies out of the project; return the mistakes.

    Those of all folders are among them that a server would watch.
    """
    project, said = project_of(config), said_by_author(config)
    problems: list[Problem] = []
    for keys, folder in _folders(config):
        place = place_in(project, folder)
        found = contents_of(project, place).strays if place else []
        if what := _why_not(place, keys, said):
            found = [Problem(SettingsFile(project).place_of(*keys), what, "name a folder beside mkdocs.yml")]
        if found:
            _keep_from(folder, config)
            problems += found
    return [*dict.fromkeys(problems)]


def _why_not(place: str | None, keys: KeyPath, said: Mapping[str, Any]) -> str | None:
    """Return why a setting may not name a folder, given where that is in the project; None if it may."""
    if not keys or keys[0] not in said:  # else it may have been made for a book without hand-written pages
        return None
    if place is None:
        return f"{keys[-1]!r} does not name a visible folder in the project"
    in_briefs = _is_in_briefs(place)
    return f"{keys[-1]!r} names the briefs, which no site carries as they are" if in_briefs else None


def is_own_folder(project: Path, folder: Path) -> bool:
    """Return whether a setting may name a folder."""
    place = place_in(project, folder)
    return place is not None and not _is_in_briefs(place)


def _is_in_briefs(place: str) -> bool:
    return PurePosixPath(place).parts[0] == "briefs"


def _folders(config: MkDocsConfig) -> Iterator[tuple[KeyPath, Path]]:
    """Yield each of the author's folders, and the keys of the setting that names it, if one may."""
    yield ("docs_dir",), Path(config.docs_dir)
    yield from ((("theme", "custom_dir"), folder) for folder in folders_of_theme(config))
    yield from (((), project_of(config) / name) for name in ("briefs", "templates"))


def folders_of_theme(config: MkDocsConfig) -> list[Path]:
    """Return the author's folders of templates for the theme, whether they are there or not."""
    custom = config.theme.custom_dir
    return [*([Path(custom)] if custom else []), project_of(config) / OWN_THEME]


def _keep_from(folder: Path, config: MkDocsConfig) -> None:
    config.theme.dirs = [each for each in config.theme.dirs if Path(each) != folder]
    if folder == Path(config.docs_dir):
        config.docs_dir = config.config_file_path  # below a file there is nothing


def add_plain_pages(files: Files, docs: str, config: MkDocsConfig) -> None:
    """Give MkDocs the plain files of the folder of hand-written pages, from which it was kept."""
    config.docs_dir = docs
    place = place_in(project_of(config), Path(docs))
    found = contents_of(project_of(config), place).files.values() if place else ()
    paths = (os.path.relpath(file, docs) for file in found)
    pages = [File(path, docs, config.site_dir, config.use_directory_urls) for path in paths]
    set_exclusions(pages, config)
    for page in pages:
        files.append(page)


def part_with_what_cannot_be_read(files: Files) -> None:
    """Let MkDocs pass over a file on which it would end, or take minutes: its mistake is known already."""
    for file in [*files]:
        if printable(file.src_uri) != file.src_uri:
            files.remove(file)
    for file in files.documentation_pages():
        try:
            if file.abs_src_path and size_problem(Path(file.abs_src_path), f"docs/{file.src_uri}"):
                file.content_string = ""
            if check_front_matter(file.content_string, file.src_uri):
                file.content_string = ""
        except UnicodeDecodeError:
            file.content_string = ""
