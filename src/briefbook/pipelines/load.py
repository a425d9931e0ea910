"""A project's folder to its book, and to what else of the folder goes into its site and its print."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from pathlib import Path, PurePosixPath

from briefbook.checks import run_checks
from briefbook.checks.archive import check_archive
from briefbook.checks.file_names import check_file_names
from briefbook.derived.horizon import book_at
from briefbook.model.book import Book
from briefbook.model.file_addresses import printable
from briefbook.model.layout import SourceTree
from briefbook.model.relations import prose_of
from briefbook.pipelines.beside import check_names_of_templates
from briefbook.pipelines.printable import check_printable, shown_pictures
from briefbook.pipelines.progress import Progress, Warn, no_warning
from briefbook.problems import Problem, Where, mistakes_among
from briefbook.reading.active_files import check_active
from briefbook.reading.book_parser import parse
from briefbook.reading.carried_texts import check_carried_text
from briefbook.reading.characters import stray_characters, strays_shown
from briefbook.reading.linking import link
from briefbook.reading.plain_files import contents_of
from briefbook.reading.source_files import (
    paths_of_site,
    read_archive,
    read_sources,
)


def load_book(project: Path) -> tuple[Book | None, list[Problem]]:
    """Return the whole book of a project, whatever its horizon, and every mistake and warning in `briefs/`.

    Of `templates/`, whose fonts say what paper can show, it looks at no more than that all files are plain,
    and that something reads them. ``project`` is the folder that holds `briefs/`. The book is None if there
    is any mistake. Whatever authors write, nothing is raised.
    """
    book, problems = check_book(project)
    return None if mistakes_among(problems) else book, problems


def check_book(
    project: Path,
    archive: Path | None = None,
    today: date | None = None,
    scratch: Path | None = None,
    *,
    with_pdfs: bool = True,
) -> tuple[Book, list[Problem]]:
    """Return what could be read of a project's book, to look for mistakes alone, and all that were found.

    ``archive`` is a folder with the texts of sources, `KEY.txt`, to verify citations against. Where
    ``today`` is given, later days on which something is said to have been done bring warnings. Temporary
    files are made in ``scratch``, else where the system has its own. Without PDFs, what only they cannot
    show is a warning.
    """
    tree = read_sources(project)
    parsed = parse(tree)
    book, doubles = link(parsed)
    paths = paths_of_site(project)
    strays = [*_strays_in(tree)]
    templates = contents_of(project, "templates")
    found = [
        *strays,
        *_strays_shown(book, strays),
        *_strays_in_names({*tree.attachments, *paths} - tree.texts.keys()),
        *parsed.problems,
        *doubles,
        *templates.strays,
        *check_names_of_templates(project, templates.files),
        *run_checks(book, today),
        *check_file_names(book, paths),
        *check_printable(book, project, tree.texts, scratch, with_pdfs=with_pdfs),
        *_harmful_attachments(book, project, tree),
    ]
    if archive:
        texts, unread = read_archive(archive, book.sources)
        found += [*unread, *check_archive(book, texts)]
    return book, sorted({*found})


def _strays_in(tree: SourceTree) -> Iterator[Problem]:
    """Yield each character that may be in no text."""
    for path, text in tree.texts.items():
        yield from stray_characters(text, path)


def _strays_shown(book: Book, known: Iterable[Problem]) -> Iterator[Problem]:
    """Yield each that readers would see in a text though it is not written there as such."""
    reported = {(each.where.path, each.what) for each in known}
    for part in (book.settings, *book.parts):
        for each in chain.from_iterable(map(strays_shown, prose_of(part))):
            if (each.where.path, each.what) not in reported:
                yield each


def _strays_in_names(paths: Iterable[str]) -> Iterator[Problem]:
    """Yield the same of names, those of folders too; what cannot be printed in one is reported elsewhere."""
    shown = {PurePosixPath(path) for path in paths if printable(path) == path}
    for each in {place for path in shown for place in (path, *path.parents)}:
        for stray in stray_characters(each.name, ""):
            kind = "file" if each in shown else "folder"
            what = f"the name {each.name!r} of a {kind} has {stray.what}"
            yield Problem(Where(f"{each.parent}/"), what, "rename it")


def _harmful_attachments(book: Book, project: Path, tree: SourceTree) -> Iterator[Problem]:
    """Yield what in the files beside the briefs would run, or would be shown in another order."""
    shown = shown_pictures(book)
    for path in tree.attachments:
        yield from check_active(project / path, path, is_shown=path in shown)
        yield from check_carried_text(project / path, path)


def read_book(
    project: Path,
    as_of: date | None,
    progress: Progress,
    *,
    with_pdfs: bool = True,
    warn: Warn = no_warning,
) -> Book | list[Problem]:
    """Return a project's book as it was on a day, that of book.yml by default, or the mistakes in it."""
    progress("Reading", 0, 0)
    whole, problems = check_book(project, with_pdfs=with_pdfs)
    for problem in problems:
        if problem.is_warning:
            warn(problem)
    if mistakes := mistakes_among(problems):
        return mistakes
    return book_at(whole, as_of or whole.settings.as_of)
