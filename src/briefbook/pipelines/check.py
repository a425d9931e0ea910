"""The pipeline of `check`: all that a build does, with nothing kept but what it would refuse."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from briefbook.derived.horizon import book_at
from briefbook.model.book import Book
from briefbook.pages.outline import outline_files, outline_pages, pdf_addresses
from briefbook.pages.templates import templates_of
from briefbook.pipelines.beside import check_beside
from briefbook.pipelines.build import site_of
from briefbook.pipelines.engine import Engine, Site, SiteOptions
from briefbook.pipelines.load import check_book
from briefbook.pipelines.progress import Progress, no_progress
from briefbook.problems import Problem, mistakes_among
from briefbook.scratch import scratch_folder


def rehearse(  # noqa: PLR0913 - each is a choice of its own
    project: Path,
    engine: Engine,
    archive: Path | None = None,
    today: date | None = None,
    progress: Progress = no_progress,
    *,
    with_pdfs: bool | None = None,
) -> tuple[Book, list[Problem]]:
    """Return what could be read of a project's book, and every mistake and warning of the project.

    ``archive`` and ``today`` are as for `check_book`. A book with mistakes has no pages yet: what is beside
    it, the settings and the hand-written pages, is then held against its outline. The site is the one that
    the options in the settings ask for; ``with_pdfs`` wins over them.
    """
    progress("Reading", 0, 0)
    options = engine.options(project)
    if with_pdfs is not None:
        options = replace(options, with_pdfs=with_pdfs)
    book, problems = check_book(project, archive, today, with_pdfs=options.with_pdfs)
    with scratch_folder() as scratch:
        folder, printed = scratch / "site", scratch / "printed"
        folder.mkdir()
        printed.mkdir()
        site = (
            list(check_beside(project))
            if mistakes_among(problems)
            else _full_site(book, project, options, printed, progress)
        )
        if isinstance(site, list):
            problems += site
            site = _outlined_site(book, options)
        beside = engine.build(project, site, folder, progress)
    broken = {mistake.where.path for mistake in mistakes_among(problems)}
    apart = {problem for problem in beside if problem.where.path not in broken}  # others may follow from it
    return book, sorted({*problems, *apart})


def _full_site(
    whole: Book, project: Path, options: SiteOptions, printed: Path, progress: Progress
) -> Site | list[Problem]:
    """Return the site of a book without mistakes.

    PDFs are made only where the book has templates of its own: all else that keeps a PDF from being made is
    found as the book is loaded. Elsewhere empty files are at their addresses, to which pages may link.
    """
    book = book_at(whole, options.as_of or whole.as_of)
    if not options.with_pdfs:
        return site_of(book, project, progress)
    own, packaged = templates_of(project)
    if own.is_dir() and own.resolve() != packaged:
        return site_of(book, project, progress, printed)
    site = site_of(book, project, progress, "on demand")
    return replace(site, files={**site.files, **_empty_pdfs(book)}) if isinstance(site, Site) else site


def _outlined_site(book: Book, options: SiteOptions) -> Site:
    settings = book.settings
    title = settings.title if settings.has_read("title") else ""
    pdfs = _empty_pdfs(book) if options.with_pdfs else {}
    files = {**dict.fromkeys(outline_files(book), ""), **pdfs}
    return Site(outline_pages(book), files, settings.marking, title)


def _empty_pdfs(book: Book) -> dict[str, str]:
    return dict.fromkeys(pdf_addresses(book), "")
