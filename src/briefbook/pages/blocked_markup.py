"""What an author wrote into a page, and the site's policy keeps from working: scripts above all.

The policy lets those scripts run that are files of the site, or that a template put into a page. It cannot
tell what an author put there from what somebody else has slipped in.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from briefbook.model.web_addresses import data_in, scheme_in
from briefbook.pages.guarantees import is_script, loaded_by, refresh_in
from briefbook.pages.html_elements import Element, elements_in

_EMBEDDING = frozenset({"applet", "embed", "fencedframe", "frame", "iframe", "object", "portal"})
_ADDRESSES = frozenset(
    {"action", "background", "by", "data", "formaction", "from", "href", "poster", "src", "srcset", "to"}
    | {"values", "xlink:href"}
)
_SHOWING = frozenset({"feimage", "image", "img", "input", "link", "source", "track", "video"})
"""The elements that only show what is at an address, in which no script runs."""
_RUNNING = frozenset({"javascript", "vbscript"})
_HELD = frozenset({"blob", "data"}) | _RUNNING
"""The schemes of addresses that hold a file themselves, or lead into the memory of the page."""
_HANDLER = re.compile("on[a-z]")
_AS_FILE = "put it into a file in docs/, and name that in {!r} of mkdocs.yml"
_AS_SCRIPT = _AS_FILE.format("extra_javascript")
_AS_STYLE = _AS_FILE.format("extra_css")
_IN_BODY = "<!doctype html><body><div>.{}"
"""Where the text of a page lands. A second `<body>` in it adds its attributes to the first."""
_IN_FIELDS = (_IN_BODY, '<meta content="{}">', "<meta content='{}'>", "<title>{}</title>")
"""Where the theme puts what front matter says."""


class Blocked(NamedTuple):
    """What the policy blocks, and what to do instead.

    ``element`` is in the source of the page as it is here, or else one of ``words`` is.
    """

    element: Element
    words: tuple[str, ...]
    what: str
    fix: str


def blocked_in(text: str, *, is_field: bool = False) -> list[Blocked]:
    """Return what of the HTML in a page, or in a field of front matter, has no effect under the policy."""
    found: list[Blocked] = []
    for context in _IN_FIELDS if is_field else [_IN_BODY]:
        before = Counter(map(repr, found))
        for each in _blocked(context.replace("{}", text)):
            if before[repr(each)]:
                before[repr(each)] -= 1
            else:
                found.append(each)
    return found


def _blocked(page: str) -> Iterator[Blocked]:
    for element in elements_in(page):
        for what, fix in _blocked_element(element):
            yield Blocked(element, (), f"{what} is blocked by the policy of the site", fix)
        for name, value in element.attributes.items():
            if runs := _running_attribute(element, name, value):
                what = f"{runs} runs a script, which the policy of the site blocks"
                said = element.attributes["content"] if name == "http-equiv" else value
                yield Blocked(element, (said, name), what, _AS_SCRIPT)


def _blocked_element(element: Element) -> Iterator[tuple[str, str]]:
    """Yield what is blocked of an element itself, and what to do instead."""
    name = element.name
    if name == "script" and is_script(element):
        address = loaded_by(element)
        if address is None:
            yield "a script within the page", _AS_SCRIPT
        elif (scheme := scheme_in(address)) in _HELD:
            yield f"a script at a '{scheme}:' address", _AS_SCRIPT
    elif name == "style":
        yield "a style sheet within the page", _AS_STYLE
    elif name == "link" and "stylesheet" in element.attributes.get("rel", "").lower().split():
        if (scheme := scheme_in(element.attributes.get("href", ""))) in _HELD:
            yield f"a style sheet at a '{scheme}:' address", _AS_STYLE
    elif name in _EMBEDDING:
        yield f"<{name}>", "link to what it shows"
    elif name == "base":
        yield "<base>", "write each address out"


def _running_attribute(element: Element, name: str, value: str) -> str | None:
    """Return how an attribute would run a script, if it would."""
    if _HANDLER.match(name) and value:
        return repr(name)
    if name == "http-equiv":
        addresses = [refresh_in(element) or ""]
    elif name in _ADDRESSES:
        addresses = value.split(";") if name == "values" else [value]
    else:
        return None
    schemes = (scheme_in(each) for each in addresses if _runs(element, each))
    return next((f"a '{scheme}:' address" for scheme in schemes), None)


def _runs(element: Element, address: str) -> bool:
    """Return whether a script runs when an address is followed, or shown where it may run."""
    scheme = scheme_in(address)
    if scheme != "data" or element.name == "script":
        return scheme in _RUNNING and element.name != "script"
    kind, _ = data_in(address)
    return element.name not in _SHOWING and ("html" in kind or "xml" in kind or "script" in kind)
