"""The finished site swapped in, and zipped."""

import shutil
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STALE_AFTER = 24 * 60 * 60
"""Seconds after which an unfinished site is taken for the remains of a run that was killed."""


@contextmanager
def replace_atomically(folder: Path, mark: str) -> Iterator[Path]:
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

    The same files give the same bytes: they are in the order of their names, and carry no time of their own.
    If writing fails or is interrupted, what was at ``file`` stays.
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
