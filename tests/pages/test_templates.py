"""Templates that had another name in version 0.1."""

import re
from pathlib import Path

import pytest

from briefbook.pages.templates import FORMER_NAMES, packaged_templates
from briefbook.pipelines.beside import check_beside
from briefbook.pipelines.load import check_book
from tests.conftest import MakeBook


@pytest.mark.parametrize("name", FORMER_NAMES)
def test_a_template_has_its_new_name(name: str) -> None:
    assert (packaged_templates() / FORMER_NAMES[name]).is_file()
    assert not (packaged_templates() / name).exists()


def test_a_template_of_the_book_by_a_former_name_is_a_mistake(make_book: MakeBook) -> None:
    project = make_book(
        {"templates/brief-agreement.html": "", "templates/print/pack.html": "", "templates/our-own.html": ""}
    )
    assert [str(problem) for problem in check_beside(project)] == [
        "templates/brief-agreement.html:1:1: no page uses a template of this name; "
        "move it to templates/briefs/agreement.html",
        "templates/print/pack.html:1:1: no page uses a template of this name; "
        "move it to templates/print/packs/pack.html",
    ]


UNREAD = {
    "overviews/Front.html": "move it to templates/overviews/front.html",
    "nope/front.html": "move it to templates/overviews/front.html",
    "font/x.ttf": "move it to templates/fonts/x.ttf",
    "Assets/x.css": "move it to templates/assets/x.css",
    "print/brief-sheet.typ": "move it to templates/print/sheet.typ",
    "our-own.html": "name it in another template, or delete it",
    "start/book/README.html": "name it in another template, or delete it",
}
READ = (
    "assets/x.css",
    "fonts/README.txt",
    "theme/partials/own.html",
    "own-theme/main.html",
    "overviews/front/context.html",
    "print/overviews/timeline.html",
    "print/own.typ",
    "named.html",
    "notes.md",
)


def test_a_template_of_the_book_that_nothing_reads_brings_a_warning(make_book: MakeBook) -> None:
    files: dict[str, str | bytes | None] = {f"templates/{name}": "" for name in (*UNREAD, *READ)}
    files |= {
        "templates/overviews/front.html": "{% include 'named.html' %}",
        "templates/print/look.typ": '#import "own.typ": *',
        "mkdocs.yml": "theme: {name: material, custom_dir: templates/own-theme}\n",
    }
    _, problems = check_book(make_book(files))
    said = "1:1: warning: no page uses a template of this name"
    assert sorted(str(each) for each in problems if each.where.path.startswith("templates/")) == sorted(
        f"templates/{name}:{said}; {fix}" for name, fix in UNREAD.items()
    )


LOGIC = re.compile(
    r"\.(edtf|earliest|latest) *(<|>|==|\|)|[\"'][^\"']*[\"'] in [a-z.]*edtf|\[\d*:\d*\]|\.split\("
)
"""Comparisons of dates, looks into their text, and parts of texts."""


@pytest.mark.parametrize(
    "template",
    sorted(packaged_templates().rglob("*.html")),
    ids=lambda template: template.relative_to(packaged_templates()).as_posix(),
)
def test_a_template_works_out_nothing_from_dates_and_texts(template: Path) -> None:
    assert [found[0] for found in LOGIC.finditer(template.read_text("utf-8"))] == []
