"""What an author wrote into a page, and the site's policy keeps from working: scripts above all.

The policy lets those scripts run that are files of the site, or that a template put into a page. It cannot
tell what an author put there from what somebody else has slipped in.
"""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from briefbook.pages.csp import EXECUTABLE

_EMBEDDING = frozenset({"applet", "embed", "frame", "iframe", "object"})
_ADDRESSES = frozenset(
    {"action", "by", "data", "formaction", "from", "href", "src", "to", "values", "xlink:href"}
)
_AS_FILE = "put it into a file in docs/, and name that in {!r} of mkdocs.yml"
_AS_SCRIPT = _AS_FILE.format("extra_javascript")
_AROUND = "".join(map(chr, range(33)))
"""What browsers pass over before an address."""


class Blocked(NamedTuple):
    """What the policy blocks, and what to do instead.

    ``words`` are those by which to find it in the source of the page: the first of them that are there.
    """

    words: tuple[str, ...]
    what: str
    fix: str


def blocked_in(page: str) -> list[Blocked]:
    """Return what of the HTML in a page has no effect under the policy."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Blocked] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what is blocked of an element, and of its attributes."""
        text = self.get_starttag_text() or ""
        values = {name: value or "" for name, value in reversed(attrs)}  # of two with a name the first counts
        for what, fix in _blocked_element(tag, values):
            self.found.append(Blocked((text,), f"{what} is blocked by the policy of the site", fix))
        for name, value in values.items():
            if runs := _running_attribute(name, value):
                what = f"{runs} runs a script, which the policy of the site blocks"
                self.found.append(Blocked((text, value, name), what, _AS_SCRIPT))

    def handle_data(self, data: str) -> None:
        """Let a script or a style sheet be found by what is in it, since tags are alike."""
        tag = self.get_starttag_text() or ""
        if self.cdata_elem and self.found and self.found[-1].words == (tag,):
            self.found[-1] = self.found[-1]._replace(words=(tag + data, tag))


def _blocked_element(tag: str, attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is blocked of an element itself, and what to do instead."""
    if tag == "script" and "src" not in attributes and attributes.get("type", "").lower() in EXECUTABLE:
        yield "a script within the page", _AS_SCRIPT
    elif tag == "style":
        yield "a style sheet within the page", _AS_FILE.format("extra_css")
    elif tag in _EMBEDDING:
        yield f"<{tag}>", "link to what it shows"
    elif tag == "base":
        yield "<base>", "write each address out"


def _running_attribute(name: str, value: str) -> str | None:
    """Return how an attribute would run a script, if it would."""
    address = "".join(value.strip(_AROUND).split()).lower()
    if name.startswith("on"):
        return repr(name)
    return "a 'javascript:' address" if name in _ADDRESSES and address.startswith("javascript:") else None
