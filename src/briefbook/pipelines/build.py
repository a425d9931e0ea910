"""The pipeline: a book's folder becomes a site, given an engine that knows how sites are laid out."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from briefbook.derived.survey import Survey
from briefbook.editions.history import Edition
from briefbook.fonts.faces import Face
from briefbook.git.file_history import last_changes
from briefbook.model.book import Book
from briefbook.pages.book_pages import make_pages
from briefbook.pages.cards import card_files
from briefbook.pages.page import Page
from briefbook.pages.rendering import RenderedPage, render_horizon, render_pages
from briefbook.pages.templates import packaged_templates, templates_of
from briefbook.pipelines.assets import STYLESHEET, carried_files, redirects
from briefbook.pipelines.beside import check_beside
from briefbook.pipelines.cut_fonts import faces_for
from briefbook.pipelines.engine import Engine, Site
from briefbook.pipelines.load import read_book
from briefbook.pipelines.output import replace_atomically
from briefbook.pipelines.print import full_print_job, write_pdfs
from briefbook.pipelines.progress import Progress, Warn, no_progress, no_warning
from briefbook.problems import Problem
from briefbook.reading.source_files import files_beside, size_problem
from briefbook.scratch import scratch_folder
from briefbook.search import documents_of, index_files

Pdfs = Path | Literal["on demand"] | None
"""The folder for a site's PDFs, which lasts as long as the site; or none, with links to them or without."""


def make_site(
    project: Path,
    as_of: date | None = None,
    progress: Progress = no_progress,
    pdfs: Pdfs = None,
    warn: Warn = no_warning,
) -> Site | list[Problem]:
    """Return the site of a project's book as it was on a day, or the mistakes that prevent it.

    The day is that of book.yml unless ``as_of`` gives another.
    """
    book = read_book(project, as_of, progress, with_pdfs=pdfs is not None, warn=warn)
    return site_of(book, project, progress, pdfs) if isinstance(book, Book) else book


def site_of(
    book: Book,
    project: Path,
    progress: Progress = no_progress,
    pdfs: Pdfs = None,
    edition: Edition | None = None,
) -> Site | list[Problem]:
    """Return the site of a book, in an edition or in none, or the mistakes that prevent it."""
    survey = Survey(book)
    pages = make_pages(survey, last_changes(project), edition, with_pdfs=pdfs is not None)
    problems = {problem.where: problem for problem in check_beside(project)}
    if any(size_problem(file, path) for path, file in files_beside(project).files.items()):
        return sorted(problems.values())
    rendered: list[RenderedPage] = []
    for done, result in enumerate(render_pages(book, pages, *templates_of(project), edition), start=1):
        if isinstance(result, Problem):
            problems.setdefault(result.where, result)  # one mistake in a template fails on many pages
        else:
            rendered.append(result)
        progress("Rendering", done, len(pages))
    if problems:
        return sorted(problems.values())
    faces = faces_for(rendered, project)
    if isinstance(faces, Problem):
        return [faces]
    progress("Indexing", 0, 0)
    files = _files_beside_pages(survey, project, pages, faces)
    if isinstance(pdfs, Path):
        printed = write_pdfs(book, project, full_print_job(book), pdfs, progress, edition)
        if isinstance(printed, list):
            return printed
        files |= printed
    horizon = render_horizon(book, packaged_templates())
    marking, title = book.settings.marking, book.settings.title
    return Site(tuple(rendered), files, marking, title, edition.name if edition else None, horizon)


def _files_beside_pages(
    survey: Survey, project: Path, pages: Sequence[Page], faces: Sequence[Face]
) -> dict[str, Path | str | bytes]:
    """Return all that a site has beside its pages and its PDFs, by address."""
    book = survey.book
    overviews = [page.entry for page in pages if page.entry.in_navigation]
    return {
        **carried_files(book, project, faces),
        **index_files(book, documents_of(survey, overviews)),
        **card_files(survey),
        **redirects(book),
    }


def build_site(  # noqa: PLR0913 - each is a choice of its own
    project: Path,
    out: Path,
    engine: Engine,
    as_of: date | None = None,
    progress: Progress = no_progress,
    *,
    with_pdfs: bool | None = None,
    warn: Warn = no_warning,
) -> list[Problem]:
    """Build the site of a project's book into ``out``; return the mistakes that prevented it.

    ``warn`` is given each warning.

    Without ``as_of`` or ``with_pdfs`` the options in the project's settings hold. A build that fails or is
    interrupted leaves ``out`` as it was. Raises ``FileExistsError`` if ``out`` holds something other than a
    site.
    """
    if project.resolve().is_relative_to(out.resolve()):
        raise FileExistsError(f"{out} holds the book itself")
    options = engine.options(project)
    if with_pdfs is None:
        with_pdfs = options.with_pdfs
    with scratch_folder() as printed:
        pdfs = printed if with_pdfs else None
        site = make_site(project, as_of or options.as_of, progress, pdfs, warn)
        if isinstance(site, list):
            return site
        try:
            with replace_atomically(out, STYLESHEET) as new:
                if problems := engine.build(project, site, new, progress):
                    raise _BuildError(problems)
        except _BuildError as failure:
            return failure.problems
    return []


class _BuildError(Exception):
    """Ends the block that would replace the site."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
