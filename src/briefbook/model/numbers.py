"""Whole numbers that a desk writes: shares in per cent, and counts."""

from typing import Annotated

from pydantic import BeforeValidator

from briefbook.model.fields import mistake

_MOST_DIGITS = 6
"""What a desk counts has no more: days, words, pages."""


def count_of(what: str) -> BeforeValidator:
    """Return what reads a whole number from 1 up, of ``what``: "pages"."""

    def read(value: object) -> int:
        text = str(value)
        if not text.isdecimal() or len(text) > _MOST_DIGITS or int(text) == 0:
            raise mistake(f"{text!r} is not a valid number of {what}", "write a whole number from 1 up")
        return int(text)

    return BeforeValidator(read)


def _parse_percentage(value: object) -> object:
    try:
        share = int(str(value))
    except ValueError:
        share = -1
    if not 0 <= share <= 100:
        raise mistake(f"{str(value)!r} is not a valid percentage", "write a whole number from 0 to 100")
    return share


Percentage = Annotated[int, BeforeValidator(_parse_percentage)]
