"""Find those who bind themselves to an agreement, and are not among its parties."""

from briefbook.model.book import Book
from briefbook.model.entities import Person
from briefbook.problems import Problem


def check_parties(book: Book) -> list[Problem]:
    """Return a warning for each ratification, or the like, by one that is neither a party nor a part of one.

    It can be so: what ratified may have a successor. A person acts for a party.
    """
    return [
        Problem(
            consent.who.where,
            f"{consent.action} by {consent.who.id!r}, which is not among the parties",
            "add it to 'parties', or fix 'by', unless it was a party for a time",
            is_warning=True,
        )
        for brief in book.briefs.values()
        if brief.facts.has_read(*brief.facts.dating_fields, "parties")
        for consent in brief.facts.consents()
        if not _acts_for(book, consent.who.id, consent.parties)
    ]


def _acts_for(book: Book, entity_id: str, parties: frozenset[str]) -> bool:
    """Return whether an entity is a party, a part of one, or a person; one that is not known may be."""
    wholes = book.wholes_of(entity_id)
    if not parties.isdisjoint(wholes):
        return True
    last = book.entities.get(wholes[-1])
    return last is None or isinstance(last.facts, Person)
