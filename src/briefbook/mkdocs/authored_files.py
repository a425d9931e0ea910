"""What of a site its author wrote: the files of the project that it is made of."""

from collections.abc import Iterable, Iterator, Mapping
from os.path import relpath
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from briefbook.mkdocs.book_page import BookPage
from briefbook.mkdocs.own_folders import folders_of_theme, project_of
from briefbook.mkdocs.settings_file import CONFIG, SettingsFile
from briefbook.pages.html_depth import MOST_DEEP, depth_of
from briefbook.pipelines.finished_files import paths_in
from briefbook.problems import Problem, Where
from briefbook.reading.plain_files import contents_of, place_in


class Authored(NamedTuple):
    """What the author of a site wrote for it, by the paths in the project."""

    written: Mapping[str, Path]
    carried: Mapping[str, Path]
    hand_written: Mapping[str, tuple[str, ...]]
    theme_files: tuple[str, ...]
    theme: Where
    """The place that says which theme is used."""


NOTHING = Authored({}, {}, {}, (), Where(CONFIG))


def authored_for(files: Files, config: MkDocsConfig, texts: Mapping[str, tuple[str, ...]]) -> Authored:
    """Return what the author wrote for a site; ``texts`` are those of the settings of pages, by address."""
    own_theme = _files_of_theme(config)
    return Authored(
        _written_by_author(files, config),
        _carried_by_author(files, config),
        _hand_written_pages(files, config, texts),
        tuple(sorted(own_theme, key=lambda path: not path.endswith("/main.html"))),
        SettingsFile(project_of(config)).place_of("theme"),
    )


def _written_by_author(files: Files, config: MkDocsConfig) -> dict[str, Path]:
    """Return the files of the project that its site is made of, by their paths in it; the settings first.

    The theme's own are not among them, though its environment may be a folder of the project.
    """
    project = project_of(config)
    folders = [project / "briefs", project / "templates", Path(config.docs_dir)]
    sources = (file for file in _sources(files) if _is_in(file, folders))
    return {
        **paths_in(project, [Path(config.config_file_path), *sources]),
        **contents_of(project, "templates").files,
        **_files_of_theme(config),
    }


def _carried_by_author(files: Files, config: MkDocsConfig) -> dict[str, Path]:
    """Return the author's files that the site carries as they are, by their paths from the project.

    Those beside briefs are not among them: they were looked at as the book was read.
    """
    project = project_of(config)
    others = (file for file in files if not file.is_documentation_page())
    theme = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    folders = [project / "templates", Path(config.docs_dir), *theme]
    carried = (file for file in _sources(others) if _is_in(file, folders))
    return {_path_from(project, file): file for file in carried}


def _hand_written_pages(
    files: Files, config: MkDocsConfig, texts: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return the HTML of each page that the author wrote, after the texts in its settings, by path."""
    project = project_of(config)
    pages = (file.page for file in files.documentation_pages())
    return {
        _path_from(project, Path(page.file.abs_src_path)): (
            *texts.get(page.file.src_uri, ()),
            page.content or "",
        )
        for page in pages
        if page and page.file.abs_src_path and not isinstance(page, BookPage)
    }


def _files_of_theme(config: MkDocsConfig) -> dict[str, Path]:
    """Return the author's own templates for the theme, by their paths in the project."""
    project = project_of(config)
    places = (place_in(project, folder) for folder in folders_of_theme(config))
    found = contents_of(project, *filter(None, places)).files
    return {path: file for path, file in found.items() if path.endswith(".html")}


def _path_from(project: Path, file: Path) -> str:
    """Return the path of a file from a project, which it need not be in; a link has its own."""
    return Path(relpath(file.parent.resolve() / file.name, project.resolve())).as_posix()


def check_depth(page: Page, html: str, config: MkDocsConfig) -> Problem | None:
    """Return the mistake of a hand-written page with too many elements within each other."""
    if isinstance(page, BookPage) or depth_of(html) <= MOST_DEEP or not page.file.abs_src_path:
        return None
    where = Where(_path_from(project_of(config), Path(page.file.abs_src_path)))
    what = f"more than {MOST_DEEP:,} elements of HTML within each other, or not closed"
    return Problem(where, what, "close each where it ends")


def _sources(files: Iterable[File]) -> Iterator[Path]:
    """Yield where each file of the site is, if it is a file and goes into it."""
    return (Path(file.abs_src_path) for file in files if file.abs_src_path and is_included(file))


def is_included(file: File) -> bool:
    """Return whether a file goes into the site."""
    return bool(file.inclusion.is_included())  # type: ignore[no-untyped-call] # MkDocs leaves it untyped


def _is_in(file: Path, folders: Iterable[Path]) -> bool:
    return any(file.is_relative_to(folder) for folder in folders)
