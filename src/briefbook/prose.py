"""Markdown to prose, in one parse: Python-Markdown with one set of extensions.

`[@key]` cites a source and `[[id]]` links to a brief or an entity; both become holes in the
finished HTML. Raw HTML is not Markdown here: it is shown as text, and reported.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pydantic_core import PydanticCustomError

from briefbook.dates import PartialDate, is_date, parse_date
from briefbook.errors import Problem, Where
from briefbook.fields import ID_PATTERN, citation, split_citations
from briefbook.prose_model import (
    CitationGroup,
    Hyperlink,
    Link,
    Picture,
    Piece,
    Prose,
    ProseHeading,
    RawHtml,
    SectionEnd,
    SectionStart,
    StatementStart,
)

_CITATIONS = r"(?<!\\)\[(@[^\[\]]*)(?P<words>)\]"
_LINK = r"(?<!\\)\[\[([^\[\]|]*)(?:\|(?P<words>[^\[\]]*))?\]\]"
_REFERENCE = re.compile(f"{_LINK}|{_CITATIONS.replace('words', 'no_words')}")
_MARK = re.compile(
    r'<(?P<tag>sup|a) data-hole="(?P<hole>\d+)">(?P<words>.*?)</(?P=tag)>'
    r'|<section data-section="(?P<section>\d+)">|(?P<end></section>)'
    r'| data-statement="(?P<statement>\d+)"(?P<rest>[^>]*>)',
    re.DOTALL,
)
_DATES = re.compile(r"\s*\{(?:from\s+(?P<since>[^\s{}]+))?\s*(?:until\s+(?P<until>[^\s{}]+))?\}\s*$")
_ONE_PARAGRAPH = re.compile(r'<p data-statement="0">((?:(?!<p[ >]).)*)</p>', re.DOTALL)
_SectionDates = tuple[str | None, str | None]
"""The dates from which, and until which, a section holds, as the author wrote them."""
_BLOCKS = frozenset({"p", "dl", "table", "blockquote", "pre", "div"})
_CODE = re.compile(
    r"^(?P<fence>```+|~~~+).*?^(?P=fence)|(?P<tick>`+)[^\n]*?(?P=tick)", re.DOTALL | re.MULTILINE
)
_RAW_HTML = re.compile(r"<(?:[a-zA-Z][\w-]*(?:\s[^<>]*|/)?|/[a-zA-Z][\w-]*|!--.*?--)>", re.DOTALL)
_HEADING_LINE = re.compile(r"^[ \t]*(?P<atx>#{1,6})|^[^\s|>-][^\n]*\n(?:=+|-+)[ \t]*$", re.MULTILINE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class MarkdownParser:
    """Parses the Markdown of one book; ``glossary`` maps each term to its meaning in plain words."""

    def __init__(self, glossary: Mapping[str, str]) -> None:
        self._holes = _Holes()
        self._markdown = Markdown(
            extensions=[
                "admonition",
                "def_list",
                "fenced_code",
                "footnotes",
                "sane_lists",
                "tables",
                "toc",
                AbbrExtension(glossary=dict(glossary)),
                self._holes,
            ],
        )

    def parse(self, text: str, where: Where) -> Prose:
        """Return the prose of ``text``, which begins at ``where``; mistakes lie in its ``problems``."""
        return _Assembler(text, text, where, self._holes).assemble(self._convert(text))

    def parse_inline(self, text: str, where: Where, source: str) -> Prose:
        """Return the prose of a field: as `parse`, without the paragraph around a single one.

        ``source`` is the text as it is written at ``where``, with quotes and line breaks.
        """
        html = self._convert(text)
        if paragraph := _ONE_PARAGRAPH.fullmatch(html):
            html = paragraph[1]
        return _Assembler(text, source, where, self._holes).assemble(html)

    def _convert(self, text: str) -> str:
        self._markdown.reset()
        return self._markdown.convert(text)


class _Holes(Extension):
    """Leaves an empty element for each citation and link, and keeps what belongs there."""

    def __init__(self) -> None:
        super().__init__()
        self.contents: list[tuple[str, str]] = []
        self.pictures: list[tuple[str, str]] = []
        self.addresses: list[str] = []
        self.sections: list[_SectionDates] = []
        self.statements: list[tuple[str, str | None]] = []
        self.root = Element("div")

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.registerExtension(self)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister(
            "automail"
        )  # it would scramble the address; [a](mailto:a@b) says it plainly
        # Above the reference and link patterns (170 and 160), below code and escapes (190 and 180).
        md.inlinePatterns.register(_HolePattern(_LINK, "a", self), "briefbook-link", 176)
        md.inlinePatterns.register(_HolePattern(_CITATIONS, "sup", self), "briefbook-citation", 175)
        # After the inline patterns (20), before the tree is made pretty (10).
        md.treeprocessors.register(_DatedSections(self), "briefbook-sections", 16)
        md.treeprocessors.register(_Addresses(self), "briefbook-addresses", 15)
        md.treeprocessors.register(_Statements(self), "briefbook-statements", 14)
        md.treeprocessors.register(_KeepTree(self), "briefbook-tree", -10)

    def reset(self) -> None:
        self.contents = []
        self.pictures = []
        self.addresses = []
        self.sections = []
        self.statements = []
        self.root = Element("div")

    def leave(self, tag: str, raw: str, content: str) -> Element:
        """Return the element of a new hole."""
        element = Element(tag, {"data-hole": str(len(self.contents))})
        self.contents.append((raw, content))
        return element


class _HolePattern(InlineProcessor):
    """Leaves a hole for each match: its first group is the content, `words` is what is shown."""

    def __init__(self, pattern: str, tag: str, holes: _Holes) -> None:
        super().__init__(pattern)
        self.tag = tag
        self.holes = holes

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override] # noqa: N802
        element = self.holes.leave(self.tag, m[0], m[1].strip())
        element.text = AtomicString((m["words"] or "").strip())
        return element, m.start(), m.end()


class _DatedSections(Treeprocessor):
    """Encloses what stands under a heading that ends in `{from 2016-03 until 2025}`."""

    def __init__(self, holes: _Holes) -> None:
        super().__init__()
        self.holes = holes

    def run(self, root: Element) -> None:
        open_sections = [(0, root)]
        for element in list(root):
            root.remove(element)
            dates = None
            if element.tag in _HEADINGS:
                level = int(element.tag[1])
                while open_sections[-1][0] >= level:
                    open_sections.pop()
                if dates := _take_dates(element):
                    open_sections.append((level, self.section_in(open_sections[-1][1], dates)))
            open_sections[-1][1].append(element)
            if dates:
                SubElement(open_sections[-1][1], "p", {"class": "bb-label"}).text = _words_for(*dates)

    def section_in(self, parent: Element, dates: _SectionDates) -> Element:
        section = SubElement(parent, "section", {"data-section": str(len(self.holes.sections))})
        self.holes.sections.append(dates)
        return section


def _take_dates(heading: Element) -> _SectionDates | None:
    """Return the dates that a heading ends in, and take them out of it."""
    last = heading[-1] if len(heading) else None
    text = (heading.text if last is None else last.tail) or ""
    dates = _DATES.search(text)
    if dates is None:
        return None
    if last is None:
        heading.text = text[: dates.start()]
    else:
        last.tail = text[: dates.start()]
    return dates["since"], dates["until"]


def _words_for(since: str | None, until: str | None) -> str:
    """Return the dates of a section as a reader sees them."""
    return " ".join(
        f"{word} {parse_date(text) if is_date(text) else text}"
        for word, text in (("From", since), ("until", until))
        if text
    )


class _Statements(Treeprocessor):
    """Marks each statement: a paragraph, an item of a list, a row of a table."""

    def __init__(self, holes: _Holes) -> None:
        super().__init__()
        self.holes = holes

    def run(self, root: Element) -> None:
        self.mark(root, None)

    def mark(self, element: Element, judge: str | None) -> None:
        if "judgement" in element.get("class", "").split():
            title = element.find("p[@class='admonition-title']")
            judge = "" if title is None else "".join(title.itertext()).strip()
            if title is not None:
                title.text = f"Judgement: {title.text or ''}"
        if _is_statement(element) and (words := " ".join(element.itertext()).split()):
            element.set("data-statement", str(len(self.holes.statements)))
            self.holes.statements.append((words[0], judge))
        for child in element:
            self.mark(child, judge)


def _is_statement(element: Element) -> bool:
    match element.tag:
        case "p":
            return element.get("class") not in ("admonition-title", "bb-label")
        case "li" | "dd":
            return not any(child.tag in _BLOCKS for child in element)
        case "tr":
            return any(child.tag == "td" for child in element)
        case _:
            return False


class _Addresses(Treeprocessor):
    """Notes each address, and leads the relative ones from the page, one folder below the brief's file."""

    def __init__(self, holes: _Holes) -> None:
        super().__init__()
        self.holes = holes

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "img":
                self.holes.pictures.append((element.get("src", ""), element.get("alt", "")))
                _lead_from_page(element, "src")
            elif (
                element.tag == "a"
                and "data-hole" not in element.attrib
                and "footnote" not in element.get("class", "")
            ):
                self.holes.addresses.append(element.get("href", ""))
                _lead_from_page(element, "href")
            elif element.tag == "p" and len(element) == 1 and element[0].tag == "img":
                _make_figure(element)


