"""What is done to the tree of a text, once its blocks and its words are in it."""

import re
from collections.abc import Container
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor

from briefbook.model.file_addresses import leads_to_file
from briefbook.reading.markdown.leaves import LINE, Slip
from briefbook.reading.markdown.marks import MarkKeeper, Marks, SectionDates, StatementMark
from briefbook.reading.markdown.open_blocks import Findings

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BRACES = re.compile(r"\s*\{([^{}]*)\}\s*$")
_DATES = re.compile(r"(?:from\s+(?P<since>\S+))?\s*(?:until\s+(?P<until>\S+))?")
_BLOCKS = frozenset({"p", "dl", "table", "blockquote", "pre", "div"})


class ReportingTreeprocessor(Treeprocessor):
    """A processor of the tree that may find what its author should write otherwise."""

    md: Markdown

    @property
    def found(self) -> Findings:
        """What this parse has found so far."""
        found: Findings = self.md.parser.found  # type: ignore[attr-defined] # it is CommonMarkParser
        return found

    def report(self, line: int, what: str, fix: str) -> None:
        """Report what is wrong on a line."""
        self.found.slips.append(Slip(line, what, fix))


class MarkingTreeprocessor(ReportingTreeprocessor):
    """A processor of the tree that notes what it finds."""

    def __init__(self, md: Markdown, keeper: MarkKeeper) -> None:
        super().__init__(md)
        self.keeper = keeper

    @property
    def marks(self) -> Marks:
        """What this parse has marked so far."""
        return self.keeper.marks


class Tasks(Treeprocessor):
    """Shows a box before each item that begins with `[ ]` or `[x]`, as GitHub does."""

    BOX = re.compile(r"\[(?:(?P<open> )|[xX])\](?=\s)")

    def run(self, root: Element) -> None:
        """Change the texts of items."""
        for item in root.iter("li"):
            holder = item[0] if not (item.text or "").strip() and len(item) and item[0].tag == "p" else item
            if task := self.BOX.match(holder.text or ""):
                box = "\N{BALLOT BOX}" if task["open"] else "\N{BALLOT BOX WITH CHECK}"
                holder.text = box + (holder.text or "")[task.end() :]


class DatedSections(MarkingTreeprocessor):
    """Encloses what is under a heading that ends in `{from 2016-03 until 2025}`."""

    def run(self, root: Element) -> None:
        """Move what is below each such heading into a section."""
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

    def section_in(self, parent: Element, dates: SectionDates) -> Element:
        """Return a new section within ``parent``."""
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


class Addresses(MarkingTreeprocessor):
    """Notes each address, and leads the relative ones from the page, one folder below the brief's file."""

    def run(self, root: Element) -> None:
        """Change the addresses of pictures and links."""
        line = 0
        given = {address for address, _ in self.md.references.values()}
        for element in root.iter():
            line = int(element.get(LINE, line))
            if element.tag == "img":
                path = _take_plain(element, "src")
                element.set("data-picture", str(len(self.marks.pictures)))
                self.marks.pictures.append((path, element.get("alt", "")))
                _lead_from_page(element, "src")
            elif (
                element.tag == "a"
                and "data-hole" not in element.attrib
                and "footnote" not in element.get("class", "")
            ):
                address = _take_plain(element, "href")
                element.set("data-address", str(len(self.marks.addresses)))
                self.marks.addresses.append((address, _written(element, address, given)))
                _lead_from_page(element, "href")
                if element.find(".//a") is not None or element.find(".//*[@data-hole]") is not None:
                    self.report(line, "a link or a citation within a link", "write it after the link")
            elif element.tag == "p" and len(element) == 1 and element[0].tag == "img":
                _make_figure(element)


def _take_plain(element: Element, attribute: str) -> str:
    """Return an address, after what its author wrote with a backslash was made plain in the element."""
    address = UnescapeTreeprocessor().unescape(element.get(attribute, ""))
    element.set(attribute, address)
    return address


def _written(link: Element, address: str, given: Container[str]) -> str:
    """Return how an address is written: bare, as the words of its link, or after a bracket.

    ``given`` are the addresses to which links refer by a label: `[label]: address`.
    """
    if link.text and address.endswith(link.text) and not leads_to_file(address):
        return link.text
    return f"]: {address}" if address in given else f"]({address}"


def _lead_from_page(element: Element, attribute: str) -> None:
    address = element.get(attribute, "")
    if leads_to_file(address):
        element.set(attribute, f"../{address}")


def _make_figure(paragraph: Element) -> None:
    """Turn a paragraph that is one picture into a figure, with the picture's title as its credit."""
    picture = paragraph[0]
    alone = not (paragraph.text or "").strip() and not (picture.tail or "").strip()
    if alone and (credit := picture.attrib.pop("title", None)):
        paragraph.tag = "figure"
        SubElement(paragraph, "figcaption").text = credit


class Statements(MarkingTreeprocessor):
    """Marks all that says something: paragraphs, items of lists, rows of tables, and what needs no source.

    The last to need the lines of blocks, it takes them out of the tree.
    """

    def run(self, root: Element) -> None:
        """Mark the tree."""
        self.mark(root, None)

    def mark(self, element: Element, judge: str | None) -> None:
        """Mark an element and those within it; ``judge`` is whose judgement they are."""
        if "judgement" in element.get("class", "").split():
            title = element.find("p[@class='admonition-title']")
            judge = "" if title is None else "".join(title.itertext()).strip()
        line = int(element.attrib.pop(LINE, 0))
        if element.tag in HEADINGS:
            element.set("data-heading", str(len(self.marks.headings)))
            self.marks.headings.append((element, line))
        needs_source = _needs_source(element)
        if needs_source is not None and says_something(element):
            element.set("data-statement", str(len(self.marks.statements)))
            self.marks.statements.append(StatementMark(line, judge, needs_source))
        if element.get("class") == "admonition-title" and judge is not None:
            element.text = f"Judgement: {element.text or ''}"
        for child in element:
            self.mark(child, judge)


def _needs_source(element: Element) -> bool | None:
    """Return whether an element states something, or only says it, as a heading does; None for others."""
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


def says_something(element: Element) -> bool:
    """Return whether there are words in an element, or a link that will have some."""
    return (
        element.find(".//*[@data-hole]") is not None
        or re.search(r"\w", "".join(element.itertext())) is not None
    )
