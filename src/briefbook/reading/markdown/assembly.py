"""The HTML of a parse, cut at its marks, with values there that know their place in the source."""

import re
from collections import Counter
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pydantic_core import PydanticCustomError

from briefbook.model.date_slips import correction
from briefbook.model.dates import PartialDate, parse_date
from briefbook.model.fields import ID_PATTERN, citation, split_citations
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
    Written,
)
from briefbook.problems import Problem, Where
from briefbook.reading.markdown.marks import Marks
from briefbook.reading.markdown.open_blocks import Findings
from briefbook.reading.markdown.patterns import CITATIONS, LINK
from briefbook.reading.markdown.places import SourcePlaces

_REFERENCE = re.compile(f"{LINK}|{CITATIONS.replace('words', 'no_words')}")
_MARK = re.compile(
    r'<(?P<tag>sup|a) data-hole="(?P<hole>\d+)">(?P<words>.*?)</(?P=tag)>'
    r'|<section data-section="(?P<section>\d+)">|(?P<end></section>)'
    r'|(?P<open><\w+[^<>]*?)(?P<notes>(?: data-(?:statement|heading|picture|address)="\d+")+)'
    r"(?P<rest>[^>]*>)",
    re.DOTALL,
)
_NOTE = re.compile(r'data-(\w+)="(\d+)"')


@dataclass(frozen=True)
class Parse:
    """What the parse of a text came to: finished HTML, what its marks mean, and what its lines hold."""

    html: str
    marks: Marks
    found: Findings


def assemble(parse: Parse, text: str, source: str, where: Where) -> Prose:
    """Return the prose of ``text``, which is written as ``source`` at ``where``."""
    return _Assembler(parse, SourcePlaces(text, source, where, parse.found.hidden)).assemble()


class _Assembler:
    """Cuts the HTML of a parse at its marks, and puts values there that know their place."""

    def __init__(self, parse: Parse, places: SourcePlaces) -> None:
        self.html = parse.html
        self.marks = parse.marks
        self.found = parse.found
        self.places = places
        self.pictures = [Picture(path, alt, places.find(f"]({path}")) for path, alt in self.marks.pictures]
        self.hyperlinks = [Hyperlink(each, places.find(written)) for each, written in self.marks.addresses]
        self.filled: Counter[str] = Counter()
        self.problems: list[Problem] = []

    def assemble(self) -> Prose:
        pieces: list[Piece] = []
        end = 0
        for mark in _MARK.finditer(self.html):
            content = self.content(mark)
            before = self.html[end : mark.start()]
            pieces += [before.rstrip() if isinstance(content[0], CitationGroup) else before, *content]
            if mark["notes"]:
                pieces.append(mark["open"] + mark["rest"])
            end = mark.end()
        pieces.append(self.html[end:])
        self.report_slips()
        if not self.found.is_cut:  # else much is lost that is well written
            self.report_lost_holes()
        self.report_sections()
        return Prose(
            html=tuple(piece for piece in pieces if piece),
            raw_html=tuple(RawHtml(tag, self.places.find(tag)) for tag in self.marks.raw_html),
            problems=tuple(self.problems),
            written=Written(self.places.written, self.places.where),
        )

    def content(self, mark: re.Match[str]) -> list[Piece]:
        if mark["hole"]:
            return [self.fill(*self.marks.holes[int(mark["hole"])], html=mark["words"])]
        if mark["section"]:
            return [self.section(*self.marks.sections[int(mark["section"])])]
        if mark["end"]:
            return [SectionEnd()]
        return [self.noted(what, int(number)) for what, number in _NOTE.findall(mark["notes"])]

    def noted(self, what: str, number: int) -> Piece:
        match what:
            case "statement":
                statement = self.marks.statements[number]
                where = self.places.of_words(statement.line)
                return StatementStart(where, statement.judge, statement.needs_source)
            case "heading":
                return self.heading(*self.marks.headings[number])
            case "picture":
                return self.pictures[number]
            case _:
                return self.hyperlinks[number]

    def section(self, since: str | None, until: str | None) -> SectionStart:
        section = SectionStart(self.date_of_section(since, "from"), self.date_of_section(until, "until"))
        if section.since and section.until and section.until.latest < section.since.earliest:
            self.problems.append(
                Problem(
                    self.places.find(f"until {until}"), "the section ends before it begins", "fix its dates"
                )
            )
        return section

    def date_of_section(self, text: str | None, word: str) -> PartialDate | None:
        if text is None:
            return None
        try:
            return parse_date(text)
        except ValueError as error:
            where = self.places.find(f"{word} {text}").after(f"{word} ")
            fix = correction(text) or "write it as 2016-03 or 2016-03-15"
            self.problems.append(Problem(where, str(error), fix))
            return None

    def report_slips(self) -> None:
        """Report what is only nearly Markdown: blocks at their line, marks where they are on it."""
        left = () if self.found.is_cut else self.marks.left  # else much is left that is well written
        for line, what, fix, mark in (*self.found.slips, *left):
            where = self.places.on_line(line, mark) if mark else self.places.of_line(line)
            self.problems.append(Problem(where, f"{what}: {mark!r}" if mark else what, fix))

    def report_sections(self) -> None:
        """Report braces that date nothing, and footnotes, whose text could not go with their section."""
        for line, braces in self.marks.braces:
            fix = "end a heading, outside of lists and blocks, in {from 2016-03 until 2025}"
            where = self.places.on_line(line, braces)
            self.problems.append(Problem(where, f"{braces} dates no section", fix))
        if self.marks.sections and self.found.footnotes:
            what = "a footnote beside dated sections"
            self.problems.append(Problem(self.places.find("[^"), what, "write it into the text"))

    def fill(self, raw: str, content: str, html: str) -> CitationGroup | Link | str:
        where, written = self.places.find_written(raw)
        self.filled[_on_one_line(raw)] += 1
        if raw.startswith("[["):
            if not ID_PATTERN.fullmatch(content):
                fix = "write [[id]], in lower-case letters, digits and hyphens"
                self.problems.append(Problem(where, f"{content!r} is not a valid id", fix))
                return html or content
            return Link(content, html or None, where)
        try:
            return CitationGroup(
                tuple(
                    citation(str(each), each.where)
                    for each in split_citations(written[1:-1], where.after("["))
                )
            )
        except PydanticCustomError as error:
            context = error.context or {}
            self.problems.append(Problem(where, context["what"], context["fix"]))
            return ""

    def report_lost_holes(self) -> None:
        """Report each citation and link that did not come through: cut in two, or in a picture's words."""
        lost = (
            Counter(_on_one_line(match[0]) for match in _REFERENCE.finditer(self.places.text)) - self.filled
        )
        for raw in lost:
            fix = "move it into the sentence, outside of pictures and of other brackets"
            self.problems.append(Problem(self.places.find(raw), f"{raw} cannot be here", fix))

    def heading(self, element: Element, line: int) -> ProseHeading:
        title = "".join(element.itertext()).strip()
        has_holes = element.find(".//*[@data-hole]") is not None
        place = self.places.of_heading(line)
        return ProseHeading(int(element.tag[1]), title, element.get("id", ""), has_holes, place)


def _on_one_line(raw: str) -> str:
    """Return what is written over some lines, perhaps of a quotation, as it is on one."""
    return re.sub(r"\s*\n[\s>]*", " ", raw)
