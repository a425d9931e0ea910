"""Find sections that do not exist, that are listed twice, or that book.yml leaves out."""

from collections.abc import Iterator

from briefbook.model.book import Book
from briefbook.model.briefs.kinds import KINDS
from briefbook.model.layout import BOOK
from briefbook.model.located import place_of
from briefbook.problems import Problem, Where, suggest


def check_sections(book: Book) -> list[Problem]:
    """Return a problem for each section that is unknown, listed twice, or missing from the list."""
    listed = {section.folder for section in book.settings.sections}
    used = {brief.section for brief in book.briefs.values()} if book.settings.has_read("sections") else set()
    missing = sorted(used - listed)
    return [
        *_check_list(book),
        *(
            Problem(
                Where(BOOK), f"the section {folder!r} has briefs, but is not listed", "add it to 'sections'"
            )
            for folder in missing
        ),
    ]


def _check_list(book: Book) -> Iterator[Problem]:
    seen: set[str] = set()
    for section in book.settings.sections:
        if not section.has_read("folder"):
            continue
        where = place_of(section.folder, Where(BOOK))
        if section.folder not in KINDS:
            yield Problem(where, f"{section.folder!r} is not a section", suggest(section.folder, KINDS))
        elif section.folder in seen:
            yield Problem(where, f"the section {section.folder!r} is listed twice", "keep one")
        seen.add(section.folder)
