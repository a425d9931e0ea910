"""The blocks that are open as lines are read: containers within each other, and a leaf of lines."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown import Markdown

from briefbook.reading.markdown.leaves import LINE, Footnote, Leaf, Paragraph, Slip, indent_of

TITLE = "admonition-title"
"""The class of the paragraph that is the title of a box."""
QUOTE = re.compile(r" {0,3}> ?")
_IN_THEME = {"important": "tip", "caution": "danger"}
_ALERT = re.compile(r"\[!(?P<type>note|tip|important|warning|caution)\] *(?:\n|$)", re.IGNORECASE)


@dataclass
class Findings:
    """What a text holds beside its tree."""

    slips: list[Slip] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    """The lines of code and of comments."""
    footnotes: list[Footnote] = field(default_factory=list)
    is_cut: bool = False
    """Whether some of it is not parsed, since it holds too much."""


@dataclass
class Container:
    """A block that holds others: a quotation, an item, a box, a meaning, or the whole text."""

    element: Element
    line: int = 0
    indent: int = 0
    """How far its lines are indented; those of a quotation are marked instead."""
    of_list: Element | None = None
    """The list of which it is an item."""

    def rest(self, text: str) -> str | None:
        """Return what of a line lies within it; None if the line is outside."""
        if self.element.tag == "blockquote":
            mark = QUOTE.match(text)
            return text[mark.end() :] if mark else None
        if not text.strip():
            return ""
        return text[self.indent :] if indent_of(text) >= self.indent else None


class OpenBlocks:
    """What is open before a line, and how it is closed."""

    def __init__(self, root: Element, md: Markdown, found: Findings) -> None:
        self.md = md
        self.found = found
        self.open = [Container(root)]
        self.leaf: Leaf | None = None
        self.line = 0
        self.marks: dict[Element, str] = {}
        """The mark of the items of each list that may go on."""
        self.loose: dict[Element, bool] = {}
        """Each list, and whether empty lines are between its blocks."""
        self.empty_in: Element | None = None
        """The quotation, or the whole text, in which the line before was empty."""

    def within(self, text: str) -> tuple[int, str]:
        """Return how many of the open containers a line lies in, and what of it lies in the last of them."""
        for depth, container in enumerate(self.open[1:], start=1):
            rest = container.rest(text)
            if rest is None:
                return depth, text
            text = rest
        return len(self.open), text

    @property
    def quotation(self) -> Element:
        """The innermost quotation that is open, or else the whole text."""
        return next(
            (each.element for each in reversed(self.open) if each.element.tag == "blockquote"),
            self.open[0].element,
        )

    def room(self, depth: int) -> Element:
        """Close all that a new block ends, and return the element in which the block belongs."""
        self.close(depth)
        inner = self.open[-1]
        if inner.of_list is not None and len(inner.element):
            self.loosen(inner.of_list)
        return inner.element

    def close(self, depth: int) -> None:
        """Close the leaf, and the containers beyond some that stay open."""
        if isinstance(self.leaf, Paragraph):
            self.leaf.take_addresses(self.md)
            if self.leaf.lines:
                self.leaf.put_into(self.open[-1].element, "p")
        if isinstance(self.leaf, Footnote):
            self.found.footnotes.append(self.leaf)
        if self.leaf:
            self.leaf.finish()
            self.found.slips.extend(self.leaf.slips())
        self.leaf = None
        while len(self.open) > depth:
            self.close_container(self.open.pop())

    def close_container(self, container: Container) -> None:
        """Make an alert of a quotation that is one, and report a box without a text."""
        element = container.element
        if element.tag == "blockquote":
            _make_alert(element)
        elif element.tag == "div" and all(child.get("class") == TITLE for child in element):
            what = "nothing is in this box"
            self.found.slips.append(Slip(container.line, what, "indent its text by four spaces"))

    @property
    def here(self) -> dict[str, str]:
        """The attribute of an element that begins with this line."""
        return {LINE: str(self.line)}

    def report(self, what: str, fix: str) -> None:
        """Report what is wrong on this line."""
        self.found.slips.append(Slip(self.line, what, fix))

    def loosen(self, a_list: Element) -> None:
        """Note that a list has empty lines between its blocks, if there was one before this line."""
        if self.empty_in is self.quotation:
            self.loose[a_list] = True

    def finish(self) -> None:
        """Close all, at the end of the text."""
        self.close(1)
        for each, is_loose in self.loose.items():
            if not is_loose:
                _tighten(each)

    def end_list(self, depth: int) -> None:
        """Let no further item belong to a list that ends here."""
        parent = self.room(depth)
        if len(parent):
            self.marks.pop(parent[-1], None)


def classes_of_box(kind: str) -> str:
    """Return the classes of a box of some type, with the name that the theme has for it."""
    return " ".join(filter(None, ("admonition", kind, _IN_THEME.get(kind))))


def _make_alert(quotation: Element) -> None:
    """Make a quotation that begins with `[!NOTE]` a box."""
    first = quotation[0] if len(quotation) and quotation[0].tag == "p" else None
    alert = _ALERT.match(first.text or "") if first is not None else None
    if first is None or alert is None:
        return
    kind = alert["type"].lower()
    quotation.tag = "div"
    quotation.set("class", classes_of_box(kind))
    first.text = (first.text or "")[alert.end() :]
    if not first.text:
        quotation.remove(first)
    title = Element("p", {"class": TITLE, LINE: quotation.get(LINE, "0")})
    title.text = kind.capitalize()
    quotation.insert(0, title)


def _tighten(element: Element) -> None:
    """Let the items of a list hold their first paragraph as their own text."""
    for item in element:
        if len(item) and item[0].tag == "p":
            item.text = item[0].text
            item.remove(item[0])
