"""Text to model: the sources of a book, parsed and typed, with every mistake that is found."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from briefbook.model.book import Brief, Entity, Pack, Source, Term, Tombstone
from briefbook.model.briefs.kinds import KINDS
from briefbook.model.briefs.tombstone import TombstoneFacts
from briefbook.model.entities import ENTITY_TYPES
from briefbook.model.fields import ID_PATTERN
from briefbook.model.layout import (
    BOOK,
    GLOSSARY,
    PACKS,
    SOURCES,
    TOMBSTONES,
    SourceTree,
    entity_register,
    is_unread,
)
from briefbook.model.limits import ENTRIES, RECORDS, TERMS
from briefbook.model.located import LocatedDict
from briefbook.model.markup import words_of
from briefbook.model.packs import PackFacts
from briefbook.model.settings import Settings
from briefbook.model.sources import SourceFacts, TermFacts
from briefbook.problems import Problem, Where, suggest
from briefbook.reading.markdown.parser import MarkdownParser
from briefbook.reading.validation import AnyRecord, validate
from briefbook.reading.yaml_reader import read_yaml
from briefbook.strays import shows_nothing

_FENCE = "---"
_PAGES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn"})


@dataclass(frozen=True)
class Parsed:
    """The parts of a book, not yet linked; one with mistakes is there too, of what could be read."""

    settings: Settings
    briefs: list[Brief]
    entities: list[Entity]
    sources: list[Source]
    terms: list[Term]
    packs: list[Pack]
    tombstones: list[Tombstone]
    unread_files: frozenset[str] = frozenset()
    """The paths of the files that could not be read at all: to lead to one is not another mistake."""
    unread_ids: frozenset[str] = frozenset()
    """The ids of the briefs among them: to name one is not another mistake."""
    problems: tuple[Problem, ...] = ()


def parse(tree: SourceTree) -> Parsed:
    """Return the parts of the book that ``tree`` holds, with every mistake found on the way."""
    return _BookParser(tree).parse()


class _BookParser:
    def __init__(self, tree: SourceTree) -> None:
        self.tree = tree
        self.problems = list(tree.problems)
        self.unread_files = {problem.where.path for problem in tree.problems}
        self.prose = MarkdownParser({})
        self.attachments: defaultdict[str, list[str]] = defaultdict(list)
        for path in tree.attachments:
            self.attachments[_brief_beside(path)].append(path)

    def parse(self) -> Parsed:
        terms = self.parse_glossary()
        parsed = Parsed(
            settings=self.parse_settings(),
            terms=terms,
            sources=list(self.parse_sources()),
            entities=list(self.parse_entities()),
            briefs=list(self.parse_briefs()),
            packs=list(self.parse_packs()),
            tombstones=list(self.parse_tombstones()),
        )
        self.report_strays()
        return replace(
            parsed,
            unread_files=frozenset(self.unread_files),
            unread_ids=frozenset(PurePosixPath(path).stem for path in filter(is_brief, self.unread_files)),
            problems=tuple(self.problems),
        )

    def parse_glossary(self) -> list[Term]:
        """Parse the glossary first: its terms show their meaning in all other prose."""
        terms = [Term(*entry) for entry in self.entries(GLOSSARY, TermFacts, TERMS)]
        self.problems += [
            Problem(each.where, "a term of which readers see nothing", "write it in letters")
            for each in terms
            if shows_nothing(each.word)
        ]
        explained = [term for term in terms if term.facts.has_read("meaning")]
        self.prose = MarkdownParser({word: _plain(term) for term in explained for word in term.words})
        return terms

    def parse_settings(self) -> Settings:
        raw = LocatedDict(Where(BOOK), is_cut=True)
        if BOOK in self.tree.texts:
            raw = self.read_yaml(self.tree.texts[BOOK], Where(BOOK))
        elif not is_unread(BOOK, self.unread_files):
            self.report(BOOK, "no such file", "write it with at least 'title', 'desk' and 'as_of'")
        return validate(Settings, raw, self.prose, self.problems)

    def parse_sources(self) -> Iterator[Source]:
        for key, where, facts in self.entries(SOURCES, SourceFacts):
            yield Source(self.checked_id(key, where), where, facts)

    def parse_entities(self) -> Iterator[Entity]:
        for entity_type, model in ENTITY_TYPES.items():
            for key, where, facts in self.entries(entity_register(entity_type), model):
                yield Entity(self.checked_id(key, where), where, facts, entity_type)

    def entries(
        self, path: str, model: type[AnyRecord], most: int = RECORDS
    ) -> Iterator[tuple[str, Where, AnyRecord]]:
        """Yield the entries of a register, a file that maps each key to a record; nothing if it is absent."""
        if path not in self.tree.texts:
            return
        raw = self.read_yaml(self.tree.texts[path], Where(path), most)
        if raw.is_cut:
            self.unread_files.add(path)
        for key, value in raw.items():
            yield key, value.key_where, validate(model, value, self.prose, self.problems)

    def parse_briefs(self) -> Iterator[Brief]:
        for path in sorted(filter(is_brief, self.tree.texts)):
            if brief := self.parse_brief(path):
                yield brief
            else:
                self.unread_files.add(path)

    def parse_brief(self, path: str) -> Brief | None:
        _, folder, name = PurePosixPath(path).parts
        model = KINDS.get(folder)
        if model is None:
            self.report(
                path, f"{folder!r} is not a kind of brief", f"move the file; {suggest(folder, KINDS)}"
            )
            return None
        brief_id = self.checked_id(name.removesuffix(".md"), Where(path))
        text = self.tree.texts[path]
        end = self.end_of_front_matter(text, path)
        if end is None:
            return None
        lines = text.split("\n")
        raw = self.read_yaml("\n".join(lines[1:end]), Where(path, 2))
        body = self.prose.parse("\n".join(lines[end + 1 :]), Where(path, end + 2))
        self.problems.extend(body.problems)
        facts = validate(model, raw, self.prose, self.problems)
        return Brief(brief_id, path, facts, body, tuple(self.attachments[path]))

    def parse_packs(self) -> Iterator[Pack]:
        for path in sorted(filter(_is_pack, self.tree.texts)):
            pack_id = self.checked_id(PurePosixPath(path).stem, Where(path))
            raw = self.read_yaml(self.tree.texts[path], Where(path))
            yield Pack(pack_id, path, validate(PackFacts, raw, self.prose, self.problems))

    def parse_tombstones(self) -> Iterator[Tombstone]:
        for place, where, facts in self.entries(TOMBSTONES, TombstoneFacts):
            section, _, brief_id = place.partition("/")
            if section not in (*KINDS, "people") or not ID_PATTERN.fullmatch(brief_id):
                self.problems.append(
                    Problem(where, f"{place!r} is not the place of a brief", "write SECTION/ID")
                )
            yield Tombstone(place, where, facts)

    def read_yaml(self, text: str, start: Where, most_records: int = ENTRIES) -> LocatedDict:
        """Return the map that a text holds, after its mistakes were noted."""
        raw, problems = read_yaml(text, start, most_records)
        self.problems.extend(problems)
        return raw

    def end_of_front_matter(self, text: str, path: str) -> int | None:
        """Return the index of the line that closes the front matter; none, and a problem, without it."""
        lines = text.split("\n")
        if not text.strip():
            self.report(path, "the file is empty", "write the brief, or delete the file")
        elif lines[0].rstrip() != _FENCE:
            self.report(path, "no front matter", f"begin the file with a line {_FENCE!r}")
        else:
            for index, line in enumerate(lines[1:], start=1):
                if line.rstrip() == _FENCE:
                    return index
            self.report(path, "the front matter is never closed", f"end it with a line {_FENCE!r}")
        return None

    def report_strays(self) -> None:
        """Report each file that no part of the book reads."""
        read = {BOOK, SOURCES, GLOSSARY, TOMBSTONES, *map(entity_register, ENTITY_TYPES)}
        folders = ", ".join(f"briefs/{folder}/" for folder in KINDS)
        for path in self.tree.texts:
            if path not in read and not is_brief(path) and not _is_pack(path):
                fix = f"a brief belongs in one of {folders}" if path.endswith(".md") else suggest(path, read)
                self.report(path, "nothing reads this file", fix)
        briefs = {*self.tree.texts, *self.unread_files}
        for path in self.tree.attachments:
            if _brief_beside(path) not in briefs:
                fix = "put it into the folder of a brief's id, beside the brief"
                self.report(path, "no brief carries this file", fix)
            elif PurePosixPath(path.lower()).suffix in _PAGES:
                self.report(
                    path, "a page of its own cannot be carried", "make it a brief, or another kind of file"
                )

    def checked_id(self, key: str, where: Where) -> str:
        if not ID_PATTERN.fullmatch(key):
            fix = "use lower-case letters, digits and hyphens"
            self.problems.append(Problem(where, f"{key!r} is not a valid id", fix))
        return key

    def report(self, path: str, what: str, fix: str) -> None:
        self.problems.append(Problem(Where(path), what, fix))


def is_brief(path: str) -> bool:
    """Return whether a path is that of a brief."""
    return path.endswith(".md") and len(PurePosixPath(path).parts) == 3


def _is_pack(path: str) -> bool:
    return path.startswith(PACKS) and PurePosixPath(path).suffix in (".yml", ".yaml")


def _brief_beside(path: str) -> str:
    """Return the path of the brief that carries an attachment: `x.md`, for a file in the folder `x`."""
    return "/".join(PurePosixPath(path).parts[:3]) + ".md"


def _plain(term: Term) -> str:
    """Return a term's meaning in plain words."""
    return words_of("".join(piece for piece in term.facts.meaning.html if isinstance(piece, str)))
