"""The pipeline of print: a book becomes PDFs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from briefbook.editions.history import Edition
from briefbook.model.addresses import BOOK_PDF, cards_address, pack_address, pdf_address
from briefbook.model.book import Book
from briefbook.pages.templates import templates_of
from briefbook.pdf.document import Document, PaperSettings
from briefbook.pdf.document_builder import DocumentBuilder
from briefbook.pdf.typst import typesetter
from briefbook.pipelines.assets import attached_files
from briefbook.pipelines.load import read_book
from briefbook.pipelines.progress import Progress, no_progress
from briefbook.problems import Problem, Refusal, Where, suggest
from briefbook.scratch import scratch_folder

A4 = PaperSettings()


@dataclass(frozen=True)
class PrintJob:
    """What of a book is printed: briefs and packs by their ids, the whole book; and on what."""

    briefs: frozenset[str] = frozenset()
    book: bool = False
    packs: frozenset[str] = frozenset()
    cards: frozenset[str] = frozenset()
    """The packs that are printed as cards."""
    paper: PaperSettings = A4

    @property
    def size(self) -> int:
        """How many documents it makes."""
        return len(self.briefs) + self.book + len(self.packs) + len(self.cards)


def full_print_job(book: Book) -> PrintJob:
    """Return the job of printing all that a book can be printed as."""
    return PrintJob(
        frozenset(book.briefs), book=True, packs=frozenset(book.packs), cards=frozenset(book.packs)
    )


def complete_job(job: PrintJob, book: Book) -> PrintJob:
    """Return a job; if it names nothing, that of all that the book can be printed as, on the same paper.

    Raises `Refusal` if the book has no brief or pack that the job names.
    """
    for what, names, known in (
        ("brief", job.briefs, book.briefs),
        ("pack", job.packs | job.cards, book.packs),
    ):
        for name in sorted(names - known.keys()):
            raise Refusal(f"no {what} {name!r}; {suggest(name, known)}")
    return job if job.size else replace(full_print_job(book), paper=job.paper)


def print_job_for(address: str, book: Book) -> PrintJob:
    """Return the job of printing the one document at an address; an empty one if there is none there."""
    if address == BOOK_PDF:
        return PrintJob(book=True)
    return PrintJob(
        briefs=frozenset(each for each in book.briefs if pdf_address(book, each) == address),
        packs=frozenset(each for each in book.packs if pack_address(each) == address),
        cards=frozenset(each for each in book.packs if cards_address(each) == address),
    )


def write_pdfs(  # noqa: PLR0913, PLR0917 - a book, where it goes, and what it is
    book: Book,
    project: Path,
    job: PrintJob,
    folder: Path,
    progress: Progress,
    edition: Edition | None = None,
) -> dict[str, Path] | list[Problem]:
    """Print into a folder; return where each PDF is, by its address, or all that prevents it."""
    templates = templates_of(project)
    pictures = attached_files(book, project)
    written: dict[str, Path] = {}
    problems: dict[Where, Problem] = {}
    with typesetter(templates, job.paper, book.as_of, folder) as typeset:
        for document in _documents(DocumentBuilder(book, *templates, edition), job):
            progress("Printing", len(written), job.size)
            result = document if isinstance(document, Problem) else typeset.pdf(document, pictures)
            if isinstance(result, Problem):
                problems.setdefault(result.where, result)  # a template's mistake is in many documents
            elif isinstance(document, Document):
                file = folder / document.uri
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(result)
                written[document.uri] = file
    return sorted(problems.values()) or written


def _documents(builder: DocumentBuilder, job: PrintJob) -> Iterator[Document | Problem]:
    yield from builder.briefs_apart(job.briefs)
    if job.book:
        yield from builder.whole_book()
    for pack in sorted(job.packs):
        yield from builder.pack(builder.book.packs[pack])
    for pack in sorted(job.cards):
        yield from builder.cards(builder.book.packs[pack])


def print_book(
    project: Path,
    out: Path,
    choose: Callable[[Book], PrintJob],
    as_of: date | None = None,
    progress: Progress = no_progress,
) -> dict[str, Path] | list[Problem]:
    """Print what is chosen of a project's book into the folder ``out``; return the PDFs as `write_pdfs` does.

    They are `ID.pdf`, `book.pdf`, `packs/NAME.pdf` and `packs/NAME/cards.pdf`. Where a document cannot be set
    none is written.
    """
    book = read_book(project, as_of, progress)
    if not isinstance(book, Book):
        return book
    out.mkdir(parents=True, exist_ok=True)
    with scratch_folder(out, ".briefbook-unfinished-") as scratch:
        pdfs = write_pdfs(book, project, choose(book), scratch, progress)
        if isinstance(pdfs, list):
            return pdfs
        return {uri: _moved(file, out / _short_name(uri)) for uri, file in pdfs.items()}


def _short_name(uri: str) -> str:
    """Return the name of a PDF among the others of a folder: a brief's needs no path."""
    return uri if uri.startswith("packs/") else uri.rpartition("/")[2]


def _moved(file: Path, target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    return file.replace(target)
