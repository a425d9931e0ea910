"""Prose as data: Markdown parsed once, with holes where citations and links belong."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from briefbook.model.anchors import anchor_meant
from briefbook.model.dates import PartialDate
from briefbook.model.file_addresses import leads_to_file
from briefbook.problems import Problem, Where


@dataclass(frozen=True, slots=True)
class Citation:
    """One source, as it is cited at one place; ``locator`` is `p3` for its third paragraph."""

    key: str
    locator: str | None
    where: Where = field(compare=False)


@dataclass(frozen=True, slots=True)
class CitationGroup:
    """The citations of one pair of brackets: `[@a; @b#p3]`."""

    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """`[[id]]` or `[[id|words]]`; ``html`` is what is between the bars, if anything."""

    target: str
    html: str | None
    where: Where = field(compare=False)


@dataclass(frozen=True, slots=True)
class SectionStart:
    """The beginning of a section that holds from one date, until another."""

    since: PartialDate | None
    until: PartialDate | None

    def holds_on(self, day: date, written: date) -> bool:
        """Return whether the section holds on ``day``; without a beginning it holds from ``written`` on."""
        begun = self.since.begins_by(day) if self.since else written <= day
        return begun and not (self.until and self.until.begins_by(day))

    @property
    def dates(self) -> str:
        """Its dates, as a reader sees them."""
        bounds = (("from", self.since), ("until", self.until))
        words = " ".join(f"{word} {day}" for word, day in bounds if day)
        return words[:1].upper() + words[1:]

    def as_of(self, day: date) -> "SectionStart":
        """Return the beginning without an end that lay ahead on ``day``."""
        return replace(self, until=None) if self.until and not self.until.begins_by(day) else self


@dataclass(frozen=True, slots=True)
class SectionEnd:
    """The end of the section begun last."""


@dataclass(frozen=True, slots=True)
class StatementStart:
    """The beginning of a statement: a paragraph, an item of a list, a row of a table.

    ``judge`` is whose judgement it is, by the title of the block around it; none outside of such a block.
    A heading only says something, and needs no source.
    """

    where: Where = field(compare=False)
    judge: str | None = None
    needs_source: bool = True


@dataclass(frozen=True, slots=True)
class ProseHeading:
    """A heading, which follows; ``has_holes`` says whether a citation or a link is in it."""

    level: int
    title: str
    anchor: str
    has_holes: bool
    where: Where = field(compare=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, which follows; ``path`` is relative to the brief's file."""

    path: str
    alt: str
    where: Where = field(compare=False)


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """An ordinary Markdown link, `[words](address)`, which follows."""

    address: str
    where: Where = field(compare=False)


Piece = (
    str
    | CitationGroup
    | Link
    | SectionStart
    | SectionEnd
    | StatementStart
    | ProseHeading
    | Picture
    | Hyperlink
)


@dataclass(frozen=True, slots=True)
class RawHtml:
    """A tag in prose, which Markdown would have passed on."""

    tag: str
    where: Where


@dataclass(frozen=True, slots=True)
class Written:
    """A text as its author wrote it, which begins at ``where``."""

    text: str
    where: Where

    def place_of(self, words: str, after: Where) -> Where | None:
        """Return where some words are next, perhaps over lines, from a place on; None if nowhere."""
        lines = self.text.split("\n")[: max(0, after.line - self.where.line)]
        start = sum(len(line) + 1 for line in lines)
        over_lines = re.compile(r"\s+".join(map(re.escape, words.split())))
        found = over_lines.search(self.text, start)
        return self.where.after(self.text[: found.start()]) if found else None


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown, parsed once: finished HTML with holes where citations and links belong.

    The holes are filled when a page is made, since a citation's number and a link's address
    depend on the page; between them are marks for what begins, ends, and follows.
    """

    html: tuple[Piece, ...]
    raw_html: tuple[RawHtml, ...] = ()
    problems: tuple[Problem, ...] = ()
    written: Written | None = field(default=None, compare=False, repr=False)

    @property
    def citations(self) -> Iterator[Citation]:
        """The citations, in the order of the text."""
        return (cite for part in self.html if isinstance(part, CitationGroup) for cite in part.citations)

    @property
    def links(self) -> Iterator[Link]:
        """The links to briefs and entities, in the order of the text."""
        return (part for part in self.html if isinstance(part, Link))

    @property
    def headings(self) -> Iterator[ProseHeading]:
        """The headings, in the order of the text."""
        return (part for part in self.html if isinstance(part, ProseHeading))

    @property
    def pictures(self) -> Iterator[Picture]:
        """The pictures, in the order of the text."""
        return (part for part in self.html if isinstance(part, Picture))

    @property
    def hyperlinks(self) -> Iterator[Hyperlink]:
        """The ordinary links, in the order of the text."""
        return (part for part in self.html if isinstance(part, Hyperlink))

    @property
    def relative_addresses(self) -> Iterator[str]:
        """The addresses of its pictures and links that should lead to files of the book."""
        yield from (each.path for each in self.pictures if leads_to_file(each.path))
        yield from (each.address for each in self.hyperlinks if leads_to_file(each.address))

    def at(self, day: date, written: date) -> "Prose":
        """Return what of the prose holds on ``day``: undated text does from ``written`` on."""
        kept: list[Piece] = []
        holds = [written <= day]
        for piece in self.html:
            if isinstance(piece, SectionStart):
                holds.append(piece.holds_on(day, written) and (len(holds) == 1 or holds[-1]))
            if holds[-1]:
                kept.append(piece.as_of(day) if isinstance(piece, SectionStart) else piece)
            if isinstance(piece, SectionEnd):
                holds.pop()
        return replace(self, html=tuple(_without_lost_links(kept)))


def _without_lost_links(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield pieces in which the links to headings that are not among them are plain words."""
    anchors = {each.anchor for each in pieces if isinstance(each, ProseHeading)}

    def is_lost(piece: Piece) -> bool:
        if not isinstance(piece, Hyperlink) or not piece.address.startswith("#"):
            return False
        return anchor_meant(piece.address[1:], anchors) is None

    for before, piece in pairwise(("", *pieces)):
        if is_lost(before):
            yield "<a>"  # in place of the tag with the address
        elif not is_lost(piece):
            yield piece
