"""The file mkdocs.yml as text: where each setting is."""

from collections.abc import Mapping
from pathlib import Path

from briefbook.problems import Where
from briefbook.reading.yaml_places import place_of_key, places_of_keys

CONFIG = "mkdocs.yml"


class SettingsFile:
    """The text of a project's mkdocs.yml, which knows where each of its keys is."""

    def __init__(self, project: Path) -> None:
        file = project / CONFIG
        self._places = (
            places_of_keys(file.read_text("utf-8", errors="replace"), CONFIG) if file.is_file() else {}
        )

    def unsaid(self, settings: Mapping[str, str]) -> dict[str, str]:
        """Return those of some settings that the file says nothing of."""
        return {key: value for key, value in settings.items() if (key,) not in self._places}

    def place_of(self, *keys: str) -> Where:
        """Return the place of a key, or of the nearest one above it; the first line if neither is there.

        A file that inherits from another may get it from there.
        """
        return place_of_key(self._places, *keys) or place_of_key(self._places, "INHERIT") or Where(CONFIG)
