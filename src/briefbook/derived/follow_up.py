"""What a book has yet to follow up: what was said to come, what is asked, decided, and in dispute."""

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from briefbook.derived.statements import passages
from briefbook.model.book import Book, Brief, Pack
from briefbook.model.briefs.parts import Expectation, Outcome, Question
from briefbook.model.dates import PartialDate

Expected = list[tuple[Brief, Expectation]]
Asked = list[tuple[Brief, Question]]
Decided = list[tuple[Brief, Outcome]]


class NextDate(NamedTuple):
    """A day that is known to come: when something said is due, or the occasion of a pack."""

    date: PartialDate
    brief: Brief | None = None
    expectation: Expectation | None = None
    pack: Pack | None = None

    @property
    def words(self) -> str:
        """What is said of it, without the names of what it links to."""
        text = self.expectation.text.html if self.expectation else ()
        return " ".join(passage.text for passage in passages(text))


def expectations(book: Book) -> Expected:
    """Return all that was said to come: the dated first, by date."""
    pairs = [(brief, each) for brief in book.briefs.values() for each in brief.facts.expected]
    return sorted(pairs, key=lambda pair: (pair[1].due is None, pair[1].due or pair[1].stated, pair[0].id))


def upcoming(expected: Iterable[tuple[Brief, Expectation]]) -> Expected:
    """Return what was said to come, and has not."""
    return [pair for pair in expected if pair[1].is_open]


def open_questions(book: Book) -> Asked:
    """Return the questions that nobody has answered, those last looked at first."""
    pairs = [(brief, each) for brief in book.briefs.values() for each in brief.facts.questions]
    asked = [(brief, each) for brief, each in pairs if each.is_open]
    return sorted(asked, key=lambda pair: (pair[1].looked_at or pair[1].begins, pair[0].id), reverse=True)


def next_dates(book: Book, expected: Expected) -> list[NextDate]:
    """Return what is due, also what did not come when it was, and the packs that lie ahead, by date."""
    due = [NextDate(each.due, brief, each) for brief, each in expected if each.due]
    days = [(pack.facts.date, pack) for pack in book.packs.values()]
    ahead = [NextDate(day, pack=pack) for day, pack in days if day and day.latest >= book.as_of]
    return sorted([*due, *ahead], key=attrgetter("date"))


def outcomes_of_meetings(book: Book) -> Decided:
    """Return the outcomes of all meetings, those of the latest first, each meeting's by how firm they are."""
    dated = [
        (outcome.date, brief.id, brief, outcome)
        for brief in book.briefs.values()
        for outcome in brief.facts.outcomes_by_grade
        if outcome.date
    ]
    in_order = sorted(dated, key=lambda each: each[:2], reverse=True)
    return [(brief, outcome) for *_, brief, outcome in in_order]


def differing(book: Book) -> list[Brief]:
    """Return the briefs in which sources differ, in the order of the book."""
    return [
        brief
        for section in book.settings.sections
        for brief in book.in_section(section.folder)
        if brief.facts.sources_differ
    ]
