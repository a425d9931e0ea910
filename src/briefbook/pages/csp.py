"""The Content-Security-Policy of a site: which scripts a browser may run, for a web server."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

POLICY_FILE = "csp.conf"
"""Where the policy is in a site: beside its pages, so that the two are swapped and carried as one."""

_SCRIPT = re.compile(
    r"""<script\b(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>(?P<text>.*?)</script\b""", re.I | re.S
)
"""A regular expression, since `html.parser` takes ninety times as long: minutes, for ten thousand pages.

It also finds what only looks like a script, as in a comment; which gets a hash only if the theme has it too.
"""
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


def content_security_policy(pages: Iterable[str], is_of_theme: Callable[[str], bool]) -> str:
    """Return the policy under which pages run the scripts of the theme within them, and files of the site.

    ``pages`` are finished; ``is_of_theme`` says of a script whether a template of the theme has it.
    Pictures may be within a stylesheet, as the theme's icons do. Styles within an element place a
    drawing's bars and align the columns of a Markdown table; a whole style sheet within a page is refused.
    """
    found = {script for page in pages for script in inline_scripts(page)}
    return policy_of(_hash(script) for script in found if is_of_theme(script))


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
