"""Markdown to prose, in one parse: Python-Markdown with one set of extensions.

`[@key]` cites a source and `[[id]]` links to a brief or an entity; both become holes in the
finished HTML. Raw HTML is not Markdown here: it is shown as text, and reported.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice, zip_longest
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from pydantic_core import PydanticCustomError

from briefbook.model.dates import PartialDate, parse_date
from briefbook.model.fields import ID_PATTERN, citation, split_citations
from briefbook.model.markup import with_languages
from briefbook.model.prose import (
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
from briefbook.problems import Problem, Where
from briefbook.reading.markdown_extension import CITATIONS, HEADINGS, LINK, MarkingExtension, Marks

_REFERENCE = re.compile(f"{LINK}|{CITATIONS.replace('words', 'no_words')}")
_MARK = re.compile(
    r'<(?P<tag>sup|a) data-hole="(?P<hole>\d+)">(?P<words>.*?)</(?P=tag)>'
    r'|<section data-section="(?P<section>\d+)">|(?P<end></section>)'
    r'|(?P<open><\w+[^<>]*?) data-statement="(?P<statement>\d+)"(?P<rest>[^>]*>)',
    re.DOTALL,
)
_ONE_PARAGRAPH = re.compile(r'<p data-statement="0">((?:(?!<p[ >]).)*)</p>', re.DOTALL)
_CODE = re.compile(
    r"^(?P<fence>```+|~~~+).*?^(?P=fence)|(?P<tick>`+)[^\n]*?(?P=tick)", re.DOTALL | re.MULTILINE
)
_RAW_HTML = re.compile(r"<(?:[a-zA-Z][\w-]*(?:\s[^<>]*|/)?|/[a-zA-Z][\w-]*|!--.*?--)>", re.DOTALL)
_WORD = re.compile(r"\w+")
_LINE_START = re.compile(r"^(?:!!! *\w+|[^\w\n]|\d+[.)])*", re.MULTILINE)
_HEADING_LINE = re.compile(r"^[ \t]*(?P<atx>#{1,6})|^[^\s|>-][^\n]*\n(?:=+|-+)[ \t]*$", re.MULTILINE)


class MarkdownParser:
    """Parses the Markdown of one book; ``glossary`` maps each term to its meaning in plain words."""

    def __init__(self, glossary: Mapping[str, str]) -> None:
        self._marking = MarkingExtension()
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
                self._marking,
            ],
        )

    def parse(self, text: str, where: Where) -> Prose:
        """Return the prose of ``text``, which begins at ``where``; mistakes lie in its ``problems``."""
        html = self._convert(text)
        return _Assembler(text, text, where, self._marking.marks).assemble(html)

    def parse_inline(self, text: str, where: Where, source: str) -> Prose:
        """Return the prose of a field: as `parse`, without the paragraph around a single one.

        ``source`` is the text as it is written at ``where``, with quotes and line breaks.
        """
        html = self._convert(text)
        if paragraph := _ONE_PARAGRAPH.fullmatch(html):
            html = paragraph[1]
        return _Assembler(text, source, where, self._marking.marks).assemble(html)

    def _convert(self, text: str) -> str:
        self._markdown.reset()
        return with_languages(self._markdown.convert(text))


def _blank_code(text: str) -> str:
    """Return a text with spaces for all that is in fences and backticks."""
    return _CODE.sub(lambda code: re.sub(r"[^\n]", " ", code[0]), text)


class _Assembler:
    """Cuts the HTML of a parse at its marks, and puts values there that know their place."""

    def __init__(self, text: str, source: str, where: Where, marks: Marks) -> None:
        self.text = _blank_code(text)
        self.written = source
        self.next_line = 0
        self.source = _blank_code(source)
        self.where = where
        self.marks = marks
        self.searched: defaultdict[str, int] = defaultdict(int)
        self.filled: Counter[str] = Counter()
        self.problems: list[Problem] = []

    def assemble(self, html: str) -> Prose:
        pieces: list[Piece] = []
        end = 0
        for mark in _MARK.finditer(html):
            content = self.content(mark)
            before = html[end : mark.start()]
            pieces += [before.rstrip() if isinstance(content, CitationGroup) else before, content]
            if mark["statement"]:
                pieces.append(mark["open"] + mark["rest"])
            end = mark.end()
        pieces.append(html[end:])
        self.report_lost_holes()
        self.report_sections()
        return Prose(
            html=tuple(piece for piece in pieces if piece),
            headings=tuple(self.headings()),
            pictures=tuple(Picture(path, alt, self.find(f"]({path}")) for path, alt in self.marks.pictures),
            hyperlinks=tuple(Hyperlink(each, self.find(f"]({each}")) for each in self.marks.addresses),
            raw_html=tuple(
                RawHtml(tag[0], self.place(tag.start())) for tag in _RAW_HTML.finditer(self.source)
            ),
            problems=tuple(self.problems),
        )

    def content(self, mark: re.Match[str]) -> Piece:
        if mark["hole"]:
            return self.fill(*self.marks.holes[int(mark["hole"])], html=mark["words"])
        if mark["section"]:
            return self.section(*self.marks.sections[int(mark["section"])])
        if mark["end"]:
            return SectionEnd()
        statement = self.marks.statements[int(mark["statement"])]
        return StatementStart(
            self.place_of_statement(statement.words), statement.judge, statement.needs_source
        )

    def section(self, since: str | None, until: str | None) -> SectionStart:
        section = SectionStart(self.date_of_section(since, "from"), self.date_of_section(until, "until"))
        if section.since and section.until and section.until.latest < section.since.earliest:
            self.problems.append(
                Problem(self.find(f"until {until}"), "the section ends before it begins", "fix its dates")
            )
        return section

    def date_of_section(self, text: str | None, word: str) -> PartialDate | None:
        if text is None:
            return None
        try:
            return parse_date(text)
        except ValueError as error:
            where = self.find(f"{word} {text}").after(f"{word} ")
            self.problems.append(Problem(where, str(error), "write it as 2016-03 or 2016-03-15"))
            return None

    def place_of_statement(self, words: tuple[str, ...]) -> Where:
        """Return where a statement begins: at the next line that its first words begin, if one does."""
        for index, start in enumerate(self.line_starts[self.next_line :], self.next_line):
            first_words = list(islice(_WORD.finditer(self.written, start), len(words)))
            if words == tuple(word[0] for word in first_words):
                self.next_line = index + 1
                return self.place(first_words[0].start())
        return self.place(self.line_starts[min(self.next_line, len(self.line_starts) - 1)])

    @cached_property
    def line_starts(self) -> list[int]:
        """Where a statement may begin: at the beginning of a line, and after the marks of a list."""
        lines = _LINE_START.finditer(self.written)
        return sorted({start for line in lines for start in (line.start(), line.end())})

    def report_sections(self) -> None:
        """Report braces that date nothing, and footnotes, whose text could not go with their section."""
        for braces in self.marks.braces:
            fix = "end a heading, outside of lists and blocks, in {from 2016-03 until 2025}"
            self.problems.append(Problem(self.find(braces), f"{braces} dates no section", fix))
        if self.marks.sections and "[^" in self.text:
            what = "a footnote beside dated sections"
            self.problems.append(Problem(self.find("[^"), what, "write it into the text"))

    def place(self, offset: int) -> Where:
        return self.where.after(self.source[:offset])

    def find(self, raw: str) -> Where:
        """Return where ``raw`` is next, perhaps over two lines, after the places returned before."""
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
                self.problems.append(Problem(where, f"{content!r} is not a valid id", fix))
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
        in_code = "".join(text for code in self.marks.root.iter("code") for text in code.itertext())
        for raw in lost:
            if raw not in in_code:
                fix = "in a table write [[id]] alone; elsewhere move it into the sentence"
                self.problems.append(Problem(self.find(raw), f"{raw} cannot be here", fix))

    def headings(self) -> Iterator[ProseHeading]:
        places = [
            self.place(line.start("atx") if line["atx"] else line.start())
            for line in _HEADING_LINE.finditer(self.source)
        ]
        elements = (element for element in self.marks.root.iter() if element.tag in HEADINGS)
        for element, place in zip_longest(elements, places, fillvalue=self.where):
            if isinstance(element, Element) and isinstance(place, Where):
                title = "".join(element.itertext()).strip()
                has_holes = element.find(".//*[@data-hole]") is not None
                yield ProseHeading(int(element.tag[1]), title, element.get("id", ""), has_holes, place)
