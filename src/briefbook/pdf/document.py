"""A document to print, as data: what it says, and on what paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NotRequired, TypedDict

from briefbook.pdf.nodes import Node
from briefbook.problems import Where

DocumentKind = Literal["brief", "book", "pack", "cards"]
PaperSize = Literal["a4", "letter"]


class Part(TypedDict):
    """A page of the site in a document: its nodes, and what its head says."""

    uri: str
    title: str
    dir: str
    """The direction of its title, `ltr` or `rtl`."""
    name: str
    marking: str
    caveat: str
    role: Literal["brief", "page"]
    nodes: list[Node]
    has_footnotes: bool
    tab: NotRequired[int]
    """The number of a brief in a book."""
    clearance: NotRequired[str]
    cleared_by: NotRequired[str | None]
    cleared_on: NotRequired[str | None]
    owner: NotRequired[str | None]
    review_by: NotRequired[str | None]
    written: NotRequired[str]


class Row(TypedDict):
    """A row of the contents: the part that it leads to."""

    to: str
    title: str
    caveat: str
    tab: int | None
    elsewhere: NotRequired[str]
    """Its address, if it is set apart from what it leads to."""


class DocumentData(TypedDict):
    """What a document says, as JSON has it: of itself, and in its parts."""

    kind: DocumentKind
    title: str
    book: str
    description: str
    keywords: list[str]
    desk: str
    perspective: str | None
    accent: str
    """The colour of a few lines, `#rrggbb`."""
    as_of: str
    marking: str
    markings: Sequence[str]
    """The scheme of the book, the lowest first."""
    date: str | None
    place: str | None
    reader: str | None
    """For whom a pack is."""
    clearance: str | None
    """That of a pack."""
    has_drafts: bool
    edition: str | None
    attached: str | None
    """What the PDF of a brief carries: its data as JSON."""
    terms: list[tuple[str, str]]
    """The terms in a brief, each with its meaning; a book and a pack have a glossary."""
    labels: Mapping[str, str]
    """What readers call the fields of a brief that its print names."""
    contents: list[Row]
    parts: list[Part]


class TypesetData(DocumentData):
    """What Typst sets: a document, or some of its parts, on its paper.

    ``opens`` is whether the document begins with these parts, ``first_page`` the number of their first page.
    ``numbers`` has the page of each part, by its address, and ``total`` how many pages there are, where Typst
    cannot count them since it does not set all parts at once.
    """

    uri: str
    opens: bool
    first_page: int
    numbers: Mapping[str, int]
    total: int | None
    paper: str
    size: int
    large: bool
    duplex: bool
    fonts: list[str]


@dataclass(frozen=True)
class Document:
    """One PDF: its address beside the pages of the site, and what it says."""

    uri: str
    data: DocumentData
    where: Where
    """The file that it is of: a brief, a pack, or the settings of the book."""
    page_limit: int | None = None
    """The most pages that it may have."""


@dataclass(frozen=True)
class PaperSettings:
    """On what is printed, and how."""

    size: PaperSize = "a4"
    is_large: bool = False
    """Whether the text is as large as readers with low vision need it."""
    is_duplex: bool = False
    """Whether both sides of a sheet are printed: parts begin on right-hand pages, with room for binding."""
