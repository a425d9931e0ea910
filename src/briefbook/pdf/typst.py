"""The one runner of Typst: documents to PDFs, and what it says of characters and pictures."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal

from typst import Compiler, Fonts, TypstError

from briefbook.pdf.chunking import is_large, set_in_parts
from briefbook.pdf.document import Document, PaperSettings, PaperSize, TypesetData
from briefbook.pdf.merging import Place, SetPart, count_pages
from briefbook.pdf.nodes import elements_of
from briefbook.problems import Problem, Where
from briefbook.reading.drawings import with_family
from briefbook.scratch import scratch_folder

_MAIN = "document.typ"
_REFUSED = 3
"""The exit status of a process that Typst refuses something in."""
_STANDARDS: list[Literal["ua-1", "a-3a"]] = ["ua-1", "a-3a"]
_PAPERS: Mapping[PaperSize, str] = {"a4": "a4", "letter": "us-letter"}
_TEXT_SIZE, _LARGE_PRINT = 10, 16
"""Points. Large print begins at 16 by the guidelines of the Round Table on Information Access."""
_PLACE = re.compile(r"┌─ (?:\S*/)?(\S+?):(\d+):(\d+)")
_LATIN = ("Source Serif 4", "Source Sans 3", "Source Code Pro")


class Typesetter:
    """Sets documents with Typst; to be used as `typesetter` gives it."""

    def __init__(self, root: Path, fonts: Sequence[Path], paper: PaperSettings, day: date) -> None:
        self.root = root
        self.font_folders = fonts
        self.fonts = _fonts(fonts)
        self.compiler = Compiler(root / _MAIN, root=root, font_paths=self.fonts)
        self.day = day
        self.paper = paper

    def pdf(self, document: Document, files: Mapping[str, Path]) -> bytes | Problem:
        """Return a document as PDF, or what prevents it; ``files`` gives its pictures, by address."""
        for picture in sorted(_pictures(document)):
            if picture not in files:
                what = f"{document.uri} shows {picture!r}, which is not beside any brief"
                return Problem(Where("templates/print"), what, "fix the template")
            copy = self.root / picture
            if not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                _copy_picture(files[picture], copy)
        data = self.data(document)
        try:
            if is_large(data):
                pdf = set_in_parts(data, self.set_apart)
            else:
                pdf = _compile(self.compiler, data, self.day)
        except RefusedError as refused:
            return refused.problem
        limit = None if self.paper.is_large or self.paper.is_duplex else document.page_limit
        if limit and document.where and (pages := count_pages(pdf)) > limit:
            what = f"the pack has {pages} pages, {limit} at most by its limit"
            return Problem(document.where, what, "leave out a brief, or raise 'page_limit'")
        return pdf

    def data(self, document: Document) -> TypesetData:
        """Return what Typst sets at once: the whole document, on its paper."""
        return {
            **document.data,
            "uri": document.uri,
            "opens": True,
            "first_page": 1,
            "numbers": {},
            "total": None,
            "paper": _PAPERS[self.paper.size],
            "size": _LARGE_PRINT if self.paper.is_large else _TEXT_SIZE,
            "large": self.paper.is_large,
            "duplex": self.paper.is_duplex,
            "fonts": _other_families(self.fonts),
        }

    def set_apart(self, data: TypesetData) -> SetPart:
        """Return a part of a document, set in a process of its own, which gives all its memory back.

        Raises ``RefusedError``.
        """
        job = {
            "root": str(self.root),
            "fonts": [str(folder) for folder in self.font_folders],
            "day": self.day.isoformat(),
            "data": data,
        }
        process = [sys.executable, "-P", "-m", "briefbook.pdf.typst"]
        result = subprocess.run(process, input=json.dumps(job).encode(), capture_output=True, check=False)
        if result.returncode == _REFUSED:
            place, what, fix = json.loads(result.stdout)
            raise RefusedError(Problem(Where(*place), what, fix))
        if result.returncode:
            raise RuntimeError(f"{' '.join(process)}: {result.stderr.decode()}")
        places, _, pdf = result.stdout.partition(b"\n")
        return SetPart(pdf, tuple(Place(**each) for each in json.loads(places)))


class RefusedError(Exception):
    """Typst refuses to set some data; ``problem`` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def _compile(compiler: Compiler, data: TypesetData, day: date) -> bytes:
    """Return some data as PDF; raises ``RefusedError``."""
    try:
        pdf = compiler.compile(
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=[*_STANDARDS] if data["opens"] else ["a-3a"],  # a later part begins at any level
            timestamp=datetime.combine(day, time(), UTC),
        )
    except TypstError as error:
        place = _PLACE.search(error.diagnostic)
        where = Where(f"templates/print/{place[1]}", int(place[2]), int(place[3])) if place else None
        what = f"{data['title']!r} cannot be set: {error.message}"
        fix = "; ".join(error.hints) or "fix the template"
        if "could not be displayed" in error.message:  # by a template: the book's texts were looked at
            fix = (
                "write it in other characters in templates/, or put a font that has it into templates/fonts/"
            )
        raise RefusedError(Problem(where or Where(data["uri"]), what, fix)) from error
    assert isinstance(pdf, bytes)
    return pdf


