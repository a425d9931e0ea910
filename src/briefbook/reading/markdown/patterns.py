"""The inline patterns of a book's prose, beside those of Python-Markdown.

Citations and links to briefs leave an empty element each; what belongs to each is kept in `Marks`.
"""

import re
import string
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor, SubstituteTagInlineProcessor
from markdown.util import AtomicString

from briefbook.reading.markdown.marks import MarkKeeper

CITATIONS = r"(?<!\\)\[(@[^\[\]]*)(?P<words>)\](?!\()"
LINK = r"(?<!\\)\[\[([^\[\]|]*)(?:\|(?P<words>[^\[\]]*))?\]\]"
_TAG = r"<(?:[a-zA-Z][\w-]*(?:\s[^<>]*|/)?|/[a-zA-Z][\w-]*\s*|[?!][^<>]*)>"
_COMMENT = r"<!---?>|<!--(?:(?!<!--).)*?-->"
_ADDRESS = r"<([a-zA-Z][a-zA-Z\d+.-]{1,31}:[^\s<>]*)>"
_MAIL = r"<((?:mailto:)?[^\s<>@:\\]+@[^\s<>@:\\]+)>"
_ALL_BUT_LETTERS = list(string.punctuation)
"""What a backslash makes a plain character: CommonMark, section 2.4."""


def register_patterns(md: Markdown, keeper: MarkKeeper) -> None:
    """Let Python-Markdown read what CommonMark and GitHub do, and note what a book has beyond that."""
    md.ESCAPED_CHARS = _ALL_BUT_LETTERS
    patterns = md.inlinePatterns
    for name in ("html", "automail", "magic-mail"):  # the last two would scramble the address
        patterns.deregister(name)
    patterns["reference"].RE_LINK = re.compile(r"\[([^\]]*)\]", re.DOTALL)  # type: ignore[attr-defined] # no space before it
    # Below code (190), above escapes (180).
    patterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "briefbook-break", 185)
    patterns.register(_Comment(_COMMENT), "briefbook-comment", 184)
    patterns.register(_Address(_MAIL, "mailto:"), "briefbook-mail", 183)
    patterns.register(_Address(_ADDRESS), "autolink", 182)
    # Above the patterns of references and links (170 and 160).
    patterns.register(_Hole(LINK, "a", keeper), "briefbook-link", 176)
    patterns.register(_Hole(CITATIONS, "sup", keeper), "briefbook-citation", 175)
    patterns.register(SubstituteTagInlineProcessor(r"(?i)<br\s*/?>", "br"), "briefbook-tag-of-break", 94)
    patterns.register(_Tag(_TAG, keeper), "briefbook-tag", 90)


class _Hole(InlineProcessor):
    """Leaves a hole for each match: its first group is the content, `words` is what is shown."""

    def __init__(self, pattern: str, tag: str, keeper: MarkKeeper) -> None:
        super().__init__(pattern)
        self.tag = tag
        self.keeper = keeper

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override] # noqa: N802
        holes = self.keeper.marks.holes
        element = Element(self.tag, {"data-hole": str(len(holes))})
        holes.append((m[0], m[1].strip()))
        element.text = AtomicString((m["words"] or "").strip())
        return element, m.start(), m.end()


class _Comment(InlineProcessor):
    """Leaves a comment of HTML out."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override] # noqa: N802
        return "", m.start(), m.end()


class _Address(InlineProcessor):
    """Links an address between angle brackets, which is shown as it is written."""

    def __init__(self, pattern: str, scheme: str = "") -> None:
        super().__init__(pattern)
        self.scheme = scheme

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override] # noqa: N802
        address = m[1].removeprefix(self.scheme)
        element = Element("a", {"href": self.scheme + address})
        element.text = AtomicString(address)
        return element, m.start(), m.end()


class _Tag(InlineProcessor):
    """Shows a tag of raw HTML as it is written, and notes it."""

    def __init__(self, pattern: str, keeper: MarkKeeper) -> None:
        super().__init__(pattern)
        self.keeper = keeper

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override] # noqa: N802
        self.keeper.marks.raw_html.append(m[0])
        return m[0], m.start(), m.end()
