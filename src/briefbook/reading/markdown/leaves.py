"""The blocks that hold lines alone: paragraphs, code, comments, and footnotes until they are parsed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.util import AtomicString, code_escape

LINE = "data-line"
"""The attribute of a block that says with which line of the text it begins, counted from 0."""
CODE_INDENT = 4
_FENCE = re.compile(r"(?P<indent> {0,3})(?P<mark>`{3,}|~{3,})[ ]*(?P<info>.*)")
_LANGUAGE = re.compile(r"\{?[ ]*\.?(?P<name>[\w+#.-]+)")
_ADDRESS = re.compile(
    r"""[ ]{0,3}\[(?P<label>(?!\^)(?=[^\]]*[^\s\]])(?:[^\[\]\\]|\\.){1,999})\]:\s*"""
    r"""(?:<(?P<enclosed>[^<>\n]*)>|(?P<bare>[^\s<]\S*))"""
    r"""(?:\s+(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|\((?P<round>(?:[^()\\]|\\.)*)\)))?"""
    r"""[ ]*(?:\n|$)""",
    re.DOTALL,
)


class Slip(NamedTuple):
    """What is written only nearly as Markdown is written, and how to write it; ``line`` counts from 0.

    ``mark`` is what readers would be shown of it; empty for a whole block.
    """

    line: int
    what: str
    fix: str
    mark: str = ""


@dataclass
class Leaf:
    """A block of lines that is open: the next line may belong to it."""

    line: int

    def takes(self, text: str) -> bool:
        """Return whether a line belongs to it; it then holds the line."""
        raise NotImplementedError

    def finish(self) -> None:
        """Complete it, once it is closed."""

    def slips(self) -> Iterator[Slip]:
        """Yield what is wrong with it, once it is closed."""
        yield from ()


def _take_indented(lines: list[str], text: str) -> bool:
    """Add a line that is indented as code is, or empty; return whether it is."""
    takes = not text.strip() or text.startswith(" " * CODE_INDENT)
    if takes:
        lines.append(text[CODE_INDENT:])
    return takes


@dataclass
class Paragraph(Leaf):
    """Running text. The reader of blocks knows which line begins something else."""

    lines: list[str] = field(default_factory=list)

    def takes(self, text: str) -> bool:
        """Take any line with text."""
        if text.strip():
            self.lines.append(text.lstrip(" "))
        return bool(text.strip())

    def take_addresses(self, md: Markdown) -> None:
        """Give what it begins with of `[label]: address "title"` to the patterns of links."""
        text = "\n".join(self.lines)
        end = 0
        while found := _ADDRESS.match(text, end):
            address = found["bare"] if found["enclosed"] is None else found["enclosed"]
            title = found["double"] or found["single"] or found["round"]
            md.references.setdefault(" ".join(found["label"].lower().split()), (address, title))
            end = found.end()
        self.line += text.count("\n", 0, end)
        self.lines = text[end:].split("\n") if text[end:].strip() else []

    def put_into(self, parent: Element, tag: str) -> None:
        """Put it into ``parent`` as an element."""
        element = SubElement(parent, tag, {LINE: str(self.line)})
        element.text = "\n".join(self.lines).rstrip(" ")


@dataclass
class Code(Leaf):
    """Indented code."""

    element: Element
    lines: list[str] = field(default_factory=list)

    def takes(self, text: str) -> bool:
        """Take an indented line, or an empty one."""
        return _take_indented(self.lines, text)

    def finish(self) -> None:
        """Show the lines."""
        self.element.text = AtomicString(code_escape("\n".join(self.lines).rstrip("\n") + "\n"))


@dataclass
class Fence(Code):
    """Code between fences."""

    mark: str = ""
    indent: int = 0
    is_closed: bool = False

    def takes(self, text: str) -> bool:
        """Take all lines up to one with a fence that is as long as the first."""
        if self.is_closed:
            return False
        indent = indent_of(text)
        words = text.strip(" ")
        self.is_closed = (
            indent < CODE_INDENT and len(words) >= len(self.mark) and set(words) == {self.mark[0]}
        )
        if not self.is_closed:
            self.lines.append(text[min(self.indent, indent) :])
        return True

    def slips(self) -> Iterator[Slip]:
        """Yield that the second fence is missing."""
        if not self.is_closed:
            mark = self.mark if len(self.mark) < 10 else f"{len(self.mark):,} {self.mark[0]}"
            what = f"the code that begins with {mark} here has no end"
            yield Slip(self.line, what, f"end it with a line of {mark}")


@dataclass
class Comment(Leaf):
    """A comment of HTML, which readers are not shown."""

    is_closed: bool = False
    beginnings: int = 0

    def takes(self, text: str) -> bool:
        """Take all lines up to the one that ends it."""
        if self.is_closed:
            return False
        inside, end, _ = text.partition("-->")
        self.beginnings += inside.count("<!--")
        self.is_closed = bool(end)
        return True

    def slips(self) -> Iterator[Slip]:
        """Yield that the end is missing, as it is of the first where another begins within it."""
        if not self.is_closed or self.beginnings > 1:
            yield Slip(self.line, "the comment that begins here has no end", "end it with -->")


class FootnoteText(str):
    """The lines of a footnote, on their way through the library to the parser of blocks."""

    __slots__ = ("line",)
    line: int
    """The number of its first line, counted from 0."""


@dataclass
class Footnote(Leaf):
    """The text of a footnote, which is parsed after the rest."""

    name: str
    lines: list[str] = field(default_factory=list)

    def takes(self, text: str) -> bool:
        """Take an indented line, or an empty one."""
        return _take_indented(self.lines, text)

    def go_on_with(self, text: str) -> None:
        """Take a line that is not indented, and goes on with its last paragraph."""
        self.lines.append(text.lstrip(" "))

    @property
    def text(self) -> "FootnoteText":
        """Its text, which knows its line."""
        text = FootnoteText("\n".join(self.lines))
        text.line = self.line
        return text


def indent_of(text: str) -> int:
    """Return with how many spaces a line begins."""
    return len(text) - len(text.lstrip(" "))


def code_begun(parent: Element, line: int) -> Code:
    """Return indented code that begins within ``parent``."""
    return Code(line, _code_in(parent, line))


def first_fence(text: str) -> re.Match[str] | None:
    """Return a line as the first of code between fences; None if it is another."""
    found = _FENCE.fullmatch(text)
    return None if found is None or (found["mark"][0] == "`" and "`" in found["info"]) else found


def fence_begun(first: re.Match[str], parent: Element, line: int) -> Fence:
    """Return the code within ``parent`` that a line begins, as `first_fence` found it."""
    element = _code_in(parent, line)
    if language := _LANGUAGE.match(first["info"]):
        element.set("class", f"language-{language['name']}")
    return Fence(line, element, mark=first["mark"], indent=len(first["indent"]))


def _code_in(parent: Element, line: int) -> Element:
    return SubElement(SubElement(parent, "pre", {LINE: str(line)}), "code")
