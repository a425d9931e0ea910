"""The direction of the blocks of a finished page: what is in Arabic or Hebrew runs from right to left.

A block runs as most of its words do. The first letter, by which a browser goes by itself, would turn an
English paragraph that begins with a name in Arabic.
"""

import re
from dataclasses import dataclass, field
from html import unescape
from unicodedata import bidirectional

_TOKEN = re.compile(r"(<[^>]*>)")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)[^>]*?(?P<empty>/?)>")
_RIGHT_TO_LEFT = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
    r"|&#(?:0*[1-9]\d{3}|[xX]0*[1-9A-Fa-f][0-9A-Fa-f]{2})"
)
"""What may run from right to left, also by its number in Unicode: most pages have nothing of it."""
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
_TEXTS = frozenset({"p", "li", "dt", "dd", "td", "th", "figcaption", "summary", "div"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_GROUPS = frozenset({"ul", "ol", "dl", "table", "blockquote"})
"""What runs as all words within it do, those of blocks too: on which side marks are, and the first column."""
_BLOCKS = _TEXTS | _HEADINGS | _GROUPS | {"section", "pre", "tr", "figure"}
_CODE = frozenset({"code", "pre"})
"""What is in no language, and always runs from left to right."""


@dataclass
class _Element:
    """An element of a page: where its tag is among the tokens, and the sides to which its words run.

    A word is 1 from right to left, and -1 from left to right.
    """

    name: str
    token: int
    parent: "_Element | None"
    own: list[int] = field(default_factory=list)
    """Those of the words that are in no block within it."""
    all: list[int] = field(default_factory=list)

    direction: str = "ltr"

    def direction_in(self, around: str) -> str:
        """Return how the element runs in what runs in the direction ``around``."""
        if self.name == "pre":
            return "ltr"
        words = self.all if self.name in _GROUPS else self.own if self.name in _BLOCKS else []
        return around if not words else "rtl" if sum(words) > 0 else "ltr"


def with_directions(html: str) -> str:
    """Return finished HTML whose blocks carry their direction where it differs from that around them."""
    if not _RIGHT_TO_LEFT.search(html):
        return html
    tokens = _TOKEN.split(html)
    for element in _elements(tokens):
        around = element.parent.direction if element.parent else "ltr"
        element.direction = element.direction_in(around)
        if element.direction != around:
            name = f"<{element.name}"
            tokens[element.token] = (
                f'{name} dir="{element.direction}"{tokens[element.token].removeprefix(name)}'
            )
    return "".join(tokens)


def direction_of(text: str) -> str:
    """Return the direction in which most words of a text run."""
    return "rtl" if sum(map(_side, text.split())) > 0 else "ltr"


def _elements(tokens: list[str]) -> list[_Element]:
    """Return the elements of a page in their order, the page itself first, with the sides of their words."""
    here = _Element("", -1, None)
    found = [here]
    for index, token in enumerate(tokens):
        tag = _TAG.fullmatch(token)
        if tag is None:
            _add_words(here, unescape(token))
        elif tag["end"]:
            here = here.parent or here
        elif tag["name"] not in _VOID and not tag["empty"]:
            here = _Element(tag["name"], index, here)
            found.append(here)
    return found


def _add_words(element: _Element, text: str) -> None:
    """Add the sides of the words of a text to the element that it is in, and to those around that."""
    sides = [side for word in text.split() if (side := _side(word))]
    around: _Element | None = element
    is_own = True
    while sides and around and around.name not in _CODE:
        around.all += sides
        if is_own:
            around.own += sides
        is_own = is_own and around.name not in _BLOCKS
        around = around.parent


def _side(word: str) -> int:
    """Return to which side a word runs, by its first letter; 0 for one without letters."""
    for letter in word:
        match bidirectional(letter):
            case "R" | "AL":
                return 1
            case "L":
                return -1
    return 0
