"""Files of the author where the site has a folder, and the other way round: neither could be written."""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from briefbook.mkdocs.authored_files import is_included
from briefbook.mkdocs.own_folders import project_of
from briefbook.pages.csp import POLICY_FILE
from briefbook.pipelines.finished_files import paths_in
from briefbook.problems import Problem, Where


def take_clashes(files: Files, config: MkDocsConfig) -> list[Problem]:
    """Take out each file of the author that clashes with what else the site has; return the mistakes.

    Of a book with other mistakes the site has empty files: nothing is said of these, perhaps named nowhere.
    """
    made_later = (*config.theme.static_templates, POLICY_FILE)
    at: dict[str, File | None] = {**dict.fromkeys(made_later), **{file.dest_uri: file for file in files}}
    problems: dict[File, Problem] = {}
    empty: set[File] = set()
    for file in filter(is_included, files):
        uri = file.dest_uri
        for folder in (uri[: slash.start()] for slash in re.finditer("/", uri)):
            if folder not in at:
                continue
            there = at[folder]
            if there and not there.is_documentation_page() and (path := _path_of(there, config)):
                what = f"a file, where the site has the folder {folder}/"
                problems[there] = Problem(Where(path), what, "rename it")
            elif path := _path_of(file, config):
                what = f"below a folder, where the site has the file {folder}"
                problems[file] = Problem(Where(path), what, "rename the folder")
            elif there:
                empty.add(there)
    for file in {*problems, *empty}:
        files.remove(file)
    return [*problems.values()]


def _path_of(file: File, config: MkDocsConfig) -> str | None:
    """Return the path in the project of a file of the author; None for one that is made, or of the theme."""
    found = paths_in(project_of(config), [Path(file.abs_src_path)] if file.abs_src_path else [])
    return next(iter(found), None)
