"""Find attachments that belong to no brief."""

from pathlib import PurePosixPath

from briefbook.errors import Problem, Where
from briefbook.model import Book


def check_attachments(book: Book) -> list[Problem]:
    """Return a problem for each file that lies in no brief's folder."""
    carried = {path for brief in book.briefs.values() for path in brief.attachments}
    return [
        Problem(Where(path), "no brief carries this file", f"move it to {_folder_for(path)}")
        for path in book.attachments
        if path not in carried
    ]


def _folder_for(path: str) -> str:
    parts = PurePosixPath(path).parts
    section = parts[1] if len(parts) > 2 else "<section>"
    return f"briefs/{section}/<id of a brief>/"
