"""The pages that sum up the whole book: such as its timeline, and what the desk has yet to do."""

from datetime import date
from functools import partial
from typing import Any, get_args

from briefbook.derived.review import packs_to_clear, review_states
from briefbook.derived.survey import Survey
from briefbook.derived.timeline import latest_first
from briefbook.model.addresses import highest_marking
from briefbook.model.book import Book, Entity
from briefbook.model.vocabulary import Service
from briefbook.pages.findings import finding_of_timeline
from briefbook.pages.page import Page
from briefbook.pages.standard_pages import (
    DESK,
    DIFFERENCES,
    EXERCISES,
    OUTCOMES,
    QUESTIONS,
    TIMELINE,
    UPCOMING,
    StandardPage,
)
from briefbook.pages.timeline_chart import draw_timeline


def overview_pages(survey: Survey, last_change: date | None) -> list[Page]:
    """Return the pages that sum up the whole book, less those that would be empty.

    ``last_change`` is the day on which the book changed last.
    """
    book = survey.book
    years = latest_first(survey.by_year, book.as_of)
    make = partial(_page, highest_marking(book, book.briefs.values()), last_change)
    pages = [
        make(
            TIMELINE,
            years=years,
            rows=draw_timeline(survey.by_year, book.as_of),
            finding=finding_of_timeline(years),
        ),
        make(OUTCOMES, outcomes=survey.outcomes),
        make(
            UPCOMING,
            upcoming=survey.upcoming,
            met=[pair for pair in survey.expected if not pair[1].is_open],
        ),
        make(
            QUESTIONS,
            questions=survey.questions,
            answered=[
                (brief, each)
                for brief in book.briefs.values()
                for each in brief.facts.questions
                if not each.is_open
            ],
        ),
        make(EXERCISES, exercises=_exercises(book)),
        make(DIFFERENCES, differences=survey.differing),
        _desk_page(survey, last_change),
    ]
    return [page for page in pages if any(page.context.values())]


def _desk_page(survey: Survey, last_change: date | None) -> Page:
    book = survey.book
    return _page(
        highest_marking(book, book.releasable),  # it names packs too
        last_change,
        DESK,
        review_states=review_states(book, book.as_of),
        packs_to_clear=packs_to_clear(book),
        coverage=survey.coverage,
    )


def _page(marking: str, last_change: date | None, standard: StandardPage, **context: Any) -> Page:
    return Page(standard.entry(marking, last_change), standard.template, context)


def _exercises(book: Book) -> list[Entity]:
    """Return the programmes that are exercises, by service and name."""
    exercises = [
        (get_args(Service).index(exercise.service), entity.name.casefold(), entity)
        for entity in book.entities.values()
        if (exercise := entity.facts.held_exercise)
    ]
    return [entity for *_, entity in sorted(exercises, key=lambda row: row[:2])]
