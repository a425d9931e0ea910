"""The timeline's geometry: golden cases of bars, rows and gaps, lines that words share, counts."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from briefbook.derived.horizon import book_at
from briefbook.derived.timeline import TimelineEntry, facts_by_year
from briefbook.model.book import Book
from briefbook.model.dated_facts import DatedFact
from briefbook.model.dates import parse_date
from briefbook.pages.chart_bars import Bar, lines_of
from briefbook.pages.timeline_chart import MOST_IN_LANE, Mark, Row, draw_timeline
from briefbook.pipelines.load import load_book
from tests.conftest import GOLDEN, SMALL_BOOK, MakeBook, real_book

CASES = yaml.load((GOLDEN / "chart_bars.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
AS_OF = date(2025, 11, 30)


def loaded(project: Path, as_of: date | None = None) -> Book:
    book, problems = load_book(project)
    assert problems == []
    assert book is not None
    return book_at(book, as_of or book.settings.as_of)


def rows_of(*dates: str, as_of: date = AS_OF) -> dict[str, Row]:
    """Return the rows, by name, of an exercise held on some dates."""
    part = next(entity for entity in loaded(SMALL_BOOK).entities.values() if entity.facts.lane)
    days = sorted(map(parse_date, dates), key=lambda day: (day.first, day))
    entries = [TimelineEntry(part, DatedFact("run", day, part.where), day) for day in days]
    return {row.name: row for row in draw_timeline([(0, entries)], as_of)}


def marks_of(row: Row) -> list[Mark]:
    return [mark for lane in row.lanes for mark in lane.marks]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["date"])
def test_a_date_is_drawn_where_it_may_lie_and_as_long(case: dict[str, str]) -> None:
    [mark] = marks_of(rows_of(case["date"])["2025"])
    goes = case.get("goes")
    assert mark.form == case["form"]
    assert mark.bar.start == pytest.approx(100 * int(case["start"]) / 365)
    assert mark.bar.length == pytest.approx(100 * int(case["days"]) / 365)
    assert (mark.bar.began_before, mark.bar.goes_on) == (goes in ("before", "both"), goes in ("on", "both"))


def test_old_times_are_drawn_by_decades_and_empty_ones_in_one_row() -> None:
    rows = rows_of("1945-08-15", "1951", "1999-11", "2012-01", "2015-06", as_of=date(2026, 7, 2))
    assert [(name, bool(row.lanes), row.scale) for name, row in rows.items()] == [
        ("1940s", True, "decade"),
        ("1950s", True, "decade"),
        ("1960s–1980s", False, "decade"),
        ("1990s", True, "decade"),
        ("2000s", False, "decade"),
        ("2010–2011", False, "year"),
        ("2012", True, "year"),
        ("2013–2014", False, "year"),
        ("2015", True, "year"),
        ("2016–2026", False, "year"),
    ]
    [treaty] = marks_of(rows["1950s"])
    assert treaty.bar.start == pytest.approx(10, abs=0.02)
    assert treaty.bar.length == pytest.approx(10, abs=0.02)


def test_a_span_over_years_is_in_each_of_them() -> None:
    rows = rows_of("2023-07/2025-03")
    assert {
        name: (mark.bar.began_before, mark.bar.goes_on)
        for name, row in rows.items()
        for mark in marks_of(row)
    } == {
        "2023": (False, True),
        "2024": (True, True),
        "2025": (True, False),
    }


def test_nothing_dated_draws_nothing() -> None:
    assert rows_of() == {}


def test_words_share_a_line_only_where_they_do_not_meet() -> None:
    late, early, same, year = Bar(90, 1), Bar(2, 1), Bar(4, 1), Bar(0, 100)
    assert lines_of([early, same, late, year]) == [1, 2, 1, 3]
    assert late.room.end == late.end
    assert early.room.start == early.start
    assert same.within(same.room).start == 0
    assert late.within(late.room).end == pytest.approx(100)


@pytest.mark.parametrize("number", [MOST_IN_LANE, MOST_IN_LANE + 1])
def test_a_crowded_lane_shows_counts(number: int) -> None:
    rows = rows_of(*[f"2025-0{1 + day % 4}-{10 + day}" for day in range(number)])
    [lane] = rows["2025"].lanes
    if number == MOST_IN_LANE:
        assert (len(lane.marks), lane.counts) == (number, ())
        return
    assert lane.marks == ()
    first, second = lane.counts
    assert (str(first.date), first.number, first.year) == ("January – March 2025", 10, 2025)
    assert (str(second.date), second.number, second.year) == ("April – June 2025", 3, 2025)
    assert second.bar.start == pytest.approx(100 * 90 / 365)


def test_what_began_before_counts_where_it_goes_on() -> None:
    rows = rows_of(*["2022-11/2024-02"] * (MOST_IN_LANE + 1))
    assert [(count.number, count.year) for count in rows["2023"].lanes[0].counts] == [(13, 2022)] * 4
    assert [str(count.date) for count in rows["2024"].lanes[0].counts] == ["January – March 2024"]


def test_a_crowded_decade_counts_by_two_years_and_leads_to_the_first() -> None:
    rows = rows_of(*[f"1991-01-{day}" for day in range(10, 24)])
    [count] = rows["1990s"].lanes[0].counts
    assert (str(count.date), count.number, count.year) == ("1990 – 1991", 14, 1991)


def test_a_long_book_stays_a_small_drawing() -> None:
    days = [
        f"{year}-{month:02}-{day}"
        for year in range(1950, 2026)
        for month in range(1, 13)
        for day in range(10, 28)
    ]
    rows = rows_of(*days)
    assert (
        sum(len(lane.marks) + len(lane.counts) for row in rows.values() for lane in row.lanes)
        == 6 * 5 + 16 * 4
    )
    assert sum(count.number for row in rows.values() for lane in row.lanes for count in lane.counts) == len(
        days
    )


@pytest.mark.parametrize(
    ("as_of", "named"),
    [
        (date(2025, 10, 31), "2025-10"),
        (date(2025, 11, 30), "2025-10/2025-11"),
        (date(2025, 12, 31), "2025-10/2025-12"),
    ],
)
def test_a_count_names_no_month_after_the_horizon(as_of: date, named: str) -> None:
    days = [f"2025-10-{day:02}" for day in range(1, MOST_IN_LANE + 2)]
    (lane,) = rows_of(*days, as_of=as_of)["2025"].lanes
    assert [count.date for count in lane.counts] == [parse_date(named)]


def test_a_year_alone_is_counted_up_to_the_horizon() -> None:
    days = ["2025"] * (MOST_IN_LANE + 1)
    (lane,) = rows_of(*days, as_of=date(2025, 5, 6))["2025"].lanes
    assert [str(count.date) for count in lane.counts] == [
        "January – March 2025",
        "April – May 2025",
    ]


def test_all_of_the_real_book_is_drawn_but_posts() -> None:
    book = real_book()
    years = facts_by_year(book)
    entries = [entry for _, of_year in years for entry in of_year]
    rows = draw_timeline(years, book.as_of)
    drawn = [mark.entry for row in rows for mark in marks_of(row)]
    counted = sum(count.number for row in rows for lane in row.lanes for count in lane.counts)
    assert len(drawn) > 70
    assert len(drawn) + counted == len([each for each in entries if each.fact.name != "post"])


def test_lanes_are_kinds(make_book: MakeBook) -> None:
    head = "---\ntitle: T\nbottom_line: B\n"
    project = make_book(
        {
            "briefs/programmes.yml": "unicorn: {name: U}\ndrill: {name: D, exercise: {service: navy, runs: [{date: 2001-02}]}}\n",
            "briefs/agreements/x.md": f"{head}type: treaty\nsigned: 2001-03\n---\n",
            "briefs/context/x4.md": f"{head}events: [{{date: 2001-01, text: 'Of [[drill]].'}}]\n---\n",
        }
    )
    rows = {row.name: row for row in draw_timeline(facts_by_year(loaded(project)), date(2026, 1, 1))}
    assert [lane.kind for lane in rows["2000s"].lanes] == ["agreement", "context", "exercise"]
