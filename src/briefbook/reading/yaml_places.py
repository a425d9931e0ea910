"""Where each key of a YAML file is, and its plain values, whatever it uses of YAML: tags, anchors, documents.

`yaml_reader` reads the files of a book, and refuses all that; a file of settings belongs to another program.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.constructor import ConstructorError

from briefbook.problems import Problem, Where
from briefbook.reading.yaml_mistakes import explain
from briefbook.reading.yaml_sizes import check_size

KeyPath = tuple[str, ...]


@dataclass
class _Collection:
    """A map or a list that is being read; ``key`` is the one whose value comes next, in a map."""

    path: KeyPath
    is_map: bool
    key: str | None = None


class _WithoutTags(yaml.SafeLoader):
    """A reader that makes nothing of a value with a tag, and names the place of one that it cannot make.

    It is the slow one: that in C would crash on a hundred thousand brackets.
    """

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        """Return the value of a node; PyYAML's own lets whatever its conversions raise pass."""
        try:
            return super().construct_object(node, deep)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            what = f"{node.value!r} cannot be read as YAML's {node.tag.rpartition(':')[2]}"
            raise ConstructorError(None, None, what, node.start_mark) from error


_UNREAD = object()
"""What is made of a value with a tag that is not YAML's own."""
_WithoutTags.add_constructor(None, lambda loader, node: _UNREAD)


def map_without_tags(text: str, path: str) -> tuple[Mapping[object, object], Problem | None]:
    """Return the map that a text holds, without its values that have tags, and what keeps it from being one.

    Where there is a mistake the map is empty, as it is where the text holds nothing.
    """
    if too_much := check_size(text, path):
        return {}, too_much
    try:
        said = yaml.load(text, Loader=_WithoutTags)
    except yaml.MarkedYAMLError as error:
        return {}, explain(error, text, Where(path))
    except yaml.YAMLError as error:
        return {}, Problem(Where(path), f"not YAML: {error}", "fix the file")
    if isinstance(said, dict):
        return said, None
    no_map = Problem(Where(path), "here should be a map", "write 'key: value' lines")
    return {}, None if said is None else no_map


def places_of_keys(text: str, path: str) -> Mapping[KeyPath, Where]:
    """Return the place of each key by the keys that lead to it; an item of a list counts as a key.

    `plugins: [search, {tags: {}}]` gives ``("plugins", "search")`` and ``("plugins", "tags")``. If the text
    is not YAML, the places before the error are returned.
    """
    places: dict[KeyPath, Where] = {}
    open_collections: list[_Collection] = []
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            _follow(event, places, open_collections, path)
    except yaml.YAMLError:
        pass
    return places


def _follow(event: yaml.Event, places: dict[KeyPath, Where], inside: list[_Collection], path: str) -> None:
    """Take one event of the parser: note the place of a key, enter or leave a collection."""
    if isinstance(event, yaml.CollectionEndEvent):
        inside.pop()
    if not isinstance(event, yaml.NodeEvent):
        return
    parent = inside[-1] if inside else None
    leads_here = parent.path if parent else ()
    if parent and parent.is_map and parent.key is not None:
        leads_here, parent.key = (*leads_here, parent.key), None
    elif parent:
        name = event.value if isinstance(event, yaml.ScalarEvent) else ""
        if parent.is_map:
            parent.key = name
        if name and (mark := event.start_mark):
            places.setdefault((*leads_here, name), Where(path, mark.line + 1, mark.column + 1))
    if isinstance(event, yaml.CollectionStartEvent):
        inside.append(_Collection(leads_here, isinstance(event, yaml.MappingStartEvent)))


def place_of_key(places: Mapping[KeyPath, Where], *keys: str) -> Where | None:
    """Return the place of a key, or of the nearest one above it that is there; None if none is."""
    return next((places[keys[:end]] for end in range(len(keys), 0, -1) if keys[:end] in places), None)
