"""Templates of a book's own get no further than what a page is given, and that leads to no file and no module."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from types import CodeType, FrameType, GeneratorType, ModuleType
from typing import Any

import pytest
import yaml

from briefbook.derived.survey import Survey
from briefbook.model.book import Book
from briefbook.model.briefs.technology import Technology
from briefbook.pages.book_pages import make_pages
from briefbook.pages.page import Page
from briefbook.pages.page_writer import PageWriter
from briefbook.pages.rendering import RenderedPage, render_for_print, render_pages
from briefbook.pages.sandbox import Sandbox
from briefbook.pages.templates import packaged_templates
from briefbook.pipelines.load import load_book
from briefbook.problems import Problem
from tests.conftest import GOLDEN, SMALL_BOOK

WAYS_OUT = yaml.safe_load((GOLDEN / "sandbox.yml").read_text("utf-8"))
GLOSSARY = "registers/glossary.html"


@pytest.fixture(scope="module")
def book() -> Book:
    book, _ = load_book(SMALL_BOOK)
    assert book is not None
    return book


@pytest.fixture(scope="module")
def pages(book: Book) -> list[Page]:
    return [*make_pages(Survey(book), {}, None, with_pdfs=True)]


@pytest.fixture
def rendered(book: Book, pages: list[Page], tmp_path: Path) -> Any:
    """Return a function that renders the glossary by a template of the book's own."""
    (template := tmp_path / GLOSSARY).parent.mkdir()

    def render(text: str, *, for_print: bool = False) -> RenderedPage | Problem:
        template.write_text(text, "utf-8")
        glossary = [page for page in pages if page.template == GLOSSARY]
        renders = render_for_print if for_print else render_pages
        (result,) = renders(book, glossary, tmp_path, packaged_templates())
        return result

    return render


@pytest.mark.parametrize(("way", "said"), WAYS_OUT, ids=lambda each: each[:50])
def test_a_way_out_is_closed(way: str, said: str, rendered: Any, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for for_print in (False, True):
        problem = rendered("<h1>Glossary</h1>\n" + way.replace("OUT", str(out)), for_print=for_print)
        assert str(problem) == (
            f"templates/{GLOSSARY}:2:1: the sandbox of pages refuses this: {said}; use what the page is given, and no more"
        )
    assert not out.exists()


def test_packaged_templates_are_rendered_alike_in_the_sandbox(
    book: Book, pages: list[Page], tmp_path: Path
) -> None:
    (tmp_path / "unused.html").write_text("", "utf-8")
    in_sandbox, outside = (
        list(render_pages(book, pages, own, packaged_templates())) for own in (tmp_path, packaged_templates())
    )
    assert in_sandbox == outside


def test_a_class_of_models_gives_no_more_than_its_models() -> None:
    sandbox = Sandbox()
    assert not sandbox.is_safe_attribute(Technology, "parse_raw", Technology.parse_raw)
    assert sandbox.is_safe_attribute(Technology, "groups", Technology.groups)


def reachable(given: Any) -> Iterator[type]:
    """Yield the types of what a template can reach from what it is given, some objects of each."""
    sandbox, waiting, seen = Sandbox(), [given], Counter[type]()
    while waiting:
        here = waiting.pop()
        seen[type(here)] += 1
        if seen[type(here)] > 5 and type(here) not in (dict, list, tuple):
            continue
        yield type(here)
        if isinstance(here, Mapping):
            waiting += [*here.items()]
        elif isinstance(here, (list, tuple, set, frozenset, GeneratorType)):
            waiting += here
        elif not isinstance(here, (str, int)):
            names = (name for name in dir(here) if sandbox.is_safe_attribute(here, name, None))
            waiting += [getattr(here, name, None) for name in names]


def test_what_a_page_is_given_leads_to_values_and_functions_alone(book: Book, pages: list[Page]) -> None:
    given = [PageWriter(book, page.entry.uri).functions for page in pages]
    types = {*reachable([book, given, *[(page.entry, page.context) for page in pages]])}
    libraries = {each.__module__.partition(".")[0] for each in types}
    libraries -= {"_thread"}  # the lock that a cached property has up to Python 3.11
    assert libraries <= {"briefbook", "builtins", "datetime", "functools", "markupsafe", "pydantic"}
    assert partial in types
    assert not types & {ModuleType, FrameType, CodeType}
