"""Find banners that are to be shown on what is not a brief."""

from briefbook.model.book import Book
from briefbook.problems import Problem, suggest


def check_banners(book: Book) -> list[Problem]:
    """Return a problem for each entity that a banner names as a brief; `references` finds unknown ids."""
    return [
        Problem(each.where, f"{each.id!r} is not a brief", suggest(each.id, book.briefs))
        for banner in book.settings.banners
        for each in banner.briefs
        if each.id in book.entities and each.id not in book.briefs
    ]
