"""What the templates of one page call to fill in prose, links and citations."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from briefbook.model.addresses import address, pack_page_address
from briefbook.model.book import Book, Brief, Entity, Pack, Source, Term, Writing
from briefbook.model.briefs.parts import Expectation, Participant
from briefbook.model.dates import PartialDate
from briefbook.model.markup import TERM, words_of
from briefbook.model.prose import Citation, CitationGroup, Link, Piece, Prose, SectionEnd, SectionStart
from briefbook.pages.page import caveat_of, name_with_caveat
from briefbook.pages.standard_pages import GLOSSARY


@dataclass(frozen=True)
class Note:
    """A source as one page cites it: its number there, and the places that cite it."""

    number: int
    source: Source
    marks: list[str]


@dataclass
class Notes:
    """The sources that are cited, numbered in that order; ``uri`` is the page that lists them."""

    uri: str
    by_key: dict[str, Note] = field(default_factory=dict)

    def note(self, source: Source) -> Note:
        """Return the note of a source: a new one where it has none yet."""
        return self.by_key.setdefault(source.key, Note(len(self.by_key) + 1, source, []))


class PageWriter:
    """What the templates of one page call to fill in prose, links and citations."""

    def __init__(self, book: Book, uri: str, notes: Notes | None = None) -> None:
        self.book = book
        self._to_root = "../" * uri.count("/")
        self._notes = notes or Notes(uri)
        self._to_notes = "" if self._notes.uri == uri else self.url(self._notes.uri)

    @property
    def functions(self) -> Mapping[str, Any]:
        """The functions that templates see, by name."""
        return {
            "prose": self.prose,
            "plain": self.plain,
            "cite": self.cite,
            "link": self.link,
            "pack_link": self.pack_link,
            "url": self.url,
            "page_of": partial(address, self.book),
            "plain_name": self.plain_name,
            "uses": self.uses,
            "role": self.role,
            "is_overdue": self.is_overdue,
            "notes": () if self._to_notes else self._notes.by_key.values(),
        }

    def url(self, uri: str) -> str:
        """Return the way from this page to another of the site."""
        return self._to_root + uri

    def link(self, target: str, text: str | None = None) -> Markup:
        """Return a link to a brief or an entity, by its name or by ``text``, escaped unless it is HTML.

        A brief's caveat is part of it. Where the horizon leaves the target out, there are the words alone.
        """
        name = self.book.names[target] if text is None else text
        if target not in self.book.briefs and target not in self.book.entities:
            return escape(name)
        return Markup(f'<a href="{self.url(address(self.book, target))}">{self._named(target, name)}</a>')

    def pack_link(self, pack: Pack) -> Markup:
        """Return a link to the page of a pack, its caveat part of it."""
        name = escape(pack.facts.title) + as_caveat(caveat_of(self.book, pack))
        return Markup(f'<a href="{self.url(pack_page_address(pack.id))}">{name}</a>')

    def _named(self, target: str, name: str) -> Markup:
        """Return a name, escaped unless it is HTML, with the caveat of the brief that it is the name of."""
        brief = self.book.briefs.get(target)
        return escape(name) + (as_caveat(caveat_of(self.book, brief)) if brief else "")

    def plain_name(self, part: Brief | Entity) -> str:
        """Return the name of a brief or an entity as plain words, a brief's caveat after it."""
        return name_with_caveat(part.name, caveat_of(self.book, part) if isinstance(part, Brief) else "")

    def prose(self, prose: Prose) -> Markup:
        """Return prose as HTML, its links and citations filled in."""
        return Markup("".join(self._fill(part, with_citations=True) for part in prose.html))

    def plain(self, prose: Prose) -> Markup:
        """Return prose as HTML without its citations, for a page that sums others up."""
        return Markup("".join(self._fill(part, with_citations=False) for part in prose.html).strip())

    def plain_words(self, prose: Prose) -> str:
        """Return prose as words on one line, without its citations, for what is not HTML."""
        return " ".join(words_of(self.plain(prose)).split())

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
        later = self.book.later_words
        return TERM.sub(lambda each: each[1] if words_of(each[1]) in later else each[0], markup)

    def cite(self, citations: Iterable[Citation]) -> Markup:
        """Return the numbers of sources, each a link to the source's note on this page."""
        return Markup("").join(self._mark(each) for each in citations)

    def _mark(self, citation: Citation) -> Markup:
        note = self._notes.note(self.book.sources[citation.key])
        mark = f"cite--{note.number}-{len(note.marks) + 1}"
        note.marks.append(mark)
        locator = f"\N{NO-BREAK SPACE}¶{citation.locator.removeprefix('p')}" if citation.locator else ""
        target = f"{self._to_notes}#note--{note.number}"
        return Markup(
            f'<sup class="bb-cite" id="{mark}" data-search-exclude>'
            f'<a href="{target}">[{note.number}{locator}]</a></sup>'
        )

    def role(self, participant: Participant, day: PartialDate | None) -> str:
        """Return as what someone took part: as the brief says, or else the posts held on that day."""
        person = self.book.entities.get(participant.who.id)
        if participant.role or day is None or person is None:
            return participant.role or ""
        return ", ".join(post.post for post in person.facts.held_posts if post.is_held_on(day))

    def is_overdue(self, expectation: Expectation) -> bool:
        """Return whether something said to come was due before the horizon, and has not come."""
        due = expectation.due
        return expectation.is_open and due is not None and due.latest < self.book.as_of

    def uses(self, source: Source) -> list[tuple[Markup, str]]:
        """Return the name, as HTML, and the address of each page that cites a source.

        An entity is shown on the page of the brief that represents it.
        """
        cited = self.book.cited_by.get(source.key, ())
        shown = (
            self.book.standing_for.get(part.id, part) if isinstance(part, Entity) else part for part in cited
        )
        return list(dict.fromkeys(map(self._use, shown)))

    def _use(self, part: Writing) -> tuple[Markup, str]:
        if isinstance(part, Term):
            return escape(part.word), self.url(GLOSSARY.uri)
        return self._named(part.id, part.name), self.url(address(self.book, part.id))


def as_caveat(words: str) -> Markup:
    """Return what is said beside a brief's name as HTML; it is empty where nothing is said."""
    return Markup(' <span class="bb-caveat">({})</span>').format(words) if words else Markup()
