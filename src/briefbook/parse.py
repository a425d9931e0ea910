"""Text to model: the sources of a book, parsed and typed, with every mistake that is found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import ValidationError

from briefbook.briefs import KINDS
from briefbook.errors import Problem, Where, suggest
from briefbook.fields import ID_PATTERN, ReadingContext, Record
from briefbook.model import Brief, Entity, Source, Term
from briefbook.prose import MarkdownParser
from briefbook.registers import ENTITY_TYPES, Settings, SourceFacts, TermFacts
from briefbook.yaml_tree import read_yaml

BOOK = "briefs/book.yml"
_SOURCES = "briefs/sources.yml"
_GLOSSARY = "briefs/glossary.yml"
_FENCE = "---"

AnyRecord = TypeVar("AnyRecord", bound=Record)


@dataclass(frozen=True)
class SourceTree:
    """What was read from disk: texts by path, the paths of all other files, and what could not be read."""

    texts: Mapping[str, str]
    attachments: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass
class Parsed:
    """The parts of a book, not yet linked."""

    settings: Settings | None = None
    briefs: list[Brief] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    attachments: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)


def parse(tree: SourceTree) -> Parsed:
    """Return the parts of the book that ``tree`` holds, with every mistake found on the way."""
    parsed = Parsed(attachments=tree.attachments, problems=list(tree.problems))
    _parse_terms(tree, parsed)
    prose = MarkdownParser(_meanings(parsed.terms))
    _parse_settings(tree, prose, parsed)
    for key, where, facts in _parse_register(tree, _SOURCES, SourceFacts, prose, parsed.problems):
        parsed.sources.append(Source(key, where, facts))
    for entity_type, model in ENTITY_TYPES.items():
        for key, where, facts in _parse_register(
            tree, f"briefs/{entity_type}.yml", model, prose, parsed.problems
        ):
            parsed.entities.append(Entity(key, entity_type, where, facts))
    for path in sorted(tree.texts):
        if _is_brief(path):
            _parse_brief(path, tree, prose, parsed)
    parsed.problems.extend(_stray_files(tree))
    return parsed


def _parse_settings(tree: SourceTree, prose: MarkdownParser, parsed: Parsed) -> None:
    if BOOK not in tree.texts:
        if not any(problem.where.path == BOOK for problem in tree.problems):
            fix = "write it with at least 'title', 'desk' and 'as_of'"
            parsed.problems.append(Problem(Where(BOOK), "no such file", fix))
        return
    raw, problems = read_yaml(tree.texts[BOOK], Where(BOOK))
    parsed.problems.extend(problems)
    if not problems:
        parsed.settings = validate(Settings, raw, prose, parsed.problems)


def _parse_terms(tree: SourceTree, parsed: Parsed) -> None:
    for word, where, facts in _parse_register(
        tree, _GLOSSARY, TermFacts, MarkdownParser({}), parsed.problems, keys_are_ids=False
    ):
        parsed.terms.append(Term(word, where, facts))


def _meanings(terms: Iterable[Term]) -> dict[str, str]:
    return {
        word: "".join(term.facts.meaning.tree.itertext()).strip()
        for term in terms
        for word in (term.word, *term.facts.also)
    }


def _parse_register(
    tree: SourceTree,
    path: str,
    model: type[AnyRecord],
    prose: MarkdownParser,
    problems: list[Problem],
    *,
    keys_are_ids: bool = True,
) -> list[tuple[str, Where, AnyRecord]]:
    """Return the entries of a register, a file that maps each key to a record; none if it is absent."""
    if path not in tree.texts:
        return []
    raw, found = read_yaml(tree.texts[path], Where(path))
    problems.extend(found)
    entries = []
    for key, value in raw.items():
        if keys_are_ids and not ID_PATTERN.fullmatch(key):
            fix = "use lower-case letters, digits and hyphens"
            problems.append(Problem(value.key_where, f"{key!r} is no id", fix))
        record = validate(model, value, prose, problems)
        if record is not None:
            entries.append((key, value.key_where, record))
    return entries


def _is_brief(path: str) -> bool:
    return path.endswith(".md") and len(PurePosixPath(path).parts) == 3


def _parse_brief(path: str, tree: SourceTree, prose: MarkdownParser, parsed: Parsed) -> None:
    _, folder, name = PurePosixPath(path).parts
    brief_id = name.removesuffix(".md")
    model = KINDS.get(folder)
    if model is None:
        what = f"{folder!r} is no kind of brief"
        parsed.problems.append(Problem(Where(path), what, f"move the file; {suggest(folder, KINDS)}"))
        return
    if not ID_PATTERN.fullmatch(brief_id):
        fix = "rename the file, with lower-case letters, digits and hyphens"
        parsed.problems.append(Problem(Where(path), f"{brief_id!r} is no id", fix))
    text = tree.texts[path]
    end = _end_of_front_matter(text, path, parsed.problems)
    if end is None:
        return
    lines = text.split("\n")
    raw, problems = read_yaml("\n".join(lines[1:end]), Where(path, 2))
    parsed.problems.extend(problems)
    body = prose.parse("\n".join(lines[end + 1 :]), Where(path, end + 2))
    parsed.problems.extend(body.problems)
    if problems:
        return
    facts = validate(model, raw, prose, parsed.problems)
    if facts is not None:
        folder_of_brief = path.removesuffix(".md") + "/"
        attachments = tuple(each for each in tree.attachments if each.startswith(folder_of_brief))
        parsed.briefs.append(Brief(brief_id, path, facts, body, attachments))


def _end_of_front_matter(text: str, path: str, problems: list[Problem]) -> int | None:
    """Return the index of the line that closes the front matter, or none if there is no front matter."""
    lines = text.split("\n")
    if not text.strip():
        problems.append(Problem(Where(path), "the file is empty", "write the brief, or delete the file"))
    elif lines[0].rstrip() != _FENCE:
        problems.append(Problem(Where(path), "no front matter", f"begin the file with a line {_FENCE!r}"))
    else:
        for index, line in enumerate(lines[1:], start=1):
            if line.rstrip() == _FENCE:
                return index
        fix = f"end it with a line {_FENCE!r}"
        problems.append(Problem(Where(path), "the front matter is never closed", fix))
    return None


def _stray_files(tree: SourceTree) -> list[Problem]:
    """Return a problem for each text that no part of the book reads."""
    read = {BOOK, _SOURCES, _GLOSSARY, *(f"briefs/{entity_type}.yml" for entity_type in ENTITY_TYPES)}
    strays = [path for path in tree.texts if path not in read and not _is_brief(path)]
    return [
        Problem(Where(path), "nothing reads this file", _where_to_move(path, read)) for path in sorted(strays)
    ]


def _where_to_move(path: str, read: set[str]) -> str:
    if path.endswith(".md"):
        return "a brief stands in the folder of its kind: " + ", ".join(
            f"briefs/{folder}/" for folder in KINDS
        )
    return suggest(path, read)


def validate(
    model: type[AnyRecord], raw: Any, prose: MarkdownParser, problems: list[Problem]
) -> AnyRecord | None:
    """Return ``raw`` as a record, or none after its mistakes were added to ``problems``."""
    context = ReadingContext(prose)
    try:
        record = model.model_validate(raw, context=context)
    except ValidationError as error:
        record = None
        context.problems.extend(_explain(each, raw, model) for each in error.errors(include_url=False))
    problems.extend(context.problems)
    return record


def _explain(error: Any, raw: Any, model: type[Record]) -> Problem:
    """Return an author's problem for an error of pydantic's."""
    value = error["input"]
    where = getattr(value, "where", None) or _nearest_place(raw, error["loc"])
    context = error.get("ctx", {})
    key = str(error["loc"][-1]) if error["loc"] else ""
    match error["type"]:
        case "author":
            return Problem(where, context["what"], context["fix"])
        case "missing":
            short = [
                each for each, full in model.short_forms.items() if full == key and len(error["loc"]) == 1
            ]
            return Problem(
                where, f"required key {key!r} is missing", f"add {' or '.join(map(repr, [*short[:1], key]))}"
            )
        case "literal_error":
            return Problem(
                where,
                f"unknown {key} {value!r}",
                f"choose one of: {context['expected'].replace(chr(39), '')}",
            )
        case "model_type" | "dict_type":
            return Problem(where, f"{key!r} should be a map", "write 'key: value' lines below it")
        case "tuple_type":
            return Problem(
                where, f"{key!r} should be a list", "write each item on a line of its own, after '- '"
            )
        case "too_short":
            return Problem(where, f"{key!r} has too few entries", f"give at least {context['min_length']}")
        case _:
            return Problem(where, f"{key!r}: {error['msg']}", "see docs/writing.md for what it takes")


def _nearest_place(raw: Any, loc: tuple[int | str, ...]) -> Where:
    """Return the place of the deepest value on the way to ``loc``."""
    where: Where = raw.where
    for step in loc:
        try:
            raw = raw[step]
        except (KeyError, IndexError, TypeError):
            break
        where = getattr(raw, "where", where)
    return where
