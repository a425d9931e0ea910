"""Find too few statements with a source, where the book promises more."""

from briefbook.derived.coverage import coverage_of_book
from briefbook.derived.statements import statements_needing_source
from briefbook.model.book import Book
from briefbook.problems import Problem


def check_coverage(book: Book) -> list[Problem]:
    """Return a problem if too few statements have a source, and one if too few have an official one.

    `coverage` in book.yml says how many are enough. A book of which some could not be read is not judged:
    the rest may lack the statements that make up for others, as may a source that a misspelled key names.
    """
    if not book.is_whole:
        return []
    floor, found = book.settings.coverage, coverage_of_book(book)
    problems = []
    if found.percent_sourced < floor.sourced:
        what = f"{found.percent_sourced} % of the statements have a source, not {floor.sourced} %"
        fix = "cite one for each that `briefbook check --unsourced` lists, or lower 'sourced' in 'coverage'"
        problems.append(Problem(floor.where, what, fix))
    if found.percent_official < floor.official and _cites_only_known(book):
        what = f"{found.percent_official} % of the statements have an official source, not {floor.official} %"
        fix = "cite official sources, or lower 'official' in 'coverage'"
        problems.append(Problem(floor.where, what, fix))
    return problems


def _cites_only_known(book: Book) -> bool:
    return all(
        cite.key in book.sources for each in statements_needing_source(book) for cite in each.citations
    )
