"""No text that a site carries is shown in another order than it is written; what else is in it is its own."""

from pathlib import Path

import pytest

from briefbook.pipelines.beside import check_beside
from briefbook.pipelines.load import check_book
from briefbook.reading.carried_texts import check_carried_text
from tests.conftest import MakeBook

STRAY = "the character U+202E RIGHT-TO-LEFT OVERRIDE"


@pytest.mark.parametrize(
    "name", ["x.css", "x.js", "x.json", "x.txt", "x.csv", "x.svg", "x.geojson", "README"]
)
@pytest.mark.parametrize("folder", ["docs", "templates/assets", "briefs/technology/mast"])
def test_each_is_looked_at_wherever_it_is(make_book: MakeBook, folder: str, name: str) -> None:
    path = f"{folder}/{name}"
    project = make_book({path: "<!-- a\nb \u202e c -->"})
    problems = [*check_book(project)[1], *check_beside(project)]
    assert {str(each.where) for each in problems if each.what.startswith(STRAY)} == {f"{path}:2:3"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.css", r'a::before { content: "\202E" }'),
        ("a.css", r'a::before { content: "\00202e x" }'),
        ("a.html", r'{{ "\u202e" }}'),
        ("a.html", r'{{ "\U0000202E" }}'),
        ("a.html", "<p>&#8238 x"),
        ("a.typ", r'#let a = "\u{202e}"'),
        ("a.svg", "<svg><text>&#x0000202E;</text></svg>"),
    ],
)
def test_an_escape_counts_as_its_character(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text)
    assert [each.what.partition(",")[0] for each in check_carried_text(file, f"templates/{name}")] == [STRAY]


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffa,b\r\n1,2\r\n".encode(),
        "A page\x0c ends \u200f \ufffd".encode(),
        "caf\xe9 \\ &".encode("latin-1"),
        b"\x89PNG\r\n\0\xe2\x80\xae",
        rb"/[\u202a-\u202e]/.test('&#x202E;')",
    ],
)
def test_what_else_others_write_is_carried(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(content)
    assert list(check_carried_text(file, "docs/a.txt")) == []


def test_a_text_in_utf_16_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a\r\nb \u2067", "utf-16")
    assert [str(each.where) for each in check_carried_text(file, "docs/a.csv")] == ["docs/a.csv:2:3"]
