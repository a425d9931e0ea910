"""Find former addresses of briefs that are not free to lead on."""

from collections.abc import Iterator

from briefbook.model.addresses import address
from briefbook.model.book import Book
from briefbook.model.located import place_of
from briefbook.problems import Problem, Where


def check_redirects(book: Book) -> list[Problem]:
    """Return a problem for each former address, or tombstone, at an address that is taken."""
    taken = {address(book, each): f"the page of {each!r}" for each in (*book.entities, *book.briefs)}
    problems = []
    for where, uri, what in _claims(book):
        if uri in taken:
            fix = "delete the line, or give the brief another id"
            problems.append(Problem(where, f"{uri} is the address of {taken[uri]}", fix))
        taken.setdefault(uri, what)
    return problems


def _claims(book: Book) -> Iterator[tuple[Where, str, str]]:
    """Yield the place, the address and the owner of each claim to an address where a brief was."""
    for brief in book.briefs.values():
        for place, uri in zip(brief.facts.redirects_from, brief.former_addresses, strict=True):
            yield place_of(place, Where(brief.path)), uri, f"a redirect to {brief.id!r}"
    for tombstone in book.tombstones.values():
        yield tombstone.where, tombstone.address, "a tombstone"
