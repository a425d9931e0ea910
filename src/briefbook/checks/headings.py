"""Find headings that break the outline of a page."""

from collections.abc import Iterator

from briefbook.model.book import Book, Brief
from briefbook.model.prose import Prose
from briefbook.model.relations import prose_of
from briefbook.problems import Problem
from briefbook.strays import shows_nothing


def check_headings(book: Book) -> list[Problem]:
    """Return a problem for each heading in a field, at a wrong level, or with a citation or a link in it."""
    problems: list[Problem] = []
    for part in (book.settings, *book.parts):
        for prose in prose_of(part):
            if isinstance(part, Brief) and prose is part.prose:
                problems.extend(_check_outline(prose))
            else:
                problems.extend(
                    Problem(heading.where, "a heading in a field", "move it into the prose of a brief")
                    for heading in prose.headings
                )
    return problems


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
        if shows_nothing(heading.title):
            yield Problem(heading.where, "a heading without words", "give it some, or delete it")
