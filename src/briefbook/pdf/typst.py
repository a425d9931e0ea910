"""What Typst is asked for: documents as PDFs, and what it says of characters and pictures."""

import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path

from briefbook.pdf.chunking import is_large, set_in_parts
from briefbook.pdf.document import Document, PaperSettings, PaperSize, TypesetData
from briefbook.pdf.merging import Place, SetPart, count_pages
from briefbook.pdf.nodes import elements_of
from briefbook.pdf.typst_process import Job, TypstDeathError, TypstProcess, TypstRefusalError
from briefbook.problems import Problem, Where
from briefbook.reading.drawings import Drawing, read_drawing, with_family
from briefbook.reading.pictures import pixels_of
from briefbook.scratch import scratch_folder

_MAIN = "document.typ"
_STANDARDS = ("ua-1", "a-3a")
_PAPERS: Mapping[PaperSize, str] = {"a4": "a4", "letter": "us-letter"}
_CARD = "a5"
_TEXT_SIZE, _CARD_SIZE, _LARGE_PRINT, _LARGE_CARD = 10, 16, 16, 20
"""Points. Large print begins at 16 by the guidelines of the Round Table on Information Access."""
_FOR_PICTURE = 30
"""Seconds of CPU. The largest picture that may be takes five."""
_BYTES_OF_PIXEL, _BYTES_OF_LETTER = 4, 25
"""How many bytes Typst takes for a pixel of a picture, and for a letter of a drawing in SVG."""
_PLACE = re.compile(r"┌─ (?:\S*/)?(\S+?):(\d+):(\d+)")
_LATIN = ("Source Serif 4", "Source Sans 3", "Source Code Pro")


class Typesetter:
    """Sets documents with Typst; to be used as `typesetter` gives it."""

    def __init__(
        self, typst: TypstProcess, root: Path, fonts: Sequence[Path], paper: PaperSettings, day: date
    ) -> None:
        self.typst = typst
        self.root = root
        self.fonts = fonts
        self.other_families = _other_families(typst, fonts)
        self.day = day
        self.paper = paper

    def pdf(self, document: Document, files: Mapping[str, Path]) -> bytes | Problem:
        """Return a document as PDF, or what prevents it; ``files`` gives its pictures, by address."""
        pictures = sorted(_pictures(document))
        for picture in pictures:
            if picture not in files:
                what = f"{document.uri} shows {picture!r}, which is not beside any brief"
                return Problem(Where("templates/print"), what, "fix the template")
            copy = self.root / picture
            if not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                _copy_picture(files[picture], copy)
        data, memory = self.data(document), {each: memory_of(files[each]) for each in pictures}
        in_parts = is_large(data, memory)
        try:
            pdf = set_in_parts(data, memory, self.set_apart) if in_parts else self.set(data).pdf
        except TypstRefusalError as refusal:
            return _problem_of(refusal, document)
        except TypstDeathError as death:
            fix = "make it shorter, or take out what is unusual in it"
            return Problem(document.where, f"{data['title']!r} cannot be printed: {death}", fix)
        limit = None if self.paper.is_large or self.paper.is_duplex else document.page_limit
        if limit and (pages := count_pages(pdf)) > limit:
            what = f"the pack has {pages} pages, {limit} at most by its limit"
            return Problem(document.where, what, "leave out a brief, or raise 'page_limit'")
        return pdf

    def data(self, document: Document) -> TypesetData:
        """Return what Typst sets at once: the whole document, on its paper."""
        is_card = document.data["kind"] == "cards"
        usual, large = (_CARD_SIZE, _LARGE_CARD) if is_card else (_TEXT_SIZE, _LARGE_PRINT)
        return {
            **document.data,
            "uri": document.uri,
            "opens": True,
            "first_page": 1,
            "numbers": {},
            "total": None,
            "paper": _CARD if is_card else _PAPERS[self.paper.size],
            "size": large if self.paper.is_large else usual,
            "large": self.paper.is_large,
            "duplex": self.paper.is_duplex,
            "fonts": self.other_families,
        }

    def set(self, data: TypesetData) -> SetPart:
        """Return some data as a PDF; raises ``TypstRefusalError`` or ``TypstDeathError``."""
        job = Job(
            main=_MAIN,
            root=self.root,
            fonts=self.fonts,
            inputs={"data": json.dumps(data, ensure_ascii=False)},
            standards=_STANDARDS if data["opens"] else ["a-3a"],  # a later part begins at any level
            time=int(datetime.combine(self.day, time(), UTC).timestamp()),
            asks_places=data["total"] is not None,
        )
        pdf, places = self.typst.set(job)
        return SetPart(pdf, tuple(Place(**each) for each in places))

    def set_apart(self, data: TypesetData) -> SetPart:
        """Return a part of a document as `set` does, and give all its memory back."""
        part = self.set(data)
        self.typst.close()
        return part


def _problem_of(refusal: TypstRefusalError, document: Document) -> Problem:
    """Return what is wrong with a document, or rather with a template, that Typst refuses."""
    place = _PLACE.search(refusal.diagnostic)
    where = Where(f"templates/print/{place[1]}", int(place[2]), int(place[3])) if place else document.where
    fix = "; ".join(refusal.hints) or "fix the template"
    if "could not be displayed" in refusal.message:  # by a template: the book's texts were looked at
        fix = "write it in other characters in templates/, or put a font that has it into templates/fonts/"
    return Problem(where, f"{document.data['title']!r} cannot be set: {refusal.message}", fix)


