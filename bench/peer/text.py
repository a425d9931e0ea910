"""Briefbook's notation as plain Markdown, as the author of a MkDocs project would write it by hand."""

import calendar
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from posixpath import relpath
from typing import Any

from bench.books.synthetic import Book

_LINK = re.compile(r"\[\[([^\[\]|]+)(?:\|([^\[\]]+))?\]\]")
_CITATIONS = re.compile(r"\[(@[^\[\]]+)\]")

Facts = Mapping[str, Any]


class Index:
    """What the pages of the peer tell of each other; briefbook computes the same."""

    def __init__(self, book: Book) -> None:
        entities = [
            (kind, entity, facts)
            for kind, register in book.entities.items()
            for entity, facts in register.items()
        ]
        self.sources = book.sources
        self.briefs = {brief.id: brief for brief in book.briefs}
        self.names = {brief.id: str(brief.facts["short"]) for brief in book.briefs}
        self.names |= {entity: facts["name"] for _, entity, facts in entities}
        self.folders = {brief.id: f"{brief.section}/{brief.id}" for brief in book.briefs}
        self.folders |= {entity: f"{kind}/{entity}" for kind, entity, _ in entities}
        self.names |= {term: term for term in book.glossary}
        self.folders |= dict.fromkeys(book.glossary, "glossary")
        self.posts = {person: facts["posts"][0]["post"] for person, facts in book.entities["people"].items()}
        self.named_in: defaultdict[str, list[str]] = defaultdict(list)
        self.cited_in: defaultdict[str, list[str]] = defaultdict(list)
        self.statements: dict[str, list[set[str]]] = {}
        for brief in book.briefs:
            texts = [*_texts(brief.facts), brief.prose]
            for target in self._named(texts) - {brief.id}:
                self.named_in[target].append(brief.id)
            self._cite(brief.id, [brief.facts, brief.prose])
        for part, facts in (*(each[1:] for each in entities), *book.glossary.items()):
            self._cite(part, facts)

    def _named(self, texts: list[str]) -> set[str]:
        """Return the briefs and entities that texts name, as a whole or in links."""
        links = (link for text in texts for link, _ in _LINK.findall(text))
        return self.names.keys() & {*map(bare, texts), *links}

    def _cite(self, part: str, content: Any) -> None:
        self.statements[part] = [
            {source.partition("#")[0] for source in sources} for sources in _cited(content)
        ]
        for key in set().union(*self.statements[part]):
            self.cited_in[key].append(part)

    def official(self, statements: Iterable[set[str]]) -> int:
        """Return how many statements have an official source."""
        return sum(any(self.sources[key]["official"] for key in keys) for keys in statements)

    def coverage(self) -> str:
        """Return how far the book rests on sources, in words; each of its statements has one."""
        statements = [keys for part in self.statements.values() for keys in part]
        official = 100 * self.official(statements) // len(statements)
        return f"100 % of {len(statements):,} statements have a source, {official} % an official one"


def _texts(part: Any) -> Iterator[str]:
    """Yield every text of a tree of maps and lists."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for each in part.values() if isinstance(part, dict) else part:
            yield from _texts(each)


def _cited(part: Any) -> Iterator[list[str]]:
    """Yield the sources of every statement of a tree: in brackets, or in a list of their own."""
    if isinstance(part, str):
        yield from map(split_citations, _CITATIONS.findall(part))
    elif isinstance(part, dict):
        yield from [part["sources"]] if "sources" in part else []
        yield from _cited([*part.values()])
    elif isinstance(part, list):
        for each in part:
            yield from _cited(each)


def bare(value: str) -> str:
    """Return the value of `VALUE [@key]`."""
    return _CITATIONS.sub("", value).rstrip()


def cited_sources(value: str) -> list[str]:
    """Return the sources of `VALUE [@key]`."""
    return [source for group in _CITATIONS.findall(value) for source in split_citations(group)]


def split_citations(group: str) -> list[str]:
    """Return the sources of `@key; @other#p3`."""
    return [each.strip().removeprefix("@") for each in group.split(";")]


def show_date(edtf: str) -> str:
    """Return a date as a reader sees it."""
    year, *rest = bare(edtf).rstrip("~").split("-")
    day = [str(int(each)) for each in rest[1:]]
    month = [calendar.month_name[int(each)] for each in rest[:1]]
    return " ".join([*(["about"] if "~" in edtf else []), *day, *month, year])


def show_term(term: str) -> str:
    """Return a term of a vocabulary as a reader sees it."""
    return "2+2" if term == "two-plus-two" else term.replace("-", " ")


def show_title(term: str) -> str:
    """Return a term as it begins a line."""
    return show_term(term).capitalize()


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return rows as a table."""
    head = list(head)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def bullets(items: Iterable[str]) -> str:
    """Return items as a list."""
    return "\n".join(f"- {item}" for item in items)


class PageText:
    """Writes the texts of the page in ``folder``, and numbers the sources that they cite."""

    def __init__(self, index: Index, folder: str) -> None:
        self.index = index
        self._folder = folder
        self._notes: dict[str, int] = {}

    def way(self, folder: str) -> str:
        """Return the way from this page to the page in another folder."""
        return f"{relpath(folder, self._folder)}/index.md"

    def way_to(self, target: str) -> str:
        """Return the way to the page of a brief or an entity."""
        return self.way(self.index.folders[target])

    def link(self, target: str, shown: str | None = None) -> str:
        """Return a link to a brief or an entity."""
        return f"[{shown or self.index.names[target]}]({self.way_to(target)})"

    def links(self, targets: Iterable[str]) -> str:
        """Return a list of links, by name."""
        return bullets(map(self.link, sorted(targets, key=self.index.names.__getitem__)))

    def linked(self, text: str) -> list[str]:
        """Return the targets of a text's links."""
        return [target for target, _ in _LINK.findall(text)]

    def prose(self, text: str) -> str:
        """Return a text or prose with its links and citations."""
        linked = _LINK.sub(lambda link: self.link(link[1], link[2]), text)
        return _CITATIONS.sub(lambda group: self.cite(split_citations(group[1])), linked)

    def cited(self, value: str, show: Callable[[str], str] = str) -> str:
        """Return `VALUE [@key]` with the value as ``show`` has it."""
        return show(bare(value)) + self.citations(value)

    def citations(self, value: str) -> str:
        """Return the citations of `VALUE [@key]` alone."""
        return self.cite(cited_sources(value))

    def cite(self, sources: Iterable[str]) -> str:
        """Return the numbers of sources, each a link to the source's note on this page."""
        return "".join(self._mark(*source.partition("#")[::2]) for source in sources)

    def _mark(self, key: str, locator: str) -> str:
        number = self._notes.setdefault(key, len(self._notes) + 1)
        paragraph = f" ¶{locator.removeprefix('p')}" if locator else ""
        return f"[[{number}{paragraph}]](#note-{number})"

    def entry(self, key: str) -> str:
        """Return a source, as a list of sources shows it."""
        source = self.index.sources[key]
        title = f"[*{source['title']}*]({source['URL']})"
        official = " official" if source["official"] else ""
        return f"{title}, {source['publisher']}, {show_date(source['issued'])}{official}"

    def notes(self) -> str:
        """Return the list of the sources that the page cites, or nothing where it cites none."""
        if not self._notes:
            return ""
        register = self.way("sources")
        return "## Sources\n\n" + "\n".join(
            f"{number}. {self.entry(key)} [in the register]({register}#{key})\n    {{: #note-{number} }}"
            for key, number in self._notes.items()
        )
