"""Book to documents: what search knows of each page, by how much a word there says."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from html import escape
from math import log2
from typing import Any

from briefbook.derived.offices import title_of
from briefbook.derived.survey import Survey
from briefbook.model.addresses import address, pack_page_address, term_anchor
from briefbook.model.book import Brief, Entity, Pack, Term
from briefbook.model.dates import PartialDate, as_date
from briefbook.model.entities import NativeName
from briefbook.model.fields import DatedText
from briefbook.model.located import LocatedStr
from briefbook.model.markup import TERM, words_of
from briefbook.model.prose import Link, Prose, StatementStart
from briefbook.model.records import Record, Reference, records_of
from briefbook.model.relations import references_of
from briefbook.model.vocabulary import words
from briefbook.pages.page import Entry, caveat_of
from briefbook.pages.standard_pages import GLOSSARY
from briefbook.search.tokens import years_of

ENTITY_FACETS = ("person", "organisation", "place")
FACETS = ("kind", "status", "year", *ENTITY_FACETS)
_BREAK = "\x1e"
_NEXT_CELL = re.compile(r"</t[dh]>\s*(?=<t[dh])")


@dataclass(frozen=True)
class Document:
    """A page as search knows it; or a part of one, that has an address of its own.

    ``names`` are what it is called, ``lead`` its answer in short, ``facts`` and ``text`` the rest, passage by
    passage; ``mentions`` the names of what it names. ``weight`` says how likely it is what a reader wants,
    beside others with the same words.
    """

    address: str
    title: str
    kind: str
    names: Sequence[str]
    lead: str = ""
    facts: Sequence[str] = ()
    text: Sequence[str] = ()
    mentions: Sequence[str] = ()
    date: PartialDate | None = None
    dates: Sequence[PartialDate] = ()
    status: str = ""
    caveat: str = ""
    """What is said beside its title."""
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The values under which it may be chosen, by facet: terms, years, ids of entities."""
    weight: float = 1

    @property
    def passages(self) -> list[str]:
        """What may be quoted of it, the lead first."""
        return [passage for passage in (self.lead, *self.text, *self.facts) if passage]


def documents_of(survey: Survey, overviews: Iterable[Entry]) -> list[Document]:
    """Return what search knows of a book, the latest first, and the undated by title.

    ``overviews`` are the pages that sum others up: they are found by their titles.
    """
    book, maker = survey.book, _Maker(survey)
    found = [
        *map(maker.of_brief, book.briefs.values()),
        *(
            maker.of_entity(entity)
            for entity in book.entities.values()
            if entity.facts.has_page and entity.id not in book.standing_for
        ),
        *map(maker.of_pack, book.packs.values()),
        *map(maker.of_term, book.terms.values()),
        *(
            Document(
                each.uri, each.title, "overview", [each.title], facets={"kind": ["overview"]}, weight=0.7
            )
            for each in overviews
        ),
    ]
    undated = date.min
    by_title = sorted(found, key=lambda each: each.title.casefold())
    return sorted(by_title, key=lambda each: each.date.first if each.date else undated, reverse=True)


