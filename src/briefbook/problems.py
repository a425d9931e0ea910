"""Authors' mistakes as values: a place, what is wrong there, and how to fix it."""

import errno
import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from briefbook.strays import visible

_LINE_BREAKS = re.compile(r"\s*\n\s*|\t+")
"""What is one space in a message; a tab would move what follows."""
_LONGEST = 400
"""Characters of what is wrong, or of how to fix it."""
_VALUES = re.compile(
    r"""<[^<>]*(?:>|…)|(?<!\w)'.*?'(?!\w)|"[^"]*"|\[[\[@^].*?\]+|\{.*?\}|"""
    r"""(?<!\w)(?:[\w-]+/)+[\w.-]+|\b\d[\d,.]*\b|\(U\+.*\)"""
)
"""In what is wrong: what is quoted, tags, citations, links, braces, paths, numbers, names of characters."""


class Where(NamedTuple):
    """A place in a source file; lines and columns count from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    def after(self, text: str) -> "Where":
        """Return the place that follows ``text``, when ``text`` begins here."""
        lines = text.split("\n")
        if len(lines) == 1:
            return self._replace(column=self.column + len(text))
        return Where(self.path, self.line + len(lines) - 1, len(lines[-1]) + 1)


def _cut(text: str) -> str:
    """Return a text without its middle if it is too long to be read: a message may quote all of a value."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]}…{text[-half:]}"


class Places:
    """The places in a text that begins somewhere: any number of them, each found at once."""

    def __init__(self, text: str, start: Where) -> None:
        self._start = start
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]

    def at(self, offset: int) -> Where:
        """Return the place of an offset in the text."""
        number = bisect_right(self._lines, offset) - 1
        if number == 0:
            return self._start._replace(column=self._start.column + offset)
        return Where(self._start.path, self._start.line + number, offset - self._lines[number] + 1)


@dataclass(frozen=True, order=True)
class Problem:
    """A mistake of an author, printed as ``path:line:column: what; how to fix``; a warning stops no build."""

    where: Where
    what: str
    fix: str
    is_warning: bool = False

    def __str__(self) -> str:
        what, fix = (_cut(_LINE_BREAKS.sub(" ", text)) for text in (self.what, self.fix))
        return visible(f"{self.where}: {'warning: ' if self.is_warning else ''}{what}; {fix}")

    @property
    def rule(self) -> str:
        """What is wrong, with `…` for what is only so in this place: names, numbers, marks."""
        warning = "warning: " if self.is_warning else ""
        return warning + re.sub("…(?: …)+", "…", _VALUES.sub("…", _LINE_BREAKS.sub(" ", self.what)))


def mistakes_among(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems that stop a build: all but the warnings."""
    return [problem for problem in problems if not problem.is_warning]


class Refusal(Exception):  # noqa: N818 - nothing broke
    """What was asked for cannot be done as things are; it says why, and what to do: `what; how to fix`."""


_FIXES = {
    errno.ENOSPC: "free some space, or write elsewhere",
    errno.EDQUOT: "free some space, or write elsewhere",
    errno.EROFS: "name a folder that can be written",
    errno.EACCES: "change its permissions, or name another",
    errno.EPERM: "change its permissions, or name another",
}
"""What to do where the system refuses something, by the number of its error."""


def explain(error: OSError) -> str:
    """Return what the system refused, and where: `what; how to fix`, where it is known how."""
    said = error.strerror or str(error)
    path = error.filename2 or error.filename
    what = f"{path}: {said}" if path is not None else said
    return f"{what}; {fix}" if (fix := _FIXES.get(error.errno or 0)) else what


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return what ``name`` was probably meant to be; None if nothing known is like it."""
    names = sorted(known)
    with_other_capitals = (each for each in names if each.casefold() == name.casefold())
    return next(chain(with_other_capitals, get_close_matches(name, names, n=1, cutoff=0.7)), None)


def suggest(name: str, known: Iterable[str]) -> str:
    """Return advice that names what ``name`` was probably meant to be."""
    return _suggest(name, tuple(sorted(known)))


@lru_cache(maxsize=1024)
def _suggest(name: str, known: tuple[str, ...]) -> str:
    """Return the advice of `suggest`; cached, since one slip may be in a thousand places."""
    if close := nearest(name, known):
        return f"did you mean {close!r}?"
    if not known:
        return "add one, as there are none yet"
    if len(known) <= 12:
        return "choose one of: " + ", ".join(known)
    return "check the spelling"
