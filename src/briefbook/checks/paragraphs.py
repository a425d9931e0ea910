"""Find citations of an archived source that do not name the paragraph."""

from briefbook.model.book import Book
from briefbook.model.relations import citations_of
from briefbook.problems import Problem


def check_paragraphs(book: Book) -> list[Problem]:
    """Return a problem for each citation without a paragraph of a source whose text the desk keeps."""
    archived = {key for key, source in book.sources.items() if source.facts.sha256}
    return [
        Problem(
            cite.where,
            f"{cite.key!r} is archived, and cited without a paragraph",
            f"write {cite.key}#p1, or which it is",
        )
        for part in (book.settings, *book.writings, *book.doubles)
        for cite in citations_of(part)
        if cite.key in archived and cite.locator is None
    ]
