"""Find characters that no font of the print can show."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

import regex

from briefbook.problems import Places, Problem, Where
from briefbook.reading.characters import is_stray, name_of, shown_in

_CLUSTER = regex.compile(r"\X")
_NEXT_WORD = regex.compile(r"\S*(?:[^\S\n]+\S*)?")
"""What may be between two characters of one word, or of words that follow each other on a line."""
_MOST_NAMES = 2
_LONGEST = 40


class _Cluster(NamedTuple):
    """A character, with the marks that it carries, and where it is in its text."""

    start: int
    end: int
    text: str


def check_glyphs(
    texts: Mapping[Where, str], without_glyph: Callable[[Iterable[str]], set[str]]
) -> Iterator[Problem]:
    """Yield a problem for each word with characters that have no glyph; for words in a row, one.

    The texts are given with the places where they begin. ``without_glyph`` takes characters, each with the
    marks that it carries, and returns those. What may be in no text is passed over here.
    """
    found = {where: [*_clusters(text, where.path)] for where, text in texts.items()}
    missing = without_glyph({each.text for each in chain.from_iterable(found.values())})
    for where, clusters in found.items():
        text = texts[where]
        places = Places(text, where)
        for run in _in_words((each for each in clusters if each.text in missing), text):
            yield _problem(places.at(run[0].start), text[run[0].start : run[-1].end], run)


def _clusters(text: str, path: str) -> Iterator[_Cluster]:
    """Yield each character of a text that may have no glyph."""
    for shown in shown_in(text, path):
        for cluster in _CLUSTER.finditer(shown.text):
            if is_stray(cluster[0]):
                continue
            if shown.is_literal:
                start, end = (shown.start + place for place in cluster.span())
            else:
                start, end = shown.start, shown.start + len(shown.written)
            yield _Cluster(start, end, cluster[0])


def _in_words(clusters: Iterable[_Cluster], text: str) -> Iterator[list[_Cluster]]:
    """Yield clusters together that are in one word, or in words that follow each other on a line."""
    run: list[_Cluster] = []
    for cluster in clusters:
        if run and not _NEXT_WORD.fullmatch(text, run[-1].end, cluster.start):
            yield run
            run = []
        run.append(cluster)
    if run:
        yield run


def _problem(where: Where, written: str, run: list[_Cluster]) -> Problem:
    different = [*dict.fromkeys(each.text for each in run)]
    names = ", ".join(map(name_of, chain.from_iterable(different[:_MOST_NAMES])))
    if more := len(different[_MOST_NAMES:]):
        names += f", and {more} more"
    if len(different) == 1:
        what, them = f"{different[0]!r} ({names})", "it"
    else:
        words = " ".join(written.split())
        words = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        what, them = f"{len(different)} characters of {words!r} ({names})", "them"
    fix = f"write {them} in other characters"
    if not any(map(_is_private, different)):
        fix += f", or put a font that has {them} into templates/fonts/"
    return Problem(where, f"no font of the print has {what}", fix)


def _is_private(cluster: str) -> bool:
    """Return whether a character has no meaning outside of its font, as none has in a PDF/A."""
    return unicodedata.category(cluster[0]) == "Co"
