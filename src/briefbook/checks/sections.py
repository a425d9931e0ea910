"""Find sections that stand twice, and briefs whose section book.yml leaves out."""

from collections import Counter

from briefbook.errors import Problem, Where
from briefbook.model import Book
from briefbook.parse import BOOK


def check_sections(book: Book) -> list[Problem]:
    """Return a problem for each section listed twice, and each that has briefs but is not listed."""
    listed = Counter(section.folder for section in book.settings.sections)
    twice = [folder for folder, times in listed.items() if times > 1]
    missing = sorted({brief.section for brief in book.briefs.values()} - listed.keys())
    return [
        *(Problem(Where(BOOK), f"the section {folder!r} is listed twice", "keep one") for folder in twice),
        *(
            Problem(
                Where(BOOK), f"the section {folder!r} has briefs, but is not listed", "add it to 'sections'"
            )
            for folder in missing
        ),
    ]
