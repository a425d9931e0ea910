"""A project's folder to its book, and to what else of the folder goes into its site and its print."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from briefbook.checks import run_checks
from briefbook.checks.archive import check_archive
from briefbook.checks.file_names import check_file_names
from briefbook.derived.horizon import book_at
from briefbook.model.book import Book, Brief
from briefbook.pages.rendering import check_template
from briefbook.pages.templates import FORMER_NAMES, templates_of
from briefbook.pdf.glyphs import check_glyphs
from briefbook.pdf.typst import why_unreadable, without_glyph
from briefbook.pipelines.progress import Progress
from briefbook.problems import Problem, Where, mistakes_among
from briefbook.reading.book_parser import parse
from briefbook.reading.linking import link
from briefbook.reading.merge_conflicts import conflict_in
from briefbook.reading.source_files import (
    encoding_problem,
    files_beside,
    paths_of_site,
    read_archive,
    read_sources,
)


def load_book(project: Path) -> tuple[Book | None, list[Problem]]:
    """Return the whole book of a project, whatever its horizon, and every mistake and warning in `briefs/`.

    ``project`` is the folder that holds `briefs/`. The book is None if there is any mistake. Whatever authors
    write, nothing is raised.
    """
    book, problems = check_book(project)
    return None if mistakes_among(problems) else book, problems


def check_book(
    project: Path, archive: Path | None = None, today: date | None = None, scratch: Path | None = None
) -> tuple[Book, list[Problem]]:
    """Return what could be read of a project's book, to look for mistakes alone, and all that were found.

    ``archive`` is a folder with the texts of sources, `KEY.txt`, to verify citations against. Where
    ``today`` is given, later days on which something is said to have been done bring warnings. Temporary
    files are made in ``scratch``, else where the system has its own.
    """
    tree = read_sources(project)
    parsed = parse(tree)
    book, doubles = link(parsed)
    found = [
        *parsed.problems,
        *doubles,
        *run_checks(book, today),
        *check_file_names(book, paths_of_site(project)),
        *_check_print(book, project, tree.texts, scratch),
    ]
    if archive:
        texts, unread = read_archive(archive, book.sources)
        found += [*unread, *check_archive(book, texts)]
    return book, sorted({*found})


def _check_print(
    book: Book, project: Path, texts: Mapping[str, str], scratch: Path | None
) -> Iterator[Problem]:
    """Yield what the typesetter cannot show: characters without a glyph, pictures that cannot be read."""
    yield from check_glyphs(texts, partial(without_glyph, folders=templates_of(project)))
    pictures = {
        path: picture
        for brief in book.parts
        if isinstance(brief, Brief)
        for picture in brief.prose.pictures
        if (path := brief.attachment_at(picture.path))
    }
    for path, picture in pictures.items():
        if reason := why_unreadable(project / path, scratch):
            what = f"the picture {picture.path!r} cannot be read ({reason})"
            yield Problem(picture.where, what, "save it anew, as PNG, JPEG, GIF, WebP or SVG")


def read_book(project: Path, as_of: date | None, progress: Progress) -> Book | list[Problem]:
    """Return a project's book as it was on a day, that of book.yml by default, or the mistakes in it."""
    progress("Reading", 0, 0)
    whole, problems = load_book(project)
    if whole is None:
        return mistakes_among(problems)
    return book_at(whole, as_of or whole.settings.as_of)


def check_beside(project: Path) -> Iterator[Problem]:
    """Yield what is wrong with the texts beside `briefs/`.

    That is a merge that was not finished, or a template that does not parse or that no page uses.
    """
    for path, file in files_beside(project).items():
        try:
            text = file.read_text("utf-8")
        except UnicodeDecodeError as error:
            yield encoding_problem(path, error)
            continue
        if conflict := conflict_in(text, path):
            yield conflict
        elif path.startswith("templates/") and path.endswith(".html"):
            yield from check_template(text, path)
            if name := FORMER_NAMES.get(path.removeprefix("templates/")):
                yield Problem(
                    Where(path), "no page uses a template of this name", f"move it to templates/{name}"
                )