def _lead_from_page(element: Element, attribute: str) -> None:
    address = element.get(attribute, "")
    if is_relative(address):
        element.set(attribute, f"../{address}")


def _make_figure(paragraph: Element) -> None:
    """Turn a paragraph that is one picture into a figure, with the picture's title as its credit."""
    picture = paragraph[0]
    alone = not (paragraph.text or "").strip() and not (picture.tail or "").strip()
    if alone and (credit := picture.attrib.pop("title", None)):
        paragraph.tag = "figure"
        SubElement(paragraph, "figcaption").text = credit


class _KeepTree(Treeprocessor):
    def __init__(self, holes: _Holes) -> None:
        super().__init__()
        self.holes = holes

    def run(self, root: Element) -> None:
        self.holes.root = root


def is_relative(address: str) -> bool:
    """Tell whether an address leads to a file of the book, not to a place on the page or elsewhere."""
    return bool(address) and not re.match(r"#|/|[a-zA-Z][a-zA-Z0-9+.-]*:", address)


def _blank_code(text: str) -> str:
    """Return a text with blanks for all that stands in fences and backticks."""
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)


class _Assembler:
    """Fills a parse's holes with values that know their place."""

    def __init__(self, text: str, source: str, where: Where, holes: _Holes) -> None:
        self.text = _blank_code(text)
        self.source = _blank_code(source)
        self.where = where
        self.holes = holes
        self.searched: defaultdict[str, int] = defaultdict(int)
        self.filled: Counter[str] = Counter()
        self.problems: list[Problem] = []

    def assemble(self, html: str) -> Prose:
        self.statements = list(self.places_of_statements())
        pieces: list[Piece] = []
        end = 0
        for mark in _MARK.finditer(html):
            content = self.content(mark)
            before = html[end : mark.start()]
            pieces += [before.rstrip() if isinstance(content, CitationGroup) else before, content]
            if mark["statement"]:
                tag = before.rindex("<")
                pieces[-2:] = [before[:tag], content, before[tag:] + mark["rest"]]
            end = mark.end()
        pieces.append(html[end:])
        self.report_lost_holes()
        return Prose(
            html=tuple(piece for piece in pieces if piece),
            tree=self.holes.root,
            headings=tuple(self.headings()),
            pictures=tuple(Picture(path, alt, self.find(f"]({path}")) for path, alt in self.holes.pictures),
            hyperlinks=tuple(Hyperlink(each, self.find(f"]({each}")) for each in self.holes.addresses),
            raw_html=tuple(
                RawHtml(tag[0], self.place(tag.start())) for tag in _RAW_HTML.finditer(self.source)
            ),
            problems=tuple(self.problems),
        )

    def content(self, mark: re.Match[str]) -> Piece:
        if mark["hole"]:
            return self.fill(*self.holes.contents[int(mark["hole"])], html=mark["words"])
        if mark["section"]:
            return self.section(*self.holes.sections[int(mark["section"])])
        if mark["end"]:
            return SectionEnd()
        return self.statements[int(mark["statement"])]

    def section(self, since: str | None, until: str | None) -> SectionStart:
        return SectionStart(self.date_of_section(since, "from"), self.date_of_section(until, "until"))

    def date_of_section(self, text: str | None, word: str) -> PartialDate | None:
        if text is None:
            return None
        try:
            return parse_date(text)
        except ValueError as error:
            where = self.find(f"{word} {text}").after(f"{word} ")
            self.problems.append(Problem(where, str(error), "write it as 2016-03 or 2016-03-15"))
            return None

    def places_of_statements(self) -> Iterator[StatementStart]:
        """Yield the beginning of each statement, found by its first word."""
        offset = 0
        for word, judge in self.holes.statements:
            found = self.source.find(word, offset)
            if found >= 0:
                offset = found + len(word)
            yield StatementStart(self.place(max(found, 0)), judge)

    def place(self, offset: int) -> Where:
        return self.where.after(self.source[:offset])

    def find(self, raw: str) -> Where:
        """Return where ``raw`` stands next, perhaps over two lines, after the places returned before."""
        start = self.source.find(raw, self.searched[raw])
        length = len(raw)
        if start < 0 and " " in raw:
            over_lines = re.compile(r"\s+".join(map(re.escape, raw.split())))
            if match := over_lines.search(self.source, self.searched[raw]):
                start, length = match.start(), len(match[0])
        if start < 0:
            return self.where
        self.searched[raw] = start + length
        return self.place(start)

    def fill(self, raw: str, content: str, html: str) -> CitationGroup | Link | str:
        where = self.find(raw)
        self.filled[raw] += 1
        if raw.startswith("[["):
            if not ID_PATTERN.fullmatch(content):
                fix = "write [[id]], in lower-case letters, digits and hyphens"
                self.problems.append(Problem(where, f"{content!r} is no id", fix))
                return html or content
            return Link(content, html or None, where)
        try:
            return CitationGroup(
                tuple(citation(str(each), each.where) for each in split_citations(content, where.after("[")))
            )
        except PydanticCustomError as error:
            context = error.context or {}
            self.problems.append(Problem(where, context["what"], context["fix"]))
            return ""

    def report_lost_holes(self) -> None:
        """Report each citation and link that did not come through: cut in two, or in a picture's words."""
        lost = Counter(match[0] for match in _REFERENCE.finditer(self.text)) - self.filled
        if not lost:
            return
        in_code = "".join(text for code in self.holes.root.iter("code") for text in code.itertext())
        for raw in lost:
            if raw not in in_code:
                fix = "in a table write [[id]] alone; elsewhere move it into the sentence"
                self.problems.append(Problem(self.find(raw), f"{raw} cannot stand here", fix))

    def headings(self) -> Iterator[ProseHeading]:
        places = [
            self.place(line.start("atx") if line["atx"] else line.start())
            for line in _HEADING_LINE.finditer(self.source)
        ]
        elements = (element for element in self.holes.root.iter() if element.tag in _HEADINGS)
        for element, place in zip_longest(elements, places, fillvalue=self.where):
            if isinstance(element, Element) and isinstance(place, Where):
                title = "".join(element.itertext()).strip()
                has_holes = element.find(".//*[@data-hole]") is not None
                yield ProseHeading(int(element.tag[1]), title, element.get("id", ""), has_holes, place)
