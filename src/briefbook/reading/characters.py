"""What may be in a text: what a reader sees, in the order in which it is written.

A character may be there as itself, as an entity of HTML (`&#1;`), or as an escape of YAML.
"""

import re
import sys
import unicodedata
from bisect import bisect
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

import regex

from briefbook.model.limits import ACCENTS, LINE
from briefbook.model.prose import Prose
from briefbook.problems import Places, Problem, Where
from briefbook.reading.markdown.blocks import hidden_lines
from briefbook.reading.markdown.code_in_lines import unread_pieces
from briefbook.reading.yaml_reader import double_quoted
from briefbook.strays import STRAYS, shows_nothing

_STRAY = re.compile("|".join(f"([{characters}])" for characters in STRAYS))
_ENTITY = r"&(?:\\?#(?:\d+|[xX][0-9A-Fa-f]+)(?:\\?;)?|[A-Za-z][A-Za-z0-9]*;)"
"""Names without a semicolon, as browsers take some, are all of letters with accents and the like.

Markdown drops a backslash before a mark, and an entity comes about.
"""
_ESCAPE = r"\\(?:U[0-9A-Fa-f]{8}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[0abefvNLP_])"
_SUSPECT = re.compile(rf"(?P<itself>[!-~]?[^\t\n -~]+)|(?P<entity>{_ENTITY})|(?P<escape>{_ESCAPE})")
_CODE_OF_CHARACTER = re.compile(f"{_ENTITY}|{_ESCAPE}")
_LONG_RUN = re.compile(rf"(?:[^\t\n -~]|{_CODE_OF_CHARACTER.pattern}){{{ACCENTS},}}")
"""So many characters that are not plain ASCII that they may be accents of one letter."""
_LETTER = regex.compile(r"\X")
_MOST_DIGITS = 7
"""So many has the number of the last character of all, leading zeros apart."""
_ESCAPED = dict(zip("0abefvNLP_", "\0\a\b\x1b\f\v\x85\u2028\u2029\xa0", strict=True))
_FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,}) *(?P<language>[^`\n]*)$", re.MULTILINE)
_TAG = re.compile(r"^[ \t>]*<[A-Za-z]", re.MULTILINE)
_FRONT_MATTER = re.compile(r"---\n.*?^---$", re.DOTALL | re.MULTILINE)
_WITH_ENTITIES = (".html", ".md", ".svg", ".xml", ".yaml", ".yml")
_OF_BOOK = re.compile(r"briefs/.*\.(?:md|ya?ml)", re.DOTALL)
"""The files in which an entity without its semicolon is words."""


class Shown(NamedTuple):
    """What is not plain ASCII in a text: where it is, how it is written, and what readers see.

    What is there as itself comes with the letter before it, which may carry it as a mark.
    """

    start: int
    written: str
    text: str

    @property
    def is_literal(self) -> bool:
        """Whether it is there as itself."""
        return self.text == self.written


def stray_characters(text: str, path: str) -> Iterator[Problem]:
    """Yield a problem for each character in a text that may be in none, and each with too many accents."""
    places = Places(text, Where(path))
    yield from _overloaded_letters(text, places)
    for each in shown_in(text, path):
        for stray in _STRAY.finditer(each.text):
            yield _problem(stray, places.at(each.start + (stray.start() if each.is_literal else 0)))


def _problem(stray: re.Match[str], where: Where) -> Problem:
    why, fix = [*STRAYS.values()][(stray.lastindex or 1) - 1]
    return Problem(where, f"the character {name_of(stray[0][0])}, {why}", fix)


def strays_shown(prose: Prose) -> Iterator[Problem]:
    """Yield a problem for each character that may be in no text, and that readers see in a finished prose.

    Most are written as such. Some only come about, as one does of which half is an escape of YAML.
    """
    if (written := prose.written) is None:
        return
    pieces = (piece for piece in prose.html if isinstance(piece, str))
    shown = {each.written: each.text for piece in pieces for each in shown_in(piece, ".html")}
    for source, text in shown.items():
        for stray in _STRAY.finditer(text):
            yield _problem(stray, written.where.after(written.text[: max(written.text.find(source), 0)]))


def _overloaded_letters(text: str, places: Places) -> Iterator[Problem]:
    """Yield a problem for each letter that is made of more characters than any script has."""
    for run in _LONG_RUN.finditer(text):
        written = run[0]
        shown = _CODE_OF_CHARACTER.sub(lambda code: _decoded(code[0]), written)
        for letter in _LETTER.finditer(shown):
            if len(letter[0]) > ACCENTS:
                start = run.start() + (letter.start() if shown == written else 0)
                what = f"one letter of {len(letter[0]):,} characters ({name_of(letter[0][-1])} is the last)"
                yield Problem(places.at(start), what, f"write {ACCENTS} at most")


def _decoded(code: str) -> str:
    return _of_escape(code) if code.startswith("\\") else _of_entity(code)


def why_no_line(text: str) -> str | None:
    """Return what a text has, or lacks, that keeps it from being a line of words, such as a title.

    It is `what; how to fix`; None if nothing does.
    """
    if shows_nothing(text):
        return "no words; write some"
    if len(text) > LINE:
        return f"{len(text):,} characters; write {LINE:,} at most"
    if any(each in "\t\n\r\u2028\u2029" for each in text):
        return "a line break or a tab; write it on one line, with spaces"
    return next((f"{each.what}; {each.fix}" for each in stray_characters(text, ".html")), None)


def is_stray(character: str) -> bool:
    """Return whether a character, with the marks that it carries, may be in no text."""
    return len(character) > ACCENTS or _STRAY.search(character) is not None


def name_of(character: str) -> str:
    """Return the number of a character in Unicode, and its name where it has one."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def shown_in(text: str, path: str) -> Iterator[Shown]:
    """Yield what is not plain ASCII in a text; its path says what else may represent such."""
    found = [*_SUSPECT.finditer(text)]
    kinds = {each.lastgroup for each in found}
    has_entities = path.endswith(_WITH_ENTITIES)
    code = _code_in(text, path) if "entity" in kinds and has_entities else []
    quoted = _quoted(text, path) if "escape" in kinds else []
    for each in found:
        start, written = each.start(), each[0]
        if each.lastgroup == "itself":
            yield Shown(start, written, written)
        elif each.lastgroup == "entity":
            is_entity = has_entities and (written.endswith(";") or not _OF_BOOK.fullmatch(path))
            if is_entity and not _is_within(start, code):
                yield Shown(start, written, _of_entity(written))
        elif _is_within(start, quoted):
            yield Shown(start, written, _of_escape(written))


def _code_in(text: str, path: str) -> list[tuple[int, int]]:
    """Return where a text of Markdown has code, in which an entity is words.

    A page in `docs/` may have HTML, in which nothing is code; what is indented may lie in that too.
    """
    if not path.endswith(".md"):
        return []
    front_matter = _FRONT_MATTER.match(text)
    start = front_matter.end() if front_matter else 0
    body = text[start:]
    if _OF_BOOK.fullmatch(path):
        offsets = [0, *(each.end() for each in re.finditer("\n", body)), len(body)]
        blocks = [(offsets[line], offsets[line + 1]) for line in hidden_lines(body)]
        last = len(body)
    else:
        blocks = _fenced(body)
        tags = (each.start() for each in _TAG.finditer(body))
        last = next((tag for tag in tags if not _is_within(tag, blocks)), len(body))
    pieces = unread_pieces(_without(body, blocks))
    in_lines = [(each.start, each.end) for each in pieces if each.is_code and each.end <= last]
    return sorted((start + first, start + end) for first, end in (*blocks, *in_lines))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text of the same length, with empty lines for some spans, which follow each other."""
    pieces, done = list[str](), 0
    for start, end in spans:
        pieces += text[done:start], "\n" * (end - start)
        done = end
    return "".join([*pieces, text[done:]])


def _fenced(text: str) -> list[tuple[int, int]]:
    """Return where fenced code is: from the line that opens it to the next one with the same fence."""
    lines = [*_FENCE.finditer(text)]
    closing: dict[str, list[int]] = {}
    for line in lines:
        if not line["language"]:
            closing.setdefault(line["fence"], []).append(line.start())
    spans: list[tuple[int, int]] = []
    for line in lines:
        ends = closing.get(line["fence"], [])
        after = bisect(ends, line.start())
        if after < len(ends) and line.start() >= (spans[-1][1] if spans else 0):
            spans.append((line.start(), ends[after] + len(line["fence"])))
    return spans


def _is_within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether a place is within one of some spans, which follow each other."""
    before = bisect(spans, (place, sys.maxsize))
    return before > 0 and place < spans[before - 1][1]


def _quoted(text: str, path: str) -> list[tuple[int, int]]:
    """Return where a text is YAML in double quotes, the only place in which it has escapes."""
    start, end = 0, len(text)
    if path.endswith(".md"):
        front_matter = _FRONT_MATTER.match(text)
        start, end = (4, front_matter.end() - 3) if front_matter else (0, 0)
    elif not path.endswith((".yml", ".yaml")):
        return []
    return [(start + first, start + last) for first, last in double_quoted(text[start:end])]


def _of_entity(written: str) -> str:
    """Return what readers see for an entity; Python leaves out what HTML forbids, and browsers show it."""
    written = written.replace("\\", "")
    if not written.startswith("&#"):
        return unescape(written)
    digits = written[2:].rstrip(";")
    is_hex = digits[0] in "xX"
    digits = digits.lstrip("xX0") or "0"
    if len(digits) > _MOST_DIGITS:
        return "\ufffd"
    code = int(digits, 16 if is_hex else 10)
    return unescape(f"&#{code};") or (chr(code) if code <= sys.maxunicode else "\ufffd")


def _of_escape(written: str) -> str:
    if written[1] in _ESCAPED:
        return _ESCAPED[written[1]]
    code = int(written[2:], 16)
    return chr(code) if code <= sys.maxunicode else written
