"""The reader of a book's folder, and the writer of its site: nothing else in the core touches the disk."""

import os
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from briefbook.model.file_addresses import printable
from briefbook.model.layout import SourceTree
from briefbook.model.limits import DRAWING_BYTES, REGISTER_BYTES, TEXT_BYTES
from briefbook.problems import Problem, Where
from briefbook.reading.merge_conflicts import conflict_in
from briefbook.reading.plain_files import Contents, contents_of, names_file

_TEXTS = frozenset({".md", ".yml", ".yaml"})
_PARSED = frozenset({".md", ".html", ".typ", ".yml", ".yaml"})
_BESIDE = frozenset({".md", ".html", ".css", ".js", ".typ", ".yml"})
_MEGABYTE = 1_000_000
_BIG_FOR_GIT = 512 * 2**20
"""Bytes. Git takes larger files for binary (`core.bigFileThreshold`)."""


def project_around(folder: Path) -> Path | None:
    """Return the folder of the book around a folder: itself, or the nearest one above it; None if none is.

    A book has `briefs/book.yml`; where that is missing, `mkdocs.yml` beside `briefs/` is enough.
    """
    start = folder.resolve()
    return next((each for each in (start, *start.parents) if _holds_book(each)), None)


def _holds_book(folder: Path) -> bool:
    """Return whether a folder is a book's; of what may not be looked at, reading says that."""
    briefs = folder / "briefs"
    if os.path.isfile(briefs / "book.yml"):  # noqa: PTH113 - of a folder that cannot be read it says False
        return True
    return briefs.is_dir() and (folder / "mkdocs.yml").is_file()


def read_sources(project: Path) -> SourceTree:
    """Return the texts under `briefs/`, with a problem for all that cannot be read.

    What lies deeper than a section is an attachment, of whatever form; hidden files are passed over. A file
    that Git could not merge is not read, and one whose name cannot be shown is passed over.
    """
    texts: dict[str, str] = {}
    attachments: list[str] = []
    files, problems = contents_of(project, "briefs")
    for path, file in files.items():
        if printable(path) != path:
            continue
        try:
            if too_large := size_problem(file, path):
                problems.append(too_large)
                continue
            text = _decode(file.read_bytes()) if names_file(path) else _text_of_attachment(file)
        except UnicodeDecodeError as error:
            problems.append(encoding_problem(path, error))
        except OSError as error:
            problems.append(Problem(Where(path), f"cannot be read ({error.strerror})", "fix its permissions"))
        else:
            if conflict := conflict_in(text, path):
                problems.append(conflict)
            elif names_file(path):
                texts[path] = text
            else:
                attachments.append(path)
    return SourceTree(texts, tuple(attachments), tuple(problems))


def size_problem(file: Path, path: str) -> Problem | None:
    """Return the problem of a file that is too large to be read; None where it is not. It has to be there."""
    most, size = _most_bytes(path), file.stat().st_size
    if most is None or size <= most:
        return None
    what = f"a file of {size / _MEGABYTE:,.1f} MB, which is not read"
    return Problem(Where(path), what, f"split it, or shorten it to {most // _MEGABYTE} MB")


def _most_bytes(path: str) -> int | None:
    """Return how large the file at a path may be; None for one that is only carried over."""
    folder, _, name = path.rpartition("/")
    suffix = PurePosixPath(name).suffix
    if folder == "briefs" and suffix in _TEXTS:
        return REGISTER_BYTES
    if folder.count("/") > 1 and folder.startswith("briefs/"):
        return DRAWING_BYTES if suffix.lower() == ".svg" else None
    return TEXT_BYTES if suffix in _PARSED else None


def _decode(content: bytes) -> str:
    return _in_lines(content.decode("utf-8-sig"))


def _in_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text_of_attachment(file: Path) -> str:
    """Return the text of an attachment; empty for a binary or a huge one, which Git does not merge."""
    if file.stat().st_size > _BIG_FOR_GIT:
        return ""
    with file.open("rb") as opened:
        head = opened.read(8000)
        return "" if b"\0" in head else (head + opened.read()).decode("utf-8", "replace")


def encoding_problem(path: str, error: UnicodeDecodeError) -> Problem:
    """Return the mistake of a file that is not UTF-8, at the first wrong byte."""
    before = error.object[: error.start].decode("utf-8")
    where = Where(path).after(_in_lines(before))
    return Problem(
        where, f"the byte 0x{error.object[error.start]:02X} is not UTF-8", "save the file as UTF-8"
    )


def archived(folder: Path, keys: Iterable[str]) -> dict[str, Path]:
    """Return the files `KEY.txt` of a folder that hold the texts of sources, by key."""
    files = {key: folder / f"{key}.txt" for key in keys}
    return {key: file for key, file in files.items() if file.is_file()}


def read_archive(folder: Path, keys: Iterable[str]) -> tuple[dict[str, bytes], list[Problem]]:
    """Return the archived texts of sources, by key, and a problem for each that cannot be read."""
    texts: dict[str, bytes] = {}
    problems: list[Problem] = []
    for key, file in archived(folder, keys).items():
        try:
            texts[key] = file.read_bytes()
        except OSError as error:
            what = f"cannot be read ({error.strerror})"
            problems.append(Problem(Where(str(file)), what, "fix its permissions"))
    return texts, problems


def files_below(folder: Path) -> dict[str, Path]:
    """Return the visible files of a folder of briefbook's own, or of one known to hold plain files alone.

    They are by their paths within it. An installer may have put links there, which are followed.
    """
    found: dict[str, Path] = {}
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        visible = (Path(root, name) for name in names if not name.startswith("."))
        found |= {file.relative_to(folder).as_posix(): file for file in visible if file.is_file()}
    return dict(sorted(found.items()))


def paths_of_site(project: Path) -> list[str]:
    """Return the paths of the visible files that a site is made of; what cannot be read is passed over."""
    return [*contents_of(project, "briefs", "docs", "templates/assets").files]


def files_beside(project: Path) -> Contents:
    """Return the author's files beside `briefs/`: settings, hand-written pages, templates, and the rest."""
    return contents_of(project, "mkdocs.yml", "docs", "templates")


def is_text_beside(path: str) -> bool:
    """Return whether the file at a path beside `briefs/` is read as a text of the book."""
    return PurePosixPath(path).suffix in _BESIDE
