"""The one runner of Typst: documents to PDFs, and what it says of characters and pictures."""

import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Literal

from pikepdf import Pdf
from typst import Compiler, Fonts, TypstError

from briefbook.document import Document, Paper, PaperSize
from briefbook.errors import Problem, Where
from briefbook.nodes import elements_of

_STANDARDS: list[Literal["ua-1", "a-3a"]] = ["ua-1", "a-3a"]
_PAPERS: Mapping[PaperSize, str] = {"a4": "a4", "letter": "us-letter"}
_TEXT_SIZE, _LARGE_PRINT = 10, 16
"""Points. Large print begins at 16 by the guidelines of the Round Table on Information Access."""
_UNICODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_PLACE = re.compile(r"┌─ (?:\S*/)?(\S+?):(\d+):(\d+)")
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_LATIN = ("Source Serif 4", "Source Sans 3", "Source Code Pro")


class Typesetter:
    """Sets documents with Typst; to be used as `typesetter` gives it."""

    def __init__(self, root: Path, fonts: Fonts, paper: Paper, day: date) -> None:
        self.root = root
        self.compiler = Compiler(root / "document.typ", root=root, font_paths=fonts)
        self.timestamp = datetime.combine(day, time(), UTC)
        self.settings = {
            "paper": _PAPERS[paper.size],
            "size": _LARGE_PRINT if paper.is_large else _TEXT_SIZE,
            "large": paper.is_large,
            "duplex": paper.is_duplex,
            "fonts": [family for family in fonts.families() if family not in _LATIN],
        }

    def pdf(self, document: Document, files: Mapping[str, Path]) -> bytes | Problem:
        """Return a document as PDF, or what stands in the way; ``files`` gives its pictures, by address."""
        for picture in _pictures(document):
            copy = self.root / picture
            if not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(files[picture], copy)
        data = json.dumps({**document.data, **self.settings}, ensure_ascii=False)
        try:
            pdf = self.compiler.compile(
                format="pdf",
                sys_inputs={"data": data},
                pdf_standards=[*_STANDARDS],
                timestamp=self.timestamp,
            )
        except TypstError as error:
            place = _PLACE.search(error.diagnostic)
            where = Where(f"templates/print/{place[1]}", int(place[2]), int(place[3])) if place else None
            what = f"{document.uri} cannot be set: {error.message}"
            return Problem(where or Where(document.uri), what, "; ".join(error.hints) or "mend the template")
        assert isinstance(pdf, bytes)
        if document.page_limit and document.where and (pages := _count(pdf)) > document.page_limit:
            what = f"the pack has {pages} pages, {document.page_limit} at most by its limit"
            return Problem(document.where, what, "leave out a brief, or raise 'page_limit'")
        return pdf


@contextmanager
def typesetter(folders: Iterable[Path], paper: Paper, day: date) -> Iterator[Typesetter]:
    """Yield a typesetter with the templates and the fonts of some folders, the first of which go before.

    All PDFs bear the date ``day``.
    """
    last_first = [*folders][::-1]
    with tempfile.TemporaryDirectory(prefix="briefbook-print-") as scratch:
        root = Path(scratch)
        for folder in last_first:
            for template in sorted((folder / "print").glob("*.typ")):
                shutil.copyfile(template, root / template.name)
        yield Typesetter(root, _fonts(last_first), paper, day)


def _fonts(folders: Iterable[Path]) -> Fonts:
    return Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[folder / "fonts" for folder in folders if (folder / "fonts").is_dir()],
    )


def _count(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with Pdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def _pictures(document: Document) -> set[str]:
    """Return the addresses of a document's pictures."""
    parts = document.data["parts"]
    return {node["path"] for part in parts for node in elements_of(part["nodes"]) if node["tag"] == "img"}


def without_glyph(clusters: Iterable[str], folders: Iterable[Path]) -> set[str]:
    """Return those of some characters, each with its marks, that no font of the folders can show."""
    wanted = sorted(clusters)
    source = (
        f'#set document(title: "Characters")\n#set text(font: "{_LATIN[0]}")\n'
        "#for each in json(bytes(sys.inputs.wanted)) [#each ]"
    )
    error = _try(source, {"wanted": json.dumps(wanted)}, None, _fonts(folders))
    shown = [_UNICODE.sub(lambda code: chr(int(code[1], 16)), each) for each in _NO_GLYPH.findall(error)]
    return {cluster for cluster in wanted if any(each in cluster for each in shown)}


def why_unreadable(picture: Path) -> str:
    """Return why a picture cannot be set; nothing where it can."""
    source = '#set document(title: "Picture")\n#image(sys.inputs.picture, alt: "A picture")'
    error = _try(source, {"picture": f"/{picture.name}"}, picture.parent, _fonts([]))
    return error.partition("\n")[0].removeprefix("error: ")


def _try(source: str, inputs: dict[str, str], root: Path | None, fonts: Fonts) -> str:
    """Return what Typst says against a small document: nothing if it sets it."""
    try:
        Compiler(source.encode(), root=root, font_paths=fonts, sys_inputs=inputs).compile(
            format="pdf", pdf_standards=["ua-1"], timestamp=0
        )
    except TypstError as error:
        return error.diagnostic
    return ""
