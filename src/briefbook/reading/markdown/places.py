"""Where in a file the lines and words of a parsed text are."""

import re
from collections import defaultdict
from collections.abc import Set
from functools import cached_property
from itertools import accumulate, pairwise

from briefbook.problems import Places, Where
from briefbook.reading.markdown.code_in_lines import unread_pieces

_BLOCK_SCALAR = re.compile(r"[|>][-+\d]*[^\n]*\n")
"""The line before a text that YAML has in a block."""
_WORD = re.compile(r"\S+")
_QUOTATION = re.compile(r"(?<=\n)[ >]+")
_MARKS = re.compile(r"(?:!!! *[\w-]+|\d+[.)](?=\s)|[^\w\n])*")
"""What may be before the first word of a line."""
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_SPACES = re.compile(" *")
_HEADING = re.compile(r"[^#\n]*(?=#{1,6}(?:\s|$))|\s*")


class SourcePlaces:
    """Finds what a text holds in its source, in which a text of YAML may have quotes and other line breaks.

    What is in code, and in comments, is found only where it is nowhere else.
    """

    def __init__(self, text: str, source: str, where: Where, hidden: Set[int]) -> None:
        self.where = where
        self.parsed = text
        self.written = source
        self.hidden = hidden
        self.searched: defaultdict[str, int] = defaultdict(int)
        """Where to look for each text."""
        self.passed: defaultdict[str, int] = defaultdict(int)
        """Where the text was that was found last, of those that begin alike: most are in order."""
        self.in_code: set[str] = set()
        """What is only in what would be code elsewhere: the bar between two cells may be within it."""

    @cached_property
    def text(self) -> str:
        """The text, with spaces for code and comments."""
        return _blanked(self.parsed, _line_offsets(self.parsed), self.hidden)

    @cached_property
    def source(self) -> str:
        """The source, with spaces for code and comments."""
        return self.text if self.parsed == self.written else _blanked(self.written, self.starts, self.hidden)

    @cached_property
    def starts(self) -> list[int]:
        """Where each line of the text begins in the source."""
        return _line_starts(self.parsed, self.written)

    def at(self, offset: int) -> Where:
        """Return the place of an offset in the source."""
        return self.lines.at(offset)

    @cached_property
    def lines(self) -> Places:
        """The places of the source."""
        return Places(self.written, self.where)

    def of_words(self, line: int) -> Where:
        """Return where the words of a line of the text begin."""
        return self._after(_MARKS, line)

    def of_line(self, line: int) -> Where:
        """Return where a line of the text begins, after its spaces."""
        return self._after(_SPACES, line)

    def of_heading(self, line: int) -> Where:
        """Return where a heading begins, marks and all."""
        return self._after(_HEADING, line)

    def _after(self, pattern: re.Pattern[str], line: int) -> Where:
        found = pattern.match(self.written, self.start_of(line))
        return self.at(found.end() if found else self.start_of(line))

    def start_of(self, line: int) -> int:
        """Return where a line of the text begins in the source."""
        return self.starts[min(line, len(self.starts) - 1)]

    def on_line(self, line: int, raw: str) -> Where:
        """Return where ``raw`` is on a line of the text, or else the words of the line."""
        begin, end = self.start_of(line), None
        if self.parsed == self.written:  # so that it is on the same line here
            end = self.start_of(line + 1) if line + 1 < len(self.starts) else len(self.written)
        start = self.source.find(raw, begin, end)
        if start < 0 and end is not None:
            start = self.written.find(raw, begin, end)
        return self.at(start) if start >= 0 else self.of_words(line)

    def find(self, raw: str) -> Where:
        """Return where ``raw`` is next, perhaps over some lines, after the places returned before."""
        return self.find_written(raw)[0]

    def find_written(self, raw: str) -> tuple[Where, str]:
        """Return where ``raw`` is next, and how it is written there, without the marks of a quotation."""
        words, kind = raw.split(), raw[:2]
        on_one_line = " ".join(words)
        found = self._next(words, kind)
        if words and not found and on_one_line not in self.in_code:
            self.in_code.add(on_one_line)
            found = self._next(words, kind)
        if not words or not found:
            self.searched[on_one_line] = len(self.source)
            return self.where, raw
        self.searched[on_one_line] = self.passed[kind] = found[1]
        written = self._source_of(on_one_line)[slice(*found)]
        return self.at(found[0]), _QUOTATION.sub(lambda marks: _spaces(marks[0]), written)

    def _source_of(self, on_one_line: str) -> str:
        """Return in what a text is looked for."""
        return self.written if on_one_line in self.in_code else self.source

    def _next(self, words: list[str], kind: str) -> tuple[int, int] | None:
        """Return where some words are next: after what was found last of their kind, or else before it."""
        on_one_line = " ".join(words)
        source = self._source_of(on_one_line)
        start, passed = self.searched[on_one_line], self.passed[kind]
        found = _span(words, source, max(start, passed))
        if not found and passed > start:
            found = _span(words, source, start)
        if not found and _PUNCTUATION.search(on_one_line):
            found = _span(words, source, start, with_escapes=True)
        return found


def _span(words: list[str], source: str, start: int, *, with_escapes: bool = False) -> tuple[int, int] | None:
    """Return where some words, perhaps over lines, begin and end after an offset; None if nowhere.

    With escapes, a backslash may be before each of their marks.
    """
    if len(words) == 1 and not with_escapes:  # most are one, which is found thirty times as fast
        begins = source.find(words[0], start)
        return None if begins < 0 else (begins, begins + len(words[0]))
    escaped = _escapable if with_escapes else re.escape
    found = re.compile(r"[\s>]+".join(map(escaped, words))).search(source, start)
    return found.span() if found else None


def _escapable(word: str) -> str:
    """Return the pattern of a word before whose marks there may be backslashes."""
    return "".join(rf"\\?{re.escape(each)}" if _PUNCTUATION.match(each) else each for each in word)


def _line_starts(text: str, source: str) -> list[int]:
    """Return where each line of a text begins in its source: where as many words are before it."""
    lines = text.split("\n")
    if text == source:
        return _line_offsets(text)
    header = _BLOCK_SCALAR.match(source)
    words = [word.start() for word in _WORD.finditer(source, header.end() if header else 0)] or [0]
    before = accumulate((len(line.split()) for line in lines[:-1]), initial=0)
    return [words[min(count, len(words) - 1)] for count in before]


def _line_offsets(text: str) -> list[int]:
    return list(accumulate((len(line) + 1 for line in text.split("\n")[:-1]), initial=0))


def _blanked(text: str, starts: list[int], hidden: Set[int]) -> str:
    """Return a text with spaces for what is in code and in comments."""
    lines = [text[start:end] for start, end in pairwise([0, *starts[1:], len(text)])]
    shown = (_spaces(line) if index in hidden else line for index, line in enumerate(lines))
    return _without_unread("".join(shown))


def _without_unread(text: str) -> str:
    """Return a text with spaces for code in lines, and for comments: they hold no citation and no link."""
    kept, end = [], 0
    for piece in unread_pieces(text):
        kept += [text[end : piece.start], _spaces(text[piece.start : piece.end])]
        end = piece.end
    return "".join([*kept, text[end:]])


def _spaces(text: str) -> str:
    """Return as many spaces as a text has characters, in as many lines."""
    return re.sub(r"[^\n]", " ", text)
