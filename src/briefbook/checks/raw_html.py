"""Find raw HTML, which has no form on paper and would be shown as text."""

import re
from collections.abc import Iterator

from briefbook.model.book import Book
from briefbook.model.prose import Prose, RawHtml
from briefbook.model.relations import prose_of
from briefbook.problems import Problem

_NAME = re.compile(r"<(?P<slash>/?)(?P<name>[\w-]+)")
_LONGEST = 60
_IN_MARKDOWN = {
    "a": "write [words](address)",
    "blockquote": "begin each line with >",
    "del": "write ~~words~~",
    "details": 'write a heading above it, or !!! note "Title" with the text indented below',
    "hr": "write ---",
    "img": "write ![what it shows](path)",
    "pre": "write it between lines of ```",
    **dict.fromkeys(("b", "strong", "mark", "u"), "write **words**"),
    **dict.fromkeys(("i", "em", "cite", "dfn", "var"), "write *words*"),
    **dict.fromkeys(("s", "strike"), "write ~~words~~"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "write `words`"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "begin the line with ## and a space"),
    **dict.fromkeys(("ul", "ol", "li", "dl", "dt", "dd"), "begin each item with '- ' or '1. '"),
    **dict.fromkeys(("table", "thead", "tbody", "tr", "td", "th"), "write a table with bars: | a | b |"),
    **dict.fromkeys(("sub", "sup"), "write the small character itself, such as ², or use words"),
    **dict.fromkeys(("p", "div", "span", "center", "font", "small", "big"), "leave the tag out"),
}
"""How to write what an element of HTML says."""


def check_raw_html(book: Book) -> list[Problem]:
    """Return a problem for each element in prose, and none for those within it."""
    return [
        Problem(raw.where, f"raw HTML: {_shortened(raw.tag)}", _remedy(raw.tag))
        for part in (book.settings, *book.parts)
        for prose in prose_of(part)
        for raw in _outermost(prose)
    ]


def _outermost(prose: Prose) -> Iterator[RawHtml]:
    """Yield the tag that begins each element that is within no other, and each tag that has no end."""
    tags = sorted(prose.raw_html, key=lambda raw: raw.where)
    ends = [_name(raw.tag) for raw in tags]
    within = None
    for index, raw in enumerate(tags):
        slash, name = _name(raw.tag)
        if within is None:
            yield raw
            within = name if not slash and ("/", name) in ends[index + 1 :] else None
        elif slash and name == within:
            within = None


def _name(tag: str) -> tuple[str, str]:
    """Return whether a tag ends an element, by its slash, and the name of the element."""
    found = _NAME.match(tag)
    return (found["slash"], found["name"].lower()) if found else ("", "")


def _remedy(tag: str) -> str:
    _, name = _name(tag)
    return _IN_MARKDOWN.get(name, f"put it between backticks, `{_shortened(tag)}`, or leave it out")


def _shortened(tag: str) -> str:
    """Return a tag on one line, of which a reader needs no more than the beginning."""
    line = " ".join(tag.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
