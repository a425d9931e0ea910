"""Set each brief of a project as a PDF: `python -m bench.print.sets briefbook|weasyprint PROJECT OUT`.

Both get the same HTML, which briefbook's print templates make, with the same fonts; both write tagged PDFs.
"""

import sys
from pathlib import Path

from briefbook.model.book import Book
from briefbook.pages.rendering import RenderedPage, render_for_print
from briefbook.pages.templates import templates_of
from briefbook.pdf.document import PaperSettings
from briefbook.pdf.document_builder import DocumentBuilder
from briefbook.pipelines.load import read_book
from briefbook.pipelines.print import PrintJob, write_pdfs
from briefbook.pipelines.progress import no_progress

_STYLE = """
@page {
  size: A4;
  margin: 22mm 21mm;
  @top-center { content: "INTERNAL"; font: bold 9pt "Source Sans 3" }
  @bottom-right { content: "page " counter(page) " of " counter(pages); font: 8pt "Source Sans 3" }
}
body {
  font: 10pt/1.35 "Source Serif 4", "Source Sans 3", "Noto Sans JP", "Noto Sans SC", "Noto Sans Devanagari";
}
h1, h2, h3, dt { font-family: "Source Sans 3" }
.bb-bottom-line { border: 0.7pt solid; padding: 0.8em }
.bb-facts > div, .bb-dates > li { display: grid; grid-template-columns: 20% 80% }
.bb-cite { font-size: 66% }
.bb-notes { font-size: 80% }
"""


def set_with_briefbook(project: Path, out: Path, book: Book) -> None:
    """Print all briefs."""
    printed = write_pdfs(
        book, project, PrintJob(frozenset(book.briefs), paper=PaperSettings()), out, no_progress
    )
    if isinstance(printed, list):
        raise SystemExit("\n".join(map(str, printed)))


def set_with_weasyprint(project: Path, out: Path, book: Book) -> None:
    """Print the same pages with WeasyPrint."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 - only this peer needs it
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    style = CSS(string=_STYLE + _faces(templates_of(project)[1] / "fonts"), font_config=fonts)
    pages = [
        page for page in DocumentBuilder(book, *templates_of(project)).pages.values() if page.entry.source
    ]
    for rendered in render_for_print(book, pages, *templates_of(project)):
        assert isinstance(rendered, RenderedPage)
        title = rendered.entry.title
        html = f"<html lang=en><title>{title}</title><h1>{title}</h1>{rendered.html}"
        name = rendered.entry.uri.split("/")[1]
        HTML(string=html).write_pdf(
            out / f"{name}.pdf", stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"
        )


def _faces(folder: Path) -> str:
    """Return the rules that load the fonts of a folder."""
    rules = []
    for file in sorted(folder.glob("*.ttf")):
        family, _, style = file.stem.partition("-")
        name = _NAMES.get(family, family)
        weight = "bold" if "Bold" in style else "normal"
        slant = "italic" if "Italic" in style else "normal"
        rules.append(
            f'@font-face {{ font-family: "{name}"; src: url("{file.as_uri()}"); '
            f"font-weight: {weight}; font-style: {slant} }}"
        )
    return "\n".join(rules)


_NAMES = {
    "SourceSerif4": "Source Serif 4",
    "SourceSans3": "Source Sans 3",
    "NotoSansJP": "Noto Sans JP",
    "NotoSansSC": "Noto Sans SC",
    "NotoSansDevanagari": "Noto Sans Devanagari",
}
_TOOLS = {"briefbook": set_with_briefbook, "weasyprint": set_with_weasyprint}


def main() -> None:
    """Read the book, and set it."""
    tool, project, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    book = read_book(project, None, no_progress)
    assert isinstance(book, Book)
    out.mkdir(parents=True, exist_ok=True)
    _TOOLS[tool](project, out, book)


if __name__ == "__main__":
    main()
