"""A template that cannot be read, or that fails, is a mistake at its line."""

from pathlib import Path

import pytest

from briefbook.pages.rendering import check_template
from briefbook.pipelines.build import make_site
from briefbook.problems import Problem
from tests.conftest import MakeBook


def problems(project: Path) -> list[str]:
    site = make_site(project)
    assert isinstance(site, list)
    assert all(isinstance(problem, Problem) for problem in site)
    return [str(problem) for problem in site]


def test_a_template_that_fails_is_a_mistake(make_book: MakeBook) -> None:
    project = make_book(
        {
            "templates/registers/glossary.html": "<h1>x</h1>\n{{ nothing }}",
            "templates/registers/sources.html": "{% if %}",
            "templates/overviews/front.html": "<h1>x</h1>\n{% include 'gone.html' %}",
        }
    )
    assert problems(project) == [
        "templates/overviews/front.html:2:1: no template 'gone.html' in templates/, for index.html; write it, or fix its name here",
        "templates/registers/glossary.html:2:1: the template fails for glossary/index.html: 'nothing' is undefined; fix the template",
        "templates/registers/sources.html:1:1: Expected an expression, got 'end of statement block'; fix the template",
    ]


@pytest.mark.parametrize(
    ("used", "named"),
    [
        ("{% include [] %}", "Tried to select from an empty list of templates."),
        ("{% include '/etc/passwd' %}", "/etc/passwd"),
        ("{% include '../briefs/book.yml' %}", "../briefs/book.yml"),
        ("{% import 'site/' as x %}", "site/"),
        ("{% extends '' %}", ""),
    ],
)
def test_a_template_that_is_not_there_is_a_mistake_where_it_is_used(
    make_book: MakeBook, used: str, named: str
) -> None:
    project = make_book({"templates/registers/glossary.html": f"<h1>x</h1>\n{used}"})
    (mistake,) = problems(project)
    assert mistake.startswith(f"templates/registers/glossary.html:2:1: no template {named!r} in templates/,")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ " + "(" * 2_000 + "1" + ")" * 2_000 + " }}", "nested too deep; flatten it"),
        ("{% if 1 %}" * 900 + "x" + "{% endif %}" * 900, "nested too deep; flatten it"),
        ("{{ " + "9" * 4_301 + " }}", "Exceeds the limit"),
    ],
)
def test_a_template_that_cannot_be_parsed_is_a_mistake(make_book: MakeBook, text: str, what: str) -> None:
    project = make_book({"templates/registers/glossary.html": text})
    (mistake,) = [*check_template(text, "templates/registers/glossary.html")]
    assert str(mistake).startswith(f"templates/registers/glossary.html:1:1: {what}")
    assert problems(project)[0].startswith("templates/registers/glossary.html:1:1: ")
