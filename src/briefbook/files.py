"""The reader of a book's folder, and the writer of its site: nothing else in the core touches the disk."""

import os
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from briefbook.conflicts import conflict_in
from briefbook.errors import Problem, Where
from briefbook.parse import SourceTree

_TEXTS = frozenset({".md", ".yml", ".yaml"})
_BESIDE = frozenset({".md", ".html", ".css", ".js", ".typ", ".yml"})
_STALE_AFTER = 24 * 60 * 60
"""Seconds after which an unfinished site is taken for the remains of a run that was killed."""


def project_around(folder: Path) -> Path | None:
    """Return the folder of the book around a folder: itself, or the nearest one above it; None if none is.

    A book has `briefs/book.yml`; where that is missing, `mkdocs.yml` beside `briefs/` is enough.
    """
    start = folder.resolve()
    return next((each for each in (start, *start.parents) if _holds_book(each)), None)


def _holds_book(folder: Path) -> bool:
    briefs = folder / "briefs"
    return (briefs / "book.yml").is_file() or (briefs.is_dir() and (folder / "mkdocs.yml").is_file())


def read_sources(project: Path) -> SourceTree:
    """Return the texts under `briefs/`, with a problem for all that cannot be read.

    What lies deeper than a section is an attachment, of whatever form; hidden files are passed over. A file
    that Git could not merge is not read.
    """
    texts: dict[str, str] = {}
    attachments: list[str] = []
    problems: list[Problem] = []

    def report(error: OSError) -> None:
        path = Path(error.filename).relative_to(project).as_posix()
        problems.append(Problem(Where(path), f"cannot be read ({error.strerror})", "mend its permissions"))

    for file in sorted(_visible_files(project / "briefs", report)):
        path = file.relative_to(project).as_posix()
        if file.is_symlink() or not file.is_file():
            what = "a link, or another thing that is no plain file"
            problems.append(Problem(Where(path), what, "put the file itself here"))
            continue
        is_attachment = file.suffix not in _TEXTS or path.count("/") > 2
        try:
            text = _text_of_attachment(file) if is_attachment else _decode(file.read_bytes())
        except UnicodeDecodeError as error:
            problems.append(encoding_problem(path, error))
        except OSError as error:
            report(error)
        else:
            if conflict := conflict_in(text, path):
                problems.append(conflict)
            elif is_attachment:
                attachments.append(path)
            else:
                texts[path] = text
    return SourceTree(texts, tuple(attachments), tuple(problems))


def _visible_files(folder: Path, report: Callable[[OSError], None]) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for root, folders, names in os.walk(folder, onerror=report):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(root, name) for name in names if not name.startswith("."))


def _decode(content: bytes) -> str:
    return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _text_of_attachment(file: Path) -> str:
    """Return the text of an attachment; none of a binary one, which Git does not merge."""
    with file.open("rb") as opened:
        head = opened.read(8000)
        return "" if b"\0" in head else (head + opened.read()).decode("utf-8", "replace")


def encoding_problem(path: str, error: UnicodeDecodeError) -> Problem:
    """Return the mistake of a file that is not UTF-8, at the first wrong byte."""
    before = error.object[: error.start].decode("utf-8")
    where = Where(path).after(before.replace("\r\n", "\n"))
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
            problems.append(Problem(Where(str(file)), what, "mend its permissions"))
    return texts, problems


def files_below(folder: Path) -> dict[str, Path]:
    """Return the visible files of a folder, by their paths within it; none if there is no such folder.

    Raises ``OSError`` where a folder cannot be read.
    """

    def refuse(error: OSError) -> NoReturn:
        raise error

    files = (file for file in sorted(_visible_files(folder, refuse)) if file.is_file())
    return {file.relative_to(folder).as_posix(): file for file in files}


