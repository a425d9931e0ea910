"""What each finished page of a site promises: it shows its marking, and asks no other host for anything.

The promise is held over what readers get, since a theme, an override, a plugin or raw HTML in a hand-written
page can each break it.
"""

import re
from collections.abc import Iterator
from html import escape, unescape

from briefbook.pages.csp import inline_scripts

_COMMENT = re.compile(r"<!--.*?-->", re.S)
_TAG = re.compile(r"""<(?P<name>[a-z][\w:-]*)(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>""", re.I)
_ATTRIBUTE = re.compile(
    r"""\s(?P<name>[\w:-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))"""
)
_OTHER_HOST = r"(?:https?:|wss?:|ftp:)?//[^\s\"'`()<>\\,;]+"
_ADDRESS = re.compile(_OTHER_HOST, re.I)
_ADDRESS_IN_STYLE = re.compile(rf"""(?:url\(\s*["']?|@import\s+["'])\s*(?P<address>{_OTHER_HOST})""", re.I)
_ADDRESS_IN_SCRIPT = re.compile(
    rf"""["'`](?!http://www\.w3\.org/)(?P<address>{_OTHER_HOST})""",
    re.I,  # addresses at www.w3.org name namespaces, which nobody asks for
)
_STYLE_SHEET = re.compile(r"<style\b[^>]*>(?P<text>.*?)</style", re.I | re.S)

_ASKING_ATTRIBUTES = frozenset(
    {
        "src",
        "srcset",
        "imagesrcset",
        "poster",
        "data",
        "background",
        "action",
        "formaction",
        "ping",
        "manifest",
    }
)
"""The attributes whose address a browser asks by itself, or sends what a reader wrote to."""
_ASKING_LINKS = frozenset(
    {
        "stylesheet",
        "icon",
        "mask-icon",
        "apple-touch-icon",
        "preload",
        "modulepreload",
        "prefetch",
        "prerender",
        "preconnect",
        "dns-prefetch",
        "manifest",
    }
)
"""The relations for which a browser asks what a `link` names (HTML, 4.6.7)."""
_ASKING_REFERENCES = frozenset({"image", "use", "feimage", "script", "base"})
"""The elements whose `href` is asked for, or changes what others ask; a reader follows an `a`."""


def shows_marking(page: str, marking: str) -> bool:
    """Return whether a page shows its marking to all readers, before its first heading.

    It is in an element that is labelled *Marking*: `<aside aria-label="Marking">INTERNAL</aside>`.
    """
    before_heading = _COMMENT.sub("", page).partition("<h1")[0]
    shown = re.compile(
        rf"""<[a-z]+\b(?![^>]*\s(?:hidden|style|aria-hidden)\b)[^>]*\saria-label=["']?Marking\b[^>]*>
        \s*{re.escape(escape(marking))}\s*<""",
        re.I | re.X,
    )
    return shown.search(before_heading) is not None


def asked_by_page(page: str) -> Iterator[str]:
    """Yield each address at another host that a page of HTML, or a drawing in SVG, asks for by itself.

    A script is held to name none at all.
    """
    page = _COMMENT.sub("", page)
    for tag in _TAG.finditer(page):
        if "//" in tag["attributes"]:
            yield from _asked_by_tag(tag["name"].lower(), tag["attributes"])
    for script in inline_scripts(page):
        yield from asked_by_script(script)
    for style in _STYLE_SHEET.finditer(page):
        yield from asked_by_style(style["text"])


def _asked_by_tag(name: str, text: str) -> Iterator[str]:
    attributes = {
        each["name"].lower(): unescape(each["double"] or each["single"] or each["bare"] or "").strip()
        for each in _ATTRIBUTE.finditer(text)
    }
    for attribute, value in attributes.items():
        if attribute == "style":
            yield from asked_by_style(value)
        elif attribute in ("href", "xlink:href"):
            relations = set(attributes.get("rel", "").lower().split())
            if name in _ASKING_REFERENCES or (name == "link" and relations & _ASKING_LINKS):
                yield from _ADDRESS.findall(value)[:1]
        elif attribute in ("srcset", "imagesrcset"):
            yield from _ADDRESS.findall(value)
        elif attribute in _ASKING_ATTRIBUTES and (address := _ADDRESS.match(value)):
            yield address[0]
        elif (
            name == "meta"
            and attribute == "content"
            and attributes.get("http-equiv", "").lower() == "refresh"
        ):
            yield from _ADDRESS.findall(value)


def asked_by_style(text: str) -> Iterator[str]:
    """Yield each address at another host that a style sheet asks for."""
    return (each["address"] for each in _ADDRESS_IN_STYLE.finditer(text))


def asked_by_script(text: str) -> Iterator[str]:
    """Yield each address at another host that a script names in quotes: nobody knows what it asks for."""
    return (each["address"] for each in _ADDRESS_IN_SCRIPT.finditer(text))


def draws_by_script(page: str) -> bool:
    """Return whether a page has a drawing for mermaid, for which the theme asks another host for a script."""
    return re.search(r"""<[a-z]+\b[^>]*\sclass=["']?(?:[^"'>]*\s)?mermaid[\s"'>]""", page) is not None
