"""Find files beside a brief that its text does not name: nothing carries them."""

from collections.abc import Iterator

from briefbook.model.book import Book, Brief
from briefbook.problems import Problem, Where
from briefbook.reading.characters import stray_characters


def check_unnamed_files(book: Book) -> list[Problem]:
    """Return a warning for each file beside a brief that the brief does not name."""
    return [
        problem
        for brief in book.parts
        if isinstance(brief, Brief) and not _may_mean_more(brief)
        for problem in _check_files(brief)
    ]


def _check_files(brief: Brief) -> Iterator[Problem]:
    named = {*brief.named_files}
    for path in brief.attachments:
        if path not in named and not any(stray_characters(path, "")):  # which a message may not show either
            what = "no text of the brief names this file, so the site leaves it out"
            yield Problem(Where(path), what, "link to it, or delete it", is_warning=True)


def _may_mean_more(brief: Brief) -> bool:
    """Return whether a mistake in the prose may be what should name a file."""
    is_misread = bool(brief.prose.problems or brief.prose.raw_html)
    return is_misread or not all(map(brief.attachment_at, brief.prose.relative_addresses))
