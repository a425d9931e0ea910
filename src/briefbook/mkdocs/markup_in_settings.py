"""Values of mkdocs.yml that themes print as HTML, or as addresses: none may run anything in a page."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from briefbook.mkdocs.options import Refused
from briefbook.mkdocs.shown_texts import take_markup_from_settings
from briefbook.model.web_addresses import cleaned, host_in, scheme_in
from briefbook.pages.blocked_markup import blocked_in
from briefbook.pages.guarantees import asked_by_page, refuse_host
from briefbook.pages.theme_scripts import may_be_in_script
from briefbook.reading.yaml_places import KeyPath

_PRINTED = ("copyright", "edit_uri", "edit_uri_template", "remote_branch", "repo_name", "site_url")
_HANDLER = re.compile(r"""["'][^>]*\bon\w+\s*=""", re.I)
"""What would end an attribute, and begin one that runs."""


def take_markup(config: MkDocsConfig) -> Iterator[Refused]:
    """Empty each value that would run something, or that the policy blocks; yield why, at its key."""
    take_markup_from_settings(config)
    found = [
        *(each for key in _PRINTED for each in _take(config, key, (key,), "")),
        *(each for key in [*config.extra] for each in _take(config.extra, key, ("extra", str(key)), "")),
        *(each for key in [*config.theme] for each in _take(config.theme, key, ("theme", key), "")),
        *_take(config, "nav", ("nav",), "index.md"),
    ]
    yield from dict.fromkeys(found)
    if not may_be_in_script(str(config.extra.get("scope", ""))):
        del config.extra["scope"]
        what = "'scope' is put into a script of the theme, and is more than an address"
        yield ("extra", "scope"), what, "write an address, such as /book/"


def _take(holder: Any, key: Any, keys: KeyPath, instead: str) -> Iterator[Refused]:
    """Put something instead of what is refused of a value, which may hold others."""
    value = holder[key]
    if isinstance(value, dict):
        for name in [*value]:
            if keys[0] != "nav" and (why := [*_why_not(str(name))]):  # the theme prints some names as well
                del value[name]
                yield from (((*keys, str(name)), what, fix) for what, fix in why)
                continue
            yield from _take(value, name, (*keys, str(name)), instead)
    elif isinstance(value, list):
        for index in range(len(value)):
            yield from _take(value, index, keys, instead)
    elif isinstance(value, str) and (why := [*_why_not(value)]):
        holder[key] = instead
        yield from ((keys, what, fix) for what, fix in why)


def _why_not(value: str) -> Iterator[tuple[str, str]]:
    """Yield what a value would do in a page: between elements, and in one where it could end an attribute."""
    pages = [f'<p>{value}"></p>']
    if _HANDLER.search(value) or scheme_in(unescape(value)) == "javascript":
        pages.append(f'<a href="{value}">')
    blocked = [each for page in pages for each in blocked_in(page)]
    yield from ((each.what, each.fix) for each in blocked)
    if blocked:  # the pages will not show it, so that it has to be said here
        for address in asked_by_page(pages[0]):
            yield refuse_host(host_in(cleaned(address)), address)
