"""What a text holds too much of: it is reported, and not parsed any further, for that would take too long."""

from xml.etree.ElementTree import Element

import regex
from markdown.util import AtomicString

from briefbook.model.limits import DEPTH_OF_TYPE, ENTRIES, MARKS, PARAGRAPH, PARTS
from briefbook.reading.markdown.leaves import LINE
from briefbook.reading.markdown.trees import ReportingTreeprocessor

_MARKS = "[*_`~<\\&"
_LISTS = {
    "ul": "items in one list",
    "ol": "items in one list",
    "dl": "meanings in one list",
    "tbody": "rows in one table",
}
_LETTER = regex.compile(r"\X")
_TYPE = frozenset({"a", "del", "em", "strong"})


class HeavyTexts(ReportingTreeprocessor):
    """Reports long lists and paragraphs, and too many parts, before the marks within paragraphs are read."""

    def run(self, root: Element) -> None:
        """Look at each block."""
        line = parts = 0
        for element in root.iter():
            line = int(element.get(LINE, line))
            if element.tag in _LISTS and (entries := sum(child.tag != "dt" for child in element)) > ENTRIES:
                self.report_list(element, entries, line)
            text = "" if isinstance(element.text, AtomicString) else element.text or ""
            counts = {mark: text.count(mark) for mark in _MARKS}
            parts += 1 + sum(counts.values())
            if parts > PARTS:
                what = f"more than {PARTS:,} paragraphs, items, cells and marks in one text"
                self.cut(line, what, "split it into several")
                del root[1:]
                for each in root.iter():
                    each.text = AtomicString(each.text or "")
                return
            mark = max(_MARKS, key=lambda each: counts[each])
            if counts[mark] > MARKS:
                what = f"{counts[mark]:,} marks {mark!r} in one paragraph"
                self.cut(line, what, f"split it, so that none has more than {MARKS}")
                element.text = AtomicString(text)
            elif len(text) > PARAGRAPH and (letters := len(_LETTER.findall(text))) > PARAGRAPH:
                what = f"a paragraph of {letters:,} letters"
                self.cut(line, what, f"split it, so that none has more than {PARAGRAPH:,}")
                element.text = AtomicString(text)

    def report_list(self, element: Element, entries: int, line: int) -> None:
        """Report a list or a table that is too long, at its beginning, and leave its entries out."""
        first = line if element.tag == "tbody" else int(element[0].get(LINE, line))
        are_notes = element[0].get("id", "").startswith("fn")
        what = f"{entries:,} {'footnotes in one text' if are_notes else _LISTS[element.tag]}"
        self.cut(first, what, f"keep {ENTRIES:,} at most, or put it beside the brief as a file")
        del element[:]

    def cut(self, line: int, what: str, fix: str) -> None:
        """Report what is left as it is, or out: citations in it are not missed then."""
        self.found.is_cut = True
        self.report(line, what, fix)


class NestedType(ReportingTreeprocessor):
    """Reports type within type that print could not set, after the marks within paragraphs were read."""

    def run(self, root: Element) -> None:
        """Look at each paragraph, and at what is in it."""
        waiting = [(root, 0, 0)]
        while waiting:
            element, line, depth = waiting.pop()
            line = int(element.get(LINE, line))
            depth += element.tag in _TYPE
            if depth > DEPTH_OF_TYPE:
                what = f"more than {DEPTH_OF_TYPE} kinds of type within each other"
                self.report(line, what, "write it in plainer type")
                self.found.is_cut = True
                del element[:]
                return
            waiting += [(child, line, depth) for child in element]
