"""Find words of likelihood and confidence that say too little, too much, or nobody's judgement.

The terms are those of Intelligence Community Directive 203, *Analytic Standards* (2015), D.6.e.(2):
seven degrees of likelihood in two rows of terms, apart from them low, moderate and high confidence,
and never both in one sentence.
"""

import re
from collections.abc import Iterator

from briefbook.derived.statements import Statement, all_statements, without_quotations
from briefbook.model.book import Book
from briefbook.problems import Problem

_LIKELIHOOD = re.compile(
    r"\b(?:almost no chance|remote chance|(?:very |highly )?(?:un)?likely|(?:highly )?(?:im)?probabl[ey]"
    r"|roughly even (?:chance|odds)|(?:almost|nearly) certain(?:ly)?)\b",
    re.IGNORECASE,
)
_CONFIDENCE = re.compile(r"\b(?:low|moderate|high) confidence\b", re.IGNORECASE)
_OTHER_TERMS = re.compile(
    r"\b(?:perhaps|possibly|maybe|conceivably|presumably|in all likelihood|medium confidence)\b",
    re.IGNORECASE,
)
_ANY_TERM = re.compile(
    "|".join(terms.pattern for terms in (_LIKELIHOOD, _CONFIDENCE, _OTHER_TERMS)), re.IGNORECASE
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")


def check_estimative_language(book: Book) -> list[Problem]:
    """Return a problem for each other term, each sentence with both kinds, and each judgement of nobody's."""
    return [
        Problem(statement.place_of(term) if term else statement.where, what, fix)
        for statement in all_statements(book)
        if statement.judge is not None or _ANY_TERM.search(statement.text)
        for term, what, fix in (*_mistakes_in_words(statement), *_mistakes_of_judgement(statement))
    ]


def _mistakes_in_words(statement: Statement) -> Iterator[tuple[str, str, str]]:
    """Yield each term that is wrong, what is wrong with it, and how to fix it."""
    for sentence in _SENTENCE_END.split(without_quotations(statement.text)):
        if other := _OTHER_TERMS.search(sentence):
            what = f"{other[0]!r} is not a measure of likelihood or confidence"
            yield other[0], what, "use a term of ICD 203, or say what is known"
        likelihood, confidence = _LIKELIHOOD.search(sentence), _CONFIDENCE.search(sentence)
        if likelihood and confidence:
            what = f"{likelihood[0]!r} and {confidence[0]!r} in one sentence"
            yield likelihood[0], what, "give likelihood and confidence a sentence each"


def _mistakes_of_judgement(statement: Statement) -> Iterator[tuple[str, str, str]]:
    """Yield the term of a judgement of nobody's, if there is one, what is wrong, and how to fix it."""
    if not statement.needs_source:
        return
    words = without_quotations(statement.text)
    estimate = _LIKELIHOOD.search(words) or _CONFIDENCE.search(words)
    if statement.judge in ("", "Judgement"):
        yield "", "a judgement, but not whose", 'write !!! judgement "The desk", or whose it is'
    elif estimate and statement.judge is None:
        fix = 'put it into a block !!! judgement "The desk", or quote who says so'
        yield estimate[0], f"{estimate[0]!r} is a judgement, and not marked as one", fix
