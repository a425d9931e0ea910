"""The pipelines that start a book, and a brief or a pack in it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath

from briefbook.model.layout import BOOK, PACKS, SourceTree
from briefbook.pages.templates import packaged_templates
from briefbook.pipelines.printable import why_unprintable
from briefbook.problems import Refusal
from briefbook.reading.book_parser import is_brief, parse
from briefbook.reading.characters import why_no_line
from briefbook.reading.source_files import files_below, read_sources
from briefbook.scaffolding.empty_folder import fill
from briefbook.scaffolding.starter_files import (
    NEUTRAL_TITLE,
    Starters,
    book_starters,
    brief_starter,
    pack_starter,
    packaged_lock,
    title_of,
)

LOCK = "requirements.lock"


def start_book(folder: Path, title: str | None, today: date, *, bare: bool) -> int:
    """Write a new book into an empty folder, and return how many files it has.

    Without a title the folder's name gives it, if it can. Raises ``Refusal``, and then writes nothing.
    """
    wanted = title_of(folder.resolve().name) if title is None else title.strip()
    if why := _why_no_title(wanted, folder):
        if title is not None:
            raise Refusal(why)
        wanted = NEUTRAL_TITLE
    texts = book_starters(_starters(), wanted, today, bare=bare)
    texts[LOCK] = packaged_lock().read_text("utf-8")
    fill(folder, texts)
    return len(texts)


def start_brief(project: Path, kind: str, brief_id: str, title: str | None, today: date) -> Path:
    """Write a new brief of a kind, named by its folder, into a book, and return its file.

    Without a title the id gives it. The book may have mistakes. Raises ``Refusal``, and then writes nothing.
    """
    wanted = _title_for(brief_id, title, project)
    if why := next(_why_not(read_sources(project), kind, brief_id), None):
        raise Refusal(why)
    file = project / "briefs" / kind / f"{brief_id}.md"
    _write_new(file, brief_starter(_starters(), kind, wanted, today))
    return file


def start_pack(project: Path, pack_id: str, title: str | None, today: date) -> Path:
    """Write a new pack into a book, with the first of its briefs, and return its file.

    Without a title the id gives it. Raises ``Refusal``, and then writes nothing.
    """
    wanted = _title_for(pack_id, title, project)
    tree = read_sources(project)
    if why := next(_why_no_pack(tree, pack_id), None):
        raise Refusal(why)
    brief = PurePosixPath(min(filter(is_brief, tree.texts))).stem
    file = project / PACKS / f"{pack_id}.yml"
    _write_new(file, pack_starter(_starters(), wanted, brief, today))
    return file


def _title_for(part_id: str, title: str | None, project: Path) -> str:
    """Return the title of a new brief or pack; raises ``Refusal`` where a text cannot be one."""
    wanted = title_of(part_id) if title is None else title.strip()
    if why := _why_no_title(wanted, project):
        raise Refusal(why)
    return wanted


def _write_new(file: Path, text: str) -> None:
    """Write a file that is not there yet, all of it or nothing; raises ``OSError``."""
    file.parent.mkdir(exist_ok=True)
    try:
        with file.open("x", encoding="utf-8", newline="\n") as new:
            new.write(text)
    except OSError as error:
        if error.filename is None:  # it was opened, and its disk is full
            file.unlink(missing_ok=True)
            error.filename = str(file)
        raise


def _starters() -> Starters:
    return {
        path: file.read_text("utf-8") for path, file in files_below(packaged_templates() / "start").items()
    }


def _why_no_title(title: str, project: Path) -> str | None:
    """Return why some text cannot be a title, also on paper; None if it can."""
    if why := why_no_line(title):
        return f"the title has {why}"
    why = why_unprintable(title, project)
    return f"in the title {why}" if why else None


def _why_no_folder(tree: SourceTree, kind: str) -> Iterator[str]:
    """Yield why nothing can be written into the folder of a kind, or of the packs."""
    strays = {problem.where.path: problem for problem in tree.problems}
    for folder in ("briefs", f"briefs/{kind}"):
        if stray := strays.get(folder):
            yield f"{folder} is {stray.what}; {stray.fix}"
        if folder in tree.attachments:
            yield f"{folder} is a file, and would have to be a folder; rename it"


def _why_no_pack(tree: SourceTree, pack_id: str) -> Iterator[str]:
    """Yield why a book cannot have another pack of some id."""
    yield from _why_no_folder(tree, PurePosixPath(PACKS).name)
    unread = {problem.where.path for problem in tree.problems}
    for path in (f"{PACKS}{pack_id}.yml", f"{PACKS}{pack_id}.yaml"):
        if path in tree.texts or path in unread:
            yield f"{pack_id!r} is taken, by {path}; choose another id"
    if not any(map(is_brief, tree.texts)):
        yield "a pack holds briefs, and there is none yet; write a brief first"


def _why_not(tree: SourceTree, kind: str, brief_id: str) -> Iterator[str]:
    """Yield why a book cannot have another brief of some kind and id."""
    another = "choose another id"
    if brief_id == "book":
        yield f"'book' names the PDF of the whole book; {another}"
    yield from _why_no_folder(tree, kind)
    unread = (problem.where.path for problem in tree.problems)
    briefs = set(filter(is_brief, (*tree.texts, *unread)))
    for path in sorted(briefs):
        if PurePosixPath(path).stem == brief_id:
            yield f"{brief_id!r} is taken, by {path}; {another}"
    # of the briefs it matters only where they were before
    texts = {
        path: text for path, text in tree.texts.items() if path not in briefs or "redirects_from" in text
    }
    parsed = parse(replace(tree, texts=texts))
    for entity in parsed.entities:
        if entity.id == brief_id:
            yield f"{brief_id!r} is taken, by {entity.where}; {another}"
    address = f"{kind}/{brief_id}/index.html"
    for brief in parsed.briefs:
        if address in brief.former_addresses:
            yield f"{brief.path} was {kind}/{brief_id} before, and readers still find it there; {another}"
    for tombstone in parsed.tombstones:
        if tombstone.address == address:
            yield f"{kind}/{brief_id} was withdrawn, as {tombstone.where} says; {another}"
    if kind not in {section.folder for section in parsed.settings.sections}:
        yield f"{BOOK} leaves the section {kind!r} out; add it to 'sections'"
