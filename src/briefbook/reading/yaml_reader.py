"""YAML text as maps, lists and strings that know their places.

Every scalar is read as a string, and the model types it: YAML 1.1 would turn `no`, `1:30` and
`2025-02-30` into surprises. The tree is built from the parser's events, so that depth is counted
before nesting can exhaust the stack.
"""

import re
from collections.abc import Iterator, Sized
from itertools import islice
from typing import Any

import yaml

from briefbook.model.limits import DEPTH_OF_YAML, ENTRIES, RECORDS
from briefbook.model.located import NULLS, Located, LocatedDict, LocatedList, LocatedStr
from briefbook.problems import Places, Problem, Where
from briefbook.reading.yaml_mistakes import CRAMPED, SPACE_AFTER_COLON, explain

_LINE_SEPARATOR = re.compile("[\x85\u2028\u2029]")
_CRAMPED_COMMENT = re.compile(r"[ \t]+(?P<words>#[^\s#]\S*)")
"""A comment such as `#3`, which may be meant as a part of the value before it."""
_TOO_DEEP_FOR_PARSER = "exceeded maximum nesting depth"
"""What PyYAML 6.0.4 and later say of a thousand open brackets, before they hand over the first of them."""


class _YamlError(Exception):
    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _TooManyRecordsError(_YamlError):
    pass


def read_yaml(text: str, start: Where, most_records: int = RECORDS) -> tuple[LocatedDict, list[Problem]]:
    """Return the map that ``text`` holds, with the mistakes found; ``start`` is where the text begins.

    Where the text is not YAML, the map is cut: it ends with the last value before that. One of more than
    ``most_records`` is not read at all.
    """
    text = _readable(text)
    reader = _Reader(text, start, most_records)
    try:
        return reader.read(), reader.problems
    except _TooManyRecordsError as mistake:
        return LocatedDict(start, is_cut=True), [mistake.problem]
    except _YamlError as mistake:
        return reader.read_so_far(), [*reader.problems, mistake.problem]
    except yaml.MarkedYAMLError as error:
        if error.problem == _TOO_DEEP_FOR_PARSER and error.problem_mark:
            # What comes before is deep enough for our own limit, which names the right place.
            return read_yaml(text[: error.problem_mark.index], start, most_records)
        return reader.read_so_far(), [*reader.problems, explain(error, text, start)]


def double_quoted(text: str) -> Iterator[tuple[int, int]]:
    """Yield the ends of each scalar in double quotes, the only ones with escapes, up to a mistake."""
    depth = 0
    try:
        for event in yaml.parse(_readable(text), Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEPTH_OF_YAML:
                return
            is_quoted = isinstance(event, yaml.ScalarEvent) and event.style == '"'
            if is_quoted and event.start_mark and event.end_mark:
                yield event.start_mark.index, event.end_mark.index
    except yaml.YAMLError:
        pass


def _readable(text: str) -> str:
    """Return a text with spaces for what stops the parser, or begins a line for it alone.

    `characters` reports these, wherever they are.
    """
    return _LINE_SEPARATOR.sub(" ", yaml.reader.Reader.NON_PRINTABLE.sub(" ", text))


class _Reader:
    def __init__(self, text: str, start: Where, most_records: int) -> None:
        self.text = text
        self.start = start
        self.last_line = text.count("\n")
        self.most_records = most_records
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        self.problems: list[Problem] = []
        self.places = Places(text, start)
        self.root = LocatedDict(start)
        self.complete = 0
        """How many values of the root are surely whole: those before the last key that was read."""

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
        if isinstance(tree, LocatedStr) and CRAMPED.match(tree):
            raise _YamlError(Problem(tree.where, *SPACE_AFTER_COLON))
        raise _YamlError(Problem(tree.where, "here should be a map", "write 'key: value' lines"))

    def read_so_far(self) -> LocatedDict:
        """Return the values that end before a mistake."""
        items = dict(islice(self.root.items(), self.complete))
        return LocatedDict(self.root.where, items, is_cut=True)

    def where(self, mark: Any) -> Where:
        if mark.line > self.last_line:  # to the parser the end may be on a line of its own
            return self.start.after(self.text)
        return Where(self.start.path, self.start.line + mark.line, mark.column + 1)

    def fail(self, event: Any, what: str, fix: str) -> None:
        raise _YamlError(Problem(self.where(event.start_mark), what, fix))

    def value(self, event: Any, depth: int) -> Located:
        if depth > DEPTH_OF_YAML:
            self.fail(event, f"nested more than {DEPTH_OF_YAML} deep", "flatten it")
        if isinstance(event, yaml.AliasEvent):
            what = f"'*{event.anchor}' is an alias in YAML, which is not read here"
            self.fail(event, what, "write the value out, or put it in quotes")
        if event.anchor is not None:
            self.fail(event, "anchors and aliases are not read here", "write the value out")
        if event.tag is not None:
            fix = ", or put the whole value in quotes" if event.tag.startswith("!") else ""
            self.fail(event, f"the tag {event.tag!r} is not read here", f"delete the tag{fix}")
        where = self.where(event.start_mark)
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(where, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Located] = []
            while not isinstance((item := next(self.events)), yaml.SequenceEndEvent):
                self.count(items, item)
                items.append(self.value(item, depth + 1))
            return LocatedList(where, items)
        return self.scalar(event, where)

    def count(self, entries: Sized, event: Any) -> None:
        """End the reading where one more entry would be too many."""
        if len(entries) >= ENTRIES:
            self.fail(event, f"more than {ENTRIES:,} entries in one list", f"keep {ENTRIES:,} at most")

    def scalar(self, event: Any, where: Where) -> LocatedStr:
        """Return a scalar as it is written; one that means no value to YAML, as `~` does, is empty."""
        end = event.end_mark.index
        source = self.text[event.start_mark.index : end]
        is_plain = event.implicit[0]
        if is_plain and (comment := _CRAMPED_COMMENT.match(self.text, end)):
            what = f"{comment['words']!r} begins a comment, which no reader sees"
            fix = "put the value in quotes, or a space after '#'"
            place = self.places.at(comment.start("words"))
            self.problems.append(Problem(place, what, fix, is_warning=True))
        return LocatedStr("" if is_plain and event.value in NULLS else event.value, where, source)

    def mapping(self, where: Where, depth: int) -> LocatedDict:
        tree = LocatedDict(where)
        if depth == 0:
            self.root = tree
        while not isinstance((event := next(self.events)), yaml.MappingEndEvent):
            if depth == 0:
                self.complete = len(tree)
                if len(tree) >= self.most_records:
                    what = f"more than {self.most_records:,} records in one file"
                    fix = f"keep {self.most_records:,} at most"
                    raise _TooManyRecordsError(Problem(self.where(event.start_mark), what, fix))
            else:
                self.count(tree, event)
            key = self.value(event, depth + 1)
            if not isinstance(key, LocatedStr):
                self.fail(event, "a key should be a word", "put the value in quotes")
                continue
            value = self.value(next(self.events), depth + 1)
            value.key_where = key.where
            if value == "" and CRAMPED.match(key):
                self.problems.append(Problem(key.where, *SPACE_AFTER_COLON))
                tree.is_cut = True
            elif key in tree:
                what = f"the key {str(key)!r} is here twice"
                self.problems.append(
                    Problem(key.where, what, f"keep one; the first is on line {tree[key].key_where.line}")
                )
            else:
                tree[str(key)] = value
        return tree
