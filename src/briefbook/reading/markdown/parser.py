"""Markdown to prose, in one parse: Python-Markdown with one set of extensions.

`[@key]` cites a source and `[[id]]` links to a brief or an entity; both become holes in the
finished HTML. Raw HTML is not Markdown here: it is shown as text, and reported.
"""

import re
from collections.abc import Mapping
from typing import Self

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.toc import TocExtension
from markdown.util import ETX, STX

from briefbook.model.anchors import anchor_of
from briefbook.model.markup import with_languages
from briefbook.model.prose import Prose
from briefbook.problems import Where
from briefbook.reading.markdown.assembly import Parse, assemble
from briefbook.reading.markdown.blocks import CommonMarkParser
from briefbook.reading.markdown.extension import MarkingExtension
from briefbook.reading.markdown.footnotes import Footnotes
from briefbook.reading.markdown.leaves import Slip

_PLACEHOLDER_ENDS = {ord(STX): " ", ord(ETX): " "}
"""The library would take them out, and marks beside them would meet."""
_BEFORE_LAYOUT = 15
"""When terms are looked for: after marks (20), and before line breaks come between blocks (10).

The library looks for each line break among all blocks, in a time that grows with their square.
"""
_ONE_PARAGRAPH = re.compile(r'<p data-statement="0">((?:(?!<p[ >]).)*)</p>', re.DOTALL)


class _Markdown(Markdown):
    """Python-Markdown with the blocks of CommonMark."""

    parser: CommonMarkParser

    def build_parser(self) -> Self:
        """Build all parts as the library does, but for the parser of blocks."""
        super().build_parser()
        self.parser = CommonMarkParser(self)
        return self

    def reset(self) -> Self:
        """Begin anew, before each text."""
        super().reset()
        self.parser.reset()
        return self


class MarkdownParser:
    """Parses the Markdown of one book; ``glossary`` maps each term to its meaning in plain words."""

    def __init__(self, glossary: Mapping[str, str]) -> None:
        self._marking = MarkingExtension()
        self._markdown = _Markdown(
            extensions=[
                TocExtension(slugify=anchor_of),
                AbbrExtension(glossary=dict(glossary)),
                Footnotes(),
                "pymdownx.magiclink",
                "pymdownx.tilde",
                self._marking,
            ],
            extension_configs={"pymdownx.tilde": {"subscript": False}},
        )
        steps = self._markdown.treeprocessors
        steps.register(steps["abbr"], "abbr", _BEFORE_LAYOUT)

    def parse(self, text: str, where: Where) -> Prose:
        """Return the prose of ``text``, which begins at ``where``; mistakes lie in its ``problems``."""
        return self._assembled(self._convert(text), text, text, where)

    def parse_inline(self, text: str, where: Where, source: str) -> Prose:
        """Return the prose of a field: as `parse`, without the paragraph around a single one.

        ``source`` is the text as it is written at ``where``, with quotes and line breaks.
        """
        html = self._convert(text)
        found = self._markdown.parser.found
        for note in found.footnotes:
            found.slips.append(Slip(note.line, "a footnote in a field", "write it into the text"))
        if paragraph := _ONE_PARAGRAPH.fullmatch(html):
            html = paragraph[1]
        return self._assembled(html, text, source, where)

    def _convert(self, text: str) -> str:
        self._markdown.reset()
        return with_languages(self._markdown.convert(text.translate(_PLACEHOLDER_ENDS)))

    def _assembled(self, html: str, text: str, source: str, where: Where) -> Prose:
        found = self._markdown.parser.found
        return assemble(Parse(html, self._marking.keeper.marks, found), text, source, where)
