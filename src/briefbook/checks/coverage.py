"""Find statements without a source, where the book promises one."""

from briefbook.errors import Problem
from briefbook.evidence import coverage, statements
from briefbook.model import Book


def check_coverage(book: Book) -> list[Problem]:
    """Return a problem for each bare statement if there are too many, and one for want of official sources.

    `coverage` in book.yml says how many are enough.
    """
    floor = book.settings.coverage
    found = coverage(book)
    problems = []
    if found.percent_sourced < floor.sourced:
        problems += [
            Problem(statement.where, "a statement without a source", "cite one: [@key], or 'sources'")
            for statement in statements(book)
            if not statement.citations
        ]
    if found.percent_official < floor.official:
        what = f"{found.percent_official} % of the statements have an official source, not {floor.official} %"
        problems.append(
            Problem(floor.where, what, "cite official sources, or lower 'official' in 'coverage'")
        )
    return problems
