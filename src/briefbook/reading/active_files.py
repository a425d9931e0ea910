"""The files that a site carries as they are: none of them may run anything when a reader opens it.

A browser shows a file as a page by its name, or, where no server knows the name, by how the file begins.
"""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from briefbook.problems import Problem, Where
from briefbook.reading.active_xml import NotXml, active_parts

_PAGES = frozenset(
    {".hta", ".htc", ".htm", ".html", ".mht", ".mhtml", ".shtm", ".shtml", ".webarchive", ".xht", ".xhtml"}
)
_XML = frozenset(
    {".atom", ".mathml", ".mml", ".rdf", ".rss", ".svg", ".wsdl", ".xml", ".xsd", ".xsl", ".xslt", ".xul"}
)
SCRIPTS = frozenset({".js", ".mjs"})
"""The suffixes of files that browsers run where a page names them."""
_TEXTS = frozenset({".css", ".json", ".md", ".txt", *SCRIPTS})
"""What every server knows to be text, however it begins."""
_NO_TYPE = re.compile(r"\.(?:(?!js|md)[a-z]{2}(?:-[a-z]+)?|bz2|z)")
"""The suffixes that say a language or how a file is compressed: some servers go by the one before."""
_BYTES_LOOKED_AT = 1445
_BEGINS_AS_PAGE = re.compile(
    rb"""(?:\xef\xbb\xbf)?[\t\n\f\r ]*<
    (?:(?:!doctype\ html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p)[ >]|!--)""",
    re.I | re.X,
)
"""How what has no other type begins, if browsers show it as a page (MIME Sniffing, 7.1)."""
_BEGINS_AS_XML = re.compile(rb"(?:\xef\xbb\xbf)?[\t\n\f\r ]*<\?xml|\xff\xfe<\0|\xfe\xff\0<", re.I)


def check_active(file: Path, path: str, *, is_shown: bool = False) -> Iterator[Problem]:
    """Yield what in a file would run, or be fetched, when a reader opens it in a browser.

    ``path`` is that of the file in the project. Of a picture that is shown, what keeps it from being read is
    found elsewhere.
    """
    name = PurePosixPath(path.lower())
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
    if is_xml or _BEGINS_AS_XML.match(beginning):
        try:
            yield from active_parts(file, path)
        except NotXml as fault:
            if not is_shown:
                what = f"not XML, so that nobody can say what it would run ({fault.why})"
                yield Problem(fault.where, what, "save it anew, or in another form")
    elif _BEGINS_AS_PAGE.match(beginning):
        what = "this begins as a page of HTML, and browsers may show it as one"
        yield Problem(Where(path), what, "name it .txt, or make it a PDF")
