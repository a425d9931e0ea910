"""A site in all but layout, and what lays it out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from briefbook.pages.rendering import RenderedPage
from briefbook.pipelines.own_code import OwnCode
from briefbook.pipelines.progress import Progress
from briefbook.problems import Problem


@dataclass(frozen=True)
class Site:
    """A site in all but layout: finished pages, and its other files by address, carried over or made.

    ``marking`` is the book's, for pages that are not of the book; ``horizon`` is the HTML that says on each
    page to which day the book goes.
    """

    pages: tuple[RenderedPage, ...]
    files: Mapping[str, Path | str | bytes]
    marking: str
    title: str
    """The name of the book, which is that of the site; empty if it cannot be read."""
    edition: str | None = None
    """The name of the edition, if it is one: the folder that it is in, beside the others."""
    horizon: str = ""


@dataclass(frozen=True)
class SiteOptions:
    """What the settings of a project say of each build of its site; whoever asks for a build may differ."""

    as_of: date | None = None
    """The horizon; None for that of book.yml."""
    with_pdfs: bool = True
    """Whether the site has PDFs, and links to them."""


class Engine(Protocol):
    """What lays a site out: navigation and theme."""

    def options(self, project: Path) -> SiteOptions:
        """Return what the settings of a project say of each build; a wrong one counts as not given."""

    def code(self, project: Path) -> list[OwnCode]:
        """Return what of a project is code, without running any of it."""

    def build(
        self, project: Path, site: Site, out: Path, progress: Progress, time: int | None = None
    ) -> list[Problem]:
        """Write the whole site into the empty folder ``out``; return what prevents it.

        ``time`` is that of the build, in seconds since 1970, which pages may show; now, if none is given.
        Temporary files are made beside ``out``.
        """
