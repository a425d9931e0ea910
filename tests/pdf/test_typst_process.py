"""Typst dies, and briefbook does not."""

from dataclasses import replace

import pytest

from briefbook.pages.templates import packaged_templates
from briefbook.pdf.typst import without_glyph
from briefbook.pdf.typst_process import Job, TypstDeathError, TypstProcess, TypstRefusalError

PANICS = "क्" * 16_000
FONTS = [packaged_templates() / "fonts"]


def job(text: str) -> Job:
    return Job(f'#set text(font: "Noto Sans Devanagari")\n{text}', None, FONTS, {}, [])


def test_a_death_is_an_error_with_its_reason_and_the_next_job_is_done() -> None:
    with TypstProcess() as typst:
        assert typst.set(job("Words"))[0].startswith(b"%PDF")
        with pytest.raises(TypstDeathError, match="an error of its own"):
            typst.set(job(PANICS))
        assert typst.set(job("Words"))[0].startswith(b"%PDF")
        with pytest.raises(TypstRefusalError, match="unknown variable"):
            typst.set(job("#nothing"))


def test_characters_that_end_typst_are_found_among_others() -> None:
    with TypstProcess() as typst:
        found = without_glyph(["a", "é", PANICS, "\N{GRINNING FACE}"], [packaged_templates()], typst)
    assert found == {PANICS, "\N{GRINNING FACE}"}


def test_a_death_of_what_came_before_is_not_that_of_a_job() -> None:
    with TypstProcess() as typst:
        typst.set(job("Words"))
        assert typst._process  # as the system ends a process that has taken too much memory
        typst._process.kill()
        assert typst.set(job("Words"))[0].startswith(b"%PDF")


def test_a_job_that_takes_too_long_is_ended() -> None:
    turns = "#for a in range(9999) { for b in range(9999) {} }"
    with TypstProcess() as typst, pytest.raises(TypstDeathError, match="more than 1 seconds of CPU"):
        typst.set(replace(job(turns), seconds=1))
