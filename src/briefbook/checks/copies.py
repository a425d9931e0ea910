"""Find copies of sources whose original is not in the register, or is itself a copy."""

from collections.abc import Iterator

from briefbook.model.book import Book, Source
from briefbook.model.located import place_of
from briefbook.problems import Problem, suggest


def check_copies(book: Book) -> list[Problem]:
    """Return a problem for each copy of what is not in the register, of itself, or of another copy.

    Where each copy names its original, no chain of them needs to be followed, and none can be a circle.
    """
    return [problem for source in book.sources.values() for problem in _check_copy(book, source)]


def _check_copy(book: Book, source: Source) -> Iterator[Problem]:
    key = source.facts.copy_of
    if key is None:
        return
    where = place_of(key, source.where)
    if key == source.key:
        yield Problem(where, f"{key!r} is a copy of itself", "name the source whose text it has")
    elif key not in book.sources:
        yield Problem(where, f"no source {key!r}", suggest(key, book.sources))
    elif original := book.sources[key].facts.copy_of:
        fix = f"name {original!r}" if original != source.key else "delete 'copy_of' of one of the two"
        yield Problem(where, f"{key!r} is itself a copy of {original!r}", fix)
