"""What may be in a drawing in SVG, so that the site and paper show it, and both the same.

What it may not run or fetch is in `active_xml`.
"""

import re
from io import BytesIO
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from briefbook.model.limits import PARAGRAPH, PIXELS
from briefbook.model.web_addresses import data_in
from briefbook.problems import Problem, Where
from briefbook.reading.characters import stray_characters
from briefbook.reading.pictures import pixels_of

_SVG = "http://www.w3.org/2000/svg"
_MOVING = frozenset({"animate", "animateMotion", "animateTransform", "set"})
_SAID = frozenset({"desc", "metadata", "title"})
"""The elements whose words are not drawn, also within those that are."""
_STYLES = frozenset({"color", "fill", "filter", "flood-color", "mask", "stop-color", "stroke", "style"})
_COMPUTED = re.compile(r"\b(?:calc|color|color-mix|env|hwb|lab|lch|light-dark|oklab|oklch|var)\(")
"""What Typst takes for no value, and paints black."""
_REFERENCES = frozenset({"href", "http://www.w3.org/1999/xlink href"})
_NOT_A_LINE_END = re.compile(r"[^\n]")
_LAST_END = re.compile(r"</(?:(?P<prefix>[\w.-]+):)?svg\s*>(?!.*</)", re.DOTALL)


class Drawing(NamedTuple):
    """A drawing that was read: the words drawn in it, and what is wrong with it."""

    words: str
    """The text of the file, with spaces for all that is not drawn as words."""
    hidden: tuple[Problem, ...]
    """What no browser shows."""
    hidden_on_paper: tuple[Problem, ...]
    """What browsers show, and paper does not."""
    pixels: int
    """How many pixels the pictures within it have together."""


def read_drawing(text: str, path: str) -> Drawing | None:
    """Return a drawing in SVG, whose file is at ``path``; None if the text is not XML."""
    reader = _Reader(text.encode(), path)
    try:
        return reader.read(tuple(stray_characters(text, path)))
    except ExpatError:
        return None


def with_family(text: str, family: str) -> str:
    """Return a drawing with all its words in one family of fonts.

    Typst leaves out words in a family that it does not have, as Arial or sans-serif; from the one that it
    has it goes on to others for the characters that this lacks.
    """
    end = _LAST_END.search(text)
    if end is None:
        return text
    style = f"{end['prefix']}:style" if end["prefix"] else "style"
    rule = f"text, tspan, textPath {{ font-family: '{family}' !important }}"
    return f"{text[: end.start()]}<{style}>{rule}</{style}>{text[end.start() :]}"


class _Reader:
    """Reads a drawing once, and notes where words are drawn, and what the site or paper leaves out."""

    def __init__(self, content: bytes, path: str) -> None:
        self.content = content
        self.path = path
        self.hidden: list[Problem] = []
        self.hidden_on_paper: list[Problem] = []
        self.open: list[str] = []
        self.pieces: list[str] = []
        self.done = 0
        """How many bytes are in pieces."""
        self.is_drawn = False
        """Whether what follows is drawn as words."""
        self.pixels = 0
        self.parser = ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.CommentHandler = lambda _: self.go_on(is_drawn=False)

    def read(self, strays: tuple[Problem, ...]) -> Drawing:
        self.parser.Parse(self.content, True)
        self.go_on(is_drawn=False, to=len(self.content))
        words = "".join(self.pieces)
        if (letters := sum(map(len, words.split()))) > PARAGRAPH:
            fix = f"keep {PARAGRAPH:,} at most, and put the others into the text"
            self.hidden_on_paper.append(Problem(Where(self.path), f"words of {letters:,} letters", fix))
        return Drawing(words, (*strays, *self.hidden), tuple(self.hidden_on_paper), self.pixels)

    def go_on(self, *, is_drawn: bool, to: int | None = None) -> None:
        """Keep what precedes, or spaces for it, and note whether what follows is drawn as words."""
        end = self.parser.CurrentByteIndex if to is None else to
        piece = self.content[self.done : end].decode("utf-8", "replace")
        self.pieces.append(piece if self.is_drawn else _NOT_A_LINE_END.sub(" ", piece))
        self.done, self.is_drawn = end, is_drawn

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.go_on(is_drawn=False)
        space, _, local = name.rpartition(" ")
        if not self.open and (space, local) != (_SVG, "svg"):
            self.note(self.hidden, "browsers do not take this for SVG", f'begin it with <svg xmlns="{_SVG}"')
        self.open.append(local)
        if local == "foreignObject":
            fix = "draw its words as text: turn off HTML in labels where it was drawn, or save it as PNG"
            self.note(self.hidden_on_paper, "paper does not show a foreignObject", fix)
        if local in _MOVING:
            what = "this moves, and paper shows how it begins"
            self.note(self.hidden_on_paper, what, "draw it still", is_warning=True)
        for attribute in _STYLES & attributes.keys():
            self.look_into_style(attributes[attribute])
        for attribute in _REFERENCES & attributes.keys():
            self.look_into_reference(attributes[attribute])

    def end(self, _: str) -> None:
        self.go_on(is_drawn=False)
        self.open.pop()

    def characters(self, text: str) -> None:
        self.go_on(is_drawn="text" in self.open and _SAID.isdisjoint(self.open))
        if self.open[-1] == "style":
            self.look_into_style(text)

    def look_into_style(self, style: str) -> None:
        if computed := _COMPUTED.search(style):
            fix = "write the value itself, as in fill: #336699"
            self.note(self.hidden_on_paper, f"paper does not know {computed[0]}…)", fix)

    def look_into_reference(self, address: str) -> None:
        """Count the pixels of a picture that is within the drawing itself."""
        kind, content = data_in(address)
        if not content:
            return
        if kind.endswith("svg+xml"):
            fix = "put its shapes into this one, or save it as PNG"
            self.note(self.hidden_on_paper, "paper may not show a drawing within a drawing", fix)
            return
        self.pixels += pixels_of(BytesIO(content))
        if self.pixels > PIXELS:
            fix = f"make them smaller: at most {PIXELS // 1_000_000} million"
            self.note(self.hidden_on_paper, "too many pixels in the pictures of a drawing", fix)

    def note(self, problems: list[Problem], what: str, fix: str, *, is_warning: bool = False) -> None:
        """Note a problem where the parser is; once, as what a program wrote into a drawing is often there."""
        if all(each.what != what for each in problems):
            line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
            problems.append(Problem(Where(self.path, line, column), what, fix, is_warning))
