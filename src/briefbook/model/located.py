"""YAML values that know their line and column."""

import re
from datetime import date
from typing import Any

from briefbook.problems import Where

NULLS = ("~", "null", "Null", "NULL")
"""What means no value in YAML; in quotes it is a word."""
_SPACES = re.compile(r"[ \t-\r\x85\u2028\u2029]+")
"""Spaces and line breaks; a no-break space is a character of its own."""


class LocatedStr(str):
    """A scalar, with the place where it begins and that of its key."""

    __slots__ = ("key_where", "source", "where")
    where: Where
    key_where: Where
    source: str
    """The text as it is written, with its quotes and line breaks: it begins at ``where``."""

    def __new__(cls, text: str, where: Where, source: str | None = None) -> "LocatedStr":
        """Return ``text`` as a string with its place ``where``, written as ``source``."""
        self = super().__new__(cls, text)
        self.where = where
        self.key_where = where
        self.source = text if source is None else source
        return self

    @property
    def as_line(self) -> "LocatedStr":
        """The text on one line, however many it is written on."""
        line = LocatedStr(_SPACES.sub(" ", self).strip(), self.where, self.source)
        line.key_where = self.key_where
        return line

    @property
    def is_null(self) -> bool:
        """Whether it is a word that means no value."""
        return not self and self.source in NULLS


class LocatedDict(dict[str, Any]):
    """A map, with the place where it begins and that of its key."""

    def __init__(self, where: Where, items: dict[str, Any] | None = None, *, is_cut: bool = False) -> None:
        super().__init__(items or {})
        self.where = where
        self.key_where = where
        self.is_cut = is_cut
        """Whether some of it could not be read."""

    def having(self, items: dict[str, Any]) -> "LocatedDict":
        """Return a map with other items in its place."""
        other = LocatedDict(self.where, items, is_cut=self.is_cut)
        other.key_where = self.key_where
        return other


class LocatedList(list[Any]):
    """A list, with the place where it begins and that of its key."""

    def __init__(self, where: Where, items: list[Any] | None = None) -> None:
        super().__init__(items or [])
        self.where = where
        self.key_where = where


class LocatedDay(date):
    """A day, with the place where it is written."""

    where: Where

    @classmethod
    def at(cls, day: date, where: Where) -> "LocatedDay":
        """Return ``day`` as it is written at ``where``."""
        self = cls(day.year, day.month, day.day)
        self.where = where
        return self


def place_of(value: str | date, otherwise: Where) -> Where:
    """Return the place of a string or a day that was read; ``otherwise`` for one that was not."""
    return value.where if isinstance(value, LocatedStr | LocatedDay) else otherwise


Located = LocatedStr | LocatedDict | LocatedList
