"""The headings of a page: what its table of contents lists, and a link in each to its own section."""

import re
from dataclasses import dataclass

from markupsafe import Markup

from briefbook.model.markup import words_of

_TITLE_OR_HEADING, _HEADING = (
    re.compile(rf'<h({levels}) id="([^"]+)"[^>]*>(.*?)(?=</h\1>)', re.DOTALL) for levels in ("[1-4]", "[2-4]")
)
_LINK = Markup(' <a class="bb-anchor" href="#{}" aria-label="Link to: {}"></a>')


@dataclass(frozen=True)
class Heading:
    """A heading of a page, for its table of contents; ``title`` is plain text."""

    level: int
    id: str
    title: str


def headings_of(html: str) -> tuple[Heading, ...]:
    """Return the headings of a page, its title first."""
    found = _TITLE_OR_HEADING.findall(html)
    return tuple(Heading(int(level), anchor, words_of(title)) for level, anchor, title in found)


def with_links(html: str) -> str:
    """Return a page whose headings lead to themselves.

    The stylesheet draws the link's symbol, so that the words of a heading stay its own.
    """
    return _HEADING.sub(_with_link, html)


def _with_link(heading: re.Match[str]) -> str:
    return heading[0] + str(_LINK.format(heading[2], words_of(heading[3])))
