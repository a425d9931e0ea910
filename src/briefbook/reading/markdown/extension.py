"""The Python-Markdown extension of a book's prose: it marks in the HTML what `prose` makes values of.

Citations and links leave an empty element each, dated sections and statements carry a number; what belongs to
each is kept in `Marks`.
"""

from markdown import Markdown
from markdown.extensions import Extension

from briefbook.reading.markdown.dates_in_braces import DatesInBraces
from briefbook.reading.markdown.finished_addresses import FinishedAddresses
from briefbook.reading.markdown.heavy_texts import HeavyTexts, NestedType
from briefbook.reading.markdown.left_marks import LeftMarks
from briefbook.reading.markdown.marks import MarkKeeper
from briefbook.reading.markdown.patterns import register_patterns
from briefbook.reading.markdown.trees import Addresses, DatedSections, Statements, Tasks


class MarkingExtension(Extension):
    """Marks a text; ``keeper`` holds what it found in the text parsed last."""

    def __init__(self) -> None:
        super().__init__()
        self.keeper = MarkKeeper()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register the patterns and processors."""
        md.registerExtension(self)
        md.preprocessors.deregister("html_block")
        register_patterns(md, self.keeper)
        # Before the inline patterns (20).
        md.treeprocessors.register(HeavyTexts(md), "briefbook-heavy-texts", 30)
        md.treeprocessors.register(Tasks(), "briefbook-tasks", 25)
        # After the inline patterns, before the tree is made pretty (10).
        md.treeprocessors.register(NestedType(md), "briefbook-nested-type", 17)
        md.treeprocessors.register(DatedSections(md, self.keeper), "briefbook-sections", 16)
        md.treeprocessors.register(DatesInBraces(md, self.keeper), "briefbook-dates-in-braces", 15.5)
        md.treeprocessors.register(Addresses(md, self.keeper), "briefbook-addresses", 15)
        md.treeprocessors.register(LeftMarks(md, self.keeper), "briefbook-left-marks", 14.5)
        md.treeprocessors.register(Statements(md, self.keeper), "briefbook-statements", 14)
        # After the anchors of headings (5) and the escapes (0).
        md.treeprocessors.register(FinishedAddresses(), "briefbook-finished-addresses", -5)

    def reset(self) -> None:
        """Begin anew, before each text."""
        self.keeper.reset()
