"""The pipeline: a book's folder becomes a site, given an engine that knows how sites are laid out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, Protocol

from briefbook.edition import Edition
from briefbook.errors import Problem
from briefbook.files import files_below, packaged_templates, read_first, replacing
from briefbook.last_changes import last_changes
from briefbook.load import (
    Progress,
    attached_files,
    check_beside,
    no_progress,
    read_book,
    seldom_collected,
    templates_of,
)
from briefbook.model import Book
from briefbook.page import address, caveat_of, name_with_caveat
from briefbook.pages import make_pages
from briefbook.printing import everything, write_pdfs
from briefbook.render import RenderedPage, render_pages, render_redirect
from briefbook.search import documents, index_files

STYLESHEET = "assets/briefbook.css"
SCRIPTS = ("assets/search-box.js", "assets/page-tools.js", "assets/tables.js", "assets/drawer.js")
EDITION_SCRIPT = "assets/edition.js"
_STYLES = ("access", "brief", "tables", "search", "comfort", "changes", "editions", "print", "drawings")
_SEARCH = ("stemmer", "text", "search", "results")
_JOINED = {
    STYLESHEET: [f"styles/{part}.css" for part in _STYLES],
    "assets/search.js": [f"search/{part}.js" for part in _SEARCH],
}
"""What is made of several templates: each style may overrule those before it, each script uses them."""


Pdfs = Path | Literal["on demand"] | None
"""The folder for a site's PDFs, which lasts as long as the site; or none, with links to them or without."""


@dataclass(frozen=True)
class Site:
    """A site in all but layout: finished pages, and its other files by address, carried over or made.

    ``marking`` is the book's, for pages that are not of the book.
    """

    pages: tuple[RenderedPage, ...]
    files: Mapping[str, Path | str]
    marking: str
    title: str
    """The name of the book, which is that of the site; empty if it cannot be read."""
    edition: str | None = None
    """The name of the edition, if it is one: the folder that it stands in, beside the others."""


class Engine(Protocol):
    """What lays a site out: navigation and theme."""

    def build(self, project: Path, site: Site, out: Path, progress: Progress) -> list[Problem]:
        """Write the whole site into the empty folder ``out``; return what stands in the way."""


@seldom_collected()
def make_site(
    project: Path,
    as_of: date | None = None,
    progress: Progress = no_progress,
    pdfs: Pdfs = None,
) -> Site | list[Problem]:
    """Return the site of a project's book as it stood on a day, or the mistakes that stand in its way.

    The day is that of book.yml unless ``as_of`` gives another.
    """
    book = read_book(project, as_of, progress)
    return site_of(book, project, progress, pdfs) if isinstance(book, Book) else book


@seldom_collected()
def site_of(
    book: Book,
    project: Path,
    progress: Progress = no_progress,
    pdfs: Pdfs = None,
    edition: Edition | None = None,
) -> Site | list[Problem]:
    """Return the site of a book, in an edition or in none, or the mistakes that stand in its way."""
    pages = make_pages(book, last_changes(project), edition, with_pdfs=pdfs is not None)
    problems = {problem.where: problem for problem in check_beside(project)}
    rendered: list[RenderedPage] = []
    for done, result in enumerate(render_pages(book, pages, *templates_of(project), edition), start=1):
        if isinstance(result, Problem):
            problems.setdefault(result.where, result)  # one mistake in a template fails on many pages
        else:
            rendered.append(result)
        progress("Rendering", done, len(pages))
    if problems:
        return sorted(problems.values())
    progress("Indexing", 0, 0)
    overviews = [page.entry for page in pages if page.entry.in_navigation]
    files = {
        **carried_files(book, project),
        **index_files(book, documents(book, overviews)),
        **redirects(book),
    }
    if isinstance(pdfs, Path):
        printed = write_pdfs(book, project, everything(book), pdfs, progress, edition)
        if isinstance(printed, list):
            return printed
        files |= printed
    settings = book.settings
    return Site(tuple(rendered), files, settings.marking, settings.title, edition.name if edition else None)


def redirects(book: Book) -> dict[str, str]:
    """Return a page for each former address of a brief, which leads on to the brief."""
    to_root = "../" * 2  # of `section/id/index.html`
    return {
        former: render_redirect(
            packaged_templates(),
            name_with_caveat(brief.name, caveat_of(book, brief)),
            to_root + address(book, brief.id),
            f"{to_root}assets/redirect.js",
        )
        for brief in book.briefs.values()
        for former in brief.former_addresses
    }


def carried_files(book: Book, project: Path) -> dict[str, Path | str]:
    """Return the files that the site carries over: styles and scripts, and what lies beside the briefs."""
    templates = templates_of(project)
    joined = {
        uri: "\n".join(read_first(part, *templates) for part in parts) for uri, parts in _JOINED.items()
    }
    assets = {
        f"assets/{path}": file
        for folder in reversed(templates)
        for path, file in files_below(folder / "assets").items()
    }
    return {**joined, **assets, **attached_files(book, project)}


def build(  # noqa: PLR0913 - each is a choice of its own
    project: Path,
    out: Path,
    engine: Engine,
    as_of: date | None = None,
    progress: Progress = no_progress,
    *,
    with_pdfs: bool = True,
) -> list[Problem]:
    """Build the site of a project's book into ``out``; return the mistakes that stood in its way.

    A build that fails or is interrupted leaves ``out`` as it was. Raises ``FileExistsError`` if
    ``out`` holds something other than a site.
    """
    if project.resolve().is_relative_to(out.resolve()):
        raise FileExistsError(f"{out} holds the book itself")
    with TemporaryDirectory(prefix="briefbook-") as printed:
        site = make_site(project, as_of, progress, Path(printed) if with_pdfs else None)
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
