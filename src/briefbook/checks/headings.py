"""Find headings that break the outline of a page."""

from collections.abc import Iterator

from briefbook.errors import Problem
from briefbook.links import prose_of
from briefbook.model import Book
from briefbook.prose_model import Prose


def check_headings(book: Book) -> list[Problem]:
    """Return a problem for each heading at a wrong level, and each that holds a citation or a link."""
    return [
        problem
        for part in (book.settings, *book.parts)
        for prose in prose_of(part)
        for problem in _check_outline(prose)
    ]


def _check_outline(prose: Prose) -> Iterator[Problem]:
    previous = 1
    for heading in prose.headings:
        if heading.level == 1:
            what = f"{heading.title!r} is a heading of the first level, which the title takes"
            yield Problem(heading.where, what, "begin it with ##")
        elif heading.level > previous + 1:
            fix = f"begin it with {'#' * (previous + 1)}"
            yield Problem(heading.where, f"{heading.title!r} skips a level of headings", fix)
        if heading.has_holes:
            what = f"the heading {heading.title!r} holds a citation or a link"
            yield Problem(heading.where, what, "move it into the text below")
        previous = heading.level
