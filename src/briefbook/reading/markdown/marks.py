"""What one parse of Markdown notes beside the HTML, each list in the order of the numbers in it."""

from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from briefbook.reading.markdown.leaves import Slip

SectionDates = tuple[str | None, str | None]
"""The dates from which, and until which, a section holds, as the author wrote them."""


class StatementMark(NamedTuple):
    """A paragraph, an item, a row or a heading: its line, and whose judgement it is, if it is one."""

    line: int
    judge: str | None
    needs_source: bool


@dataclass
class Marks:
    """The notes of a parse; lines count from 0."""

    holes: list[tuple[str, str]] = field(default_factory=list)
    """Citations and links: as they are written, and what is between the brackets."""
    sections: list[SectionDates] = field(default_factory=list)
    statements: list[StatementMark] = field(default_factory=list)
    headings: list[tuple[Element, int]] = field(default_factory=list)
    """Each heading, and its line."""
    pictures: list[tuple[str, str]] = field(default_factory=list)
    """Path and alternative text."""
    addresses: list[tuple[str, str]] = field(default_factory=list)
    """Each address of a link, and what to look for in the text: the address, with a bracket if it has one."""
    raw_html: list[str] = field(default_factory=list)
    braces: list[tuple[int, str]] = field(default_factory=list)
    """Dates in braces that date no section, each with its line."""
    left: list[Slip] = field(default_factory=list)
    """The marks that nothing read."""


class MarkKeeper:
    """Holds the notes of the parse that goes on; each parse begins with new ones."""

    def __init__(self) -> None:
        self.marks = Marks()

    def reset(self) -> None:
        """Begin anew."""
        self.marks = Marks()
