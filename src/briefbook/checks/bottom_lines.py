"""Find bottom lines that are longer than the desk wants them."""

from collections.abc import Iterator, Mapping

from briefbook.derived.statements import passages
from briefbook.model.book import Book
from briefbook.model.fields import DatedText
from briefbook.model.prose import Prose
from briefbook.problems import Problem


def check_bottom_lines(book: Book) -> list[Problem]:
    """Return a problem for each bottom line, of the book or of a brief, with too many words.

    `bottom_line_words` in book.yml says how many it may have; without it, it may have any number.
    """
    most = book.settings.bottom_line_words
    if most is None:
        return []
    return [
        Problem(
            line.where, f"a bottom line of {count} words, not {most}", "cut it, or raise 'bottom_line_words'"
        )
        for line in _all_lines(book)
        if line.is_whole and (count := _words_in(line.text, book.names)) > most
    ]


def _all_lines(book: Book) -> Iterator[DatedText]:
    yield from book.settings.bottom_lines
    for brief in book.briefs.values():
        yield from brief.facts.bottom_lines


def _words_in(prose: Prose, names: Mapping[str, str]) -> int:
    """Return how many words a reader sees; what has no letter and no digit is not a word."""
    text = " ".join(passage.text for passage in passages(prose.html))
    shown_names = (names.get(link.target, link.target) for link in prose.links if link.html is None)
    return sum(any(map(str.isalnum, word)) for part in (text, *shown_names) for word in part.split())
