"""Pages to HTML, through the templates: the book's own first, then briefbook's."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from traceback import extract_tb
from typing import Any

import jinja2
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

from briefbook.diff.changes import Changes
from briefbook.editions.history import Edition, imprint_of
from briefbook.model.addresses import cards_address, office_anchor, pack_address, section_address, term_anchor
from briefbook.model.book import Book
from briefbook.model.dated_facts import by_date
from briefbook.model.dates import show_day
from briefbook.model.labels import label
from briefbook.model.markup import by_language, with_capital
from briefbook.model.vocabulary import words
from briefbook.pages.compiled_templates import CompiledTemplates
from briefbook.pages.directions import with_directions
from briefbook.pages.headings import Heading, headings_of, with_links
from briefbook.pages.page import Entry, Page, Siblings
from briefbook.pages.page_writer import Notes, PageWriter, as_caveat
from briefbook.pages.sandbox import Sandbox
from briefbook.pages.standard_pages import STANDARD_PAGES
from briefbook.problems import Problem, Where
from briefbook.strays import visible

_FOOT = "macros/foot.html"
"""What every page ends with."""
_COMPILED = {Environment: CompiledTemplates(), Sandbox: CompiledTemplates()}
"""What is compiled for the one has none of the sandbox's checks, so that the other may not run it."""


@dataclass(frozen=True)
class RenderedPage:
    """A page with its finished HTML; what its template was given is let go."""

    entry: Entry
    html: str
    headings: tuple[Heading, ...]
    siblings: Siblings | None = None
    imprint: str = ""
    """What identifies a page of a site that lies alone; paper has an imprint for all its pages."""


def render_pages(
    book: Book,
    pages: Iterable[Page],
    own_templates: Path,
    packaged_templates: Path,
    edition: Edition | None = None,
) -> Iterator[RenderedPage | Problem]:
    """Yield each page of the site with its HTML, or the problem that its template has."""
    folders, own = _used(own_templates, packaged_templates)
    environment = _environment_of_site(folders, own)
    for page in pages:
        shown = {"edition": edition, **_shown(page, PageWriter(book, page.entry.uri))}
        content = _render(environment, page, shown, (page.template, _FOOT), folders)
        if isinstance(content, Problem):
            yield content
        else:
            imprint = imprint_of(book, page.entry.uri, edition).written()
            yield RenderedPage(page.entry, with_links(content), headings_of(content), page.siblings, imprint)


def render_for_print(
    book: Book,
    pages: Iterable[Page],
    own_templates: Path,
    packaged_templates: Path,
    notes: Notes | None = None,
) -> Iterator[RenderedPage | Problem]:
    """Yield each page with the HTML that is set on paper, or the problem that its template has.

    A template in `print/` goes before one of the same name, which it may extend as `site/NAME`.
    ``notes`` number the sources of all pages together; without them each page has its own.
    """
    folders, own = _used(own_templates, packaged_templates)
    environment = _environment_of_print(folders, own)
    for page in pages:
        shown = _shown(page, PageWriter(book, page.entry.uri, notes))
        content = _render(environment, page, shown, (page.template,), folders)
        yield content if isinstance(content, Problem) else RenderedPage(page.entry, content, ())


def check_template(text: str, path: str) -> Iterator[Problem]:
    """Yield what keeps the text of a file from being a template, whether a page uses it or not."""
    parser = Environment(extensions=["jinja2.ext.i18n"])  # which a theme's templates may use
    try:
        parser.parse(text)
    except jinja2.TemplateSyntaxError as error:
        yield Problem(Where(path, error.lineno), _message(error), "fix the template")
    except RecursionError:
        yield Problem(Where(path), "nested too deep", "flatten it")
    except ValueError as error:  # as of a number with more digits than Python reads
        yield Problem(Where(path), str(error), "fix the template")


def _used(own_templates: Path, packaged_templates: Path) -> tuple[tuple[Path, ...], frozenset[Path]]:
    """Return the folders from which templates are taken, and those that the book has of its own, if any."""
    own = frozenset(own_templates.rglob("*.html"))
    return ((own_templates, packaged_templates) if own else (packaged_templates,)), own


@lru_cache(maxsize=4)
def _environment_of_site(folders: tuple[Path, ...], _own: frozenset[Path] = frozenset()) -> Environment:
    """Return the environment of pages, which a site that is served asks for again, as each redirect does.

    It reads changed templates anew, but would not see that the book has come to have one of its own.
    """
    return _environment(FileSystemLoader(folders), folders)


@lru_cache(maxsize=4)
def _environment_of_print(folders: tuple[Path, ...], _own: frozenset[Path]) -> Environment:
    """Return the environment of print, which each document asks for."""
    of_site = FileSystemLoader(folders)
    in_print = FileSystemLoader([folder / "print" for folder in folders])
    return _environment(ChoiceLoader([in_print, of_site, PrefixLoader({"site": of_site})]), folders)


