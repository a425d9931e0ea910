"""Names, titles and reasons that readers would not see as they are written are refused, and shown by their numbers."""

import pytest

from tests.desk import Desk

pytestmark = pytest.mark.publish


@pytest.mark.parametrize("branch", ["@{-1}", "a\u202eb", "-x", "a..b", "HEAD", "", "a b"])
def test_what_names_no_branch_is_refused(branch: str, one_edition: Desk) -> None:
    assert "is not a valid name of a branch" in one_edition.refused("publish", "next", f"--branch={branch}")


@pytest.mark.parametrize("name", ["a\u2028b", "a\x85b"])
def test_a_name_with_another_line_break_does_not_matter(name: str, one_edition: Desk) -> None:
    one_edition.git("branch", name)
    one_edition.must("editions")
    one_edition.must("publish", "next", "--dry-run")


@pytest.mark.parametrize(
    "words",
    [
        "\u202eevil",
        "a\u2066b",
        "a\x1b[31m",
        "a\u2028b",
        "a\nb",
        "a\x9b",
        "a\ufeff",
        "&#x202E;a",
        "\u200f",
        "\u3164\u2800",
        " ",
    ],
)
def test_words_that_readers_would_not_see_as_written_are_refused(words: str, one_edition: Desk) -> None:
    assert "the title has " in one_edition.refused("publish", "next", "--title", words)
    assert "the reason has " in one_edition.refused("withdraw", "2026-07", "--why", words)


def test_what_names_no_edition_and_no_day_is_shown_by_its_numbers(one_edition: Desk) -> None:
    name = "a\u202e\x1b"
    for arguments in (
        ["publish", name],
        ["withdraw", name, "--why", "It is wrong."],
        ["verify", name],
        ["verify", name, "--rebuild"],
        ["diff", name],
        ["publish", "next", "--branch", name],
        ["publish", "next", "--push", name],
    ):
        said = one_edition.refused(*arguments)
        assert r"a\u202e\x1b" in said
        assert not {*name} & {*said} - {"a"}
    assert r"'a\u202e\x1b' is not a valid day" in one_edition.run("publish", "x", "--as-of", name).stderr


def test_what_arabic_and_hebrew_need_is_allowed(one_edition: Desk) -> None:
    title = "A\u200d\u200c \u200eR&D\u200f\u061c"
    reason = "\u061c\u0639\u062f\u062f\u200f \u05d4\u05d5\u05d0"
    one_edition.must("publish", "next", "--title", title)
    one_edition.must("withdraw", "next", "--why", reason)
    assert reason in one_edition.must("editions")
    said = one_edition.refused("publish", "other", "--title", "\u05d4")
    assert said.startswith("Error: in the title no font of the print has ")
