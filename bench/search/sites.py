"""One book, laid out for three searches: `python -m bench.search.sites PROJECT FOLDER ROUNDS`.

FOLDER/briefbook is the site with briefbook's search, FOLDER/material one page of Material with its search
over the same texts, and FOLDER/pagefind these texts, for Pagefind to index, each in the frame that the theme
gives the front page. MkDocs lays out the menu's pages and the page of search; those of briefs, which no
search loads, are only rendered.

Prints as JSON the CPU seconds that each index took, round by round and by turns, as the machine is now fast,
now slow: from the book for briefbook, from finished pages for Material, from files for Pagefind. Pages that
sum up others are left out for the peers, in their favour: briefbook has these by title alone.
"""

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files

from bench.books.synthetic import dump, settings_written_out, write_files
from bench.measure import run
from briefbook.cli.main import relaxed_gc
from briefbook.derived.horizon import book_at
from briefbook.derived.survey import Survey
from briefbook.mkdocs.book_page import BookPage
from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.model.book import Book
from briefbook.pages.book_pages import make_pages
from briefbook.pages.page import Entry
from briefbook.pages.rendering import RenderedPage, render_pages
from briefbook.pages.templates import packaged_templates
from briefbook.pipelines.assets import carried_files
from briefbook.pipelines.engine import Site
from briefbook.pipelines.load import load_book
from briefbook.pipelines.progress import no_progress
from briefbook.problems import Problem
from briefbook.search import documents_of, index_files
from briefbook.search.tokens import stem, terms_of_date, terms_of_name, tokens_of

_PAGEFIND_PAGE = Path(__file__).with_name("pagefind.html")


def main() -> None:
    """Lay out the three sites."""
    project, folder, rounds = Path(sys.argv[1]), Path(sys.argv[2]).absolute(), int(sys.argv[3])
    book, pages = _rendered(project)
    overviews = [page.entry for page in pages if page.entry.in_navigation]
    facets = _facets(book, overviews)
    searched = [page for page in pages if page.entry.uri in facets]
    _lay_out_briefbook(book, project, pages, folder / "briefbook")
    frame = _frame(folder / "briefbook" / overviews[0].uri)
    _lay_out_pagefind(searched, facets, frame, folder / "pagefind")
    index_material = _indexing_material(searched, folder)
    engines: dict[str, Callable[[], float]] = {
        "briefbook": lambda: _seconds(lambda: _index_briefbook(book, overviews, folder / "briefbook")),
        "Pagefind": lambda: _index_pagefind(folder / "pagefind"),
        "Material": lambda: _seconds(index_material),
    }
    indexes: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(rounds):
        for name, index in engines.items():
            indexes[name].append(index())
    json.dump(indexes, sys.stdout)


def _rendered(project: Path) -> tuple[Book, list[RenderedPage]]:
    whole, problems = load_book(project)
    assert whole is not None, problems
    book = book_at(whole, whole.settings.as_of)
    templates = project / "templates", packaged_templates()
    pages: list[RenderedPage] = []
    for page in render_pages(book, make_pages(Survey(book), {}), *templates):
        assert not isinstance(page, Problem), page
        pages.append(page)
    return book, pages


def _seconds(action: Callable[[], None]) -> float:
    """Return the CPU seconds of an action that finds nothing remembered from before."""
    _forget()
    start = time.process_time()
    action()
    return time.process_time() - start


def _forget() -> None:
    """Empty the caches of briefbook's search."""
    for remembering in (stem, terms_of_date, terms_of_name, tokens_of):
        remembering.cache_clear()


def _lay_out_briefbook(book: Book, project: Path, pages: Iterable[RenderedPage], out: Path) -> None:
    shown = [page for page in pages if page.entry.in_navigation or page.entry.uri == "search/index.html"]
    problems = MkDocsEngine().build(
        project,
        Site(tuple(shown), carried_files(book, project), "public", book.settings.title),
        out,
        no_progress,
    )
    assert not problems, problems


@relaxed_gc()  # as the build has it
def _index_briefbook(book: Book, overviews: Iterable[Entry], out: Path) -> None:
    files = {
        out / path: text for path, text in index_files(book, documents_of(Survey(book), overviews)).items()
    }
    for folder in {file.parent for file in files}:
        folder.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        file.write_text(text, "utf-8")


def _index_pagefind(site: Path) -> float:
    """Return the CPU seconds of Pagefind; like Material's search it skips what the templates exclude."""
    return run(
        "-m", "pagefind", "--quiet", "--site", site, "--exclude-selectors", "[data-search-exclude]"
    ).cpu


def _facets(book: Book, overviews: Iterable[Entry]) -> dict[str, Mapping[str, Iterable[str]]]:
    """Return the values of each facet, by the address of a page; overviews are left out."""
    found = [each for each in documents_of(Survey(book), overviews) if each.kind != "overview"]
    return {each.address.partition("#")[0]: each.facets for each in found}


def _lay_out_pagefind(
    pages: Iterable[RenderedPage],
    facets: Mapping[str, Mapping[str, Iterable[str]]],
    frame: tuple[str, str],
    out: Path,
) -> None:
    def filters(page: RenderedPage) -> str:
        values = ((facet, value) for facet, found in facets[page.entry.uri].items() for value in found)
        return "".join(
            f'<span data-pagefind-filter="{facet}:{escape(value)}"></span>' for facet, value in values
        )

    before, after = frame
    for page in pages:
        file = out / page.entry.uri
        file.parent.mkdir(parents=True, exist_ok=True)
        article = f"<article data-pagefind-body>{filters(page)}{page.html}"
        file.write_text(f"{before}{article}{after}", "utf-8")
    shutil.copy(_PAGEFIND_PAGE, out / "search.html")


def _frame(page: Path) -> tuple[str, str]:
    """Return what comes before and after the article of a page that is laid out."""
    before, _, article_and_rest = page.read_text("utf-8").partition("<article")
    _, end, after = article_and_rest.rpartition("</article>")
    return before, end + after


def _indexing_material(pages: Iterable[RenderedPage], folder: Path) -> Callable[[], None]:
    """Build one page with Material's search; return what makes its index from the pages of the book."""
    project, out = folder / "material-project", folder / "material"
    settings = {**settings_written_out(), "plugins": ["search"]}
    write_files(project, {"mkdocs.yml": dump(settings), "docs/index.md": "# Synthetic book\n"})
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(out))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    index = config.plugins["material/search"].search_index  # type: ignore[attr-defined] # of Material's plugin
    finished = []
    for rendered in pages:
        page = BookPage(
            rendered, File.generated(config, rendered.entry.uri.replace(".html", ".md"), content=""), config
        )
        page.read_source(config)
        page.render(config, Files([]))
        finished.append(page)

    def make() -> None:
        index.entries.clear()
        for page in finished:
            index.add_entry_from_context(page)
        (out / "search" / "search_index.json").write_text(index.generate_search_index(None), "utf-8")

    return make


if __name__ == "__main__":
    main()
