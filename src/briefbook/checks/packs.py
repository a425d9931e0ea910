"""Find packs of what is no brief."""

from collections import Counter

from briefbook.errors import Problem, suggest
from briefbook.model import Book


def check_packs(book: Book) -> list[Problem]:
    """Return a problem for each brief of a pack that the book does not have, or that stands there twice."""
    problems = []
    for pack in book.packs.values():
        seen: Counter[str] = Counter()
        for reference in pack.facts.briefs:
            seen[reference.id] += 1
            if reference.id in book.entities and reference.id not in book.briefs:
                fix = suggest(reference.id, book.briefs)
                problems.append(Problem(reference.where, f"{reference.id!r} is no brief", fix))
            if seen[reference.id] == 2:
                problems.append(Problem(reference.where, f"{reference.id!r} stands here twice", "delete one"))
    return problems
