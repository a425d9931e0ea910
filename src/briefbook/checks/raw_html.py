"""Find raw HTML, which has no form on paper and would be shown as text."""

from briefbook.model.book import Book
from briefbook.model.relations import prose_of
from briefbook.problems import Problem


def check_raw_html(book: Book) -> list[Problem]:
    """Return a problem for each tag in prose."""
    return [
        Problem(raw.where, f"raw HTML: {raw.tag}", "write it in Markdown")
        for part in (book.settings, *book.parts)
        for prose in prose_of(part)
        for raw in prose.raw_html
    ]
