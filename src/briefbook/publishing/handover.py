"""The pipeline of a handover: a book becomes a text of what is open in it, and of what has changed."""

from pathlib import Path

from briefbook.derived.handover import handover_of
from briefbook.derived.survey import Survey
from briefbook.diff import compare
from briefbook.diff.text_formats import as_text
from briefbook.export.book_json import book_data
from briefbook.git.repository import repository_of
from briefbook.model.book import Book
from briefbook.pages.handover_text import write_as_text
from briefbook.pipelines.load import read_book
from briefbook.pipelines.progress import no_progress
from briefbook.problems import Problem
from briefbook.publishing.branch import BranchReader, read_publication


def write_handover(project: Path, since: str | None, branch: str) -> str | list[Problem]:
    """Return what a project's desk hands over, or the mistakes in its book.

    Raises ``Refusal`` if there is no edition ``since``, from which changes are to be said.
    """
    book = read_book(project, None, no_progress)
    if not isinstance(book, Book):
        return book
    text = write_as_text(handover_of(Survey(book)), book)
    if since is None:
        return text
    repository = repository_of(project)
    publication = read_publication(repository, branch)
    before = BranchReader(repository, branch, publication.tip).model(publication.entry(since).edition)
    changes = compare(before, book_data(book))
    return f"{text}\n{as_text(changes, f'What changed since edition {since}')}"
