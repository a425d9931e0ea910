"""A hand-written page whose elements are too deep within each other would take other programs minutes."""

import pytest

from briefbook.pages.html_depth import depth_of
from tests.conftest import MakeBook, Run

MISTAKE = (
    "docs/deep.md:1:1: more than 1,000 elements of HTML within each other, or not closed; "
    "close each where it ends\n1 mistake.\n"
)


@pytest.mark.parametrize(
    ("html", "depth"),
    [
        ("", 0),
        ("a < b <3 &lt;p&gt; <!-- c -->", 0),
        ("<p>a<br>b<img src=c><hr/></p><p>d</p>", 1),
        ("<ul><li>a<li>b</ul></p></p><p>c", 3),
        ("<DIV><div>a</DIV></div></div><div>", 2),
        ("<div>" * 5 + "</div>" * 9 + "<div>" * 3, 5),
    ],
)
def test_elements_are_counted_within_each_other(html: str, depth: int) -> None:
    assert depth_of(html) == depth


@pytest.mark.parametrize("end", ["", "</div>"])
def test_a_page_that_is_too_deep_is_a_mistake(end: str, make_book: MakeBook, briefbook: Run) -> None:
    deep = f"# Deep\n\n{'<div>' * 60_000}Words{end * 60_000}\n"
    code = "# Code\n\n    " + "<div>" * 2_000
    project = make_book({"docs/deep.md": deep, "docs/code.md": code})
    result = briefbook("-C", project, "check")
    assert (result.returncode, result.stderr) == (1, MISTAKE)
