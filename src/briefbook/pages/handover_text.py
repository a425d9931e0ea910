"""What is handed over, as plain text: for a mail, or a note on the new officer's desk."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from briefbook.derived.follow_up import NextDate
from briefbook.derived.handover import DueReviews, Handover
from briefbook.model.addresses import highest_marking
from briefbook.model.book import Book, Brief, Pack
from briefbook.model.briefs.parts import Outcome, Question
from briefbook.model.dates import show_day
from briefbook.model.prose import Prose
from briefbook.model.vocabulary import words
from briefbook.pages.page import caveat_of, name_with_caveat
from briefbook.pages.page_writer import PageWriter
from briefbook.pages.standard_pages import HANDOVER

Item = TypeVar("Item")


def write_as_text(handover: Handover, book: Book) -> str:
    """Return what is handed over under a heading for each matter; of what there is none, it says so."""
    say = _Words(book)
    to_clear: list[Brief | Pack] = [*handover.briefs_to_clear, *handover.packs_to_clear]
    no_review = [say.name(each) for each in handover.without_review]
    paragraphs = [
        f"{HANDOVER.title}: {book.settings.title}",
        f"{highest_marking(book, book.releasable).upper()}. Information to {show_day(book.as_of)}.",
        *_listed("Decided, and not followed up", handover.actions, say.action),
        *_listed("Due, and not come", handover.not_come, say.date),
        *_listed("Next dates", handover.dates, say.date),
        *_listed(
            "To come, without a date", handover.without_date, lambda pair: say.about(pair[0], pair[1].text)
        ),
        *_listed("Overdue reviews", handover.overdue, say.reviews),
        *_listed("Next reviews", handover.reviews, say.reviews),
        *([f"Without a date for review: {', '.join(no_review)}."] if no_review else []),
        *_listed("Not cleared", to_clear, say.name),
        *_listed("Open questions", handover.questions, say.question),
    ]
    return "\n\n".join(paragraphs) + "\n"


def _listed(heading: str, items: Sequence[Item], line: Callable[[Item], str]) -> Iterator[str]:
    yield f"== {heading} =="
    yield "\n".join(f"  - {line(each)}" for each in items) or "None."


class _Words:
    """Says the items of a handover in plain words."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._writer = PageWriter(book, HANDOVER.uri)

    def name(self, part: Brief | Pack) -> str:
        """Return the name of a brief or a pack, with what is said wherever it is named."""
        name = part.name if isinstance(part, Brief) else part.facts.title
        return name_with_caveat(name, caveat_of(self.book, part))

    def about(self, brief: Brief, text: Prose) -> str:
        """Return what a brief says, with the name of the brief."""
        return f"{self._writer.plain_words(text)} ({self.name(brief)})"

    def action(self, pair: tuple[Brief, Outcome]) -> str:
        """Return who is to act, on what, how firm that is, and since when."""
        brief, outcome = pair
        owners = ", ".join(self.book.names[each.id] for each in outcome.owner)
        facts = f"{words(outcome.grade)}, {outcome.date}; {self.name(brief)}"
        return f"{owners}: {self._writer.plain_words(outcome.text)} ({facts})"

    def date(self, due: NextDate) -> str:
        """Return what is to come, and when."""
        if due.brief and due.expectation:
            return f"{due.date}: {self.about(due.brief, due.expectation.text)}"
        return f"{due.date}: {self.name(due.pack) if due.pack else ''}"

    def reviews(self, due: DueReviews) -> str:
        """Return when briefs are to be reviewed, and by whom."""
        names = "; ".join(map(self.name, due.briefs))
        return f"{show_day(due.day)}: {names} ({due.owner or 'no owner'})"

    def question(self, pair: tuple[Brief, Question]) -> str:
        """Return a question, and in which brief it is."""
        brief, asked = pair
        return f"{asked.question} ({self.name(brief)})"
