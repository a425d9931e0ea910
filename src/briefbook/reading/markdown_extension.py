"""The Python-Markdown extension of a book's prose: it marks in the HTML what `prose` makes values of.

Citations and links leave an empty element each, dated sections and statements carry a number; what belongs to
each is kept in `Marks`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

CITATIONS = r"(?<!\\)\[(@[^\[\]]*)(?P<words>)\]"
LINK = r"(?<!\\)\[\[([^\[\]|]*)(?:\|(?P<words>[^\[\]]*))?\]\]"
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BRACES = re.compile(r"\s*\{([^{}]*)\}\s*$")
_DATES = re.compile(r"(?:from\s+(?P<since>\S+))?\s*(?:until\s+(?P<until>\S+))?")
_BLOCKS = frozenset({"p", "dl", "table", "blockquote", "pre", "div"})

SectionDates = tuple[str | None, str | None]
"""The dates from which, and until which, a section holds, as the author wrote them."""


@dataclass
class Marks:
    """What one parse has marked, each list in the order of the numbers in the HTML."""

    holes: list[tuple[str, str]] = field(default_factory=list)
    """Citations and links: as they are written, and what is between the brackets."""
    sections: list[SectionDates] = field(default_factory=list)
    statements: list["StatementMark"] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    """Path and alternative text."""
    addresses: list[str] = field(default_factory=list)
    braces: list[str] = field(default_factory=list)
    """What is in braces at the end of a heading, and dates no section."""
    root: Element = field(default_factory=lambda: Element("div"))


@dataclass(frozen=True)
class StatementMark:
    """A paragraph, an item, a row or a heading: its first words, and whose judgement it is, if it is one."""

    words: tuple[str, ...]
    judge: str | None
    needs_source: bool


class MarkingExtension(Extension):
    """Marks a text; ``marks`` holds what it found in the text parsed last."""

    def __init__(self) -> None:
        super().__init__()
        self.marks = Marks()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register the patterns and processors."""
        md.registerExtension(self)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister(
            "automail"
        )  # it would scramble the address; [a](mailto:a@b) says it plainly
        # Above the reference and link patterns (170 and 160), below code and escapes (190 and 180).
        md.inlinePatterns.register(_HolePattern(LINK, "a", self), "briefbook-link", 176)
        md.inlinePatterns.register(_HolePattern(CITATIONS, "sup", self), "briefbook-citation", 175)
        # After the inline patterns (20), before the tree is made pretty (10).
        md.treeprocessors.register(_DatedSections(self), "briefbook-sections", 16)
        md.treeprocessors.register(_Addresses(self), "briefbook-addresses", 15)
        md.treeprocessors.register(_Statements(self), "briefbook-statements", 14)
        md.treeprocessors.register(_KeepTree(self), "briefbook-tree", -10)

    def reset(self) -> None:
        """Begin anew, before each text."""
        self.marks = Marks()


class _HolePattern(InlineProcessor):
    """Leaves a hole for each match: its first group is the content, `words` is what is shown."""

    def __init__(self, pattern: str, tag: str, extension: MarkingExtension) -> None:
        super().__init__(pattern)
        self.tag = tag
        self.extension = extension

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override] # noqa: N802
        holes = self.extension.marks.holes
        element = Element(self.tag, {"data-hole": str(len(holes))})
        holes.append((m[0], m[1].strip()))
        element.text = AtomicString((m["words"] or "").strip())
        return element, m.start(), m.end()


class _MarkingTreeprocessor(Treeprocessor):
    """What the processors of the finished tree have in common."""

    def __init__(self, extension: MarkingExtension) -> None:
        super().__init__()
        self.extension = extension

    @property
    def marks(self) -> Marks:
        """What this parse has marked so far."""
        return self.extension.marks


