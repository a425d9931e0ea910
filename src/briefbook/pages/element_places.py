"""Finds where in an author's source the elements are that a browser makes of the page."""

import re
from collections import defaultdict
from typing import NamedTuple

from briefbook.pages.escaped_addresses import as_written
from briefbook.pages.html_elements import Element, elements_in

_TAG = re.compile(r"""<(?P<name>[a-z][^\s/>]*)(?P<rest>(?:[^>"']|"[^"]*"|'[^']*')*+)>""", re.I)
_BEGINNING = re.compile(r"<[a-z]", re.I)
_LONGEST = 10_000
_STAND_IN = "<x-x{}>"
"""A tag of its attributes that is an element wherever it is: a cell is one in a table only."""


class _Tag(NamedTuple):
    at: int
    end: int
    attributes: dict[str, str]


class ElementPlaces:
    """Where the elements of a source are; of those that are alike, each is found once."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._tags: dict[str, list[_Tag]] | None = None
        self._used: set[int] = set()
        self._found: dict[int, int] = {}
        self._next_at: dict[str, int] = {}

    def place_of(self, element: Element, words: tuple[str, ...]) -> int:
        """Return where an element begins; where it is written otherwise, where the first of its words is."""
        if id(element) not in self._found:
            at = self.tag_of(element)
            if at is not None:
                self._found[id(element)] = at
        if id(element) in self._found:
            return self._found[id(element)]
        return self._word_of((*words, f"<{element.name}"))

    def tag_of(self, element: Element) -> int | None:
        """Return where the tag of an element is that was not found yet; None if it is written otherwise."""
        if self._tags is None:
            self._tags = _tags_in(self.source)
        wanted = {name.lower(): value for name, value in element.attributes.items()}
        alike = [
            tag
            for tag in self._tags[element.name]
            if tag.at not in self._used and {k.lower(): v for k, v in tag.attributes.items()} == wanted
        ]
        exact = (tag.at for tag in alike if self.source.startswith(element.text, tag.end))
        at = next(exact, alike[0].at if alike else None)
        if at is not None:
            self._used.add(at)
        return at

    def _word_of(self, words: tuple[str, ...]) -> int:
        for word in filter(None, words):
            start = self._next_at.get(word, 0)
            at = self.source.find(word, start)
            if at < 0 and (found := as_written(word).search(self.source, start)):
                at = found.start()
            if at >= 0:
                self._next_at[word] = at + 1
                return at
        return 0


def _tags_in(source: str) -> dict[str, list[_Tag]]:
    """Return each tag of a source, by its name."""
    tags = defaultdict[str, list[_Tag]](list)
    for beginning in _BEGINNING.finditer(source):
        if tag := _TAG.match(source, beginning.start(), beginning.start() + _LONGEST):
            read = [each for each in elements_in(_STAND_IN.format(tag["rest"])) if each.name == "x-x"]
            if read:
                tags[tag["name"].lower()].append(_Tag(tag.start(), tag.end(), read[0].attributes))
    return tags
