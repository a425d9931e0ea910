"""A document to print, as data: what it says, and on what paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NotRequired, TypedDict

from briefbook.pdf.html_nodes import Node
from briefbook.problems import Where

PaperSize = Literal["a4", "letter"]


class Part(TypedDict):
    """A page of the site in a document: its nodes, and what its head says."""

    uri: str
    title: str
    name: str
    marking: str
    caveat: str
    role: Literal["brief", "page"]
    nodes: list[Node]
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


@dataclass(frozen=True)
class Document:
    """One PDF: its address beside the pages of the site, and the data from which it is set, as JSON has them.

    Beside what the document says of itself the data have its ``parts``, each with its nodes.
    """

    uri: str
    data: Mapping[str, Any]
    page_limit: int | None = None
    """The most pages that it may have."""
    where: Where | None = None
    """Where it is asked for, by a file of its own."""


@dataclass(frozen=True)
class PaperSettings:
    """On what is printed, and how."""

    size: PaperSize = "a4"
    is_large: bool = False
    """Whether the text is as large as readers with low vision need it."""
    is_duplex: bool = False
    """Whether both sides of a sheet are printed: parts begin on right-hand pages, with room for binding."""
