"""How the page of a brief is cited: in words, and for a reference manager."""

from dataclasses import dataclass
from datetime import date

from briefbook.editions.history import Edition
from briefbook.model.book import Book, Brief
from briefbook.model.dates import show_day
from briefbook.model.markup import with_capital
from briefbook.pages.page import caveat_of, name_with_caveat


@dataclass(frozen=True)
class Citation:
    """What a citation of a page says, but for its address, which is known where the site is."""

    desk: str
    title: str
    """The title of the brief, with what is to be said of it."""
    book: str
    edition: str | None
    as_of: date
    written: date

    def __str__(self) -> str:
        edition = f"edition {self.edition}, " if self.edition else ""
        return f"{self.desk}, “{self.title}”, {self.book}, {edition}{self._dates}"

    @property
    def _dates(self) -> str:
        return f"information to {show_day(self.as_of)}, written as of {show_day(self.written)}"

    @property
    def ris(self) -> list[tuple[str, str]]:
        """The tags of RIS, the format that reference managers share, each with its value."""
        edition = [("ET", self.edition)] if self.edition else []
        return [
            ("TY", "CHAP"),
            ("AU", self.desk),
            ("TI", self.title),
            ("T2", self.book),
            *edition,
            ("PY", f"{self.as_of.year:04}"),
            ("DA", self.as_of.strftime("%Y/%m/%d")),
            ("N1", with_capital(self._dates)),
        ]


def citation_of(book: Book, brief: Brief, edition: Edition | None) -> Citation:
    """Return how the page of a brief is cited, in an edition or in none."""
    return Citation(
        book.settings.desk.name,
        name_with_caveat(brief.facts.title, caveat_of(book, brief)),
        book.settings.title,
        edition.title if edition else None,
        book.as_of,
        book.written_of(brief),
    )
