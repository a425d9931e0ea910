"""Find ordinary Markdown links that lead nowhere, or somewhere that a book does not lead to."""

from collections.abc import Iterator, Set
from urllib.parse import unquote, urlsplit

from briefbook.model.anchors import anchor_meant
from briefbook.model.book import Book, Brief
from briefbook.model.file_addresses import as_written
from briefbook.model.layout import is_unread
from briefbook.model.prose import Hyperlink
from briefbook.model.relations import prose_of
from briefbook.problems import Problem, suggest

_SCHEMES = ("http", "https", "mailto")
_WHERE_FILES_LIE = "link to briefs with [[id]]; a file lies in the folder of the brief's id, beside the brief"


def check_hyperlinks(book: Book) -> list[Problem]:
    """Return a problem for each link to a missing file or heading, or with another scheme than the web's."""
    problems: list[Problem] = []
    for part in (book.settings, *book.parts):
        for prose in prose_of(part):
            brief = part if isinstance(part, Brief) and prose is part.prose else None
            for link in prose.hyperlinks:
                problems.extend(_check_address(link, brief, book.unread_files))
    return problems


def _scheme(address: str) -> str:
    """Return the scheme of an address; what cannot be parsed at all has none that is known."""
    try:
        return urlsplit(address).scheme
    except ValueError:
        return "unreadable"


def _check_address(link: Hyperlink, brief: Brief | None, unread_files: Set[str]) -> Iterator[Problem]:
    """Yield what is wrong with a link in the prose of a brief, or in a field, which may have none."""
    if scheme := _scheme(link.address):
        if scheme not in _SCHEMES:
            yield Problem(link.where, f"a link to {link.address!r}", f"use one of: {', '.join(_SCHEMES)}")
    elif brief is None:
        yield Problem(link.where, f"{link.address!r} leads nowhere from a field", "link with [[id]]")
    elif link.address.startswith("#"):
        anchors = {heading.anchor for heading in brief.prose.headings}
        if anchor_meant(link.address[1:], anchors) is None:
            fix = suggest(unquote(link.address[1:]), anchors)
            yield Problem(link.where, f"no heading {link.address!r} on this page", fix)
    elif not brief.attachment_at(link.address) and not is_unread(brief.file_of(link.address), unread_files):
        meant = as_written(unquote(link.address))
        fix = suggest(meant, brief.file_addresses) if brief.attachments else _WHERE_FILES_LIE
        yield Problem(link.where, f"no file {link.address!r}", fix)