def _shown(page: Page, writer: PageWriter) -> dict[str, Any]:
    """Return what the template of a page is given."""
    return {
        "book": writer.book,
        "page": page.entry,
        "previous": page.previous,
        "next": page.next,
        **writer.functions,
        **page.context,
    }


def _render(
    environment: Environment,
    page: Page,
    shown: Mapping[str, Any],
    templates: Iterable[str],
    folders: tuple[Path, ...],
) -> str | Problem:
    try:
        return with_directions("".join(environment.get_template(name).render(shown) for name in templates))
    except Exception as error:
        return _explain(error, page, folders)


def render_mistakes(problems: Iterable[Problem], packaged_templates: Path, *, standalone: bool) -> str:
    """Return a page that lists mistakes: whole, or as content for a theme's page."""
    return render_alone("notices/mistakes.html", packaged_templates, problems=problems, standalone=standalone)


def render_horizon(book: Book, packaged_templates: Path) -> str:
    """Return what each page of a site says of the day to which the book goes."""
    shown = {"as_of": book.as_of, "later": book.later_horizon, "stale_on": book.settings.stale_on}
    return render_alone("notices/horizon.html", packaged_templates, **shown)


def render_redirect(packaged_templates: Path, title: str, to: str, script: str) -> str:
    """Return a page that leads on to another, which has a title, by a script at an address, or without it."""
    return render_alone("notices/redirect.html", packaged_templates, title=title, to=to, script=script)


def render_changes(changes: Changes, title: str, packaged_templates: Path) -> str:
    """Return a page that says what changed between two states of a book."""
    return render_alone("editions/changes-alone.html", packaged_templates, changes=changes, title=title)


def render_alone(template: str, packaged_templates: Path, **shown: Any) -> str:
    """Return a page that is not one of the book's."""
    return _environment_of_site((packaged_templates,)).get_template(template).render(shown)


def _environment(loader: jinja2.BaseLoader, folders: tuple[Path, ...]) -> Environment:
    """Return an environment for the templates of some folders: a sandbox, if a book's own are among them.

    Where there are none, a sandbox would have the pages of the real book take a quarter more time.
    """
    kind = Sandbox if len({folder.resolve() for folder in folders}) > 1 else Environment
    environment = kind(
        loader=loader,
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED[kind],
    )
    environment.filters["visible"] = visible
    environment.filters["words"] = words
    environment.globals["day"] = show_day
    environment.globals["label"] = label
    environment.globals["standard"] = STANDARD_PAGES
    environment.globals["edition"] = None
    environment.globals["term_anchor"] = term_anchor
    environment.globals["office_anchor"] = office_anchor
    environment.globals["pack_address"] = pack_address
    environment.globals["cards_address"] = cards_address
    environment.globals["section_address"] = section_address
    environment.filters["as_caveat"] = as_caveat
    environment.filters["by_date"] = by_date
    environment.filters["by_language"] = by_language
    environment.filters["with_capital"] = with_capital
    return environment


def _explain(error: Exception, page: Page, folders: tuple[Path, ...]) -> Problem:
    """Return the problem of a template, at the line that raised it."""
    where = place_in_templates(error, folders) or Where(page.template)
    where = where._replace(path=f"templates/{where.path}")
    if isinstance(error, jinja2.TemplateNotFound):
        name = error.message if error.name is None else error.name
        what = f"no template {name!r} in templates/, for {page.entry.uri}"
        return Problem(where, what, "write it, or fix its name here")
    if isinstance(error, jinja2.exceptions.SecurityError):
        what = f"the sandbox of pages refuses this: {_message(error).rstrip('.')}"
        return Problem(where, what, "use what the page is given, and no more")
    return Problem(where, f"the template fails for {page.entry.uri}: {_message(error)}", "fix the template")


def place_in_templates(error: Exception, folders: Iterable[Path]) -> Where | None:
    """Return the place of a failure within folders of templates; None if it came from elsewhere."""
    files = [(frame.filename, frame.lineno or 1) for frame in extract_tb(error.__traceback__)]
    if isinstance(error, jinja2.TemplateSyntaxError):
        files.append((error.filename or "", error.lineno))
    found = (
        Where(Path(file).relative_to(folder).as_posix(), line)
        for file, line in reversed(files)
        for folder in folders
        if Path(file).is_relative_to(folder)
    )
    return next(found, None)


def missing_template(error: Exception) -> str | None:
    """Return the name of the template that was asked for and is nowhere; None if it is another failure."""
    return str(error.name) if isinstance(error, jinja2.TemplateNotFound) else None


def _message(error: Exception) -> str:
    if isinstance(error, jinja2.TemplateError):
        return (error.message or type(error).__name__).rstrip(".")
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
