"""Find pictures that are not there, that say nothing to those who do not see them, or are in a field."""

from collections.abc import Iterator, Set
from urllib.parse import unquote

from briefbook.model.book import Book, Brief
from briefbook.model.file_addresses import as_written
from briefbook.model.layout import is_unread
from briefbook.model.prose import Picture
from briefbook.model.relations import prose_of
from briefbook.problems import Problem, nearest


def check_pictures(book: Book) -> list[Problem]:
    """Return a problem for each picture without alternative text or file, and each in a field."""
    return [
        *(
            problem
            for brief in book.parts
            if isinstance(brief, Brief)
            for picture in brief.prose.pictures
            for problem in _check_picture(picture, brief, book.unread_files)
        ),
        *(
            Problem(picture.where, "a picture in a field", "move it into the prose of a brief")
            for part in (book.settings, *book.parts)
            for prose in prose_of(part)
            if not (isinstance(part, Brief) and prose is part.prose)
            for picture in prose.pictures
        ),
    ]


def _check_picture(picture: Picture, brief: Brief, unread_files: Set[str]) -> Iterator[Problem]:
    if not picture.alt.strip():
        yield Problem(
            picture.where, "a picture without alternative text", "say between the brackets what it shows"
        )
    if not brief.attachment_at(picture.path) and not is_unread(brief.file_of(picture.path), unread_files):
        close = nearest(as_written(unquote(picture.path)), brief.file_addresses)
        fix = f"did you mean {close!r}?" if close else f"put it into {brief.id}/, beside the brief"
        yield Problem(picture.where, f"no picture {picture.path!r} in the book", fix)
