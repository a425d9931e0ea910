"""Verify a book against the archived texts of its sources: digests, paragraphs, quotations."""

import hashlib
from collections.abc import Iterator, Mapping

from briefbook.derived.statements import Statement, all_statements, quotations
from briefbook.model.book import Book, Source
from briefbook.model.located import place_of
from briefbook.model.markup import whole_words
from briefbook.model.relations import citations_of
from briefbook.problems import Problem

_SAME = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014\u00a0", "''\"\"-- ")
"""Quotation marks, dashes and spaces as a typewriter has them."""


def check_archive(book: Book, archive: Mapping[str, bytes]) -> list[Problem]:
    """Return a problem for each archived text that has changed, and for what it does not bear out.

    ``archive`` maps a source's key to the bytes of its text: a headline in the first line, then a
    paragraph a line. A text that has changed is searched no further.
    """
    unfit = {key: problem for key in archive if (problem := _check_text(book.sources[key], archive[key]))}
    paragraphs = {key: _paragraphs(text) for key, text in archive.items() if key not in unfit}
    return [
        *unfit.values(),
        *_check_locators(book, paragraphs),
        *(problem for each in all_statements(book) for problem in _check_quotations(each, paragraphs)),
    ]


def _check_text(source: Source, text: bytes) -> Problem | None:
    expected = source.facts.sha256
    found = hashlib.sha256(text).hexdigest()
    if expected is not None and found != expected:
        what = f"the archived text of {source.key!r} has changed: its SHA-256 is {found}"
        fix = "restore the text, or read it again and give its new digest"
        return Problem(place_of(expected, source.where), what, fix)
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        what = f"the archived text of {source.key!r} is not UTF-8"
        return Problem(source.where, what, "save it as UTF-8, and give its new digest")
    return None


def _paragraphs(text: bytes) -> list[str]:
    """Return the lines with text that follow the headline."""
    lines = [line.strip() for line in text.decode("utf-8").split("\n")]
    return [line for line in lines if line][1:]


def _check_locators(book: Book, paragraphs: Mapping[str, list[str]]) -> Iterator[Problem]:
    for part in (book.settings, *book.parts):
        for cite in citations_of(part):
            known = paragraphs.get(cite.key)
            if known is not None and cite.locator and int(cite.locator[1:]) > len(known):
                what = f"{cite.key!r} has no paragraph {cite.locator[1:]}"
                yield Problem(cite.where, what, f"it has {len(known)}")


def _check_quotations(statement: Statement, paragraphs: Mapping[str, list[str]]) -> Iterator[Problem]:
    """Yield what a statement quotes and the sources cited there do not say, where all of them are at hand."""
    for text, citations in statement.passages:
        if not citations or any(cite.key not in paragraphs for cite in citations):
            continue
        cited = _comparable(" ".join(_cited(paragraphs[cite.key], cite.locator) for cite in citations))
        for words in quotations(text):
            if not whole_words([_comparable(words.rstrip(".,;"))]).search(cited):
                fix = "fix the words or the paragraph, or take the quotation marks away"
                yield Problem(statement.where, f"the source cited does not say {words!r}", fix)


def _cited(paragraphs: list[str], locator: str | None) -> str:
    """Return the paragraph that a locator names, or the whole text without one."""
    number = int(locator[1:]) if locator else 0
    return " ".join(paragraphs[number - 1 : number] if number else paragraphs)


def _comparable(text: str) -> str:
    return " ".join(text.translate(_SAME).casefold().split())
