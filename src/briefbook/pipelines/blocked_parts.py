"""What of a finished site its policy keeps from working, and where that is written."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from briefbook.pages.blocked_markup import Blocked, blocked_in
from briefbook.pages.csp import inline_scripts
from briefbook.pages.element_places import ElementPlaces
from briefbook.pipelines.finished_files import IN_PAGES, Finished, places_of, text_of
from briefbook.problems import Problem, Where

_SUSPECT = re.compile(
    r"<(?:script|style|iframe|frame|object|embed|applet|base)\b|[\s/\"']on\w+\s*=|javascript:", re.I
)
"""What most pages have nothing of: only a page that does is parsed, which takes its time."""
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_BEGINNING = re.compile("<script", re.I)


def what_is_blocked(site: Finished, suspects: Iterable[str]) -> Iterator[Problem]:
    """Yield what of the pages has no effect under the policy: what authors, templates and values put there.

    ``suspects`` are the addresses of the pages with a script that is not the theme's.
    """
    for path, texts in site.hand_written.items():
        source = text_of(site.written[path]) if path in site.written else ""
        places = ElementPlaces(source)
        *fields, content = texts
        found = [each for field in fields for each in blocked_in(field, is_field=True)]
        for element, words, what, fix in [*found, *blocked_in(content)]:
            yield Problem(Where(path).after(source[: places.place_of(element, words)]), what, fix)
    for html in filter(_SUSPECT.search, site.of_book):
        for blocked in blocked_in(html):
            yield Problem(_place_in_templates(blocked, site), blocked.what, blocked.fix)
    yield from _scripts_of_others(site, suspects)


def _place_in_templates(blocked: Blocked, site: Finished) -> Where:
    """Return the place of what a template of the book's pages has; prose is escaped, and has none of it."""
    element = blocked.element
    scripts = [element.text] if element.name == "script" else []
    by_script = (place for script in scripts for place in _templates_with(script, site))
    templates = ((path, text_of(file)) for path, file in site.written.items() if path.endswith(".html"))
    tags = ((path, text, ElementPlaces(text).tag_of(element)) for path, text in templates)
    by_tag = (Where(path).after(text[:at]) for path, text, at in tags if at is not None)
    words = (*blocked.words, f"<{element.name}")
    by_words = (place for each in words for place in places_of(each, (".html",), site))
    return next(chain(by_script, by_tag, by_words), site.theme)


def _scripts_of_others(site: Finished, suspects: Iterable[str]) -> Iterator[Problem]:
    """Yield a mistake for each place that puts a script into pages, which no template of the theme has so.

    Those that are reported already, as what authors or templates of pages wrote, are not among them.
    """
    known = [text for texts in (*site.hand_written.values(), site.of_book) for text in texts]
    reported = sorted(filter(_BEGINNING.search, known), key=len, reverse=True)
    pages: dict[str, list[str]] = defaultdict(list)
    for uri in suspects:
        page = text_of(site.folder / uri)
        for text in reported:  # a script that is begun in one, and not ended, goes on after it
            page = page.replace(text, "")
        for script in inline_scripts(page):
            if not site.is_of_theme(script):
                pages[script].append(uri)
    at: dict[Where, set[str]] = defaultdict(set)
    for script, uris in pages.items():
        found = [*_templates_with(script, site)] or [*places_of(script, IN_PAGES, site)]
        for where in found or [site.theme]:
            at[where].update(uris)
    for where, shown_on in at.items():
        others = f" and {len(shown_on) - 1} other pages" if len(shown_on) > 1 else ""
        what = f"a script within {min(shown_on)}{others} is blocked by the policy of the site"
        fix = "put it into a file in docs/, and name that in 'extra_javascript' of mkdocs.yml"
        yield Problem(where, what, fix)


def _templates_with(script: str, site: Finished) -> Iterator[Where]:
    """Yield the place of each script in the author's templates that may have come to one in a page."""
    for path, file in site.written.items():
        if path.endswith(".html"):
            text = text_of(file)
            for source in inline_scripts(text):
                if _comes_to(script, source):
                    yield Where(path).after(text.partition(source)[0])


def _comes_to(script: str, source: str) -> bool:
    """Return whether a script may be what a template makes of its own: all but Jinja is there, in order."""
    first, *others = _JINJA.split(source)
    if not others:
        return script == source
    if not script.startswith(first):
        return False
    end = len(first)
    for part in others:
        at = script.find(part, end)
        if at < 0:
            return False
        end = at + len(part)
    return script.endswith(others[-1])
