"""The file mkdocs.yml as text: where each setting is, and whether it may be read at all."""

from pathlib import Path
from posixpath import dirname

from briefbook.problems import Problem, Where
from briefbook.reading.plain_files import contents_of, place_in
from briefbook.reading.source_files import size_problem
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

    Each file of them has to be a plain one of the project: mkdocs.yml, and what it inherits from.
    """
    path, read = CONFIG, list[str]()
    while True:
        files, strays = contents_of(project, path)
        if path not in files:
            return strays
        if too_large := size_problem(files[path], path):
            return [too_large]
        content = files[path].read_bytes()
        said = map_without_tags(content)
        if INHERIT not in said:
            return []
        read.append(path)
        where = place_of_key(places_of_keys(content.decode(errors="replace"), path), INHERIT) or Where(path)
        name = said[INHERIT]
        if not isinstance(name, str):
            return [Problem(where, f"{INHERIT!r} should be a name", "name one file")]
        inherited = place_in(project, project / dirname(path) / name)
        if inherited is None:
            what = f"{INHERIT!r} does not name a visible file in the project"
            return [Problem(where, what, "name a file beside mkdocs.yml")]
        if inherited in read:
            return [Problem(where, f"{INHERIT!r} leads back to {inherited}", "delete it")]
        path = inherited