def files_beside(project: Path) -> dict[str, Path]:
    """Return the author's texts beside `briefs/`, by path: the settings, hand-written pages, templates."""
    found = {
        f"{folder}/{path}": file
        for folder in ("docs", "templates")
        for path, file in files_below(project / folder).items()
        if file.suffix in _BESIDE
    }
    settings = project / "mkdocs.yml"
    return {"mkdocs.yml": settings, **found} if settings.is_file() else found


def packaged_templates() -> Path:
    """Return the folder of briefbook's own templates: inside a wheel, or at the top of a checkout."""
    in_wheel = Path(__file__).parent / "templates"
    return in_wheel if in_wheel.is_dir() else Path(__file__).parents[2] / "templates"


def packaged_lock() -> Path:
    """Return the file that pins what briefbook needs: inside a wheel, or at the top of a checkout."""
    in_wheel = Path(__file__).parent / "requirements.lock"
    return in_wheel if in_wheel.is_file() else Path(__file__).parents[2] / "requirements.lock"


def read_first(path: str, *folders: Path) -> str:
    """Return the text of a file of the first folder that has it; raises ``FileNotFoundError`` if none has."""
    found = next((folder for folder in folders if (folder / path).is_file()), folders[-1])
    return (found / path).read_text("utf-8")


@contextmanager
def replacing(folder: Path, mark: str) -> Iterator[Path]:
    """Yield an empty folder that takes the place of ``folder`` when the block ends well.

    If the block fails or is interrupted, ``folder`` stays as it was. Raises ``FileExistsError``
    if it is not empty, and lacks the file ``mark``, which every site of briefbook has.
    """
    folder = folder.resolve()
    if folder.exists() and not _is_replaceable(folder, mark):
        raise FileExistsError(f"{folder} is not empty, and holds no site of briefbook")
    folder.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{folder.name}-unfinished-"
    _clear_remains(folder, prefix)
    scratch = Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
    try:
        new = scratch / "new"
        new.mkdir()
        yield new
        if folder.exists():
            folder.rename(scratch / "old")
        new.rename(folder)
    finally:
        if (scratch / "old").exists() and not folder.exists():
            (scratch / "old").rename(folder)
        shutil.rmtree(scratch, ignore_errors=True)


def _is_replaceable(folder: Path, mark: str) -> bool:
    return folder.is_dir() and (not any(folder.iterdir()) or (folder / mark).is_file())


def _clear_remains(folder: Path, prefix: str) -> None:
    """Put back the site of a run that was killed between its two renames; remove what is stale."""
    for remains in folder.parent.glob(f"{prefix}*"):
        if (remains / "old").is_dir() and not folder.exists():
            (remains / "old").rename(folder)
    _remove_stale(folder.parent, prefix)


def _remove_stale(folder: Path, prefix: str) -> None:
    for remains in folder.glob(f"{prefix}*"):
        if time.time() - remains.stat().st_mtime > _STALE_AFTER:
            shutil.rmtree(remains, ignore_errors=True)


@contextmanager
def scratch_in(folder: Path, prefix: str) -> Iterator[Path]:
    """Yield an empty folder within a folder, gone when the block ends, as are those of runs long killed."""
    folder.mkdir(parents=True, exist_ok=True)
    _remove_stale(folder, prefix)
    with tempfile.TemporaryDirectory(prefix=prefix, dir=folder) as scratch:
        yield Path(scratch)


def write_zip(folder: Path, file: Path) -> None:
    """Write a folder as a zip that unpacks into one folder, named as the zip is.

    The same files give the same bytes: they stand by name, and carry no time of their own. If writing
    fails or is interrupted, what stood at ``file`` stays.
    """
    members = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    with scratch_in(file.parent, f".{file.name}-unfinished-") as scratch:
        new = scratch / file.name
        with zipfile.ZipFile(new, "w") as archive:
            for member in members:
                info = zipfile.ZipInfo(
                    f"{file.stem}/{member}"
                )  # of 1 January 1980, the first day a zip knows
                info.compress_type = zipfile.ZIP_DEFLATED
                info.external_attr = 0o644 << 16
                archive.writestr(info, (folder / member).read_bytes())
        new.replace(file)
