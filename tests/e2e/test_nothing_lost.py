"""No word that an author wrote is lost: it is on the site, on paper and in search, or the brief is refused."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from briefbook.derived.survey import Survey
from briefbook.model.addresses import address, pdf_address
from briefbook.model.book import Book
from briefbook.pages.book_pages import make_pages
from briefbook.pages.rendering import RenderedPage, render_pages
from briefbook.pages.templates import templates_of
from briefbook.pipelines.load import check_book, read_book
from briefbook.pipelines.print import PrintJob, write_pdfs
from briefbook.pipelines.progress import no_progress
from briefbook.problems import mistakes_among
from briefbook.search import documents_of
from tests.e2e.paper import needs_pdftotext, words_in
from tests.reading.markdown.fragments import Fragment, texts_by_chance

SETTINGS = "title: B\ndesk: {name: D, contact: d@example.org}\nas_of: 2026-01-01\nmarking: public\n"
HEAD = "---\ntitle: T\nbottom_line: B\n---\n"
TOGETHER = 25
"""So many texts are briefs of one book, since a book takes longer than a brief."""


@needs_pdftotext
@pytest.mark.slow
@settings(max_examples=settings().max_examples // TOGETHER, phases=[Phase.generate])
@given(st.lists(texts_by_chance(), min_size=TOGETHER, max_size=TOGETHER))
def test_no_word_is_lost(texts: list[Fragment]) -> None:
    with TemporaryDirectory() as folder:
        project = Path(folder, "book")
        folder_of_briefs = project / "briefs/context"
        folder_of_briefs.mkdir(parents=True)
        project.joinpath("briefs/book.yml").write_text(SETTINGS)
        wanted = {f"b{number}": text for number, text in enumerate(texts)}
        for name, text in wanted.items():
            folder_of_briefs.joinpath(f"{name}.md").write_text(HEAD + text.markdown)
        for problem in mistakes_among(check_book(project)[1]):
            project.joinpath(problem.where.path).unlink(missing_ok=True)
        book = read_book(project, None, no_progress)
        assert isinstance(book, Book), book
        for where, shown in shown_by(book, project, Path(folder)).items():
            for name, said in shown.items():
                lost = [word for word in wanted[name].words if word not in said]
                assert not lost, f"not {where}: {lost} of {wanted[name].markdown!r}"


def shown_by(book: Book, project: Path, folder: Path) -> dict[str, dict[str, str]]:
    """Return what the site, print and search show of each brief."""
    pages = render_pages(book, make_pages(Survey(book), {}), *templates_of(project))
    site = {page.entry.uri: page.html for page in pages if isinstance(page, RenderedPage)}
    pdfs = write_pdfs(book, project, PrintJob(briefs=frozenset(book.briefs)), folder, no_progress)
    assert isinstance(pdfs, dict), pdfs
    found = {document.address: document for document in documents_of(Survey(book), [])}
    addresses = {name: address(book, name) for name in book.briefs}
    return {
        "on the site": {
            name: lxml_html.fragment_fromstring(site[uri], create_parent="div").text_content()
            for name, uri in addresses.items()
        },
        "on paper": {name: words_in(pdfs[pdf_address(book, name)]) for name in book.briefs},
        "in search": {name: " ".join(found[uri].passages) for name, uri in addresses.items()},
    }
