"""Pages on paper: what poppler reads in PDFs, ours and the browser's own."""

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
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


_ROOMY = re.compile("[\u3001-\u3011]")
_ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")


@dataclass(frozen=True)
class Box:
    """A word, or what of it is on one line, and where it is on its page, in points."""

    word: str
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: "Box") -> bool:
        """Return whether two words overlap; letters with long stems may reach into the line above or below.

        Brackets of Japanese have room around them, which the next word may use. Of Arabic poppler gives
        boxes of its own to the points of letters.
        """
        height = min(self.bottom - self.top, other.bottom - other.top)
        words = self.word + other.word
        touching = height if _ROOMY.search(words) else 0.5
        return (
            not _ARABIC.search(words)
            and min(self.right, other.right) - max(self.left, other.left) > touching
            and min(self.bottom, other.bottom) - max(self.top, other.top) > height / 2
        )


def boxes_of(pdf: Path, folder: Path) -> Iterator[tuple[float, float, list[Box]]]:
    """Yield the width and the height of each page of a PDF, and the boxes of its words."""
    file = folder / "boxes.html"
    run(["pdftotext", "-bbox", pdf, file], check=True, capture_output=True)
    for page in etree.parse(str(file), etree.HTMLParser(encoding="utf-8")).iter("page"):
        sides = ("xmin", "ymin", "xmax", "ymax")
        boxes = [
            Box(word.text or "", *(float(word.get(side, "")) for side in sides)) for word in page.iter("word")
        ]
        yield float(page.get("width", "")), float(page.get("height", "")), boxes


def check_boxes(pdf: Path, folder: Path) -> None:
    """Check that each word of a PDF is within the page, and over no other; tabs are in the page's margins."""
    for number, (width, height, boxes) in enumerate(boxes_of(pdf, folder), start=1):
        for box in boxes:
            is_tab = box.word.isdecimal() and not 45 < box.left < width - 45
            assert is_tab or 40 < box.left <= box.right < width - 40, (pdf, number, box)
            assert 20 < box.top < box.bottom < height - 20, (pdf, number, box)
        assert list(overlaps_of(boxes)) == [], (pdf, number)


def overlaps_of(boxes: Iterable[Box]) -> Iterator[tuple[Box, Box]]:
    """Yield the words that overlap, two at a time."""
    above: list[Box] = []
    for box in sorted(boxes, key=attrgetter("top")):
        above = [each for each in above if each.bottom > box.top]
        yield from ((each, box) for each in above if each.covers(box))
        above.append(box)
