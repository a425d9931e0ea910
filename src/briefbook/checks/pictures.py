"""Find pictures without alternative text, and addresses in prose that lead to no file."""

from collections.abc import Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from briefbook.errors import Problem, Where, suggest
from briefbook.links import prose_of
from briefbook.model import Book, Brief
from briefbook.prose import is_relative


def check_pictures(book: Book) -> list[Problem]:
    """Return a problem for each picture without alternative text, or address that leads nowhere."""
    problems: list[Problem] = []
    for brief in book.briefs.values():
        ids = {element.get("id") for element in brief.prose.tree.iter() if element.get("id")}
        for picture in brief.prose.pictures:
            problems.extend(_check_picture(picture.alt, picture.path, picture.where, brief))
        for hyperlink in brief.prose.hyperlinks:
            if is_relative(hyperlink.address):
                problems.extend(_check_file(hyperlink.address, hyperlink.where, brief))
            elif hyperlink.address.startswith("#") and unquote(hyperlink.address[1:]) not in ids:
                fix = suggest(hyperlink.address[1:], {each for each in ids if each})
                problems.append(
                    Problem(hyperlink.where, f"no heading {hyperlink.address!r} on this page", fix)
                )
    return problems + list(_check_fields(book))


def _check_picture(alt: str, path: str, where: Where, brief: Brief) -> Iterator[Problem]:
    if not alt.strip():
        yield Problem(where, "a picture without alternative text", "say between the brackets what it shows")
    if is_relative(path):
        yield from _check_file(path, where, brief)
    else:
        yield Problem(
            where, f"the picture {path!r} is not the book's own", f"put it into {brief.id}/, beside the brief"
        )


def _check_file(address: str, where: Where, brief: Brief) -> Iterator[Problem]:
    path = normpath(join(dirname(brief.path), unquote(urlsplit(address).path)))
    if path not in brief.attachments:
        own = [each.removeprefix(f"{dirname(brief.path)}/") for each in brief.attachments]
        fix = suggest(address, own) if own else f"put it into {brief.id}/, beside the brief"
        yield Problem(where, f"no file {address!r}", fix)


def _check_fields(book: Book) -> Iterator[Problem]:
    """Yield a problem for each picture and relative link outside the prose of a brief, which pages share."""
    for part in (book.settings, *book.parts):
        own = part.prose if isinstance(part, Brief) else None
        for prose in prose_of(part):
            if prose is not own:
                for picture in prose.pictures:
                    yield Problem(picture.where, "a picture in a field", "move it into the prose below")
                for link in prose.hyperlinks:
                    if is_relative(link.address) or link.address.startswith("#"):
                        yield Problem(
                            link.where, f"{link.address!r} leads nowhere from a field", "link with [[id]]"
                        )
