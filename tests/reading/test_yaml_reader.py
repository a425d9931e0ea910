from typing import Any

import pytest

from briefbook.model.located import LocatedDict
from briefbook.problems import Where
from briefbook.reading.yaml_reader import read_yaml


def read(text: str) -> tuple[LocatedDict, list[str]]:
    tree, problems = read_yaml(text, Where("file.yml", 2))
    return tree, [str(problem) for problem in problems]


def test_every_value_knows_where_it_and_its_key_are() -> None:
    tree, problems = read("a: one\nb:\n  - two\n  - {c: three}\n")
    assert problems == []
    places: dict[str, Any] = {
        "one": tree["a"].where,
        "two": tree["b"][0].where,
        "three": tree["b"][1]["c"].where,
        "key c": tree["b"][1]["c"].key_where,
        "key b": tree["b"].key_where,
    }
    assert {name: tuple(where)[1:] for name, where in places.items()} == {
        "one": (2, 4),
        "two": (4, 5),
        "three": (5, 9),
        "key c": (5, 6),
        "key b": (3, 1),
    }


def test_scalars_stay_strings() -> None:
    tree, _ = read("a: no\nb: 1:30\nc: 2025-02-30\nd: 007\ne:\n")
    assert dict(tree) == {"a": "no", "b": "1:30", "c": "2025-02-30", "d": "007", "e": ""}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: x\n\tb: y\n", "file.yml:3:1: a tab, where YAML wants spaces; replace it with spaces"),
        ("a: b: c\n", "file.yml:2:5: a second colon on one line; put the value in quotes"),
        ("a: 1\na: 2\n", "file.yml:3:1: the key 'a' is here twice; keep one; the first is on line 2"),
        ("- a\n", "file.yml:2:1: here should be a map; write 'key: value' lines"),
        ('a: 1\nb: "x\nc: 2\n', "file.yml:3:4: a quote that is never closed; close it"),
        (
            "a: [india [@key], japan]\n",
            "file.yml:2:12: a list in brackets cannot hold [@key]; write each item on a line of its own, after '- '",
        ),
        ("a: &x 1\n", "file.yml:2:4: anchors and aliases are not read here; write the value out"),
        (
            "a: !!int 1\n",
            "file.yml:2:4: the tag 'tag:yaml.org,2002:int' is not read here; delete the tag",
        ),
        ("a: 1\n---\nb: 2\n", "file.yml:3:1: a second document begins; delete the line '---'"),
        ("? [a]\n: b\n", "file.yml:2:3: a key should be a word; put the value in quotes"),
    ],
)
def test_a_mistake_is_reported_where_it_is(text: str, problem: str) -> None:
    _, problems = read(text)
    assert problems == [problem]


def test_what_stops_the_parser_or_begins_a_line_for_it_alone_is_read_as_a_space() -> None:
    tree, problems = read("a: 中\x01中\nb: c\u2028d\x85e\nc: f\n")
    assert problems == []
    assert tree == {"a": "中 中", "b": "c d e", "c": "f"}
    assert tree["c"].where.line == 4


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: " + "[" * 100_000, ["2:24"]),
        ("a: " + "[" * 1_500 + "]" * 1_500 + "\n", ["2:24"]),
        ("a: " + "[{b: " * 50_000, ["2:51"]),
        ("a:\n" + "- " * 1_500 + "c\n", ["3:41"]),
        ("ä: 中\nb: " + "[\n" * 1_500, ["23:1"]),
        ("a: 1\na: 2\nb: " + "[" * 1_500, ["3:1", "4:24"]),
    ],
)
def test_depth_is_limited_before_the_stack_is(text: str, places: list[str]) -> None:
    _, problems = read(text)
    assert [problem.split(": ")[0] for problem in problems] == [f"file.yml:{place}" for place in places]
    assert problems[-1].endswith(": nested more than 20 deep; flatten it")


def test_nothing_is_an_empty_map() -> None:
    assert read("") == ({}, [])
    assert read("# only a comment\n") == ({}, [])
