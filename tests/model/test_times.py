"""Times of a day."""

import pytest

from briefbook.model.times import parse_time


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("9:30", "09:30"),
        ("09:30-10:15", "09:30–10:15"),
        ("09:30 – 10:15", "09:30–10:15"),
        ("23:00–01:00 JST", "23:00–01:00 JST"),
        ("00:00 UTC+5:30", "00:00 UTC+5:30"),
        ("7:30 AMT", "07:30 AMT"),
        ("7:30 Tokyo time", "07:30 Tokyo time"),
    ],
)
def test_a_time_is_shown_on_24_hours(written: str, shown: str) -> None:
    assert str(parse_time(written)) == shown


@pytest.mark.parametrize(
    "written",
    [
        "noon",
        "24:00",
        "9.30",
        "09:60",
        "9",
        "09:30-",
        "-10:00",
        "09:30JST",
        "",
        "9:30 pm",
        "9:30 A.M.",
        "9:30 to 10:15",
    ],
)
def test_what_is_not_a_time_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is not a valid time"):
        parse_time(written)
