"""What in a file of XML, a drawing in SVG above all, would run or be fetched when a reader opens it.

Within a page a drawing only shows. Opened by itself it is a document, and may do all that a page may. So
the elements that it may have are a list, and its addresses lead to itself; only a link leads elsewhere.
"""

import re
import sys
from pathlib import Path
from xml.parsers.expat import ErrorString, ExpatError, ParserCreate

from briefbook.problems import Problem, Where
from briefbook.reading.showing_elements import HTML, SHOWING_ELEMENTS, SVG

_MATHML = "http://www.w3.org/1998/Math/MathML"
_XLINK = "http://www.w3.org/1999/xlink"
_HEEDED = frozenset({SVG, HTML, _MATHML})
"""The vocabularies of which browsers heed the attributes."""
_LINKS = frozenset({f"{SVG} a", f"{HTML} a"})
_WITHIN = {f"{SVG} use": "#"}
"""How what an element shows begins, unless it may also be given as data."""
_STYLES = frozenset(
    {"by", "clip-path", "color-profile", "cursor", "fill", "filter", "from", "mask", "stroke", "style", "to"}
    | {"marker", "marker-end", "marker-mid", "marker-start", "values"}
)
"""The attributes that may hold the address of what is shown, as a style does."""
_ENCODINGS = re.compile(r"utf-8|utf-16(?:be|le)?|us-ascii|iso-8859-\d+|windows-125\d", re.I)
"""The encodings of which each reader makes the same marks."""
_ADDRESSES = frozenset(
    {"action", "background", "data", "formaction", "href", "ping", "poster", "src", "srcset"}
)
_LED_TO = frozenset({"ftp:", "http:", "https:", "mailto:", "tel:"})
"""The schemes of addresses to which a link may lead."""
_SCHEME = re.compile(r"[a-z][a-z\d+.-]*:")
_PASSED_OVER = str.maketrans("", "", "\t\n\r")
_AROUND = "".join(map(chr, range(33)))
"""What browsers pass over around an address; and, above, within it (URL Standard, 4.4)."""
_ESCAPE = re.compile(r"\\(?:(?P<code>[\da-f]{1,6})\s?|(?P<itself>[^\n\da-f]))", re.I)
_OUTSIDE = re.compile(
    r"@import[^;]*|image-set\([^)]*\)?|(?:url|src)\(\s*+['\"]?+(?!['\")]|#|data:)[^)]*\)?", re.I
)


def active_parts(file: Path, path: str) -> list[Problem]:
    """Return what in a file of XML would run or be fetched; ``path`` is that of the file in the project.

    Raises `NotXml` if it has a fault. A browser runs what precedes that, and may find the fault elsewhere.
    """
    reader = _Reader(path)
    try:
        with file.open("rb") as opened:
            reader.parser.ParseFile(opened)
    except ExpatError as error:
        raise NotXml(Where(path, error.lineno, error.offset + 1), ErrorString(error.code)) from error
    except (LookupError, ValueError) as error:  # for its encoding, which is noted before
        if not reader.found:
            raise NotXml(Where(path), str(error)) from error
    return [*reader.found.values()]


class NotXml(Exception):  # noqa: N818 - a mistake of the file's author
    """A file has a fault, ``where`` and for the reason ``why``, so that nobody can say what it would run."""

    def __init__(self, where: Where, why: str) -> None:
        super().__init__(where, why)
        self.where = where
        self.why = why


class _Reader:
    """Reads a file of XML once, and notes what is active in it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: dict[str, Problem] = {}
        """Each once, by what is wrong: what a program wrote into a drawing is often there."""
        self.style: list[str] | None = None
        """The pieces of the style sheet that is being read."""
        self.parser = ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.ProcessingInstructionHandler = self.instruction
        self.parser.EntityDeclHandler = self.entity
        self.parser.XmlDeclHandler = self.declaration

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if space in SHOWING_ELEMENTS and local not in SHOWING_ELEMENTS[space]:
            self.note(f"the element <{local}> can do more than show something", "delete it")
        elif space in _HEEDED:
            for attribute, value in attributes.items():
                self.look_into_attribute(name, attribute.removeprefix(f"{_XLINK} "), value)
            if local == "style":
                self.style = []

    def end(self, name: str) -> None:
        if self.style is not None and name.rpartition(" ")[2] == "style":
            self.look_into_style("".join(self.style))  # a piece says the place, but may be half a word
            self.style = None

    def characters(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)
            self.look_into_style(text)

    def look_into_attribute(self, element: str, name: str, value: str) -> None:
        if name.lower().startswith("on"):
            self.note(f"{name!r} runs a script", "delete it")
        elif name == "attributeName" and re.search(r"(?:^|:)\s*(?:href|src|on\w+)\s*$", value, re.I):
            self.note(f"{value!r} changes while the drawing is shown", "delete what moves it")
        elif name in _ADDRESSES:
            address = value.strip(_AROUND).translate(_PASSED_OVER)
            is_link = name == "href" and (element in _LINKS or element.startswith(_MATHML))
            if is_link and (scheme := _SCHEME.match(address.lower())) and scheme[0] not in _LED_TO:
                what = f"a link to {address!r}, which may run a script"
                self.note(what, "link to a page or to a file, or delete it")
            elif not is_link and address and not address.startswith(_WITHIN.get(element, ("#", "data:"))):
                self.note_outside(address)
        elif name in _STYLES:
            self.look_into_style(value)

    def look_into_style(self, style: str) -> None:
        if "(" in style or "@" in style:
            outside = _OUTSIDE.search(_without_escapes(style))
            if outside:
                self.note_outside(outside[0])

    def instruction(self, target: str, _: str) -> None:
        if target == "xml-stylesheet":
            self.note("<?xml-stylesheet?> takes in another file, which may run", "delete it")

    def entity(self, name: str, is_parameter: bool, value: str | None, *_: str | None) -> None:
        if is_parameter or value is None or not {"<", "&"}.isdisjoint(value):
            self.note(f"the entity {name!r} is not plain text", "write out what it is short for")

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and not _ENCODINGS.fullmatch(encoding):
            self.note(f"the encoding {encoding!r}, which not all read alike", "save it in UTF-8")

    def note_outside(self, target: str) -> None:
        what = f"{target!r} is outside of the picture, where neither the site nor paper looks"
        self.note(what, "put what it leads to into the picture")

    def note(self, what: str, fix: str) -> None:
        """Note a problem where the parser is."""
        where = Where(self.path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        self.found.setdefault(what, Problem(where, what, fix))


def _without_escapes(style: str) -> str:
    """Return a style sheet with each character that is escaped in it (CSS Syntax, 4.3.7)."""
    return _ESCAPE.sub(lambda each: each["itself"] or chr(min(int(each["code"], 16), sys.maxunicode)), style)
