"""Who holds which post in a book, which `horizon` has cut to its day."""

from collections import defaultdict
from collections.abc import Mapping
from operator import itemgetter

from briefbook.model.book import Book
from briefbook.model.entities import Post


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
