"""Find links and references that lead nowhere."""

from briefbook.model.book import Book
from briefbook.model.briefs.kinds import KINDS
from briefbook.model.entities import ENTITY_TYPES
from briefbook.model.layout import entity_register, is_unread
from briefbook.model.relations import references_of
from briefbook.problems import Problem, Where, suggest


def check_references(book: Book) -> list[Problem]:
    """Return a problem for each id in a field or in prose that no brief and no entity has."""
    return [*_check_targets(book), *_check_about(book), *_check_shared_ids(book)]


def _check_targets(book: Book) -> list[Problem]:
    files_of_ids = (*map(entity_register, ENTITY_TYPES), *(f"briefs/{folder}" for folder in KINDS))
    if any(is_unread(path, book.unread_files) for path in files_of_ids):
        return []
    known = {*book.briefs, *book.entities, *book.unread_ids}
    return [
        Problem(reference.where, f"no brief or entity {reference.id!r}", suggest(reference.id, known))
        for part in (book.settings, *book.parts)
        for reference in references_of(part)
        if reference.id not in known
    ]


def _check_about(book: Book) -> list[Problem]:
    """Return a problem for each entity that two briefs are about, and each brief about no entity."""
    problems = []
    for brief in book.briefs.values():
        about = brief.facts.about
        if about is None:
            continue
        if about.id in book.briefs and about.id not in book.entities:
            problems.append(
                Problem(about.where, f"{about.id!r} is a brief", "'about' takes the id of an entity")
            )
        elif book.standing_for[about.id] is not brief:
            other = book.standing_for[about.id].path
            problems.append(Problem(about.where, f"{other} is about {about.id!r} too", "keep one of the two"))
    return problems


def _check_shared_ids(book: Book) -> list[Problem]:
    """Return a problem for each brief with the id of an entity that it is not about: that has no page."""
    return [
        Problem(
            Where(brief.path),
            f"an entity has the id {brief.id!r} too",
            f"add 'about: {brief.id}', or rename one of the two",
        )
        for brief in book.briefs.values()
        if brief.id in book.entities
        and brief.facts.has_read("about")
        and (brief.facts.about is None or brief.facts.about.id != brief.id)
    ]