class _DatedSections(_MarkingTreeprocessor):
    """Encloses what is under a heading that ends in `{from 2016-03 until 2025}`."""

    def run(self, root: Element) -> None:
        open_sections = [(0, root)]
        for element in list(root):
            root.remove(element)
            if element.tag in HEADINGS:
                level = int(element.tag[1])
                while open_sections[-1][0] >= level:
                    open_sections.pop()
                if dates := self.take_dates(element):
                    open_sections.append((level, self.section_in(open_sections[-1][1], dates)))
            elif element.get("class") == "footnote":
                del open_sections[1:]
            open_sections[-1][1].append(element)
        for heading in (each for each in root.iter() if each.tag in HEADINGS):
            if braces := _BRACES.search(_last_text(heading)):
                self.marks.braces.append(braces[0].strip())

    def section_in(self, parent: Element, dates: SectionDates) -> Element:
        section = SubElement(parent, "section", {"data-section": str(len(self.marks.sections))})
        self.marks.sections.append(dates)
        return section

    def take_dates(self, heading: Element) -> SectionDates | None:
        """Return the dates that a heading ends in, and take them out of it."""
        text = _last_text(heading)
        braces = _BRACES.search(text)
        dates = _DATES.fullmatch(braces[1].strip()) if braces else None
        if braces is None or dates is None or not any(dates.groups()):
            return None
        if len(heading):
            heading[-1].tail = text[: braces.start()]
        else:
            heading.text = text[: braces.start()]
        return dates["since"], dates["until"]


def _last_text(element: Element) -> str:
    """Return the text that an element ends in."""
    return (element[-1].tail if len(element) else element.text) or ""


class _Statements(_MarkingTreeprocessor):
    """Marks all that says something: paragraphs, items of lists, rows of tables, and what needs no source."""

    def run(self, root: Element) -> None:
        self.mark(root, None)

    def mark(self, element: Element, judge: str | None) -> None:
        if "judgement" in element.get("class", "").split():
            title = element.find("p[@class='admonition-title']")
            judge = "" if title is None else "".join(title.itertext()).strip()
        needs_source = _needs_source(element)
        if needs_source is not None and (words := self.first_words(element)):
            element.set("data-statement", str(len(self.marks.statements)))
            self.marks.statements.append(StatementMark(words, judge, needs_source))
        if element.get("class") == "admonition-title" and judge is not None:
            element.text = f"Judgement: {element.text or ''}"
        for child in element:
            self.mark(child, judge)

    def first_words(self, element: Element) -> tuple[str, ...]:
        """Return the words that an element begins with, as they are written; none for a block of code."""
        text = " ".join(self.texts(element))
        return () if text.lstrip().startswith(STX) else tuple(re.findall(r"\w+", text)[:4])

    def texts(self, element: Element) -> Iterator[str]:
        if hole := element.get("data-hole"):
            yield self.marks.holes[int(hole)][0]
        else:
            yield element.text or ""
            for child in element:
                yield from self.texts(child)
                yield child.tail or ""


def _needs_source(element: Element) -> bool | None:
    """Return whether an element states something, or only says it, as a heading does; none for others."""
    match element.tag:
        case "p":
            return element.get("class") != "admonition-title"
        case "li" | "dd":
            return None if any(child.tag in _BLOCKS for child in element) else True
        case "tr":
            return any(child.tag == "td" for child in element)
        case "dt" | "figcaption":
            return False
        case tag:
            return False if tag in HEADINGS else None


class _Addresses(_MarkingTreeprocessor):
    """Notes each address, and leads the relative ones from the page, one folder below the brief's file."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "img":
                self.marks.pictures.append((element.get("src", ""), element.get("alt", "")))
                _lead_from_page(element, "src")
            elif (
                element.tag == "a"
                and "data-hole" not in element.attrib
                and "footnote" not in element.get("class", "")
            ):
                self.marks.addresses.append(element.get("href", ""))
                _lead_from_page(element, "href")
            elif element.tag == "p" and len(element) == 1 and element[0].tag == "img":
                _make_figure(element)


def _lead_from_page(element: Element, attribute: str) -> None:
    address = element.get(attribute, "")
    if _is_relative(address):
        element.set(attribute, f"../{address}")


def _make_figure(paragraph: Element) -> None:
    """Turn a paragraph that is one picture into a figure, with the picture's title as its credit."""
    picture = paragraph[0]
    alone = not (paragraph.text or "").strip() and not (picture.tail or "").strip()
    if alone and (credit := picture.attrib.pop("title", None)):
        paragraph.tag = "figure"
        SubElement(paragraph, "figcaption").text = credit


class _KeepTree(_MarkingTreeprocessor):
    """Keeps the finished tree."""

    def run(self, root: Element) -> None:
        self.marks.root = root


def _is_relative(address: str) -> bool:
    """Return whether an address leads to a file of the book, not to a place on the page or elsewhere."""
    return bool(address) and not re.match(r"#|/|[a-zA-Z][a-zA-Z0-9+.-]*:", address)
