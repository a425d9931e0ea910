"""Find names that the PDFs of a book take."""

from briefbook.model.book import Book, Brief
from briefbook.problems import Problem, Where


def check_pdf_names(book: Book) -> list[Problem]:
    """Return a problem for each file beside a brief, and each brief, that takes the name of a PDF."""
    problems = []
    for brief in (part for part in book.parts if isinstance(part, Brief)):
        taken = f"/{brief.id}/{brief.id}.pdf"
        problems += [
            Problem(Where(path), "the brief's own PDF has this name", "give the file another")
            for path in brief.attachments
            if path.lower().endswith(taken)  # in capitals too: Windows and macOS would keep one of the two
        ]
        if brief.id == "book":
            what = "'book' names the PDF of the whole book"
            problems.append(Problem(Where(brief.path), what, "give the brief another id"))
    return problems
