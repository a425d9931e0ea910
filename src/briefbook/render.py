"""Pages to HTML, through the templates: the book's own first, then briefbook's."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from briefbook.briefs import Participant
from briefbook.dates import PartialDate, show_day
from briefbook.errors import Problem, Where
from briefbook.headings import Heading, headings_of, with_links
from briefbook.model import Book, Source, Term, Writing
from briefbook.page import Entry, Page, address, term_anchor
from briefbook.prose_model import (
    TERM,
    Citation,
    CitationGroup,
    Link,
    Piece,
    Prose,
    SectionEnd,
    SectionStart,
    words_of,
)
from briefbook.registers import Person
from briefbook.scripts import by_language
from briefbook.status import by_date, last_action, posts_held
from briefbook.vocabulary import words

_FOOT = "foot.html"
"""What every page ends with."""


@dataclass(frozen=True)
class RenderedPage:
    """A page with its finished HTML; what its template was given is let go."""

    entry: Entry
    html: str
    headings: tuple[Heading, ...]


def render_pages(
    book: Book, pages: Iterable[Page], own_templates: Path, packaged_templates: Path
) -> Iterator[RenderedPage | Problem]:
    """Yield each page with its HTML, or the problem that its template has."""
    environment = _environment(own_templates, packaged_templates)
    for page in pages:
        shown = {
            "book": book,
            "page": page.entry,
            "previous": page.previous,
            "next": page.next,
            **PageWriter(book, page.entry.uri).functions,
            **page.context,
        }
        try:
            content = "".join(environment.get_template(name).render(shown) for name in (page.template, _FOOT))
        except Exception as error:
            yield _explain(error, page, own_templates, packaged_templates)
        else:
            yield RenderedPage(page.entry, with_links(content), headings_of(content))


def render_mistakes(problems: Iterable[Problem], packaged_templates: Path, *, standalone: bool) -> str:
    """Return a page that lists mistakes: whole, or as content for a theme's page."""
    template = _environment(packaged_templates).get_template("mistakes.html")
    return template.render(problems=problems, standalone=standalone)


def _environment(*folders: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["words"] = words
    environment.globals["day"] = show_day
    environment.globals["term_anchor"] = term_anchor
    environment.filters["by_date"] = by_date
    environment.filters["by_language"] = by_language
    environment.globals["last_action"] = last_action
    return environment


@dataclass(frozen=True)
class Note:
    """A source as one page cites it: its number there, and the places that cite it."""

    number: int
    source: Source
    marks: list[str]


class PageWriter:
    """What the templates of one page call to fill in prose, links and citations."""

    def __init__(self, book: Book, uri: str) -> None:
        self._book = book
        self._to_root = "../" * uri.count("/")
        self._notes: dict[str, Note] = {}

    @property
    def functions(self) -> Mapping[str, Any]:
        """The functions that templates see, by name."""
        return {
            "prose": self.prose,
            "plain": self.plain,
            "cite": self.cite,
            "link": self.link,
            "url": self.url,
            "page_of": partial(address, self._book),
            "uses": self.uses,
            "role": self.role,
            "notes": self._notes.values(),
        }

    def url(self, uri: str) -> str:
        """Return the way from this page to another of the site."""
        return self._to_root + uri

    def link(self, target: str, text: str | None = None) -> Markup:
        """Return a link to a brief or an entity, by its name or by ``text``, escaped unless it is HTML.

        Where the horizon leaves the target out, the words stand alone.
        """
        shown = escape(self._book.names[target] if text is None else text)
        if target not in self._book.briefs and target not in self._book.entities:
            return shown
        return Markup(f'<a href="{self.url(address(self._book, target))}">{shown}</a>')

    def prose(self, prose: Prose) -> Markup:
        """Return prose as HTML, its links and citations filled in."""
        return Markup("".join(self._fill(part, with_citations=True) for part in prose.html))

    def plain(self, prose: Prose) -> Markup:
        """Return prose as HTML without its citations, for a page that sums others up."""
        return Markup("".join(self._fill(part, with_citations=False) for part in prose.html).strip())

    def _fill(self, piece: Piece, *, with_citations: bool) -> str:
        match piece:
            case str():
                return self._without_later_meanings(piece)
            case CitationGroup():
                return self.cite(piece.citations) if with_citations else ""
            case Link():
                return self.link(piece.target, piece.html and Markup(piece.html))
            case SectionStart():
                return Markup('<section class="bb-section"><p class="bb-label">{}</p>').format(piece.dates)
            case SectionEnd():
                return "</section>"
            case _:
                return ""

    def _without_later_meanings(self, markup: str) -> str:
        later = self._book.later_words
        return TERM.sub(lambda each: each[1] if words_of(each[1]) in later else each[0], markup)

    def cite(self, citations: Iterable[Citation]) -> Markup:
        """Return the numbers of sources, each a link to the source's note on this page."""
        return Markup("").join(self._mark(each) for each in citations)

    def _mark(self, citation: Citation) -> Markup:
        note = self._notes.get(citation.key)
        if note is None:
            note = Note(len(self._notes) + 1, self._book.sources[citation.key], [])
            self._notes[citation.key] = note
        mark = f"cite--{note.number}-{len(note.marks) + 1}"
        note.marks.append(mark)
        locator = f" ¶{citation.locator.removeprefix('p')}" if citation.locator else ""
        facts = note.source.facts
        title = escape(facts.title or facts.container_title or facts.publisher or facts.url)
        return Markup(
            f'<sup class="bb-cite" id="{mark}" data-search-exclude>'
            f'<a href="#note--{note.number}" title="{title}">[{note.number}{locator}]</a></sup>'
        )

    def role(self, participant: Participant, day: PartialDate | None) -> str:
        """Return as what someone took part: as the brief says, or else the posts held on that day."""
        person = self._book.entities.get(participant.who.id)
        if participant.role or day is None or person is None or not isinstance(person.facts, Person):
            return participant.role or ""
        return ", ".join(post.post for post in posts_held(person.facts, day))

    def uses(self, source: Source) -> list[tuple[str, str]]:
        """Return the name and the address of each page that cites a source."""
        return [self._use(part) for part in self._book.cited_by.get(source.key, ())]

    def _use(self, part: Writing) -> tuple[str, str]:
        if isinstance(part, Term):
            return part.word, self.url("glossary/index.html")
        return part.name, self.url(address(self._book, part.id))


def _explain(error: Exception, page: Page, own: Path, packaged: Path) -> Problem:
    """Return the problem of a template, at the line that raised it."""
    if isinstance(error, jinja2.TemplateNotFound):
        where = Where(f"templates/{error.name}")
        return Problem(
            where, f"no such template, for {page.entry.uri}", "write it, or mend the name where it is used"
        )
    file, line = page.template, 1
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = error.name or file, error.lineno
    else:
        folders = (str(own), str(packaged))
        traceback = error.__traceback__
        while traceback:
            code = traceback.tb_frame.f_code
            if code.co_filename.startswith(folders):
                file, line = Path(code.co_filename).name, traceback.tb_lineno
            traceback = traceback.tb_next
    where = Where(f"templates/{file}", line)
    return Problem(where, f"the template fails for {page.entry.uri}: {_message(error)}", "mend the template")


def _message(error: Exception) -> str:
    if isinstance(error, jinja2.TemplateError):
        return error.message or type(error).__name__
    return f"{type(error).__name__}: {error}"
