"""What is current in a book, which `horizon` has cut to its day: the latest meeting, the posts held."""

from collections import defaultdict
from collections.abc import Mapping
from operator import itemgetter

from briefbook.model.book import Book, Brief
from briefbook.model.dates import PartialDate
from briefbook.model.entities import Post


def latest_meeting(book: Book) -> tuple[Brief, PartialDate] | None:
    """Return the brief of the meeting held last, and when it was held; None if none was held."""
    held = [
        (fact.date, brief)
        for brief in book.briefs.values()
        for fact in brief.facts.dated_facts()
        if fact.name == "meeting" and fact.date
    ]
    if not held:
        return None
    day, brief = max(held, key=lambda pair: (pair[0], pair[1].facts.folder, pair[1].id))
    return brief, day


def posts_now(book: Book) -> Mapping[str, list[Post]]:
    """Return the posts that persons hold for all that is known, by the ids of the persons.

    Of each post that is whoever is known to have held it last, unless the book says until when.
    """
    held = [
        (since, entity.id, post)
        for entity in book.entities.values()
        for post in entity.facts.held_posts
        if (since := post.begins)
    ]
    last = {
        (post.post, post.organisation and post.organisation.id): (holder, post)
        for _, holder, post in sorted(held, key=itemgetter(0))
    }
    found: defaultdict[str, list[Post]] = defaultdict(list)
    for holder, post in last.values():
        if not post.until:
            found[holder].append(post)
    return found
