"""Hold a finished site to its promises, and find where what breaks one is written."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from briefbook.model.web_addresses import host_in
from briefbook.pages.csp import inline_scripts
from briefbook.pages.guarantees import (
    asked_by_page,
    asked_by_script,
    asked_by_style,
    draws_by_script,
    refuse_host,
    shows_marking,
)
from briefbook.pipelines.blocked_parts import what_is_blocked
from briefbook.pipelines.finished_files import IN_PAGES, Finished, place_in, places_of, text_of
from briefbook.problems import Problem, Where
from briefbook.reading.active_files import check_active

_SCANNED = {
    ".css": asked_by_style,
    ".js": asked_by_script,
    ".mjs": asked_by_script,
    ".html": asked_by_page,
}
"""What of a book's own files asks for something, by how it is read."""


class _Page(NamedTuple):
    """What one look at a finished page finds."""

    uri: str
    lost_marking: str | None
    """The marking that it owes, and does not show."""
    asked: tuple[str, ...]
    draws_by_script: bool
    has_script_of_others: bool
    """Whether it has one within it that is not the theme's."""


class _Request(NamedTuple):
    """What a page or a file asks of another host, and where that is written."""

    where: Where
    host: str
    address: str


def broken_promises(site: Finished) -> list[Problem]:
    """Return a mistake for each place that has pages lose their marking, or ask another host for anything.

    So is what runs when a reader opens a file, and what the policy would keep from running in a page.
    """
    pages = [_look_at(file, site) for file in sorted(site.folder.rglob("*.html"))]
    active = (problem for path, file in site.carried.items() for problem in check_active(file, path))
    suspects = [page.uri for page in pages if page.has_script_of_others]
    asking = {*_asking(pages, site), *_drawn_by_script(pages, site)}
    return sorted({*_unmarked(pages, site), *asking, *active, *what_is_blocked(site, suspects)})


def _look_at(file: Path, site: Finished) -> _Page:
    uri, text = file.relative_to(site.folder).as_posix(), text_of(file)
    owed = site.markings.get(uri)
    lost = owed if owed and not shows_marking(text, owed) else None
    of_others = not all(map(site.is_of_theme, inline_scripts(text)))
    return _Page(uri, lost, tuple(asked_by_page(text)), draws_by_script(text), of_others)


def _unmarked(pages: Iterable[_Page], site: Finished) -> Iterator[Problem]:
    lost = [page for page in pages if page.lost_marking]
    if not lost:
        return
    others = f" and {len(lost) - 1} other pages do" if len(lost) > 1 else " does"
    what = f"{lost[0].uri}{others} not show the marking {lost[0].lost_marking!r} at the top"
    if site.theme_files:
        fix = "begin it with {% extends 'briefbook.html' %}, and call super() in each block of its header"
        yield Problem(Where(site.theme_files[0]), what, fix)
    else:
        fix = "name the theme 'material', or add the marking to yours, as docs/publishing.md has it"
        yield Problem(site.theme, what, fix)


def _asking(pages: Iterable[_Page], site: Finished) -> Iterator[Problem]:
    """Yield one mistake for each place and host, however much is asked of it."""
    by_page = dict.fromkeys(address for page in pages for address in page.asked)
    requests = {
        _request(address, where)
        for address in by_page
        for where in [*places_of(address, IN_PAGES, site)] or [site.theme]
    }
    in_order = sorted({*requests, *_asked_by_files(site)})
    for (where, host), group in groupby(in_order, key=lambda each: (each.where, each.host)):
        first, *others = [each.address for each in group]
        more = f", and {len(others)} more" if others else ""
        yield Problem(where, *refuse_host(host, f"{first}{more}"))


def _asked_by_files(site: Finished) -> Iterator[_Request]:
    for path, file in site.written.items():
        if scan := _SCANNED.get(file.suffix.lower()):
            text = text_of(file)
            for address in scan(text):
                yield _request(address, Where(path).after(text[: place_in(text, address) or 0]))


def _request(address: str, where: Where) -> _Request:
    return _Request(where, host_in(address) or "another host", address)


def _drawn_by_script(pages: Iterable[_Page], site: Finished) -> Iterator[Problem]:
    for page in pages:
        if page.draws_by_script:
            where = next(places_of("mermaid", (".md", ".html"), site), site.theme)
            what = f"for the mermaid drawing on {page.uri} the theme asks another host for a script"
            yield Problem(where, what, "draw it as SVG or PNG")
