from datetime import date
from typing import Any

import pytest
import yaml

from briefbook.model.date_slips import correction
from briefbook.model.dates import PartialDate, parse_date, show_day
from tests.conftest import GOLDEN

CASES = yaml.load((GOLDEN / "dates.yml").read_text(encoding="utf-8"), yaml.BaseLoader)


def cases(name: str) -> list[Any]:
    return [
        pytest.param(text, *said, id=text) for group in CASES[name].values() for text, said in group.items()
    ]


def ends(parsed: PartialDate) -> tuple[str, str]:
    """Return the first and the last day as the cases write them."""
    start, slash, end = parsed.edtf.partition("/")
    is_open = {"", ".."} & {start, end} if slash else set()
    first = ".." if is_open and parsed.earliest == date.min else parsed.earliest.isoformat()
    return first, ".." if is_open and parsed.latest == date.max else parsed.latest.isoformat()


@pytest.mark.parametrize(("text", "words", "earliest", "latest"), cases("read"))
def test_a_date_knows_its_words_and_its_span(text: str, words: str, earliest: str, latest: str) -> None:
    parsed = parse_date(text)
    assert (str(parsed), *ends(parsed)) == (words, earliest, latest)
    assert parsed.edtf in (text, text.partition("/")[0])


@pytest.mark.parametrize(("text", "what", "advice"), cases("refused"))
def test_what_is_not_a_date_is_refused_with_what_it_may_mean(text: str, what: str, advice: str) -> None:
    with pytest.raises(ValueError, match=r".+") as error:
        parse_date(text)
    assert (str(error.value), correction(text)) == (what, advice)


def test_dates_sort_by_their_earliest_day() -> None:
    texts = ["2025-05-05", "2024", "2024-11-15", "2024-11", "2025~"]
    in_order = [each.edtf for each in sorted(map(parse_date, texts))]
    assert in_order == ["2024", "2024-11", "2024-11-15", "2025~", "2025-05-05"]


def test_a_month_has_begun_on_its_first_day() -> None:
    assert parse_date("2016-03").begins_by(date(2016, 3, 1))
    assert not parse_date("2016-03").begins_by(date(2016, 2, 29))


@pytest.mark.parametrize(
    ("text", "other", "is_before"),
    [
        ("2014", "2014-03", False),
        ("2014-03", "2014", False),
        ("2013-12-31", "2014", True),
        ("2014-24", "2015-02", False),
        ("2014-24", "2015-03", True),
        ("2014/..", "2015", False),
        ("2014", "../2013", False),
    ],
)
def test_one_date_is_before_another_only_if_it_surely_is(text: str, other: str, is_before: bool) -> None:
    assert parse_date(text).is_before(parse_date(other)) is is_before


def test_only_plain_dates_suit_html() -> None:
    assert parse_date("2016-03").is_plain
    assert not parse_date("2016-03?").is_plain
    assert not parse_date("2016-24").is_plain
    assert show_day(date(2025, 5, 6)) == "6 May 2025"


@pytest.mark.parametrize(
    ("text", "is_day"),
    [("2024-11-15", True), ("2024-11-15/2024-11-15", True), ("2024-11-15~", False), ("2024-11", False)],
)
def test_a_day_is_not_about_a_day(text: str, is_day: bool) -> None:
    assert parse_date(text).is_day is is_day


@pytest.mark.parametrize(
    ("text", "is_interval"),
    [("2024-11-15", False), ("2024", False), ("2025~", False), ("2024/2025", True), ("2019/..", True)],
)
def test_an_interval_leads_from_one_date_to_another(text: str, is_interval: bool) -> None:
    assert parse_date(text).is_interval is is_interval
