"""Tables with bars, as GitHub reads them; but a row that would lose cells is a slip."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from briefbook.reading.markdown.leaves import LINE, Leaf, Paragraph, Slip

_RULE = re.compile(r" {0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")
_ESCAPE_OR_LINK = r"\\.|\[\[[^\[\]]*\]\]"
_BAR = re.compile(rf"{_ESCAPE_OR_LINK}|(?P<bar>\|)")
_BAR_OUTSIDE_CODE = re.compile(
    rf"{_ESCAPE_OR_LINK}|(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)|(?P<bar>\|)"
)


@dataclass
class Table(Leaf):
    """A table that is open; each line with text is a row."""

    element: Element
    body: Element
    aligned: list[str | None]
    """How each column is aligned, by the rule below the head."""
    found: list[Slip] = field(default_factory=list)

    def takes(self, text: str) -> bool:
        """Take a row."""
        if text.strip():
            self.add_row(self.body, "td", text, self.line + 2 + len(self.body))
        return bool(text.strip())

    def add_row(self, parent: Element, tag: str, text: str, line: int) -> None:
        """Add a row of cells with a tag to the head or the body; missing cells are empty."""
        columns = len(self.aligned)
        cells = _cells(text, columns)
        if len(cells) > columns:
            what = f"a row of {len(cells)} cells in a table of {columns} columns"
            self.found.append(Slip(line, what, r"give the head as many, or write \| for a bar within a cell"))
        row = SubElement(parent, "tr", {LINE: str(line)})
        for number, aligned in enumerate(self.aligned):
            cell = SubElement(row, tag, {"style": f"text-align: {aligned};"} if aligned else {})
            cell.text = cells[number] if number < len(cells) else ""

    def slips(self) -> Iterator[Slip]:
        """Yield each row that would lose cells."""
        yield from self.found


def table_begun(paragraph: Paragraph, rule: str) -> Table | None:
    """Return the table whose head is the last line of a paragraph, and whose rule is the line after it.

    The paragraph loses its last line. Return None if the two lines begin no table.
    """
    head = paragraph.lines[-1]
    if "|" not in rule or "|" not in head or not _RULE.fullmatch(rule):
        return None
    marks = _cells(rule, 0)
    columns = len(_cells(head, len(marks)))
    line = paragraph.line + len(paragraph.lines) - 1
    element = Element("table", {LINE: str(line)})
    aligned = [*map(_alignment, marks), *[None] * (columns - len(marks))]
    table = Table(line, element, Element("tbody"), aligned)
    if columns != len(marks):
        what = f"a table whose head has {columns} cells, and the rule below it {len(marks)}"
        table.found.append(Slip(line + 1, what, "give both as many"))
    table.add_row(SubElement(element, "thead"), "th", head, line)
    element.append(table.body)
    paragraph.lines.pop()
    return table


def _alignment(mark: str) -> str | None:
    """Return how a column is aligned by its part of the rule, such as `:--`."""
    left, right = mark.startswith(":"), mark.endswith(":")
    if left and right:
        return "center"
    return "left" if left else "right" if right else None


def _cells(text: str, columns: int) -> list[str]:
    """Return the cells of a row. A bar in code ends one, unless there would be more than ``columns``."""
    cells = _cells_between(_BAR, text)
    if len(cells) > columns > 0:
        cells = _cells_between(_BAR_OUTSIDE_CODE, text)
    return [cell.strip(" ").replace(r"\|", "|") for cell in cells]


def _cells_between(bars: re.Pattern[str], text: str) -> list[str]:
    row = text.strip(" ")
    ends = [found.start() for found in bars.finditer(row) if found["bar"]]
    starts = [0, *(end + 1 for end in ends)]
    cells = [row[start:end] for start, end in zip(starts, [*ends, len(row)], strict=True)]
    first = 1 if ends and ends[0] == 0 else 0
    last = len(cells) - 1 if len(ends) > first and ends[-1] == len(row) - 1 else len(cells)
    return cells[first:last]