def _do(job: dict[str, Any]) -> int:
    """Set what `Typesetter.set_apart` asks for, in the process that it began; return the exit status."""
    root = Path(job["root"])
    compiler = Compiler(root / _MAIN, root=root, font_paths=_fonts(map(Path, job["fonts"])))
    try:
        pdf = _compile(compiler, job["data"], date.fromisoformat(job["day"]))
    except RefusedError as refused:
        problem = refused.problem
        sys.stdout.write(json.dumps([problem.where, problem.what, problem.fix]))
        return _REFUSED
    places = json.loads(compiler.query("<place>", field="value"))
    sys.stdout.buffer.write(json.dumps(places).encode() + b"\n" + pdf)
    return 0


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
        yield Typesetter(root, _font_folders(last_first), paper, day)


def _font_folders(folders: Iterable[Path]) -> list[Path]:
    return [folder / "fonts" for folder in folders if (folder / "fonts").is_dir()]


def _fonts(folders: Iterable[Path]) -> Fonts:
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[*folders])


def is_readable(font: Path) -> bool:
    """Return whether print can use a font; Typst says nothing of one that it cannot read."""
    with scratch_folder() as folder:
        shutil.copyfile(font, folder / font.name)
        return bool(_fonts([folder]).families())


def _other_families(fonts: Fonts) -> list[str]:
    """Return the families to which print turns for what the Latin ones lack."""
    return [family for family in fonts.families() if family not in _LATIN]


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


def without_glyph(clusters: Iterable[str], folders: Iterable[Path]) -> set[str]:
    """Return those of some characters, each with its marks, that no font of the folders can show."""
    wanted = sorted(clusters)
    fonts = _fonts(_font_folders(folders))
    families = ", ".join(map(json.dumps, (*_LATIN, *_other_families(fonts))))
    head = f'#set document(title: "Characters")\n#set text(font: ({families}))\n'
    first = head.count("\n") + 1
    # Each is on a line of its own, by which Typst names it, and a paragraph: no other is in its way.
    escaped = ("".join(f"\\u{{{ord(each):x}}}" for each in cluster) for cluster in wanted)
    error = _try(head + "\n\n".join(escaped), {}, None, fonts)
    return {wanted[(int(place[2]) - first) // 2] for place in _PLACE.finditer(error)}


def why_unreadable(picture: Path, scratch: Path | None = None) -> str:
    """Return why a picture cannot be set; nothing where it can. It is copied into ``scratch`` to be tried."""
    source = '#set document(title: "Picture")\n#image(sys.inputs.picture, alt: "A picture")'
    # where nothing lies beside it
    with scratch_folder(scratch) as folder:
        shutil.copyfile(picture, folder / picture.name)
        error = _try(source, {"picture": f"/{picture.name}"}, folder, _fonts([]))
    return error.partition("\n")[0].removeprefix("error: ")


def _try(source: str, inputs: dict[str, str], root: Path | None, fonts: Fonts) -> str:
    """Return what Typst says against a small document: nothing if it sets it."""
    try:
        Compiler(source.encode(), root=root, font_paths=fonts, sys_inputs=inputs).compile(
            format="pdf", pdf_standards=[*_STANDARDS], timestamp=0
        )
    except TypstError as error:
        return error.diagnostic
    return ""


if __name__ == "__main__":
    sys.exit(_do(json.load(sys.stdin)))
