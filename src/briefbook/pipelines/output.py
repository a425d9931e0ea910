"""The finished site swapped in, and zipped."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from briefbook.pipelines.exchange import exchanged
from briefbook.scratch import scratch_folder


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
    _put_back(folder, prefix)
    with scratch_folder(folder.parent, prefix) as scratch:
        new, old = scratch / "new", scratch / "old"
        new.mkdir()
        try:
            yield new
            if not (folder.exists() and exchanged(new, folder)):
                if folder.exists():
                    folder.rename(old)
                new.rename(folder)
        finally:
            if old.exists() and not folder.exists():
                old.rename(folder)


def _is_replaceable(folder: Path, mark: str) -> bool:
    return folder.is_dir() and (not any(folder.iterdir()) or (folder / mark).is_file())


def _put_back(folder: Path, prefix: str) -> None:
    """Put back the site of a run that was killed between its two renames."""
    for old in [each / "old" for each in folder.parent.iterdir() if each.name.startswith(prefix)]:
        if old.is_dir() and not folder.exists():
            old.rename(folder)


def write_zip(folder: Path, file: Path) -> None:
    """Write a folder as a zip that unpacks into one folder, named as the zip is.

    The same files give the same bytes: they are in the order of their names, and carry no time of their own.
    If writing fails or is interrupted, what was at ``file`` stays.
    """
    members = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    file.parent.mkdir(parents=True, exist_ok=True)
    with scratch_folder(file.parent, f".{file.name}-unfinished-") as scratch:
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
