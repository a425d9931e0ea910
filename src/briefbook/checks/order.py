"""Find facts of a brief that are dated in an order that cannot be, or seldom is."""

from collections.abc import Iterator, Sequence

from briefbook.model.book import Book, Brief
from briefbook.model.dated_facts import DatedFact, by_date
from briefbook.problems import Problem


def check_order(book: Book) -> list[Problem]:
    """Return a problem for each fact after what ends the matter, and a warning for each that came too early.

    The latter can be: an agreement may have effect from a day before its signature. Dates are compared by
    what they may mean. A fact about which sources differ is left out.
    """
    return [
        problem
        for brief in book.briefs.values()
        if brief.facts.has_read(*brief.facts.dating_fields, "sources_differ")
        for problem in _check_facts(brief)
    ]


def _check_facts(brief: Brief) -> Iterator[Problem]:
    disputed = {difference.fact for difference in brief.facts.sources_differ}
    facts = by_date(each for each in brief.facts.dated_facts() if each.date and each.name not in disputed)
    yield from _check_ends(brief, facts)
    yield from _check_beginnings(brief, facts)


def _check_ends(brief: Brief, facts: Sequence[DatedFact]) -> Iterator[Problem]:
    for end in facts:
        for fact in facts:
            if fact.name in brief.facts.never_after.get(end.name, ()) and _is_before(end, fact):
                what = f"{_words(fact)}, after {_words(end)}, at line {end.where.line}"
                fix = f"fix one of the two, or give the accounts in 'sources_differ', with 'fact: {end.name}'"
                yield Problem(fact.where, what, fix)


def _check_beginnings(brief: Brief, facts: Sequence[DatedFact]) -> Iterator[Problem]:
    for fact in facts:
        for name, later in brief.facts.seldom_before.items():
            first = next((each for each in facts if each.name == name), None)
            if first and fact.name in later and _is_before(fact, first):
                what = f"{_words(fact)}, before {_words(first)}, at line {first.where.line}"
                fix = "fix one of the two, unless it was so"
                yield Problem(fact.where, what, fix, is_warning=True)
                break


def _is_before(fact: DatedFact, other: DatedFact) -> bool:
    return fact.date is not None and other.date is not None and fact.date.is_before(other.date)


def _words(fact: DatedFact) -> str:
    return f"{fact.name} on {fact.date}"
