"""Footnotes, numbered in the order in which the text refers to them, as print numbers them too."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.footnotes import FootnoteExtension

from briefbook.reading.markdown.leaves import LINE, Footnote
from briefbook.reading.markdown.trees import HEADINGS, ReportingTreeprocessor

_TARGET = "#fn:"
_REFERENCE = ".//a[@class='footnote-ref']"
_WAY_BACK = ".//a[@class='footnote-backref']"
"""What the library puts at the end of each footnote that has text."""


class Footnotes(FootnoteExtension):
    """Python-Markdown's footnotes, given the texts that the parser of blocks found."""

    def __init__(self) -> None:
        super().__init__(USE_DEFINITION_ORDER=False)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register what comes before and after the library's own processors."""
        super().extendMarkdown(md)
        md.treeprocessors.register(_TakeTexts(md, self), "briefbook-footnotes", 60)
        md.treeprocessors.register(_NumberReferences(md, self), "briefbook-footnote-numbers", 19.5)
        md.treeprocessors.deregister("footnote-reorder")  # it fails where a footnote has no text

    def unique_ref(self, reference: str, found: bool = False) -> str:
        """Return the id of a reference; the library looks for it anew from the first one on."""
        if not found:
            return reference
        number = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        kind, mark, name = reference.partition(self.get_separator())
        return reference if number == 1 else f"{kind}{number}{mark}{name}"


class _FootnoteTreeprocessor(ReportingTreeprocessor):
    def __init__(self, md: Markdown, footnotes: Footnotes) -> None:
        super().__init__(md)
        self.footnotes = footnotes

    @property
    def written(self) -> list[Footnote]:
        """The footnotes of the text, in the order in which they are written."""
        return self.found.footnotes


class _TakeTexts(_FootnoteTreeprocessor):
    """Takes each text, of which the library makes an element."""

    def run(self, root: Element) -> None:
        """Take them all, and report a name that two have."""
        for note in self.written:
            if note.name in self.footnotes.footnotes:
                self.report(note.line, f"a second footnote [^{note.name}]", "give it a name of its own")
            else:
                self.footnotes.setFootnote(note.name, note.text)


class _NumberReferences(_FootnoteTreeprocessor):
    """Numbers the references in the order of the text; the library meets the outer elements first."""

    def run(self, root: Element) -> None:
        """Set the numbers, and report what is not referred to, or only from within another footnote."""
        notes = root.find(".//div[@class='footnote']")
        if notes is None:
            return
        self.report_in_headings(root)
        within = set(self.report_inner(notes))
        names = [each.get("href", "") for each in root.iterfind(_REFERENCE) if each not in within]
        numbers = {name: number for number, name in enumerate(dict.fromkeys(names), start=1)}
        for reference in root.iterfind(_REFERENCE):
            reference.text = str(numbers.get(reference.get("href", ""), reference.text))
        self.put_in_order(notes, numbers)
        self.report_empty(notes)
        referred = {*names, *(each.get("href") for each in within)}
        for note in self.written:
            if _TARGET + note.name not in referred:
                what = f"nothing refers to the footnote [^{note.name}]"
                self.report(note.line, what, "write its mark where it belongs, or delete it")

    def put_in_order(self, notes: Element, numbers: Mapping[str, int]) -> None:
        """Put the footnotes into the order of their numbers; those without a number come last."""
        for listed in notes.iterfind("ol"):
            listed[:] = sorted(listed, key=lambda note: numbers.get(f"#{note.get('id')}", len(listed)))
        for number, note in enumerate(notes.iterfind("ol/li"), start=1):
            for way_back in note.iterfind(_WAY_BACK):
                way_back.set("title", self.footnotes.getConfig("BACKLINK_TITLE").format(number))

    def report_empty(self, notes: Element) -> None:
        """Report each footnote that has no text."""
        empty = {f"#{note.get('id')}" for note in notes.iterfind("ol/li") if note.find(_WAY_BACK) is None}
        for note in self.written:
            if _TARGET + note.name in empty:
                self.report(note.line, f"the footnote [^{note.name}] has no text", "write it after the colon")

    def report_in_headings(self, root: Element) -> None:
        """Report each reference in a heading, whose words are in lists of contents too."""
        for heading in (each for each in root.iter() if each.tag in HEADINGS):
            if heading.find(_REFERENCE) is not None:
                line = int(heading.get(LINE, 0))
                self.report(line, "a footnote in a heading", "refer to it in the text below")

    def report_inner(self, notes: Element) -> Iterator[Element]:
        """Yield each reference within a footnote, which print could not set, and report it."""
        for note in notes.iterfind("ol/li"):
            for reference in note.iterfind(_REFERENCE):
                name = reference.get("href", "").removeprefix(_TARGET)
                what = f"a footnote within a footnote: [^{name}]"
                self.report(_line_of(note), what, "write it into the text of the outer one")
                yield reference


def _line_of(note: Element) -> int:
    lines = [int(each.get(LINE, 0)) for each in note.iter() if LINE in each.attrib]
    return min(lines, default=0)
