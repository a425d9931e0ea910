"""What a page or a PDF says of itself, so that it can be identified when it lies alone: as in a mail."""

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode

from briefbook.editions.names import why_no_name

META = "briefbook-imprint"
"""The name of the `meta` element in which a page has its imprint."""
_LONGEST_TITLE = 200
"""Characters. The keywords of a PDF have little room."""
_WRITTEN = re.compile(r"briefbook:(\S+=[^\s,;]+)")


@dataclass(frozen=True)
class Imprint:
    """Of which book and of which edition a file is, and which of its files."""

    book: str
    """The title of the book, or how that begins."""
    file: str
    """The address of the file in its site: `agreements/x/x.pdf`."""
    as_of: date
    edition: str | None = None
    """None if it was built without being published."""
    commit: str | None = None
    """From which the edition was made."""

    def written(self) -> str:
        """Return the imprint as one word, as a page or a PDF holds it."""
        facts = {
            "book": self.book[:_LONGEST_TITLE],
            "file": self.file,
            "as_of": self.as_of.isoformat(),
            "edition": self.edition,
            "commit": self.commit,
        }
        return "briefbook:" + urlencode({name: fact for name, fact in facts.items() if fact})


def read_imprint(text: str) -> Imprint | None:
    """Return the imprint that is among some words; None if there is none that can be read."""
    written = _WRITTEN.search(text)
    facts = dict(parse_qsl(written[1])) if written else {}
    edition = facts.get("edition")
    if not facts.get("file") or (edition is not None and why_no_name(edition)):
        return None
    try:
        day = date.fromisoformat(facts.get("as_of", ""))
    except ValueError:
        return None
    return Imprint(facts.get("book", ""), facts["file"], day, edition, facts.get("commit"))
