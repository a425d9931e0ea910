"""The names of editions."""

import re
from collections.abc import Collection
from html import unescape
from itertools import count

from briefbook.model.device_names import is_device
from briefbook.problems import Refusal
from briefbook.reading.characters import why_no_line

BRANCH = "published"
"""The branch on which editions are, where none is named."""
_NAME = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")
_LONGEST_NAME = 64
_CORRECTION = re.compile(r"(?P<line>.+)-r(?P<number>[2-9]|[1-9]\d+)")
AROUND = (
    "latest",
    "index.html",
    "404.html",
    "versions.json",
    "editions.json",
    "editions.js",
    "editions.html",
    "editions.css",
    "redirect.js",
    "csp.conf",
    ".nojekyll",
)
"""The files around the editions on their branch."""


def why_no_name(name: str) -> str | None:
    """Return why a name cannot be that of a folder, of a tag and of a part of an address; None if it can."""
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME or name.endswith(".lock"):
        return (
            f"{name!r} is not a valid name of an edition; write letters, digits, and single '.', '_' or '-' "
            f"between, at most {_LONGEST_NAME}, such as 2026-07-02"
        )
    if name.casefold() in AROUND or is_device(name):
        return f"{name!r} means something else already; write another name"
    return None


def check_name(name: str) -> None:
    """Raise ``Refusal`` unless a name can be that of an edition."""
    if why := why_no_name(name):
        raise Refusal(why)


def check_words(text: str, what: str) -> None:
    """Raise ``Refusal`` unless a text is a line of words; themes take titles for HTML, so without `<`."""
    if why := why_no_line(unescape(text)):
        raise Refusal(f"{what} has {why}")
    if "<" in text or ">" in text:
        raise Refusal(f"{what} has '<' or '>', of which pages would make a tag; leave them out")


def corrected_by(name: str) -> str | None:
    """Return the name of the edition that one of this name corrects: `2026-07` by `2026-07-r2`, if any."""
    match = _CORRECTION.fullmatch(name)
    if match is None:
        return None
    number = int(match["number"]) - 1
    return match["line"] if number == 1 else f"{match['line']}-r{number}"


def next_correction(name: str, known: Collection[str]) -> str:
    """Return the name of the next correction of an edition, or of what that corrects: `2026-07-r2`."""
    match = _CORRECTION.fullmatch(name)
    line = match["line"] if match else name
    return next(each for number in count(2) if (each := f"{line}-r{number}") not in known)
