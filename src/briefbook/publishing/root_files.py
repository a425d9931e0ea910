"""The files on the publication branch around the sealed editions, and leads into them.

It is laid out as mike does (`versions.json`, a folder an edition, the alias `latest` as redirects), which the
theme's version selector reads, and written anew with each publication.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from briefbook.editions.catalogue import (
    CatalogueEntry,
    EditionState,
    edition_states,
    newest_first,
    write_list,
)
from briefbook.editions.seal import Seal
from briefbook.pages.csp import for_nginx, hashes_in, policy_of
from briefbook.pages.rendering import render_alone, render_redirect
from briefbook.pages.templates import read_first

LIST = "editions.json"
VERSIONS = "versions.json"
LATEST = "latest"
_SCRIPT = "redirect.js"
_STYLE = "editions.css"
_PAGE = ".html"


def make_root_files(
    editions: tuple[CatalogueEntry, ...],
    seals: Mapping[str, Seal],
    policies: Iterable[str],
    other_versions: Iterable[Mapping[str, Any]],
    templates: Path,
) -> dict[str, bytes]:
    """Return the files around the editions, by path.

    ``policies`` are those of the editions' scripts, ``other_versions`` the entries of `versions.json` that
    are not editions, ``templates`` the folder of briefbook's.
    """
    states = edition_states(editions)
    title = seals[states[0].entry.edition].book
    page = {"title": title, "states": states}
    texts = {
        VERSIONS: json.dumps([*map(_version, states), *other_versions], indent=2, ensure_ascii=False) + "\n",
        "editions.js": f"window.briefbookEditions = {_for_script(states)};\n",
        "editions.html": render_alone("editions/editions.html", templates, **page, lost=False, to_root=""),
        "404.html": render_alone("editions/editions.html", templates, **page, lost=True, to_root="/"),
        "index.html": _redirect(templates, title, "", f"{LATEST}/index.html"),
        _SCRIPT: read_first("assets/redirect.js", templates),
        _STYLE: read_first("editions/editions.css", templates),
        "csp.conf": for_nginx(policy_of(script for policy in policies for script in hashes_in(policy))),
        ".nojekyll": "",
        **dict(_latest(editions, seals, templates)),
    }
    return {LIST: write_list(editions), **{path: text.encode() for path, text in texts.items()}}


def _version(state: EditionState) -> dict[str, Any]:
    """Return an edition as mike lists a version."""
    withdrawn = " (withdrawn)" if state.state == "withdrawn" else ""
    return {
        "version": state.entry.edition,
        "title": state.entry.title + withdrawn,
        "aliases": [LATEST] if state.state == "current" else [],
    }


def _for_script(states: Iterable[EditionState]) -> str:
    """Return what the pages of the editions must know, as a script may hold it."""
    known = [
        {
            "edition": each.entry.edition,
            "title": each.entry.title,
            "state": each.state,
            "by": each.by.edition if each.by else None,
            "byTitle": each.by.title if each.by else None,
            "why": each.entry.withdrawn.why if each.entry.withdrawn else None,
        }
        for each in states
    ]
    return json.dumps(known, indent=1)  # in ASCII, so that a server's charset does not matter


def _latest(
    editions: tuple[CatalogueEntry, ...], seals: Mapping[str, Seal], templates: Path
) -> Iterator[tuple[str, str]]:
    """Yield a redirect for each page that any edition has, to the first that has it: no address dies.

    Editions in force go before the withdrawn.
    """
    in_order = sorted(newest_first(editions), key=lambda each: each.withdrawn is not None)
    held: dict[str, CatalogueEntry] = {}
    for each in in_order:
        for path in seals[each.edition].files:
            if path.endswith(_PAGE):
                held.setdefault(path, each)
    for path, edition in sorted(held.items()):
        target = f"{edition.edition}/{path}"
        yield f"{LATEST}/{path}", _redirect(templates, edition.title, f"{LATEST}/{path}", target)


def _redirect(templates: Path, title: str, path: str, target: str) -> str:
    to_root = "../" * path.count("/")
    return render_redirect(templates, title, to_root + quote(target), to_root + _SCRIPT)
