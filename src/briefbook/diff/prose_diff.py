"""Two states of a brief's prose compared block by block: paragraphs, items of lists, rows of tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from lxml import html as lxml_html
from lxml.html import HtmlElement

from briefbook.diff.alignment import steps_between
from briefbook.diff.changes import Change
from briefbook.diff.matching import match_in_order
from briefbook.diff.names import Names, collapsed
from briefbook.diff.word_diff import ALIKE, marked, similarity, with_plain_spaces

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | {
    *("blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "hr", "li", "ol", "p", "pre"),
    *("section", "table", "tbody", "thead", "tr", "ul"),
}
_CELLS = frozenset({"td", "th"})
_ALL_PAIRS = 100_000
"""The most pairs of blocks that are all compared: in a run of some 300, each with each."""
_REACH = 12
"""How far from its place a block is looked for, where there are more."""
_LEFT_OUT = frozenset({"footnote-ref", "footnote-backref"})
"""The marks of footnotes: their numbers follow from their order."""


@dataclass(frozen=True)
class Block:
    """A block of prose in words, and its place, as its reader would name it.

    A title says something of the blocks below it: a heading, the dates of a section, whose a judgement is.
    """

    place: str
    text: str
    is_title: bool = False

    @property
    def content(self) -> tuple[str, bool]:
        """What makes the block the same as another, wherever it is."""
        return self.text, self.is_title


def prose_changes(before: str, after: str, names: Names) -> Iterator[Change]:
    """Yield a change for each block that two states of a prose, as HTML, do not share."""
    old, new = blocks_of(before, names), blocks_of(after, names)
    steps = steps_between([each.content for each in old], [each.content for each in new])
    for tag, first, last, new_first, new_last in steps:
        if tag != "equal":
            yield from _changes_of_run(old[first:last], new[new_first:new_last])


def blocks_of(markup: str, names: Names) -> list[Block]:
    """Return the blocks of a prose's HTML that hold words, in their order."""
    if not markup.strip():
        return []
    reader = _Reader()
    reader.read(lxml_html.fragment_fromstring(names.resolved(markup), create_parent="div"))
    reader.end_block()
    return reader.blocks


def _changes_of_run(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Change]:
    """Yield the changes of blocks in a row, none of which stayed."""
    was = now = 0
    for next_was, next_now in [*_states_of_one(old, new), (len(old), len(new))]:
        for each in _without_idle_titles(old[was:next_was]):
            yield Change(each.place, with_plain_spaces(each.text), None)
        for each in _without_idle_titles(new[now:next_now]):
            yield Change(each.place, None, with_plain_spaces(each.text))
        if next_was < len(old):
            before, after = old[next_was].text, new[next_now].text
            yield Change(
                new[next_now].place,
                with_plain_spaces(before),
                with_plain_spaces(after),
                marked(before, after),
            )
        was, now = next_was + 1, next_now + 1


def _states_of_one(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    """Return the places of blocks that are states of one, in order."""
    return match_in_order(
        {
            (was, now): share
            for was, now in _near(len(old), len(new))
            if old[was].is_title == new[now].is_title
            and (share := similarity(old[was].text, new[now].text, ALIKE))
        }
    )


def _near(old: int, new: int) -> Iterator[tuple[int, int]]:
    """Yield the places of two rows of blocks that are compared: all, or in long rows those that lie alike."""
    reach = new if old * new <= _ALL_PAIRS else _REACH
    for was in range(old):
        level = was * new // old
        yield from ((was, now) for now in range(max(0, level - reach), min(new, level + reach + 1)))


def _without_idle_titles(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks without the titles that the blocks below them name as their place."""
    for place, block in enumerate(blocks):
        below = next((each.place for each in blocks[place + 1 :] if not each.is_title), "")
        if not (block.is_title and block.text.casefold() in below.casefold()):
            yield block


class _Reader:
    """Reads HTML into blocks; it knows the heading, the dates and the title under which it is."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.heading = ""
        self.dates = ""
        self.judge = ""
        self.words: list[str] = []

    def read(self, element: HtmlElement) -> None:
        """Read what is within an element."""
        self.words.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str) and child.get("class") not in _LEFT_OUT:
                self.read_child(child)
            self.words.append(child.tail or "")

    def read_child(self, element: HtmlElement) -> None:
        names = element.get("class", "").split()
        if element.tag == "section":
            self.read_section(element)
        elif "admonition-title" in names:
            self.judge = self.read_title(element, "")
        elif element.tag in _HEADINGS:
            self.heading = self.read_title(element, "heading")
        elif element.tag == "img":
            self.words.append(f" (picture: {element.get('alt', '')}) ")
        elif element.tag in _CELLS:
            self.words.append(" | " if element.getprevious() is not None else "")
            self.read(element)
        elif element.tag in _BLOCKS:
            self.end_block()
            self.read(element)
            self.end_block()
            self.judge = "" if "admonition" in names else self.judge
        else:
            self.read(element)

    def read_section(self, section: HtmlElement) -> None:
        """Read a section that holds from one date, until another, which its title gives."""
        self.end_block()
        before, self.dates = self.dates, section.get("title", "")
        headings = cast(Iterator[HtmlElement], section.iter(*_HEADINGS))
        first = next((collapsed(each.text_content()) for each in headings), self.heading)
        self.blocks.append(
            Block(f"Text, {first}, dates" if first else "Text, dates", self.dates, is_title=True)
        )
        self.read(section)
        self.end_block()
        self.dates = before

    def read_title(self, element: HtmlElement, label: str) -> str:
        """Read a title as a block of its own; return its words."""
        self.end_block()
        self.read(element)
        place = f"Text, {label}" if label else self.place
        self.end_block(place, is_title=True)
        return with_plain_spaces(self.blocks[-1].text) if self.blocks else ""

    @property
    def place(self) -> str:
        named = ", ".join(filter(None, ("Text", self.heading, self.judge)))
        return f"{named} ({self.dates[:1].lower()}{self.dates[1:]})" if self.dates else named

    def end_block(self, place: str | None = None, *, is_title: bool = False) -> None:
        """Make a block of the words read since the last one ended, if there are any."""
        text = collapsed("".join(self.words))
        self.words = []
        if text:
            self.blocks.append(Block(place or self.place, text, is_title))
