"""What a brief rests on, in sum: how many sources, of what kind, how new, and how far they corroborate.

The idea is the source summary statement of Intelligence Community Directive 206, *Sourcing Requirements for
Disseminated Analytic Products* (22 January 2015): strengths and weaknesses of the source base as a whole.
What it counts are origins: a text and its copies are one source, since a copy confirms nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefbook.derived.statements import Statement, all_statements_of
from briefbook.model.book import Book, Brief, Entity
from briefbook.model.dates import PartialDate


@dataclass(frozen=True)
class SourceBase:
    """The sources of a brief, counted by origin, and its statements, by how many origins each has."""

    official: int
    of_agencies: int
    others: int
    agencies: tuple[str, ...]
    """The names of the news agencies, as the register has them."""
    copies: int
    """How many of the sources cited are not counted, since another has their text."""
    newest: PartialDate | None
    undated: int
    statements: int
    """How many statements need a source."""
    single: int
    """How many of them rest on one source alone."""
    unsourced: int

    @property
    def sources(self) -> int:
        """How many sources it rests on."""
        return self.official + self.of_agencies + self.others

    def __str__(self) -> str:
        return " ".join(self.sentences)

    @property
    def sentences(self) -> Iterator[str]:
        """What is said of it."""
        if not self.sources:
            yield "Rests on no source yet."
            return
        yield f"Rests on {_count(self.sources, 'source')}: {self._kinds}."
        if self.copies:
            yield f"{self.copies} more {'is a copy' if self.copies == 1 else 'are copies'} of these."
        yield self._age
        if self.statements:
            yield self._corroboration

    @property
    def _kinds(self) -> str:
        agencies = "a news agency" if len(self.agencies) == 1 else "news agencies"
        kinds = {
            f"{self.official or 'none'} official": True,
            f"{self.of_agencies} from {agencies} ({', '.join(self.agencies)})": self.of_agencies,
            _count(self.others, "other"): self.others,
        }
        return ", ".join(words for words, number in kinds.items() if number)

    @property
    def _age(self) -> str:
        if self.newest is None:
            return "None has a date." if self.sources > 1 else "It has no date."
        without = f"; {self.undated} {_verb(self.undated, 'has')} no date" if self.undated else ""
        return f"{'The newest' if self.sources > 1 else 'It'} is of {self.newest}{without}."

    @property
    def _corroboration(self) -> str:
        if not self.single and not self.unsourced:
            return f"{_all_of(self.statements)} rests on two sources or more."
        if self.single == self.statements:
            return f"{_all_of(self.statements)} rests on one source alone."
        found = {"one source alone": self.single, "none": self.unsourced}
        rests = [f"{number} {_verb(number, 'rests')} on {what}" for what, number in found.items() if number]
        return f"Of {_count(self.statements, 'statement')}, {', '.join(rests)}."


def source_base_of(book: Book, brief: Brief) -> SourceBase:
    """Return what the page of a brief rests on, with what it shows of the entity that it is about."""
    said = [statement for part in _shown_with(book, brief) for statement in all_statements_of(part)]
    cited = {cite.key: book.sources[cite.key] for each in said for cite in each.citations}
    first = {source.origin: book.sources.get(source.origin, source).facts for source in cited.values()}
    official = sum(facts.official for facts in first.values())
    of_agencies = [facts.publisher or "" for facts in first.values() if facts.agency and not facts.official]
    dates = [source.facts.issued for source in cited.values() if source.facts.issued]
    support = [len(origins_of(book, each)) for each in said if each.needs_source]
    return SourceBase(
        official,
        len(of_agencies),
        len(first) - official - len(of_agencies),
        tuple(sorted(set(of_agencies))),
        copies=len(cited) - len(first),
        newest=max(dates, default=None),
        undated=sum(not facts.issued for facts in first.values()),
        statements=len(support),
        single=support.count(1),
        unsourced=support.count(0),
    )


def _shown_with(book: Book, brief: Brief) -> Iterator[Brief | Entity]:
    yield brief
    entity = book.entity_of(brief)
    if entity:  # but for its description: the brief is in the place of it
        yield replace(entity, facts=entity.facts.having(descriptions=()))


def origins_of(book: Book, statement: Statement) -> set[str]:
    """Return the keys of the sources that a statement rests on: a text and its copies have one."""
    cited = {cite.key for cite in statement.citations}
    return {book.sources[key].origin if key in book.sources else key for key in cited}


def _count(number: int, one: str) -> str:
    return f"{number:,} {one if number == 1 else f'{one}s'}"


def _verb(number: int, one: str) -> str:
    """Return a verb as it is with a number, given as it is with one."""
    return one if number == 1 else {"has": "have", "rests": "rest"}[one]


def _all_of(statements: int) -> str:
    return f"Each of {statements:,} statements" if statements > 1 else "Its one statement"
