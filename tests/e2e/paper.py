"""Pages on paper: what the browser's own print gives."""

import shutil
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
    read = ["pdftotext", *options, str(folder / "page.pdf"), "-"]
    return run(read, capture_output=True, check=True, text=True).stdout
