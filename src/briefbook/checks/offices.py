"""Find posts that are not as the register of offices has them, and counterparts that contradict others."""

from collections.abc import Iterator, Mapping

from briefbook.model.book import Book
from briefbook.model.entities import Office, Post
from briefbook.model.records import Reference
from briefbook.problems import Problem, suggest


def check_offices(book: Book) -> list[Problem]:
    """Return a problem for each post and counterpart that is not an office, or not as the register has it."""
    offices = {key: each.facts for key, each in book.entities.items() if isinstance(each.facts, Office)}
    posts = [post for entity in book.entities.values() for post in entity.facts.held_posts]
    return [*_check_posts(book, posts, offices), *_check_counterparts(book, offices)]


def _check_posts(book: Book, posts: list[Post], offices: Mapping[str, Office]) -> Iterator[Problem]:
    by_name = {(each.name, each.organisation): key for key, each in offices.items()}
    for post in posts:
        if post.office:
            yield from _check_office(book, post.office, offices)
        elif post.has_read("post", "office", "organisation") and (post.post, post.organisation) in by_name:
            key = by_name[post.post, post.organisation]
            yield Problem(post.where, f"a post that is the office {key!r}", f"write 'office: {key}' instead")


def _check_office(book: Book, named: Reference, offices: Mapping[str, Office]) -> Iterator[Problem]:
    """Yield a problem for the id of something else; that of nothing is found where all ids are."""
    if named.id not in offices and book.holds(named.id):
        yield Problem(named.where, f"{named.id!r} is not an office", suggest(named.id, offices))


def _check_counterparts(book: Book, offices: Mapping[str, Office]) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for key, office in offices.items():
        named = office.counterpart
        if named is None:
            continue
        yield from _check_office(book, named, offices)
        if named.id == key:
            yield Problem(named.where, f"{key!r} is its own counterpart", "name another office")
        for one, other in ((key, named.id), (named.id, key)):
            if taken.setdefault(one, other) != other:
                what = f"{one!r} has the counterpart {taken[one]!r} already"
                yield Problem(named.where, what, "keep one of the two")
