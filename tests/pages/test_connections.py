"""The briefs with which a page is connected."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from briefbook.model.book import Brief
from briefbook.pages.connections import Connections, Sections, connections_of
from tests.conftest import real_book


def ids(sections: Sections) -> dict[str, list[str]]:
    return {title: [each.brief.id for each in briefs] for title, briefs in sections.items()}


def connect(named: Iterable[Brief], naming: Iterable[Brief], marking: str = "public") -> Connections:
    return connections_of(real_book(), named, naming, marking)


def copies(count: int) -> list[Brief]:
    brief = real_book().briefs["mogami-offer"]
    return [replace(brief, id=f"copy-{number:03}") for number in range(count)]


def test_those_that_the_page_names_come_before_those_that_name_it() -> None:
    briefs = real_book().briefs
    named = [briefs["two-plus-two-dialogue"], briefs["supplies-services-agreement"]]
    naming = [*copies(20), briefs["supplies-services-agreement"]]
    found = connect(named, naming)
    assert ids(found.shown) == {
        "Agreements": ["supplies-services-agreement"],
        "Meetings": ["two-plus-two-dialogue"],
        "Technology collaboration": [f"copy-{number:03}" for number in range(8)],
    }


@pytest.mark.parametrize(
    ("count", "shown", "folded", "left_out"),
    [(0, 0, 0, 0), (10, 10, 0, 0), (11, 10, 1, 0), (40, 10, 30, 0), (300, 10, 30, 260)],
)
def test_ten_are_shown_thirty_folded_and_the_rest_counted(
    count: int, shown: int, folded: int, left_out: int
) -> None:
    found = connect([], copies(count))
    assert sum(map(len, found.shown.values())) == shown
    assert sum(map(len, found.folded.values())) == folded
    assert (found.more, found.left_out) == (max(0, count - 10), left_out)


def test_each_has_its_status_with_its_date_where_its_kind_has_one() -> None:
    briefs = real_book().briefs
    found = connect(map(briefs.__getitem__, ("supplies-services-agreement", "joint-exercises")), [])
    (agreement,), (context,) = found.shown["Agreements"], found.shown["Strategic context"]
    assert agreement.status == "In force since 11 July 2021"
    assert context.status == ""
    (meeting,) = connect([briefs["new-delhi-5-may-2025"]], []).shown["Meetings"]
    assert meeting.status == "Held, 5 May 2025"


def test_a_brief_that_is_marked_higher_than_the_page_says_nothing() -> None:
    brief = real_book().briefs["supplies-services-agreement"]
    higher = replace(brief, facts=brief.facts.model_copy(update={"marking": "restricted"}))
    assert [each.status for each in connect([higher], []).shown["Agreements"]] == [""]
    shown = connect([higher], [], "restricted").shown
    assert [each.status for each in shown["Agreements"]] == ["In force since 11 July 2021"]