def _names_by_holder(survey: Survey) -> Mapping[str, list[str]]:
    """Return the names of the offices held, by the ids of their holders: "Defence Minister, India"."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for office in survey.offices:
        others = office.entry.facts.all_names[1:] if office.entry else ()
        for each in office.holders:
            found[each.person.id] += [title_of(survey.book, each.post), *others]
    return found


class _Maker:
    """Makes the documents of one book."""

    def __init__(self, survey: Survey) -> None:
        self._book = book = survey.book
        self._offices = _names_by_holder(survey)
        self._synonyms = {word: term.words for term in book.terms.values() for word in term.words}

    def of_brief(self, brief: Brief) -> Document:
        """Return a brief's document; it takes in the entity that the brief represents."""
        facts = brief.facts
        entity = self._book.entity_of(brief)
        status, line = facts.status, facts.bottom_line
        return self._document(
            [brief, entity] if entity else [brief],
            kind=facts.kind,
            names=[*facts.names, *(self._names_of(entity) if entity else ())],
            lead=line,
            term=status.term if status else "",
            status=status.words if status else "",
            date=(status and status.since) or (line and line.since) or as_date(self._book.written_of(brief)),
            text=self._passages(brief.prose),
            caveat=caveat_of(self._book, brief),
            weight=1 + self._doublings_of_links(brief) / 8,
        )

    def of_entity(self, entity: Entity) -> Document:
        """Return the document of an entity that has a page of its own."""
        return self._document(
            [entity],
            kind=entity.facts.kind,
            names=self._names_of(entity),
            lead=entity.facts.description,
            weight=0.7 + self._doublings_of_links(entity) / 16,
        )

    def of_pack(self, pack: Pack) -> Document:
        """Return the document of a pack: without what to say and what to avoid, unless it has them found."""
        facts = pack.facts
        unsaid = {} if facts.lines_in_search else dict.fromkeys(facts.lines, ())
        shown = replace(pack, facts=facts.having(**unsaid))
        lists = (value for value in shown.facts.contents if isinstance(value, tuple))
        named = self._named_by([shown])
        dates = [facts.date] if facts.date else []
        return Document(
            pack_page_address(pack.id),
            facts.title,
            pack.noun,
            names=[facts.title],
            lead=self._words(facts.purpose),
            facts=self._facts(shown),
            text=[self._words(each) for value in lists for each in value if isinstance(each, Prose)],
            mentions=self._mentions(named, [shown]),
            date=facts.date,
            dates=dates,
            caveat=caveat_of(self._book, pack),
            facets=_facets_of(pack.noun, "", dates, named),
            weight=0.8,
        )

    def of_term(self, term: Term) -> Document:
        """Return the document of an entry in the glossary."""
        return Document(
            f"{GLOSSARY.uri}#{term_anchor(term.word)}",
            term.word,
            "term",
            names=term.words,
            lead=self._words(term.facts.meaning),
            facets={"kind": ["term"]},
            weight=0.4,
        )

    def _document(
        self, parts: Sequence[Brief | Entity], kind: str, lead: DatedText | None, term: str = "", **own: Any
    ) -> Document:
        """Return the document of a brief or an entity, the first of its parts."""
        named = self._named_by(parts)
        dates = [each.date for part in parts for each in part.facts.dated_facts() if each.date]
        return Document(
            address(self._book, parts[0].id),
            parts[0].name,
            kind,
            lead=self._words(lead.text) if lead else "",
            facts=[passage for part in parts for passage in self._facts(part)],
            mentions=self._mentions(named, parts),
            dates=dates,
            facets=_facets_of(kind, term, dates, named),
            **own,
        )

    def _doublings_of_links(self, part: Brief | Entity) -> float:
        """Return how often the briefs that name a part have doubled in number; so much is made of it."""
        return log2(1 + len(self._book.linked_from.get(part.id, ())))

    def _names_of(self, entity: Entity) -> list[str]:
        """Return the names of an entity; whoever holds an office is called by it."""
        return [*entity.facts.all_names, *self._offices.get(entity.id, ())]

    def _mentions(self, named: Iterable[Entity], parts: Iterable[Brief | Entity | Pack]) -> list[str]:
        """Return the names of the entities that parts name, and the other words for the terms in them."""
        names = (name for entity in named for name in entity.facts.mentioned_as)
        return [*names, *self._other_words(parts)]

    def _named_by(self, parts: Iterable[Brief | Entity | Pack]) -> list[Entity]:
        """Return the entities that parts name, and those that they are."""
        ids = [each.id for part in parts for each in references_of(part)]
        ids += [part.id for part in parts if isinstance(part, Entity)]
        return [self._book.entities[each] for each in dict.fromkeys(ids) if each in self._book.entities]

    def _other_words(self, parts: Iterable[Brief | Entity | Pack]) -> list[str]:
        """Return the other words for the terms of the glossary that are in a part's text."""
        found = {
            word
            for part in parts
            for mention in part.mentions
            if isinstance(mention, Prose)
            for piece in mention.html
            if isinstance(piece, str) and "<abbr" in piece
            for word in TERM.findall(piece)
        }
        return sorted({other for word in found for other in self._synonyms.get(words_of(word), ())})

    def _facts(self, part: Brief | Entity | Pack) -> list[str]:
        """Return what the fields of a part say, record by record, less the texts that later ones replaced."""
        records = (each for each in records_of(part.facts) if each is not part.facts)
        passages = (self._passage(each) for each in records if not isinstance(each, DatedText | NativeName))
        return [passage for passage in passages if passage]

    def _passage(self, record: Record) -> str:
        """Return what a record says: when, what, who and where, and its text."""
        fields = type(record).model_fields
        values = [getattr(record, name) for name in fields if name not in record.codes]
        heads = [str(record.begins)] if record.begins else []
        heads += [
            value if isinstance(value, LocatedStr) else words(value)
            for value in values
            if isinstance(value, str)
        ]
        references = [each for value in values for each in (value if isinstance(value, tuple) else (value,))]
        heads += [self._book.names[each.id] for each in references if isinstance(each, Reference)]
        text = " ".join(self._words(value) for value in values if isinstance(value, Prose))
        return " · ".join([*heads, text] if text else heads)

    def _words(self, prose: Prose) -> str:
        return " ".join(self._passages(prose))

    def _passages(self, prose: Prose) -> list[str]:
        """Return the paragraphs, items and rows of a prose, each as plain words."""
        markup: list[str] = []
        for piece in prose.html:
            if isinstance(piece, str):
                markup.append(piece)
            elif isinstance(piece, Link):
                markup.append(piece.html or escape(self._book.names[piece.target]))
            elif isinstance(piece, StatementStart):
                markup.append(_BREAK)
        plain = words_of(_NEXT_CELL.sub(" · ", "".join(markup)))
        passages = (" ".join(text.split()) for text in plain.split(_BREAK))
        return [text.strip(" ·") for text in passages if text]


def _facets_of(
    kind: str, term: str, dates: Iterable[PartialDate], named: Iterable[Entity]
) -> Mapping[str, Sequence[str]]:
    """Return the values of each facet: a kind, a status if there is one, the years of dates, entities."""
    facets = defaultdict(list, {"kind": [kind], "status": [term] if term else []})
    facets["year"] = sorted({str(year) for day in dates for year in years_of(day)})
    for entity in named:
        facets[entity.facts.kind].append(entity.id)
    return {facet: facets[facet] for facet in FACETS}
