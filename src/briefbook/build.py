"""The pipeline: a book's folder becomes a site, given an engine that knows how sites are laid out."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from briefbook.archive import check_archive
from briefbook.checks import run_checks
from briefbook.errors import Problem
from briefbook.files import (
    files_below,
    packaged_templates,
    read_archive,
    read_first,
    read_sources,
    replacing,
)
from briefbook.git import last_changes
from briefbook.horizon import book_at
from briefbook.links import link
from briefbook.model import Book
from briefbook.page import address
from briefbook.pages import make_pages
from briefbook.parse import parse
from briefbook.render import RenderedPage, render_pages
from briefbook.search import documents, index_files

STYLESHEET = "assets/briefbook.css"
SCRIPTS = ("assets/search-box.js", "assets/page-tools.js", "assets/tables.js", "assets/drawer.js")
_STYLES = ("access", "brief", "tables", "search", "comfort", "print", "drawings")
_SEARCH = ("stemmer", "text", "search", "results")
_JOINED = {
    STYLESHEET: [f"styles/{part}.css" for part in _STYLES],
    "assets/search.js": [f"search/{part}.js" for part in _SEARCH],
}
"""What is made of several templates: each style may overrule those before it, each script uses them."""

Progress = Callable[[str, int, int], None]
"""Told what is being done, how many steps are done, and how many there are; 0 of 0 where none are counted."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True)
class Site:
    """A site in all but layout: finished pages, and its other files by address, carried over or made.

    ``marking`` is the book's, for pages that are not of the book.
    """

    pages: tuple[RenderedPage, ...]
    files: Mapping[str, Path | str]
    marking: str


class Engine(Protocol):
    """What lays a site out: navigation and theme."""

    def build(self, project: Path, site: Site, out: Path, progress: Progress) -> list[Problem]:
        """Write the whole site into the empty folder ``out``; return what stands in the way."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let Python look for garbage seldom: a book is one large web of objects, and all live to its end.

    To go through it again and again took a third of the CPU of indexing.
    """
    usual = gc.get_threshold()
    gc.set_threshold(200_000, 30, 30)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@seldom_collected()
def load_book(project: Path, archive: Path | None = None) -> tuple[Book | None, list[Problem]]:
    """Return the whole book of a project, whatever its horizon, and every mistake in it.

    ``archive`` is a folder with the texts of sources, `KEY.txt`, to verify citations against.
    There is no book without settings.
    """
    parsed = parse(read_sources(project))
    problems = parsed.problems
    if parsed.settings is None:
        return None, sorted(problems)
    book, doubles = link(parsed, parsed.settings)
    found = [*problems, *doubles, *run_checks(book)]
    if archive:
        texts, unread = read_archive(archive, book.sources)
        found += [*unread, *check_archive(book, texts)]
    return book, sorted(found)


@seldom_collected()
def make_site(
    project: Path, as_of: date | None = None, progress: Progress = no_progress
) -> Site | list[Problem]:
    """Return the site of a project's book as it stood on a day, or the mistakes that stand in its way.

    The day is that of book.yml unless ``as_of`` gives another.
    """
    progress("Reading", 0, 0)
    whole, problems = load_book(project)
    problems = [problem for problem in problems if not problem.is_warning]
    if whole is None or problems:
        return problems
    book = book_at(whole, as_of or whole.settings.as_of)
    pages = make_pages(book, last_changes(project))
    templates = project / "templates", packaged_templates()
    rendered: list[RenderedPage] = []
    for done, result in enumerate(render_pages(book, pages, *templates), start=1):
        if isinstance(result, Problem):
            problems.append(result)
        else:
            rendered.append(result)
        progress("Rendering", done, len(pages))
    if problems:
        return list(dict.fromkeys(problems))
    progress("Indexing", 0, 0)
    overviews = [page.entry for page in pages if page.entry.in_navigation]
    index = index_files(book, documents(book, overviews))
    return Site(tuple(rendered), {**carried_files(book, project), **index}, book.settings.marking)


def carried_files(book: Book, project: Path) -> dict[str, Path | str]:
    """Return the files that the site carries over: styles and scripts, and what lies beside the briefs."""
    templates = project / "templates", packaged_templates()
    joined = {
        uri: "\n".join(read_first(part, *templates) for part in parts) for uri, parts in _JOINED.items()
    }
    assets = {
        f"assets/{path}": file
        for folder in reversed(templates)
        for path, file in files_below(folder / "assets").items()
    }
    attachments = {
        f"{address(book, brief.id).split('/')[0]}/{path.split('/', 2)[2]}": project / path
        for brief in book.briefs.values()
        for path in brief.attachments
    }
    return {**joined, **assets, **attachments}


def build(
    project: Path,
    out: Path,
    engine: Engine,
    as_of: date | None = None,
    progress: Progress = no_progress,
) -> list[Problem]:
    """Build the site of a project's book into ``out``; return the mistakes that stood in its way.

    A build that fails or is interrupted leaves ``out`` as it was. Raises ``FileExistsError`` if
    ``out`` holds something other than a site.
    """
    if project.resolve().is_relative_to(out.resolve()):
        raise FileExistsError(f"{out} holds the book itself")
    site = make_site(project, as_of, progress)
    if isinstance(site, list):
        return site
    try:
        with replacing(out, STYLESHEET) as new:
            if problems := engine.build(project, site, new, progress):
                raise _BuildError(problems)
    except _BuildError as failure:
        return failure.problems
    return []


class _BuildError(Exception):
    """Ends the block that would replace the site."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
