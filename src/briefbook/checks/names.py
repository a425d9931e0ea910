"""Find wrong forms of names: a given name taken for a rank, a name that is another's."""

from collections.abc import Callable, Iterator
from functools import partial

from briefbook.derived.statements import all_statements, without_quotations
from briefbook.model.book import Book
from briefbook.model.located import LocatedStr
from briefbook.model.markup import whole_words
from briefbook.model.records import records_of
from briefbook.problems import Problem, Where


def check_names(book: Book) -> list[Problem]:
    """Return a warning for each wrong form outside of quotations and titles of sources."""
    right_names = {
        form: entity.facts.name
        for entity in book.entities.values()
        if entity.facts.has_read("name")
        for form in entity.facts.wrong_forms
    }
    if not right_names:
        return []
    pattern = whole_words(right_names)
    titles = [source.facts.title for source in book.sources.values() if source.facts.title]
    titles = [title for title in titles if pattern.search(title)]
    return [
        Problem(
            place_of(found), f"{found!r} is a wrong form", f"write {right_names[found]!r}", is_warning=True
        )
        for place_of, text in _own_words(book)
        for found in pattern.findall(without_quotations(_without(titles, text)))
    ]


def _without(titles: list[str], text: str) -> str:
    for title in titles:
        text = text.replace(title, " ")
    return text


def _own_words(book: Book) -> Iterator[tuple[Callable[[str], Where], str]]:
    """Yield the book's texts, and its single words: titles, questions, parts in meetings, names of posts.

    With each comes the function from some of its words to their place.
    """
    for part in book.writings:
        for record in records_of(part.facts):
            for name in type(record).model_fields:
                if isinstance(words := getattr(record, name), LocatedStr):
                    yield partial(_beginning, words), words
    for statement in all_statements(book):
        yield statement.place_of, statement.text


def _beginning(text: LocatedStr, _: str) -> Where:
    return text.where
