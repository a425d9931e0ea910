"""The files that a site carries as they are: none of them may run anything when a reader opens it.

A browser shows a file as a page by its name, or, where no server knows the name, by how the file begins.
"""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from briefbook.problems import Problem, Where
from briefbook.reading.active_xml import NotXml, active_parts

_PAGES = frozenset(
    {
        ".dhtml",
        ".ehtml",
        ".hta",
        ".htc",
        ".htm",
        ".html",
        ".htt",
        ".hxt",
        ".jhtml",
        ".mht",
        ".mhtml",
        ".phtml",
    }
    | {".shtm", ".shtml", ".stm", ".webarchive", ".xht", ".xhtm", ".xhtml"}
)
_XML = frozenset(
    {
        ".atom",
        ".gpx",
        ".kml",
        ".mathml",
        ".mml",
        ".rdf",
        ".rng",
        ".rss",
        ".smil",
        ".svg",
        ".wsdl",
        ".xbl",
        ".xml",
    }
    | {".xsd", ".xsl", ".xslt", ".xspf", ".xul"}
)
"""What is XML by its name, so that a fault in it matters; other files are looked into where they begin so."""
SCRIPTS = frozenset({".js", ".mjs"})
"""The suffixes of files that browsers run where a page names them."""
_TEXTS = frozenset({".css", ".json", ".md", ".txt", *SCRIPTS})
"""What every server knows to be text, however it begins."""
_NO_TYPE = re.compile(r"\.(?:(?!js|md)[a-z]{2}(?:-[a-z]+)?|bz2|z|zst)")
"""The suffixes that say a language or how a file is compressed: some servers go by the one before."""
_BYTES_LOOKED_AT = 1445
_BEGINS_AS_PAGE = re.compile(
    rb"""(?:\xef\xbb\xbf)?[\t\n\f\r ]*<
    (?:(?:!doctype\ html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[ >]|!--)""",
    re.I | re.X,
)
"""How what has no other type begins, if browsers show it as a page (MIME Sniffing, 7.1)."""
_MAY_BE_XML = re.compile(rb"(?:\xef\xbb\xbf)?[\t\n\f\r ]*<|\xff\xfe|\xfe\xff|<\0|\0<")
_MARKS_OF_XML = re.compile(r"<\?xml|<!doctype|xmlns", re.I)
"""Without any of these, no element of a file means anything to a browser."""


def check_active(file: Path, path: str, *, is_shown: bool = False) -> Iterator[Problem]:
    """Yield what in a file would run, or be fetched, when a reader opens it in a browser.

    ``path`` is that of the file in the project. Of a picture that is shown, what keeps it from being read is
    found elsewhere.
    """
    name = PurePosixPath(path.lower().rstrip(". "))  # Windows unpacks 'a.html.' as 'a.html'
    is_attached = path.startswith("briefs/")
    while _NO_TYPE.fullmatch(name.suffix):
        name = name.with_suffix("")
    if name.suffix in _PAGES:
        fix = f"make it a {'brief' if is_attached else 'page in Markdown'}, or another kind of file"
        yield Problem(Where(path), "a page of its own cannot be carried", fix)
    elif name.suffix == ".svgz":
        yield Problem(Where(path), "a compressed drawing, into which nobody looks", "save it as .svg")
    elif name.suffix in SCRIPTS and is_attached:
        fix = "name it .txt; what pages need belongs in docs/, named in 'extra_javascript'"
        yield Problem(Where(path), "a script cannot be carried beside a brief", fix)
    elif name.suffix not in _TEXTS:
        yield from _check_content(file, path, is_xml=name.suffix in _XML, is_shown=is_shown)


def _check_content(file: Path, path: str, *, is_xml: bool, is_shown: bool) -> Iterator[Problem]:
    with file.open("rb") as opened:
        beginning = opened.read(_BYTES_LOOKED_AT)
    if not is_xml and _BEGINS_AS_PAGE.match(beginning):
        what = "this begins as a page of HTML, and browsers may show it as one"
        yield Problem(Where(path), what, "name it .txt, or make it a PDF")
    elif is_xml or _MAY_BE_XML.match(beginning):
        try:
            yield from active_parts(file, path)
        except NotXml as fault:
            if not is_shown and (is_xml or _is_meant_as_xml(file)):
                what = f"not XML, so that nobody can say what it would run ({fault.why})"
                yield Problem(fault.where, what, "save it anew, or in another form")


def _is_meant_as_xml(file: Path) -> bool:
    """Return whether a file has what gives elements of XML a meaning, in whatever encoding."""
    text = file.read_bytes().replace(b"\0", b"").decode("latin-1")
    return _MARKS_OF_XML.search(text) is not None
