"""The addresses of files as authors write them in prose, and as the site has them."""

import re
import unicodedata
from urllib.parse import quote, unquote

LONGEST_NAME = 250
"""Bytes. File systems give a name 255, of which an ending such as `.pdf` takes some."""
_ELSEWHERE = re.compile(r"#|/|[a-zA-Z][a-zA-Z0-9+.-]*:")
_AFTER_PATH = re.compile(r"[?#].*", re.DOTALL)
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
"""Python has a surrogate for each byte of a name that is not UTF-8."""


def fits(path: str) -> bool:
    """Return whether file systems have room for each name in a path."""
    return all(len(name.encode()) <= LONGEST_NAME for name in path.split("/"))


def composed(path: str) -> str:
    """Return a path in the Unicode form that the site has: on macOS `ä` may be `a` with a mark upon it."""
    return unicodedata.normalize("NFC", path)


def printable(path: str) -> str:
    """Return a path as it can be shown: control characters, and bytes that are not UTF-8, are written out."""
    return _UNPRINTABLE.sub(lambda each: each[0].encode("unicode_escape").decode(), path)


def leads_to_file(address: str) -> bool:
    """Return whether an address in prose leads to a file of the book, not to a heading or elsewhere."""
    return bool(address) and not _ELSEWHERE.match(address)


def path_in(address: str) -> str:
    """Return the path that an address is, without its query and fragment, and not percent-encoded."""
    return composed(unquote(_AFTER_PATH.sub("", address)))


def names_a_file(path: str) -> bool:
    """Return whether a path leads to a file wherever a site is read: not to a folder, nor over an empty name.

    Browsers resolve `.` and `..`, and leave a slash at the end. Not all servers drop an empty name.
    """
    return "//" not in path and path.rpartition("/")[2] not in ("", ".", "..")


def encoded(address: str) -> str:
    """Return an address with all percent-encoded in its path that could be misread; the rest stays."""
    rest = _AFTER_PATH.search(address)
    return quote(path_in(address)) + (rest[0] if rest else "")


def as_written(path: str) -> str:
    """Return a path as an author writes it in Markdown, to be read with ease: little is percent-encoded."""
    return re.sub(r"[%#?()<>\s\"\\]", lambda each: quote(each[0]), composed(path))
