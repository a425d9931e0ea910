"""States of a book, and what changed from one to another in lines."""

import json
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from types import FrameType
from typing import Any

import yaml

from briefbook.derived.horizon import book_at
from briefbook.diff.changes import Change, Changes
from briefbook.export.book_json import book_data
from tests.conftest import GOLDEN, real_book

BASE = yaml.safe_load((GOLDEN / "diff/base.yml").read_text("utf-8"))
"""The book that each golden case changes."""


def merged(base: Any, patch: Any) -> Any:
    """Return a map in which a patch replaces values, and takes away those that it has as null."""
    if not isinstance(base, Mapping) or not isinstance(patch, Mapping):
        return deepcopy(patch)
    both = {
        key: merged(base.get(key), patch[key]) if key in patch else deepcopy(base[key])
        for key in {**base, **patch}
    }
    return {key: value for key, value in both.items() if value is not None}


def lines(changes: Changes) -> Iterator[str]:
    for _, parts in changes.groups:
        for part in parts:
            name = part.name if part.what == "changed" else f"{part.what} {part.name}"
            if part.is_bare:
                yield name
            if part.note:
                yield f"{name}: note: {part.note}"
            if part.renamed_from:
                yield f"{name}: renamed from {part.renamed_from}"
            yield from (f"{name}: {line(each)}" for each in part.changes)
    yield from (f"The book: {line(each)}" for each in changes.book)


def line(change: Change) -> str:
    if change.words:
        marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
        return f"{change.field}: {' '.join(marks[word.mark].format(word.text) for word in change.words)}"
    if change.before is None:
        return f"{change.field}: added: {change.after}"
    if change.after is None:
        return f"{change.field}: removed: {change.before}"
    return f"{change.field}: {change.before} → {change.after}"


@cache
def real(day: str) -> dict[str, Any]:
    """Return the real book as a file of an edition has it."""
    book = book_at(real_book(), date.fromisoformat(day))
    data: dict[str, Any] = json.loads(json.dumps(book_data(book)))
    return data


def shuffled(value: Any, chance: random.Random) -> Any:
    """Return JSON with its keys and the items of its lists in another order."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    if isinstance(value, list):
        items = [shuffled(each, chance) for each in value]
        chance.shuffle(items)
        return items
    return value


def calls_of(work: Callable[[], object]) -> int:
    """Return how many functions of Python some work calls, which is its cost on every machine."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


def lines_run(work: Callable[[], object]) -> int:
    """Return how many lines of Python some work runs, those of loops each time."""
    lines = 0

    def note(_frame: FrameType, event: str, _argument: object) -> Callable[..., Any]:
        nonlocal lines
        lines += event == "line"
        return note

    before = sys.gettrace()
    sys.settrace(note)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines
