"""The checks of a linked book, one a file: each is a function from a book to its problems."""

from collections.abc import Callable
from datetime import date

from briefbook.checks.banners import check_banners
from briefbook.checks.bottom_lines import check_bottom_lines
from briefbook.checks.citations import check_citations
from briefbook.checks.clearance import check_clearance
from briefbook.checks.contradictions import check_contradictions
from briefbook.checks.copies import check_copies
from briefbook.checks.coverage import check_coverage
from briefbook.checks.estimative_language import check_estimative_language
from briefbook.checks.future import check_future
from briefbook.checks.headings import check_headings
from briefbook.checks.hyperlinks import check_hyperlinks
from briefbook.checks.markings import check_markings
from briefbook.checks.names import check_names
from briefbook.checks.offices import check_offices
from briefbook.checks.order import check_order
from briefbook.checks.packs import check_packs
from briefbook.checks.paragraphs import check_paragraphs
from briefbook.checks.parties import check_parties
from briefbook.checks.pdf_names import check_pdf_names
from briefbook.checks.pictures import check_pictures
from briefbook.checks.raw_html import check_raw_html
from briefbook.checks.redirects import check_redirects
from briefbook.checks.references import check_references
from briefbook.checks.sections import check_sections
from briefbook.checks.tables import check_tables
from briefbook.checks.unnamed_files import check_unnamed_files
from briefbook.model.book import Book
from briefbook.problems import Problem

CHECKS: tuple[Callable[[Book], list[Problem]], ...] = (
    check_hyperlinks,
    check_banners,
    check_bottom_lines,
    check_citations,
    check_clearance,
    check_coverage,
    check_estimative_language,
    check_contradictions,
    check_copies,
    check_headings,
    check_references,
    check_paragraphs,
    check_markings,
    check_redirects,
    check_names,
    check_offices,
    check_order,
    check_packs,
    check_parties,
    check_pdf_names,
    check_pictures,
    check_raw_html,
    check_sections,
    check_tables,
    check_unnamed_files,
)


def run_checks(book: Book, today: date | None = None) -> list[Problem]:
    """Return what every check finds; what lies in the future is only found where ``today`` is known."""
    found = [problem for check in CHECKS for problem in check(book)]
    return [*found, *check_future(book, today)] if today else found
