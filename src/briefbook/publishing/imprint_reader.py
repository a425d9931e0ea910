"""Read the imprint of a file that lies anywhere; nothing of it is run."""

from pathlib import Path

from briefbook.editions.imprint import META, Imprint, read_imprint
from briefbook.pages.html_elements import elements_in
from briefbook.pdf.keywords import keywords_of

_HEAD = 65_536
"""Bytes. A page has its imprint among the first things that it says."""
_OF_PDF, _WITHIN = b"%PDF-", 1024
"""How a PDF begins, and within how many bytes readers look for that (ISO 32000-1, annex H)."""


def imprint_in(file: Path) -> Imprint | None:
    """Return what a PDF or a page says of itself; None if it has no imprint.

    Raises ``Refusal`` if it is a PDF that cannot be read, ``OSError`` if it is not a file that can be.
    """
    with file.open("rb") as opened:
        head = opened.read(_HEAD)
    if _OF_PDF in head[:_WITHIN]:
        return read_imprint(keywords_of(file))
    for element in elements_in(head.decode("utf-8", "replace")):
        if element.name == "meta" and element.attributes.get("name") == META:
            return read_imprint(element.attributes.get("content", ""))
    return None
