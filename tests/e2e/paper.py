"""Pages on paper: what poppler reads in PDFs, ours and the browser's own."""

import shutil
from functools import lru_cache
from pathlib import Path
from subprocess import run
from typing import TYPE_CHECKING

import pytest

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