@contextmanager
def typesetter(
    folders: Iterable[Path], paper: PaperSettings, day: date, scratch: Path
) -> Iterator[Typesetter]:
    """Yield a typesetter with the templates and the fonts of some folders, the first of which go before.

    All PDFs bear the date ``day``. What Typst reads is copied into a folder within ``scratch``.
    """
    last_first = [*folders][::-1]
    with scratch_folder(scratch) as root:
        for folder in last_first:
            for template in sorted((folder / "print").glob("*.typ")):
                shutil.copyfile(template, root / template.name)
        with TypstProcess() as typst:
            yield Typesetter(typst, root, _font_folders(last_first), paper, day)


def _font_folders(folders: Iterable[Path]) -> list[Path]:
    return [folder / "fonts" for folder in folders if (folder / "fonts").is_dir()]


def is_readable(font: Path, typst: TypstProcess) -> bool:
    """Return whether print can use a font; Typst says nothing of one that it cannot read."""
    with scratch_folder() as folder:
        shutil.copyfile(font, folder / font.name)
        try:
            return bool(typst.families([folder]))
        except TypstDeathError:
            return False


def _other_families(typst: TypstProcess, fonts: Iterable[Path]) -> list[str]:
    """Return the families to which print turns for what the Latin ones lack."""
    return [family for family in typst.families(fonts) if family not in _LATIN]


def _pictures(document: Document) -> set[str]:
    """Return the addresses of a document's pictures."""
    parts = document.data["parts"]
    return {node["path"] for part in parts for node in elements_of(part["nodes"]) if node["tag"] == "img"}


def _copy_picture(picture: Path, copy: Path) -> None:
    """Copy a picture to where Typst reads it; the words of a drawing come into a font that the print has."""
    if picture.suffix.lower() == ".svg":
        copy.write_text(with_family(picture.read_text("utf-8-sig"), _LATIN[1]), "utf-8")
    else:
        shutil.copyfile(picture, copy)


def memory_of(picture: Path) -> int:
    """Return how many bytes a picture takes while it is set, at most: by its pixels, or by its text."""
    if picture.suffix.lower() != ".svg":
        return _BYTES_OF_PIXEL * pixels_of(picture)
    text = picture.read_text("utf-8-sig", "replace")
    drawing = read_drawing(text, picture.name)
    return memory_of_drawing(drawing) if drawing else _BYTES_OF_LETTER * len(text)


def memory_of_drawing(drawing: Drawing) -> int:
    """Return the same of a drawing that was read."""
    return _BYTES_OF_LETTER * len(drawing.words) + _BYTES_OF_PIXEL * drawing.pixels


def without_glyph(clusters: Iterable[str], folders: Iterable[Path], typst: TypstProcess) -> set[str]:
    """Return those of some characters, each with its marks, that no font of the folders can show.

    Characters that end Typst are found by halves.
    """
    wanted, folders = sorted(clusters), [*folders]
    try:
        return _without_glyph(wanted, _font_folders(folders), typst)
    except TypstDeathError:
        if len(wanted) == 1:
            return {*wanted}
        halves = wanted[: len(wanted) // 2], wanted[len(wanted) // 2 :]
        return set().union(*(without_glyph(half, folders, typst) for half in halves))


def _without_glyph(clusters: Sequence[str], fonts: Sequence[Path], typst: TypstProcess) -> set[str]:
    families = ", ".join(map(json.dumps, (*_LATIN, *_other_families(typst, fonts))))
    head = f'#set document(title: "Characters")\n#set text(font: ({families}))\n'
    first = head.count("\n") + 1
    # Each is on a line of its own, by which Typst names it, and a paragraph: no other is in its way.
    escaped = ("".join(f"\\u{{{ord(each):x}}}" for each in cluster) for cluster in clusters)
    error = _try(typst, Job(head + "\n\n".join(escaped), None, fonts, {}, _STANDARDS))
    return {clusters[(int(place[2]) - first) // 2] for place in _PLACE.finditer(error)}


def why_unreadable(picture: Path, typst: TypstProcess, scratch: Path | None = None) -> str:
    """Return why a picture cannot be set; nothing where it can. It is copied into ``scratch`` to be tried."""
    source = '#set document(title: "Picture")\n#image(sys.inputs.picture, alt: "A picture")'
    # where nothing lies beside it
    with scratch_folder(scratch) as folder:
        shutil.copyfile(picture, folder / picture.name)
        (folder / _MAIN).write_text(source, "utf-8")
        try:
            inputs = {"picture": f"/{picture.name}"}
            error = _try(typst, Job(_MAIN, folder, [], inputs, _STANDARDS, seconds=_FOR_PICTURE))
        except TypstDeathError as death:
            return str(death)
    return error.partition("\n")[0].removeprefix("error: ")


def _try(typst: TypstProcess, job: Job) -> str:
    """Return what Typst says against a small document: nothing if it sets it."""
    try:
        typst.set(job)
    except TypstRefusalError as refusal:
        return refusal.diagnostic
    return ""
