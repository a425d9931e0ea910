"""Find what of a book only its print would refuse or leave out, and pictures that cannot be shown at all."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from briefbook.model.book import Book, Brief
from briefbook.model.limits import PARTS, PICTURES
from briefbook.model.prose import Picture
from briefbook.model.relations import prose_of
from briefbook.pages.templates import templates_of
from briefbook.pdf.glyphs import check_glyphs
from briefbook.pdf.typst import is_readable, memory_of, memory_of_drawing, why_unreadable, without_glyph
from briefbook.pdf.typst_process import TypstProcess
from briefbook.problems import Problem, Where
from briefbook.reading.drawings import Drawing, read_drawing
from briefbook.reading.pictures import ANEW, faults_of
from briefbook.reading.plain_files import contents_of

_FONTS = frozenset({".eot", ".otc", ".otf", ".pfb", ".ttc", ".ttf", ".woff", ".woff2"})


class _Found(NamedTuple):
    problem: Problem
    only_on_paper: bool = True


def check_printable(
    book: Book, project: Path, texts: Mapping[str, str], scratch: Path | None, *, with_pdfs: bool
) -> Iterator[Problem]:
    """Yield what is wrong with the pictures of a book, and the words and the masses that print cannot set.

    ``texts`` are those of its files, by path. Without PDFs, what only paper cannot show is a warning.
    Temporary files are made in ``scratch``. Where fonts cannot be read, nothing is said of what lacks one.
    """
    pictures = shown_pictures(book)
    drawings = {path: _read_drawing(project / path, path) for path in pictures if _is_drawing(path)}
    words = {
        **{Where(path): text for path, text in texts.items()},
        **{Where(path): drawing.words for path, drawing in drawings.items() if drawing},
        **_addresses_in_code(book),
    }
    has_stray_fonts = bool(contents_of(project, "templates/fonts").strays)
    with TypstProcess() as typst:
        no_glyph = partial(without_glyph, folders=templates_of(project), typst=typst)
        found = [
            *map(_Found, _check_sizes(book)),
            *map(_Found, _check_pictures_together(book, project, drawings)),
            *map(_Found, () if has_stray_fonts else check_glyphs(words, no_glyph)),
            *(
                each
                for path, picture in pictures.items()
                for each in _check_picture(project / path, picture, drawings.get(path), typst, scratch)
            ),
        ]
    for problem, only_on_paper in found:
        yield replace(problem, is_warning=True) if only_on_paper and not with_pdfs else problem


def _check_sizes(book: Book) -> Iterator[Problem]:
    """Yield each brief that holds more than print has room for, in all its fields and its text."""
    for brief in (part for part in book.parts if isinstance(part, Brief)):
        pieces = [piece for prose in prose_of(brief) for piece in prose.html]
        parts = sum(piece.count("</") if isinstance(piece, str) else 1 for piece in pieces)
        if parts > PARTS:
            what = f"{parts:,} paragraphs, items, cells, marked words and citations in one brief"
            yield Problem(Where(brief.path), what, f"split it: a brief has {PARTS:,} at most")


def _check_pictures_together(
    book: Book, project: Path, drawings: Mapping[str, Drawing | None]
) -> Iterator[Problem]:
    """Yield each brief whose pictures take more memory than print has, though each of them can be set."""
    for brief in (part for part in book.parts if isinstance(part, Brief)):
        shown = {brief.attachment_at(picture.path) for picture in brief.prose.pictures}
        memory = sum(
            memory_of_drawing(drawing) if (drawing := drawings.get(path)) else memory_of(project / path)
            for path in shown
            if path
        )
        if memory > PICTURES:
            what = f"pictures that take {memory / 1e9:,.1f} GB in print, at four bytes a pixel"
            fix = f"make them smaller, or split it: a brief has {PICTURES / 1e9:.0f} GB at most"
            yield Problem(Where(brief.path), what, fix)


def why_unprintable(words: str, project: Path) -> str | None:
    """Return which words no font of a project's print can show: `what; how to fix`; None if it shows all."""
    own, packaged = templates_of(project)
    folders = [packaged] if contents_of(project, "templates/fonts").strays else [own, packaged]
    with TypstProcess() as typst:
        no_glyph = partial(without_glyph, folders=folders, typst=typst)
        found = check_glyphs({Where(""): words}, no_glyph)
        return next((f"{problem.what}; {problem.fix}" for problem in found), None)


def check_fonts(project: Path) -> Iterator[Problem]:
    """Yield each font of a book's own that its print cannot use."""
    own, packaged = templates_of(project)
    fonts = contents_of(project, "templates/fonts").files if own.resolve() != packaged else {}
    with TypstProcess() as typst:
        for path, font in fonts.items():
            if font.suffix.lower() in _FONTS and not is_readable(font, typst):
                what = "print cannot use this font"
                yield Problem(Where(path), what, "put it here in TrueType, as a .ttf file")


def shown_pictures(book: Book) -> dict[str, Picture]:
    """Return each picture that a brief shows, by the path of its file, where it is shown first."""
    shown: dict[str, Picture] = {}
    for brief in book.parts:
        if isinstance(brief, Brief):
            for picture in brief.prose.pictures:
                if path := brief.attachment_at(picture.path):
                    shown.setdefault(path, picture)
    return shown


def _addresses_in_code(book: Book) -> dict[Where, str]:
    """Return the addresses of files that are written in the code of URLs (`%E5%9B%B3.pdf`), by their places.

    Print shows such an address, and in its own characters.
    """
    return {
        link.where: unquote(link.address)
        for brief in book.parts
        if isinstance(brief, Brief)
        for link in brief.prose.hyperlinks
        if "%" in link.address and brief.attachment_at(link.address)
    }


def _is_drawing(path: str) -> bool:
    return path.lower().endswith(".svg")


def _read_drawing(file: Path, path: str) -> Drawing | None:
    try:
        return read_drawing(file.read_text("utf-8-sig"), path)
    except UnicodeDecodeError:
        return None


def _check_picture(
    file: Path, picture: Picture, drawing: Drawing | None, typst: TypstProcess, scratch: Path | None
) -> Iterator[_Found]:
    found = [*(_check_drawing(drawing) if drawing else _check_pixels(file, picture))]
    yield from found
    if any(not each.problem.is_warning for each in found):
        return
    is_xml = drawing is not None or not _is_drawing(file.name)
    if reason := why_unreadable(file, typst, scratch) or ("" if is_xml else "it is not XML in UTF-8"):
        yield _Found(_of_picture(picture, f"cannot be read ({reason})", ANEW), only_on_paper=is_xml)


def _check_drawing(drawing: Drawing) -> Iterator[_Found]:
    yield from (_Found(problem, only_on_paper=False) for problem in drawing.hidden)
    yield from map(_Found, drawing.hidden_on_paper)


def _check_pixels(file: Path, picture: Picture) -> Iterator[_Found]:
    for fault in faults_of(file) if not _is_drawing(file.name) else ():
        problem = replace(_of_picture(picture, fault.what, fault.fix), is_warning=fault.is_warning)
        yield _Found(problem, only_on_paper=not fault.on_site)


def _of_picture(picture: Picture, what: str, fix: str) -> Problem:
    return Problem(picture.where, f"the picture {picture.path!r} {what}", fix)
