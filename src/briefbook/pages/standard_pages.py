"""The pages that a book has beside its sections: one table of their names, titles and templates."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from posixpath import join

from briefbook.model.entities import ENTITY_TYPES
from briefbook.model.vocabulary import EntityType
from briefbook.pages.page import Entry


@dataclass(frozen=True)
class StandardPage:
    """A page that sums up the whole book, or a register of it."""

    name: str
    """The folder of the page: `timeline`; empty for the front page."""
    title: str
    template: str
    in_menu: bool = True
    print_place: int | None = None
    """Its place among the pages that the printed book has after its sections; None if it is not printed."""

    @property
    def uri(self) -> str:
        """The address of the page: `timeline/index.html`."""
        return join(self.name, "index.html")

    def entry(self, marking: str, last_change: date | None = None) -> Entry:
        """Return how the page is entered in the site."""
        return Entry(
            self.uri,
            self.title,
            marking,
            last_change=last_change,
            in_navigation=self.in_menu,
        )


def _overview(name: str, title: str) -> StandardPage:
    return StandardPage(name, title, f"overviews/{name}.html")


def _register(name: str, title: str) -> StandardPage:
    return StandardPage(name, title, f"registers/{name}.html")


FRONT = StandardPage("", "Overview", "overviews/front.html")
CHANGES = StandardPage("changes", "What changed", "editions/changes.html")
TIMELINE = replace(_overview("timeline", "Timeline"), print_place=1)
UPCOMING = _overview("upcoming", "What comes next")
QUESTIONS = _overview("questions", "Open questions")
OUTCOMES = _overview("outcomes", "Outcomes and follow-up")
EXERCISES = replace(_overview("exercises", "Exercises"), print_place=2)
DIFFERENCES = _overview("differences", "Where sources differ")
ENTITIES: Mapping[EntityType, StandardPage] = {
    each: StandardPage(each, each.capitalize(), "registers/entities.html")
    for each, model in ENTITY_TYPES.items()
    if model.has_page
} | {"people": StandardPage("people", "Who's who", "registers/entities.html", print_place=4)}
SOURCES = replace(_register("sources", "Sources"), print_place=5)  # the last, when all are numbered
GLOSSARY = replace(_register("glossary", "Glossary"), print_place=3)
DESK = replace(_overview("desk", "For the desk"), in_menu=False)  # each page's foot leads there
HANDOVER = replace(_overview("handover", "Handover"), in_menu=False)
SEARCH = replace(_overview("search", "Search"), in_menu=False)

STANDARD_PAGES: Mapping[str, StandardPage] = {
    page.name: page
    for page in (
        CHANGES,
        TIMELINE,
        UPCOMING,
        QUESTIONS,
        OUTCOMES,
        EXERCISES,
        DIFFERENCES,
        *ENTITIES.values(),
        SOURCES,
        GLOSSARY,
        DESK,
        HANDOVER,
        SEARCH,
    )
}
"""All but the front page by name, in the order of the reader's menu."""
