"""The reader of the YAML of mkdocs.yml, and of what it inherits: it runs nothing.

MkDocs's own follows tags such as `!!python/object/apply`, which call any function of Python.
"""

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from briefbook.problems import Problem, Where, suggest

_NAME = "tag:yaml.org,2002:python/name:"
"""What a tag that names a function begins with."""
_STANDARD = "tag:yaml.org,2002:"
"""What `!!` is short for."""
_MODULES = (
    "material.extensions.emoji",
    "material.plugins.tags",
    "pymdownx.arithmatex",
    "pymdownx.emoji",
    "pymdownx.slugs",
    "pymdownx.superfences",
)
"""Those whose functions an option may name, as their documentation has it."""


def said_by_author(config: MkDocsConfig) -> dict[str, Any]:
    """Return what the file of the settings says, before MkDocs adds what it has by default."""
    return _read(config)[0]


def refused_tags(config: MkDocsConfig) -> list[Problem]:
    """Return a mistake for each tag that is not read; its value counts as none."""
    return _read(config)[1]


def _read(config: MkDocsConfig) -> tuple[dict[str, Any], list[Problem]]:
    file, refused = Path(config.config_file_path), list[Problem]()
    loader = get_yaml_loader(yaml.SafeLoader, config)  # a class of its own for each call
    loader.add_multi_constructor(_NAME, partial(_function, refused, file.parent))
    loader.add_constructor(None, partial(_refuse, refused, file.parent))
    with file.open("rb") as opened:
        said: dict[str, Any] = _keyed_by_text(yaml_load(opened, loader))
    return said, refused


def _keyed_by_text(said: Any) -> Any:
    """Return some settings with each key as a text: YAML also reads numbers, days, and `true`."""
    if isinstance(said, dict):
        return {
            key if isinstance(key, str) else str(key).lower(): _keyed_by_text(value)
            for key, value in said.items()
        }
    return [*map(_keyed_by_text, said)] if isinstance(said, list) else said


def _function(
    refused: list[Problem], project: Path, loader: yaml.SafeLoader, name: str, node: yaml.Node
) -> FunctionType | None:
    """Return the function that a tag names; none, with a mistake, unless it is known to be meant for that."""
    known = _functions()
    if name not in known:
        what = f"{name!r} is not a function that settings may name"
        refused.append(Problem(_where(loader, node, project), what, suggest(name, known)))
    return known.get(name)


def _functions() -> Mapping[str, FunctionType]:
    """Return the functions that settings may name."""
    return {
        f"{module}.{name}": value
        for module in _MODULES
        for name, value in vars(import_module(module)).items()
        if isinstance(value, FunctionType) and value.__module__ == module and not name.startswith("_")
    }


def _refuse(refused: list[Problem], project: Path, loader: yaml.SafeLoader, node: yaml.Node) -> None:
    tag = node.tag.replace(_STANDARD, "!!", 1)
    what = f"the tag {tag!r} is not read, since tags can run programs"
    refused.append(Problem(_where(loader, node, project), what, "write the value itself"))


def _where(loader: yaml.SafeLoader, node: yaml.Node, project: Path) -> Where:
    file = Path(loader.name)
    path = file.relative_to(project) if file.is_relative_to(project) else file
    return Where(path.as_posix(), node.start_mark.line + 1, node.start_mark.column + 1)
