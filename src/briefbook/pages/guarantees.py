"""What each finished page of a site promises: it shows its marking, and asks no other host for anything.

The promise is held over what readers get, since a theme, an override, a plugin or raw HTML in a hand-written
page can each break it.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape

from briefbook.model.web_addresses import cleaned, data_in, host_in
from briefbook.pages.csp import EXECUTABLE
from briefbook.pages.html_elements import Element, elements_in
from briefbook.pages.script_addresses import addresses_in_script
from briefbook.pages.style_addresses import addresses_in_style

_COMMENT = re.compile(r"<!--.*?-->", re.S)
_ASKING_ATTRIBUTES = frozenset({"action", "background", "data", "formaction", "manifest", "poster", "src"})
"""The attributes whose address a browser asks by itself, or sends what a reader wrote to."""
_LISTING_ATTRIBUTES = frozenset({"attributionsrc", "imagesrcset", "ping", "srcset"})
"""Those that hold several addresses, with spaces between them."""
_ANIMATING = frozenset({"by", "from", "to", "values"})
_STYLING = frozenset(
    {"clip-path", "cursor", "fill", "filter", "marker", "marker-end", "marker-mid", "marker-start", "mask"}
    | {"stroke", "style"}
    | _ANIMATING
)
"""The attributes that hold what a style sheet may say."""
_ASKING_LINKS = frozenset(
    {
        "apple-touch-icon",
        "apple-touch-icon-precomposed",
        "apple-touch-startup-image",
        "compression-dictionary",
        "dns-prefetch",
        "icon",
        "import",
        "manifest",
        "mask-icon",
        "modulepreload",
        "next",
        "preconnect",
        "prefetch",
        "preload",
        "prerender",
        "search",
        "stylesheet",
    }
)
"""The relations for which a browser asks what a `link` names (HTML, 4.6.7; Firefox asks for the next)."""
_REFERENCES = frozenset({"href", "xlink:href"})
_LOOKED_AT = _ASKING_ATTRIBUTES | _LISTING_ATTRIBUTES | _STYLING | _REFERENCES | {"http-equiv", "srcdoc"}
_FOLLOWED = frozenset({"a", "area"})
"""The elements whose reference a reader follows; others show it, or have it change what others ask."""
_REFRESH = re.compile(r"""\s*[\d.]*[\s;,]*(?:url\s*=\s*)?(?P<quote>["']?)(?P<address>.*)""", re.I | re.S)
"""Where a page leads by itself (HTML, 4.2.5.3)."""


def refuse_host(host: str | None, asked: str) -> tuple[str, str]:
    """Return what is wrong with what is asked of another host, and how to fix it."""
    what = f"a reader's browser would ask {host or 'another host'} for {asked}"
    return what, "carry what it needs in docs/ or templates/assets/, and name it there"


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
    for element in _elements(page):
        for name, value in element.attributes.items():
            if name in _LOOKED_AT or name.startswith("on"):
                yield from _asked_by_attribute(element, name, value)
        if element.name == "script" and is_script(element) and not loaded_by(element):
            yield from asked_by_script(element.text)
        elif element.name == "style":
            yield from asked_by_style(element.text)


@lru_cache(maxsize=1)
def _elements(page: str) -> tuple[Element, ...]:
    """Return the elements of a page; of one page after the other several things are asked."""
    return tuple(elements_in(page))


def is_script(element: Element) -> bool:
    """Return whether a browser heeds what an element `script` holds or names (HTML, 4.12.1)."""
    kind, language = element.attributes.get("type"), element.attributes.get("language")
    return (f"text/{language}" if kind is None and language else kind or "").strip().lower() in EXECUTABLE


def loaded_by(element: Element) -> str | None:
    """Return the address of which a script is, unless it is within its page."""
    attributes = element.attributes
    if element.is_foreign:  # in a drawing `src` counts for nothing; without a text nothing runs
        return attributes.get("href", attributes.get("xlink:href", None if element.text.strip() else ""))
    return attributes.get("src")


def refresh_in(element: Element) -> str | None:
    """Return the address to which a `meta` leads readers by itself."""
    attributes = element.attributes
    if element.name != "meta" or attributes.get("http-equiv", "").strip().lower() != "refresh":
        return None
    found = _REFRESH.match(attributes.get("content", ""))
    if not found:
        return None
    return found["address"].partition(found["quote"])[0] if found["quote"] else found["address"]


def _asked_by_attribute(element: Element, name: str, value: str) -> Iterator[str]:
    if name in _STYLING and "(" in value:
        yield from asked_by_style(value)
    if name in _ASKING_ATTRIBUTES or (name in _REFERENCES and _is_asked_for(element)):
        yield from _elsewhere([value])
        yield from _asked_by_data(element, value)
    elif name in _LISTING_ATTRIBUTES:
        yield from _elsewhere(each.strip(",") for each in value.split())
    elif name in _ANIMATING:
        yield from _elsewhere(value.split(";"))
    elif name == "srcdoc":
        yield from asked_by_page(value)
    elif name == "http-equiv":
        yield from _elsewhere([refresh_in(element) or ""])
    elif name.startswith("on"):
        yield from asked_by_script(value)


def _is_asked_for(element: Element) -> bool:
    if element.name == "link":
        return not _ASKING_LINKS.isdisjoint(element.attributes.get("rel", "").lower().split())
    return element.name not in _FOLLOWED


def _elsewhere(addresses: Iterable[str]) -> Iterator[str]:
    return (address for address in map(cleaned, addresses) if host_in(address))


def _asked_by_data(element: Element, address: str) -> Iterator[str]:
    """Yield what is asked for by what an address itself holds; a picture asks for nothing."""
    kind, content = data_in(address)
    text = content.decode("utf-8", "replace")
    if element.name == "script":
        yield from asked_by_script(text)
    elif element.name == "link" and "icon" not in element.attributes.get("rel", "").lower():
        yield from asked_by_style(text)
    elif element.name in ("embed", "frame", "iframe", "object") and ("html" in kind or "xml" in kind):
        yield from asked_by_page(text)


def asked_by_style(text: str) -> Iterator[str]:
    """Yield each address at another host that a style sheet asks for."""
    for address in addresses_in_style(text):
        yield from _elsewhere([address])
        kind, within = data_in(address)
        if kind == "text/css":
            yield from asked_by_style(within.decode("utf-8", "replace"))


def asked_by_script(text: str) -> Iterator[str]:
    """Yield each address at another host that a script names in quotes: nobody knows what it asks for."""
    return addresses_in_script(text)


def draws_by_script(page: str) -> bool:
    """Return whether a page has a drawing for mermaid, for which the theme asks another host for a script."""
    return any("mermaid" in element.attributes.get("class", "").split() for element in _elements(page))
