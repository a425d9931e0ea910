"""A commit becomes an edition: its site with PDFs, its files for programs, and its seal."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from briefbook.diff import compare
from briefbook.diff.changes import Changes, changes_data
from briefbook.editions.history import Edition, Lineage
from briefbook.editions.seal import (
    CHANGES,
    MODEL,
    SCHEMA,
    SEAL,
    Excerpt,
    Predecessor,
    Seal,
    SourceCommit,
    digest,
    digest_of_model,
)
from briefbook.export.book_json import book_data
from briefbook.export.json_schema import book_schema
from briefbook.git.repository import Repository
from briefbook.model.addresses import address, highest_marking
from briefbook.model.book import Book
from briefbook.pipelines.build import site_of
from briefbook.pipelines.engine import Engine
from briefbook.pipelines.load import check_book
from briefbook.pipelines.printable import why_unprintable
from briefbook.pipelines.progress import Progress
from briefbook.problems import Problem, Refusal, mistakes_among
from briefbook.publishing.release_rules import releasable_book
from briefbook.publishing.single_brief import compose_source, refuse_others
from briefbook.publishing.toolchain import tool_versions


@dataclass(frozen=True)
class BuildPlan:
    """All that an edition is made from: the same plan, with the same tools, gives the same bytes."""

    name: str
    title: str
    as_of: date | None
    """The horizon; that of book.yml, if none is given."""
    published: date
    source: SourceCommit
    corrects: str | None
    lineage: Callable[[date], Lineage]
    """What an edition with a horizon looks back on."""
    addresses: Mapping[str, str]
    """The edition that published each address of a brief."""
    only: Excerpt | None = None
    """Of what it is made, if one brief is published alone."""


@dataclass(frozen=True)
class BuiltEdition:
    """An edition as it is in a folder, seal included."""

    seal: Seal
    changes: Changes | None
    folder: Path

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield each of its files, by path."""
        for file in _files(self.folder):
            yield file.relative_to(self.folder).as_posix(), file.read_bytes()


def check_out(repository: Repository, plan: BuildPlan, scratch: Path) -> Path:
    """Write the source of an edition into an empty folder, and return the folder of its project."""
    if plan.only:
        return compose_source(repository, plan.only, scratch)
    return repository.checkout(plan.source.commit, plan.source.folder, scratch / "source")


def build_edition(
    project: Path, plan: BuildPlan, engine: Engine, scratch: Path, progress: Progress
) -> BuiltEdition | list[Problem]:
    """Make an edition of its source, which `check_out` has written, beside that; or return its mistakes."""
    if why := why_unprintable(plan.title, project):
        raise Refusal(f"in the title {why}")
    progress("Reading", 0, 0)
    whole, problems = check_book(project, scratch=scratch)
    if mistakes := mistakes_among(problems):
        return mistakes
    day = plan.as_of or whole.settings.as_of
    book, unfit = releasable_book(whole, day, plan.published, plan.addresses)
    if unfit:
        return sorted(unfit)
    model = book_data(book)
    lineage = plan.lineage(book.as_of)
    changes = compare(lineage.model, model) if lineage.model else None
    if plan.only:
        refuse_others(plan.only.newest, book, changes)
    only = plan.only.newest.name if plan.only else None
    edition = Edition(
        plan.name, plan.title, book.as_of, plan.corrects, lineage.past, changes, plan.source.commit, only
    )
    folder, printed = scratch / "edition", scratch / "printed"
    folder.mkdir()
    printed.mkdir()
    site = site_of(book, project, progress, printed, edition)
    if isinstance(site, list):
        return site
    if mistakes := engine.build(project, site, folder, progress, plan.source.time):
        return mistakes
    _write_json(folder / MODEL, {"$schema": SCHEMA, **model})
    _write_json(folder / SCHEMA, book_schema())
    if changes:
        _write_json(folder / CHANGES, changes_data(changes))
    seal = _seal(plan, lineage, book, model, folder)
    (folder / SEAL).write_bytes(seal.written())
    return BuiltEdition(seal, changes, folder)


def _write_json(file: Path, data: Mapping[str, Any]) -> None:
    file.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def _seal(plan: BuildPlan, lineage: Lineage, book: Book, model: Mapping[str, Any], folder: Path) -> Seal:
    before = lineage.past[0] if lineage.past else None
    return Seal(
        book=book.settings.title,
        edition=plan.name,
        title=plan.title,
        as_of=book.as_of,
        published=plan.published,
        marking=highest_marking(book, book.releasable),
        source=plan.source,
        corrects=plan.corrects,
        predecessor=before and Predecessor(edition=before.seal.edition, seal=before.digest),
        tools=tool_versions(),
        model=digest_of_model(model),
        briefs={brief: address(book, brief) for brief in book.briefs},
        only=plan.only,
        files={file.relative_to(folder).as_posix(): digest(file.read_bytes()) for file in _files(folder)},
    )
