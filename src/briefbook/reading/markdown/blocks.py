"""The blocks of Markdown, line by line: a tree whose texts Python-Markdown's inline patterns then read.

The source of the rules is the CommonMark specification 0.31.2, with its appendix on a parsing strategy.
Tables, tasks, alerts and footnotes are read as GitHub reads them, boxes (`!!! note`) and definition lists
as Python-Markdown does.
"""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser

from briefbook.model.limits import DEPTH
from briefbook.reading.markdown.beginnings import begin_block
from briefbook.reading.markdown.leaves import Code, Comment, Footnote, FootnoteText, Paragraph
from briefbook.reading.markdown.open_blocks import Findings, OpenBlocks
from briefbook.reading.markdown.tables import Table


class CommonMarkParser(BlockParser):
    """Python-Markdown's parser of blocks, by CommonMark; ``found`` is of the text parsed last."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.reset()

    def reset(self) -> None:
        """Begin anew, before each text: the library parses nothing of an empty one."""
        self.found = Findings()

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802 - the library's name
        """Return the tree of a text."""
        self.root = Element(self.md.doc_tag)
        _Reader(self.root, self.md, self.found).read(lines)
        return ElementTree(self.root)

    def parseChunk(self, parent: Element, text: str) -> None:  # noqa: N802 - the library's name
        """Put the blocks of a footnote into ``parent``."""
        first = text.line if isinstance(text, FootnoteText) else 0
        _Reader(parent, self.md, self.found).read(text.split("\n"), first)


def hidden_lines(text: str) -> list[int]:
    """Return the lines of a text, counted from 0, that are code in a block, or a comment."""
    parser = CommonMarkParser(Markdown())
    parser.parseDocument(text.split("\n"))
    return sorted(parser.found.hidden)


class _Reader:
    """Reads a text line by line: what goes on, what ends, and what begins."""

    def __init__(self, root: Element, md: Markdown, found: Findings) -> None:
        self.blocks = OpenBlocks(root, md, found)

    def read(self, lines: Iterable[str], first: int = 0) -> None:
        """Read all lines, of which the first has that number."""
        blocks = self.blocks
        for number, line in enumerate(lines, start=first):
            blocks.line = number
            depth, text = blocks.within(line)
            if depth == len(blocks.open) and self.is_literal and blocks.leaf and blocks.leaf.takes(text):
                self.hide_line(depth, text)
            elif text.strip():
                self.read_text(depth, text)
                blocks.empty_in = None
            else:
                self.read_empty_line(depth)
        blocks.finish()

    @property
    def is_literal(self) -> bool:
        """Whether the open leaf takes lines as they are, whatever they would begin elsewhere."""
        return isinstance(self.blocks.leaf, Code | Comment | Footnote)

    def hide_line(self, depth: int, text: str) -> None:
        """Note a line of code or of a comment; what follows the end of a comment is text again."""
        leaf = self.blocks.leaf
        after = text.partition("-->")[2] if isinstance(leaf, Comment) and leaf.is_closed else ""
        if after.strip():
            self.read_text(depth, after)
        elif not isinstance(leaf, Footnote):
            self.blocks.found.hidden.add(self.blocks.line)

    def read_empty_line(self, depth: int) -> None:
        """Close what an empty line ends: text, quotations, an item that begins with two such lines."""
        blocks = self.blocks
        blocks.close(depth)
        last = blocks.open[-1]
        if last.element.tag == "li" and not len(last.element) and last.line < blocks.line:
            blocks.close(len(blocks.open) - 1)
        blocks.empty_in = blocks.quotation

    def read_text(self, depth: int, text: str) -> None:
        """Read the text of a line that lies in ``depth`` of the open containers."""
        while text.strip():
            rest = begin_block(self.blocks, depth, text) if self.may_deepen(depth) else None
            if rest is None:
                self.add_text(depth, text)
                return
            depth, text = len(self.blocks.open), rest

    def may_deepen(self, depth: int) -> bool:
        """Return whether a block may begin at a depth, and report a text that goes too deep, once."""
        if depth > DEPTH and not self.blocks.found.is_cut:
            what = f"more than {DEPTH} quotations, lists and boxes within each other"
            self.blocks.report(what, "write it with fewer levels")
            self.blocks.found.is_cut = True
        return depth <= DEPTH

    def add_text(self, depth: int, text: str) -> None:
        """Add a line of running text: to the paragraph before it, whatever that lies in, or to a new one."""
        blocks = self.blocks
        goes_on = depth == len(blocks.open)
        if isinstance(blocks.leaf, Paragraph) or (isinstance(blocks.leaf, Table) and goes_on):
            blocks.leaf.takes(text)
            if any(container.element.tag == "div" for container in blocks.open[depth:]):
                what = "this line goes on with the text of a box, and is outside of it"
                blocks.report(what, "indent it as the box, or leave an empty line before it")
        elif isinstance(blocks.leaf, Footnote) and goes_on and blocks.leaf.lines[-1].strip():
            blocks.leaf.go_on_with(text)
        else:
            blocks.room(depth)
            blocks.leaf = Paragraph(blocks.line)
            blocks.leaf.takes(text)
