"""Find clearances that say too little."""

from briefbook.model.book import Book
from briefbook.problems import Problem, Where


def check_clearance(book: Book) -> list[Problem]:
    """Return a problem for each cleared brief that does not say by whom and when, or is due before that."""
    problems = []
    for brief in book.briefs.values():
        facts = brief.facts
        where = Where(brief.path)
        if not facts.has_read("clearance", "cleared_by", "cleared_on"):
            continue
        if facts.clearance == "cleared" and not (facts.cleared_by and facts.cleared_on):
            problems.append(
                Problem(where, "cleared, but not by whom and when", "add 'cleared_by' and 'cleared_on'")
            )
        if facts.cleared_on and facts.review_by and facts.review_by < facts.cleared_on:
            problems.append(
                Problem(where, "to be reviewed before it was cleared", "fix 'review_by' or 'cleared_on'")
            )
    return problems
