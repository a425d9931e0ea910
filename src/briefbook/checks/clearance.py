"""Find clearances that say too little."""

from briefbook.model.book import Book, Brief
from briefbook.model.dates import show_day
from briefbook.model.located import place_of
from briefbook.problems import Problem, Where


def check_clearance(book: Book) -> list[Problem]:
    """Return a problem for what is cleared and does not say by whom and when, or is due before that.

    A warning is all that can be said of a text that was written after it was cleared, or after it was to be
    reviewed: it may have been kept up since.
    """
    problems = []
    for part in book.releasable:
        facts = part.facts
        where = Where(part.path)
        if not facts.has_read("clearance", "cleared_by", "cleared_on"):
            continue
        if facts.is_cleared and not (facts.cleared_by and facts.cleared_on):
            problems.append(
                Problem(where, "cleared, but not by whom and when", "add 'cleared_by' and 'cleared_on'")
            )
        review_by = part.facts.review_by if isinstance(part, Brief) else None
        if facts.cleared_on and review_by and review_by < facts.cleared_on:
            problems.append(
                Problem(where, "to be reviewed before it was cleared", "fix 'review_by' or 'cleared_on'")
            )
        for name, day in (("cleared_on", facts.cleared_on), ("review_by", review_by)):
            if day and facts.written and day < facts.written:
                what = f"{name!r} is before the {part.noun} was written, {show_day(facts.written)}"
                fix = f"fix {name!r} or 'written', or have the {part.noun} cleared again"
                problems.append(Problem(place_of(day, where), what, fix, is_warning=True))
    return problems
