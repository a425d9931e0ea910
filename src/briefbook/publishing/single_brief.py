"""One brief that is published at once: it is put into the source of the last edition, and nothing else is.

What it names of the registers comes along, if that edition has no such entry; an entry that it has stays.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from briefbook.derived.usage import used_terms
from briefbook.diff.changes import Changes
from briefbook.editions.seal import BriefSource, Excerpt, Seal, SourceCommit
from briefbook.git.repository import Repository, commit_in_clone
from briefbook.model.addresses import address
from briefbook.model.book import Book, Brief, Entity, Source, Term
from briefbook.model.relations import citations_of, references_of
from briefbook.problems import Refusal, Where, suggest
from briefbook.reading.book_parser import parse
from briefbook.reading.linking import link
from briefbook.reading.source_files import read_sources
from briefbook.reading.yaml_reader import read_yaml

Registered = Entity | Source | Term


def excerpt_of(
    repository: Repository, last: Seal, brief_id: str, source: SourceCommit, scratch: Path
) -> Excerpt:
    """Return of what an edition is made that has one brief of a commit, and all else of the last edition.

    Raises ``Refusal`` if the commit has no such brief.
    """
    book = _book_in(repository.checkout(source.commit, source.folder, scratch / "asked"))
    if brief_id in book.packs:
        raise Refusal(f"{brief_id!r} is a pack, and --only is for one brief; publish the whole book")
    if brief_id not in book.briefs:
        raise Refusal(
            f"commit {source.commit[:12]} has no brief {brief_id!r}; {suggest(brief_id, book.briefs)}"
        )
    new = BriefSource(brief=brief_id, name=book.briefs[brief_id].name, source=source)
    if last.only:
        return Excerpt(base=last.only.base, briefs=(*last.only.briefs, new))
    return Excerpt(base=last.source, briefs=(new,))


def compose_source(repository: Repository, excerpt: Excerpt, scratch: Path) -> Path:
    """Write the source of an edition that has one brief anew, and return the folder of its project.

    Raises ``Refusal`` if a brief is as it was.
    """
    project = repository.checkout(excerpt.base.commit, excerpt.base.folder, scratch / "source")
    for number, each in enumerate(excerpt.briefs):
        source = each.source
        _take(
            each.brief, repository.checkout(source.commit, source.folder, scratch / f"of-{number}"), project
        )
        if not commit_in_clone(project, f"Only {each.brief}", source.time):
            raise Refusal(
                f"brief {each.brief!r} is in commit {source.commit[:12]} as the last edition has it; "
                "commit what you changed in it"
            )
    return project


def refuse_others(new: BriefSource, book: Book, changes: Changes | None) -> None:
    """Raise ``Refusal`` unless a brief is in an edition, and nothing else differs from the last one."""
    if new.brief not in book.briefs:
        raise Refusal(
            f"brief {new.brief!r} is not cleared, is under embargo or begins after {book.as_of}, so that the "
            "edition would be without it; fix that, or give a later day with --as-of"
        )
    others = (
        [each.name for each in (*changes.briefs, *changes.packs) if each.id != new.brief] if changes else []
    )
    if others:
        raise Refusal(
            f"with {new.name!r} this would change too: {', '.join(others[:5])}; leave --as-of out, or "
            "publish the whole book"
        )


def _book_in(project: Path) -> Book:
    book, _ = link(parse(read_sources(project)))
    return book


def _take(brief_id: str, newer: Path, project: Path) -> None:
    """Put a brief of another project in the place of the one here, with its files and what it newly names."""
    here, there = _book_in(project), _book_in(newer)
    named = list(_newly_named(there.briefs[brief_id], here, there))
    _refuse_if_not_alone(there.briefs[brief_id], named, here, there)
    if old := here.briefs.get(brief_id):
        for path in (old.path, *old.attachments):
            (project / path).unlink()
    brief = there.briefs[brief_id]
    for path in (brief.path, *brief.attachments):
        target = project / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(newer / path, target, follow_symlinks=False)
    entries: dict[str, list[int]] = {}
    for entry in named:
        entries.setdefault(entry.where.path, []).append(entry.where.line)
    for path, lines in entries.items():
        register = project / path
        before = _lines_of(register) if register.exists() else []
        _entry_starts(before, path)
        cut = _cut_out(_lines_of(newer / path), path, lines)
        register.write_text("\n".join([*before, *cut, ""]), "utf-8", newline="\n")


def _refuse_if_not_alone(brief: Brief, named: Iterable[Registered], here: Book, there: Book) -> None:
    """Raise ``Refusal`` if a brief needs another with it: one that is new too, or those that name it anew."""
    old_places = {address(here, each.id): each.id for each in here.briefs.values() if each.id != brief.id}
    renamed = [old_places[each] for each in brief.former_addresses if each in old_places]
    if renamed:
        raise Refusal(
            f"brief {brief.id!r} was {renamed[0]!r} in the last edition, and what names it there would have "
            "to change too; publish the whole book"
        )
    links = (each.id for part in (brief, *named) for each in references_of(part))
    new = sorted({each for each in links if each in there.briefs and not here.holds(each)} - {brief.id})
    if new:
        raise Refusal(
            f"with {brief.id!r} come briefs that the last edition lacks: {', '.join(new)}; publish them "
            "before it, or publish the whole book"
        )


def _newly_named(brief: Brief, here: Book, there: Book) -> Iterator[Registered]:
    """Yield the entries of registers that a brief, or such an entry, names, and that are not here."""
    terms = used_terms(there.terms, [brief], there.as_of)
    yield from (term for key, term in terms.items() if key not in here.terms)
    waiting: list[Brief | Registered] = [brief, *terms.values()]
    seen: set[int] = set()
    while waiting:
        part = waiting.pop()
        named: list[Entity | Source] = [
            *(there.entities[each.id] for each in references_of(part) if _is_new(each.id, here, there)),
            *(
                there.sources[each.key]
                for each in citations_of(part)
                if each.key in there.sources and each.key not in here.sources
            ),
        ]
        for entry in named:
            if id(entry) not in seen:
                seen.add(id(entry))
                waiting.append(entry)
                yield entry


def _is_new(part_id: str, here: Book, there: Book) -> bool:
    return part_id in there.entities and part_id not in here.entities


def _lines_of(register: Path) -> list[str]:
    return register.read_text("utf-8-sig").rstrip("\n").split("\n")


def _cut_out(rows: Sequence[str], path: str, entries: Iterable[int]) -> Iterator[str]:
    """Yield the lines of some entries of a register, which are on given lines."""
    starts = [*_entry_starts(rows, path), len(rows) + 1]
    for line in sorted(entries):
        later = next(place for place, start in enumerate(starts) if start > line)
        yield from rows[starts[later - 1] - 1 : starts[later] - 1]


def _entry_starts(rows: Sequence[str], path: str) -> list[int]:
    """Return the line on which each entry of a register begins.

    Raises ``Refusal`` if the register is written in braces, where an entry has no lines of its own.
    """
    tree, _ = read_yaml("\n".join(rows), Where(path))
    starts = sorted(value.key_where for value in tree.values())
    if any(start.column != 1 for start in starts):
        raise Refusal(f"{path} does not have each entry on lines of its own; publish the whole book")
    return [start.line for start in starts]
