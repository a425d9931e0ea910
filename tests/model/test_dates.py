from datetime import date

import pytest

from briefbook.model.dates import parse_date, show_day


@pytest.mark.parametrize(
    ("text", "display", "earliest", "latest"),
    [
        ("2024-11-15", "15 November 2024", date(2024, 11, 15), date(2024, 11, 15)),
        ("2024-02", "February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2014", "2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2025~", "about 2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-11?", "November 2024 (uncertain)", date(2024, 11, 1), date(2024, 11, 30)),
        ("2024-11-15%", "about 15 November 2024 (uncertain)", date(2024, 11, 15), date(2024, 11, 15)),
        ("20XX", "2000–2099", date(2000, 1, 1), date(2099, 12, 31)),
        ("2004-06-XX/2004-06-20", "June 2004 – 20 June 2004", date(2004, 6, 1), date(2004, 6, 20)),
        ("201X", "2010s", date(2010, 1, 1), date(2019, 12, 31)),
        ("2004-06-XX", "June 2004", date(2004, 6, 1), date(2004, 6, 30)),
        ("2025-21", "spring 2025", date(2025, 3, 1), date(2025, 5, 31)),
        ("2024-11/2025-05", "November 2024 – May 2025", date(2024, 11, 1), date(2025, 5, 31)),
        ("2025-10-16/2025-10-18", "16–18 October 2025", date(2025, 10, 16), date(2025, 10, 18)),
        ("2025-02-24/2025-03-09", "24 February – 9 March 2025", date(2025, 2, 24), date(2025, 3, 9)),
        ("2019/..", "from 2019", date(2019, 1, 1), date.max),
        ("../2019", "until 2019", date.min, date(2019, 12, 31)),
    ],
)
def test_a_date_knows_its_words_and_its_span(text: str, display: str, earliest: date, latest: date) -> None:
    parsed = parse_date(text)
    assert (str(parsed), parsed.earliest, parsed.latest) == (display, earliest, latest)
    assert parsed.edtf == text


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-30",
        "2025-13",
        "May 2025",
        "",
        "../..",
        "2025/2024",
        "0000",
        "25-05-05",
        "{2023,2024}",
        "2024-1X",
        "~2004",
    ],
)
def test_what_is_not_a_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_date(text)


def test_dates_sort_by_their_earliest_day() -> None:
    texts = ["2025-05-05", "2024", "2024-11-15", "2024-11", "2025~"]
    in_order = [each.edtf for each in sorted(map(parse_date, texts))]
    assert in_order == ["2024", "2024-11", "2024-11-15", "2025~", "2025-05-05"]


def test_a_month_has_begun_on_its_first_day() -> None:
    assert parse_date("2016-03").begins_by(date(2016, 3, 1))
    assert not parse_date("2016-03").begins_by(date(2016, 2, 29))


def test_only_plain_dates_suit_html() -> None:
    assert parse_date("2016-03").is_plain
    assert not parse_date("2016-03?").is_plain
    assert show_day(date(2025, 5, 6)) == "6 May 2025"


@pytest.mark.parametrize(
    ("text", "is_interval"),
    [("2024-11-15", False), ("2024", False), ("2025~", False), ("2024/2025", True), ("2019/..", True)],
)
def test_an_interval_leads_from_one_date_to_another(text: str, is_interval: bool) -> None:
    assert parse_date(text).is_interval is is_interval
