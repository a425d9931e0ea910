"""YAML of other programs that comes to far more than is written, since its aliases repeat what they name.

The YAML of a book itself has no aliases: see `yaml_reader`.
"""

import re
from itertools import chain
from math import inf

import yaml

from briefbook.problems import Problem, Where

_VALUES = 100_000
"""What a text may come to. One of a megabyte can come to thousands of millions."""
_DEPTH = 100
"""How many maps and lists may be within each other: programs go through them by calling themselves."""
_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(.*?\n)(?:\.{3}|---)[ \t]*\n", re.DOTALL)
"""The settings of a hand-written page, as MkDocs finds them (`mkdocs.utils.meta`)."""


def check_size(text: str, path: str) -> Problem | None:
    """Return the mistake of a text that is too much for programs; None if it is not, or is not YAML.

    It is parsed by the slow parser: the one in C would crash on a hundred thousand brackets.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    except RecursionError:
        return Problem(Where(path), "nested too deep", "flatten it")
    values, depth = _size_of(node, {}) if node else (0, 0)
    if values <= _VALUES and depth <= _DEPTH:
        return None
    what = f"more than {_VALUES:,} values, or {_DEPTH} within each other, with what aliases repeat"
    return Problem(Where(path), what, "write the values themselves")


def check_front_matter(page: str, path: str) -> Problem | None:
    """Return the mistake of the settings at the head of a page, as `check_size` does."""
    found = _FRONT_MATTER.match(page)
    return check_size(found[1], path) if found else None


def _size_of(node: yaml.Node, known: dict[int, tuple[float, float]]) -> tuple[float, float]:
    """Return how many values a node comes to once aliases are written out, and how many within each other.

    What holds an alias of itself has no end.
    """
    if id(node) not in known:
        known[id(node)] = inf, inf
        pairs = node.value if isinstance(node, yaml.CollectionNode) else []
        held = chain.from_iterable(pairs) if isinstance(node, yaml.MappingNode) else pairs
        sizes = [_size_of(each, known) for each in held]
        known[id(node)] = 1 + sum(values for values, _ in sizes), 1 + max((d for _, d in sizes), default=0)
    return known[id(node)]
