"""The checks of a linked book, one a file."""

from collections.abc import Callable
from datetime import date

from briefbook.checks.citations import check_citations
from briefbook.checks.clearance import check_clearance
from briefbook.checks.contradictions import check_facts
from briefbook.checks.coverage import check_coverage
from briefbook.checks.estimative_language import check_estimates
from briefbook.checks.future import check_future
from briefbook.checks.headings import check_headings
from briefbook.checks.hyperlinks import check_addresses
from briefbook.checks.markings import check_markings
from briefbook.checks.names import check_names
from briefbook.checks.packs import check_packs
from briefbook.checks.paragraphs import check_locators
from briefbook.checks.pdf_names import check_pdfs
from briefbook.checks.pictures import check_pictures
from briefbook.checks.raw_html import check_raw_html
from briefbook.checks.redirects import check_moves
from briefbook.checks.references import check_links
from briefbook.checks.sections import check_sections
from briefbook.checks.tables import check_tables
from briefbook.model.book import Book
from briefbook.problems import Problem

CHECKS: tuple[Callable[[Book], list[Problem]], ...] = (
    check_addresses,
    check_citations,
    check_clearance,
    check_coverage,
    check_estimates,
    check_facts,
    check_headings,
    check_links,
    check_locators,
    check_markings,
    check_moves,
    check_names,
    check_packs,
    check_pdfs,
    check_pictures,
    check_raw_html,
    check_sections,
    check_tables,
)


def run_checks(book: Book, today: date | None = None) -> list[Problem]:
    """Return what every check finds; what lies in the future is only found where ``today`` is known."""
    found = [problem for check in CHECKS for problem in check(book)]
    return [*found, *check_future(book, today)] if today else found
