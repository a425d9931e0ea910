"""Footnotes have the same numbers and texts on the site and on paper."""

import re
from pathlib import Path

from lxml import html as lxml_html

from briefbook.derived.survey import Survey
from briefbook.model.addresses import address
from briefbook.model.book import Book
from briefbook.pages.book_pages import make_pages
from briefbook.pages.rendering import RenderedPage, render_pages
from briefbook.pages.templates import templates_of
from briefbook.pipelines.load import read_book
from briefbook.pipelines.print import full_print_job, write_pdfs
from briefbook.pipelines.progress import no_progress
from tests.conftest import MakeBook
from tests.e2e.paper import needs_pdftotext, words_in

HEAD = "---\ntitle: T\nbottom_line: B\n---\n"
EVERY_FORM = """\
RefD[^d] *refA[^a]* and refD[^d].

- RefB[^b]
  - refC[^c]

| RefE[^e] | x |
|---|---|
| x | refF[^f] |

> RefG[^g]

!!! judgement "The desk"

    RefH[^h] and refA[^a].

Term
:   RefI[^i]

[^a]: NoteA *said* so.
[^b]: NoteB said so,
and goes on.
[^c]: NoteC said so.

    NoteC2 in a paragraph.

    - NoteC3 in an item
[^d]: NoteD [says](https://example.org/) so [@ministry-2021].
[^e]: NoteE
[^f]: NoteF `code`
[^g]: NoteG
[^h]: NoteH
[^i]: NoteI
"""


@needs_pdftotext
def test_footnotes_are_the_same_on_the_site_and_on_paper(make_book: MakeBook, tmp_path: Path) -> None:
    project = make_book(
        {
            "briefs/context/notes.md": HEAD + EVERY_FORM,
            "briefs/context/other.md": HEAD + "RefZ[^z].\n\n[^z]: NoteZ\n",
        }
    )
    book = read_book(project, None, no_progress)
    assert isinstance(book, Book)
    pages = render_pages(book, make_pages(Survey(book), {}), *templates_of(project))
    uri = address(book, "notes")
    page = next(each for each in pages if isinstance(each, RenderedPage) and each.entry.uri == uri)
    pdfs = write_pdfs(book, project, full_print_job(book), tmp_path, no_progress)
    assert isinstance(pdfs, dict)
    tree = lxml_html.fragment_fromstring(page.html, create_parent="div")
    texts = [
        (str(number), name)
        for number, note in enumerate(tree.xpath(".//div[@class='footnote']/ol/li"), start=1)
        for name in re.findall(r"Note\w", note.text_content())
    ]
    for each in tree.find_class("footnote"):
        each.drop_tree()
    paper = words_in(pdfs["context/notes/notes.pdf"], "-raw")
    numbers = ["1", "2", "1", "3", "4", "5", "6", "7", "8", "2", "9"]
    assert references_in(tree.text_content()) == list(zip("DADBCEFGHAI", numbers, strict=True))
    assert references_in(paper) == references_in(tree.text_content())
    assert texts == [(str(number), f"Note{letter}") for number, letter in notes_in("DABCCCEFGHI")]
    assert re.findall(r"(\d)(Note\w)", paper) == [(number, name) for number, name in dict.fromkeys(texts)]
    assert {"RefZ1", "1NoteZ"} <= set(re.findall(r"RefZ\d|\dNoteZ", words_in(pdfs["book.pdf"], "-raw")))


def references_in(text: str) -> list[tuple[str, str]]:
    """Return each reference of a text: its letter, and the number of the footnote."""
    return re.findall(r"[Rr]ef([A-Z])(\d)", text)


def notes_in(letters: str) -> list[tuple[int, str]]:
    """Return letters, each with the number of the footnote that it is in."""
    numbers = {letter: number for number, letter in enumerate(dict.fromkeys(letters), start=1)}
    return [(numbers[letter], letter) for letter in letters]
