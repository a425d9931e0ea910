"""The file mkdocs.yml as text: where each setting is, and whether it may be read at all."""

from collections.abc import Sequence
from pathlib import Path
from posixpath import dirname

from briefbook.problems import Problem, Where
from briefbook.reading.plain_files import contents_of, place_in
from briefbook.reading.source_files import encoding_problem, size_problem
from briefbook.reading.yaml_places import map_without_tags, place_of_key, places_of_keys

CONFIG = "mkdocs.yml"
INHERIT = "INHERIT"
"""The setting that names another file of settings, which MkDocs reads first."""


class SettingsFile:
    """The text of a project's mkdocs.yml, which knows where each of its keys is."""

    def __init__(self, project: Path) -> None:
        file = project / CONFIG
        self._places = (
            places_of_keys(file.read_text("utf-8", errors="replace"), CONFIG) if file.is_file() else {}
        )

    def place_of(self, *keys: str) -> Where:
        """Return the place of a key, or of the nearest one above it; the first line if neither is there.

        A file that inherits from another may get it from there.
        """
        return place_of_key(self._places, *keys) or place_of_key(self._places, INHERIT) or Where(CONFIG)


def strays_of_settings(project: Path) -> list[Problem]:
    """Return why the settings of a project may not be read; nothing if they may, or are not there.

    Each file of them has to be a plain one of the project, and YAML: mkdocs.yml, and what it inherits from.
    """
    path: str | None = CONFIG
    read = list[str]()
    while path:
        files, strays = contents_of(project, path)
        if path not in files:
            return strays
        read.append(path)
        text, mistake = _text_of(files[path], path)
        if mistake:
            return [mistake]
        path, mistake = _inherited(project, text, read)
        if mistake:
            return [mistake]
    return []


def _text_of(file: Path, path: str) -> tuple[str, Problem | None]:
    """Return the text of a file, and why it is not read."""
    if too_large := size_problem(file, path):
        return "", too_large
    try:
        return file.read_text("utf-8-sig"), None
    except UnicodeDecodeError as error:
        return "", encoding_problem(path, error)


def _inherited(project: Path, text: str, read: Sequence[str]) -> tuple[str | None, Problem | None]:
    """Return the path of the file that the last of those read inherits from, and what is wrong with it."""
    path = read[-1]
    said, mistake = map_without_tags(text, path)
    if INHERIT not in said:
        return None, mistake
    where = place_of_key(places_of_keys(text, path), INHERIT) or Where(path)
    name = said[INHERIT]
    if not isinstance(name, str):
        return None, Problem(where, f"{INHERIT!r} should be a name", "name one file")
    inherited = place_in(project, project / dirname(path) / name)
    if inherited is None:
        what = f"{INHERIT!r} does not name a visible file in the project"
        return None, Problem(where, what, "name a file beside mkdocs.yml")
    if inherited in read:
        return None, Problem(where, f"{INHERIT!r} leads back to {inherited}", "delete it")
    return inherited, None
