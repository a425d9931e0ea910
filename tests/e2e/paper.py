"""Pages on paper: what poppler reads in PDFs, ours and the browser's own."""

import shutil
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from subprocess import run
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from pikepdf import OutlineItem, Pdf

if TYPE_CHECKING:
    from playwright.sync_api import Page

needs_pdftotext = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext reads what is printed")


def printed(tab: "Page", folder: Path, *options: str) -> str:
    """Return the words of a page as it is printed; ``options`` are those of pdftotext."""
    tab.pdf(path=folder / "page.pdf", format="A4")
    return words_in(folder / "page.pdf", *options)


def words_in(pdf: Path, *options: str) -> str:
    """Return the words of a PDF; ``options`` are those of pdftotext."""
    return _words_in(pdf, options, pdf.stat().st_mtime_ns)


@lru_cache(maxsize=128)
def _words_in(pdf: Path, options: tuple[str, ...], _written: int) -> str:
    return run(["pdftotext", *options, str(pdf), "-"], capture_output=True, check=True, text=True).stdout


def pages_of(pdf: Path) -> list[str]:
    """Return the words of each page of a PDF, on one line."""
    return [" ".join(page.split()) for page in words_in(pdf, "-layout").split("\f")[:-1]]


def info_of(pdf: Path, *options: str) -> dict[str, str]:
    """Return what pdfinfo says of a PDF."""
    shown = run(["pdfinfo", *options, pdf], capture_output=True, check=True, text=True).stdout
    return {key: value.strip() for key, _, value in (line.partition(":") for line in shown.splitlines())}


def bookmarks_of(pdf: Path) -> list[tuple[str, int]]:
    """Return the bookmarks of a PDF in their order, each with its page, from 1."""

    def flat(items: Iterable[OutlineItem]) -> Iterator[OutlineItem]:
        for item in items:
            yield item
            yield from flat(item.children)

    with Pdf.open(pdf) as opened:
        numbers = {page.obj.objgen: number for number, page in enumerate(opened.pages, start=1)}
        with opened.open_outline() as outline:
            return [
                (" ".join(item.title.split()), numbers[item.destination[0].objgen])  # type: ignore[index]
                for item in flat(outline.root)
            ]


def check_boxes(pdf: Path, folder: Path) -> None:
    """Check that each word of a PDF is within the page; tabs are in its margins."""
    boxes = folder / "boxes.html"
    run(["pdftotext", "-bbox", pdf, boxes], check=True, capture_output=True)
    for page in etree.parse(str(boxes), etree.HTMLParser()).iter("page"):
        width, height = float(page.get("width", "")), float(page.get("height", ""))
        for word in page.iter("word"):
            left, top, right, bottom = (
                float(word.get(side, "")) for side in ("xmin", "ymin", "xmax", "ymax")
            )
            is_tab = (word.text or "").isdecimal() and not 45 < left < width - 45
            assert is_tab or 40 < left <= right < width - 40, (pdf, word.text)
            assert 20 < top < bottom < height - 20, (pdf, word.text)
