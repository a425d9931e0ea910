"""YAML text as maps, lists and strings that know where they stand.

Every scalar is read as a string, and the model types it: YAML 1.1 would turn `no`, `1:30` and
`2025-02-30` into surprises. The tree is built from the parser's events, so that depth is counted
before nesting can exhaust the stack.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from briefbook.errors import Problem, Where

_MAX_DEPTH = 20


class LocatedStr(str):
    """A scalar, with the place where it begins and that of its key."""

    __slots__ = ("key_where", "source", "where")
    where: Where
    key_where: Where
    source: str
    """The text as it is written, with its quotes and line breaks: it begins at ``where``."""

    def __new__(cls, text: str, where: Where, source: str | None = None) -> "LocatedStr":
        """Return ``text`` as a string that stands at ``where``, written as ``source``."""
        self = super().__new__(cls, text)
        self.where = where
        self.key_where = where
        self.source = text if source is None else source
        return self


class LocatedDict(dict[str, Any]):
    """A map, with the place where it begins and that of its key."""

    def __init__(self, where: Where, items: dict[str, Any] | None = None) -> None:
        super().__init__(items or {})
        self.where = where
        self.key_where = where


class LocatedList(list[Any]):
    """A list, with the place where it begins and that of its key."""

    def __init__(self, where: Where, items: list[Any] | None = None) -> None:
        super().__init__(items or [])
        self.where = where
        self.key_where = where


def place_of(text: str, otherwise: Where) -> Where:
    """Return where a string that was read stands; ``otherwise`` for one that was not."""
    return text.where if isinstance(text, LocatedStr) else otherwise


Located = LocatedStr | LocatedDict | LocatedList


class _YamlError(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


def read_yaml(text: str, start: Where) -> tuple[LocatedDict, list[Problem]]:
    """Return the map that ``text`` holds, with the mistakes found; ``start`` is where the text begins."""
    if bad := yaml.reader.Reader.NON_PRINTABLE.search(text):
        what = f"the character U+{ord(bad[0]):04X} may not stand in YAML"
        return LocatedDict(start), [Problem(start.after(text[: bad.start()]), what, "delete it")]
    reader = _Reader(text, start)
    try:
        return reader.read(), reader.problems
    except _YamlError as mistake:
        return LocatedDict(start), [*reader.problems, mistake.problem]
    except yaml.MarkedYAMLError as error:
        return LocatedDict(start), [*reader.problems, reader.explain(error)]


class _Reader:
    def __init__(self, text: str, start: Where) -> None:
        self.text = text
        self.lines = text.split("\n")
        self.start = start
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        self.problems: list[Problem] = []

    def read(self) -> LocatedDict:
        next(self.events)  # the stream begins
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            return LocatedDict(self.start)
        tree = self.value(next(self.events), depth=0)
        next(self.events)  # the document ends
        if not isinstance((extra := next(self.events)), yaml.StreamEndEvent):
            self.fail(extra, "a second document begins", "delete the line '---'")
        if isinstance(tree, LocatedDict):
            return tree
        raise _YamlError(Problem(tree.where, "here should be a map", "write 'key: value' lines"))

    def where(self, mark: Any) -> Where:
        return Where(self.start.path, self.start.line + mark.line, mark.column + 1)

    def fail(self, event: Any, what: str, fix: str) -> None:
        raise _YamlError(Problem(self.where(event.start_mark), what, fix))

    def value(self, event: Any, depth: int) -> Located:
        if depth > _MAX_DEPTH:
            self.fail(event, f"nested more than {_MAX_DEPTH} deep", "flatten it")
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            self.fail(event, "anchors and aliases are not read here", "write the value out")
        if event.tag is not None and event.tag != "!":
            self.fail(event, f"the tag {event.tag!r} is not read here", "delete the tag")
        where = self.where(event.start_mark)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(where, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance((item := next(self.events)), yaml.SequenceEndEvent):
                items.append(self.value(item, depth + 1))
            return LocatedList(where, items)
        return LocatedStr(event.value, where, self.text[event.start_mark.index : event.end_mark.index])

    def mapping(self, where: Where, depth: int) -> LocatedDict:
        tree = LocatedDict(where)
        while not isinstance((event := next(self.events)), yaml.MappingEndEvent):
            key = self.value(event, depth + 1)
            if not isinstance(key, LocatedStr):
                self.fail(event, "a key should be a word", "put the value in quotes")
                continue
            value = self.value(next(self.events), depth + 1)
            value.key_where = key.where
            if key in tree:
                what = f"the key {str(key)!r} stands here twice"
                self.problems.append(
                    Problem(key.where, what, f"keep one; the first is on line {tree[key].key_where.line}")
                )
            else:
                tree[str(key)] = value
        return tree

    def explain(self, error: yaml.MarkedYAMLError) -> Problem:
        mark = error.problem_mark or error.context_mark
        if mark is None:
            return Problem(self.start, str(error), "mend the YAML")
        where = self.where(mark)
        line = self.lines[mark.line] if mark.line < len(self.lines) else ""
        if "\t" in line[: mark.column + 1]:
            column = line.index("\t") + 1
            return Problem(
                where._replace(column=column), "a tab, where YAML wants blanks", "replace it with blanks"
            )
        if "quoted scalar" in str(error.context) and error.context_mark:
            return Problem(self.where(error.context_mark), "a quote that is never closed", "close it")
        if line[mark.column : mark.column + 1] == "@":
            return Problem(
                where,
                "a list in brackets cannot hold [@key]",
                "write each item on a line of its own, after '- '",
            )
        if "mapping values" in str(error.problem):
            return Problem(where, "a second colon on one line", "put the value in quotes")
        return Problem(where, f"not YAML: {error.problem}", "mend the line, or put its value in quotes")
