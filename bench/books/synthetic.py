"""A synthetic book of any size; the same count and seed give the same book."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import yaml

from bench.books.drafts import (
    EXERCISES,
    ORGANISATIONS,
    PEOPLE,
    PLACES,
    PROGRAMMES,
    STATES,
    Brief,
    draft,
    draw_date,
)
from bench.books.phrases import GLOSSARY, Author
from bench.measure import CHECKOUT

_WRITTEN_OUT = CHECKOUT / "tests/cases/settings/written-out.yml"
_NAME = "Synthetic book"
SECTIONS = {
    "agreements": "Agreements",
    "meetings": "Meetings",
    "technology": "Technology collaboration",
    "context": "Strategic context",
}
_POSTS = ("Minister of Defence", "Foreign Minister", "Chief of Staff", "Ambassador")

Register = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Book:
    """A synthetic book, as its files hold it: entries by id, key or term, and entities by type besides."""

    settings: Mapping[str, Any]
    sources: Register
    glossary: Register
    entities: Mapping[str, Register]
    briefs: tuple[Brief, ...]

    def in_section(self, section: str) -> list[Brief]:
        """Return the briefs of a section."""
        return [brief for brief in self.briefs if brief.section == section]


def make_book(count: int, seed: int = 1) -> Book:
    """Return a book of ``count`` briefs, the four kinds in equal parts."""
    random = Random(seed)
    keys = [f"source-{number:05}" for number in range(1, 2 * count + 21)]
    sections = [list(SECTIONS)[number % len(SECTIONS)] for number in range(count)]
    ids = [f"{section}-{number:05}" for number, section in enumerate(sections, start=1)]
    return Book(
        settings=_settings(Author(random, ids, keys)),
        sources={key: _source(random, number) for number, key in enumerate(keys, start=1)},
        glossary={
            term: {"meaning": text, "sources": [random.choice(keys)]} for term, text in GLOSSARY.items()
        },
        entities=_entities(random, keys),
        briefs=tuple(draft(random, *each, ids, keys) for each in zip(sections, ids, strict=True)),
    )


def _settings(author: Author) -> dict[str, Any]:
    return {
        "title": _NAME,
        "desk": {"name": "Benchmark desk", "perspective": "None; written by a machine, for a machine."},
        "written": "2026-05-06",
        "as_of": "2026-07-02",
        "marking": "public",
        "coverage": {"sourced": 100, "official": 20},
        "owner": "Benchmark desk",
        "sections": [
            {"folder": folder, "title": title, "intro": author.sentence()}
            for folder, title in SECTIONS.items()
        ],
        "key_points": [{"date": f"2026-0{month}-11", "text": author.sentence()} for month in range(1, 7)],
    }


def _source(random: Random, number: int) -> dict[str, Any]:
    return {
        "type": random.choice(("webpage", "article-newspaper", "report")),
        "title": f"Statement {number} on the state of cooperation",
        "publisher": random.choice(("Gazette of Arden", "Belmora Wire", "Corvia Observer")),
        "issued": draw_date(random),
        "accessed": "2026-07-02",
        "URL": f"https://example.org/statements/{number}",
        "language": "en",
        "official": random.random() < 0.3,
        "reliability": random.choice(("primary", "high", "medium", "low")),
        "note": "Read as an excerpt.",
    }


def _entities(random: Random, keys: list[str]) -> dict[str, dict[str, dict[str, Any]]]:
    author = Author(random, ORGANISATIONS, keys)

    def entity(name: str, **more: Any) -> dict[str, Any]:
        shown = name.replace("-", " ").title()
        return {"name": shown, "description": author.sentence(), **more, "sources": random.sample(keys, 2)}

    def person(name: str, state: str, office: str) -> dict[str, Any]:
        wrong = f"{name[0].upper()}. {name.partition('-')[2].title()}"
        return entity(name, **{"not": [wrong]}, posts=[post(state, office)])

    def post(state: str, name: str) -> dict[str, Any]:
        held = {"post": name, "organisation": state, "from": "2011-04", "until": "2026-01-15"}
        return {**held, "sources": random.sample(keys, 1)}

    def programme(name: str) -> dict[str, Any]:
        if name not in EXERCISES:
            return entity(name)
        runs = [
            {"date": draw_date(random, year, year), "edition": edition, "place": random.choice(PLACES)}
            | {"text": author.sentence(), "sources": random.sample(keys, 1)}
            for year, edition in ((2016, "First"), (2020, "Second"), (2024, "Third"))
        ]
        partners, began = random.sample(STATES, 2), f"2016 [@{random.choice(keys)}]"
        exercise = {"service": EXERCISES[name], "with": partners, "began": began, "runs": runs}
        return entity(name, exercise=exercise)

    return {
        "people": {
            name: person(name, *held) for name, held in zip(PEOPLE, product(STATES, _POSTS), strict=True)
        },
        "organisations": {name: entity(name) for name in ORGANISATIONS},
        "places": {name: entity(name, country=random.choice(STATES).title()) for name in PLACES},
        "programmes": {name: programme(name) for name in PROGRAMMES},
    }


def write_book(book: Book, folder: Path) -> None:
    """Write a book as a project of briefbook, with two lines of settings."""
    registers = {
        "book": book.settings,
        "sources": book.sources,
        "glossary": book.glossary,
        **book.entities,
    }
    files = {f"briefs/{name}.yml": dump(content) for name, content in registers.items()}
    for brief in book.briefs:
        files[f"briefs/{brief.section}/{brief.id}.md"] = f"---\n{dump(brief.facts)}---\n{brief.prose}"
    write_files(folder, {"mkdocs.yml": dump({"site_name": _NAME, "plugins": ["briefbook"]}), **files})


def settings_written_out() -> dict[str, Any]:
    """Return what briefbook sets by itself, for the peers, which have nobody to set it."""
    return {**yaml.safe_load(_WRITTEN_OUT.read_text("utf-8")), "site_name": _NAME}


def dump(content: Any) -> str:
    """Return content as YAML, in its own order."""
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=110)


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write texts by their paths, and an empty docs/ beside them where none of them lies there."""
    (folder / "docs").mkdir(parents=True)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
