"""The Content-Security-Policy of a site: which scripts a browser may run, for a web server."""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256

POLICY_FILE = "csp.conf"
"""Where the policy is in a site: beside its pages, so that the two are swapped and carried as one."""

_SCRIPT = re.compile(
    r"""<script\b(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>(?P<text>.*?)</script\b""", re.I | re.S
)
"""A regular expression, since `html.parser` takes ninety times as long: minutes, for ten thousand pages.

It also finds what only looks like a script, as in a comment. A hash too many allows a text of the site's own;
one too few would break a page.
"""
_BEGINNING = re.compile("<script", re.I)
_SRC = re.compile(r"\ssrc\s*=", re.I)
_TYPE = re.compile(r"""\stype\s*=\s*["']?(?P<type>[^"'\s>]*)""", re.I)
_SCRIPT_HASH = re.compile(r"'sha256-[A-Za-z0-9+/=]+'")
_JAVASCRIPT = ("javascript", "ecmascript", "x-javascript", "x-ecmascript")
EXECUTABLE = frozenset(
    {"", "module", "importmap", "speculationrules", "text/jscript", "text/livescript"}
    | {f"{kind}/{language}" for kind in ("text", "application") for language in _JAVASCRIPT}
    | {f"text/javascript1.{version}" for version in range(6)}
)
"""The types of scripts that a browser heeds, and so wants a hash for (HTML, 4.12.1); all others are data."""


def content_security_policy(pages: Iterable[str], by_authors: Iterable[str] = ()) -> str:
    """Return the policy under which pages run the scripts of templates within them, and files of the site.

    ``pages`` are finished; ``by_authors`` are texts that authors wrote into them: no script of these runs.
    Pictures may be within a stylesheet, as the theme's icons do. Styles within an element place a
    drawing's bars and align the columns of a Markdown table; a whole style sheet within a page is refused.
    """
    written = sorted(filter(_BEGINNING.search, by_authors), key=len, reverse=True)
    laid_out = (_without(written, page) for page in pages)
    return policy_of(_hash(script) for page in laid_out for script in inline_scripts(page))


def _without(texts: Iterable[str], page: str) -> str:
    """Return a page without some texts; a script that is begun in one, and not ended, goes on after it."""
    for text in texts:
        page = page.replace(text, "")
    return page


def hashes_in(policy: str) -> list[str]:
    """Return the hashes of the scripts that a policy allows."""
    return _SCRIPT_HASH.findall(policy)


def policy_of(hashes: Iterable[str]) -> str:
    """Return the policy that allows the scripts with these hashes, as `content_security_policy` does."""
    return "; ".join(
        [
            "default-src 'self'",
            " ".join(["script-src 'self'", *sorted(set(hashes))]),
            "style-src 'self'",
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data:",
            "object-src 'none'",
            "frame-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def for_nginx(policy: str) -> str:
    """Return the directive by which nginx sends a policy with every answer, also that of an error."""
    return f'add_header Content-Security-Policy "{policy}" always;\n'


def inline_scripts(page: str) -> Iterator[str]:
    """Yield the text of each script that is in a page itself, and that a browser would run."""
    for script in _SCRIPT.finditer(page):
        attributes = script["attributes"]
        declared = _TYPE.search(attributes)
        if not _SRC.search(attributes) and (declared["type"] if declared else "").lower() in EXECUTABLE:
            yield script["text"]


def _hash(script: str) -> str:
    """Return what allows a script by its hash: the `hash-source` of Content Security Policy Level 3."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
