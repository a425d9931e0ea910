"""Some texts into an empty folder: all of them, or none."""

import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from briefbook.problems import Refusal

_UNFINISHED = ".briefbook-unfinished-"
"""How the folder begins in which the texts are written first; a run that was killed leaves it."""
_NO_CONTENT = frozenset({".git"})
"""What an empty folder may hold: the desk may have cloned an empty repository."""


def fill(folder: Path, texts: Mapping[str, str]) -> None:
    """Write texts, by their paths, into a folder that is empty or not there yet.

    If that fails or is interrupted, everything is as it was. Raises ``Refusal`` where the folder holds
    something, or cannot be written.
    """
    made = [each for each in (folder, *folder.parents) if not each.exists()]
    moved: list[Path] = []
    try:
        _refuse_full(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=folder) as scratch:
            _write(Path(scratch), texts)
            for entry in sorted(Path(scratch).iterdir()):
                moved.append(folder / entry.name)
                entry.rename(moved[-1])
    except BaseException as error:
        _remove(moved)
        for each in made:
            with suppress(OSError):
                each.rmdir()
        if isinstance(error, OSError):
            what = f"{folder} cannot be written ({error.strerror})"
            raise Refusal(f"{what}; name another folder, or change its permissions") from None
        raise


def _refuse_full(folder: Path) -> None:
    """Raise ``Refusal`` if a folder holds something; remove what a run that was killed has left there."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise Refusal(f"{folder} is a file; name a folder")
    remains = list(folder.glob(f"{_UNFINISHED}*"))
    if held := sorted(
        {each.name for each in folder.iterdir()} - {each.name for each in remains} - _NO_CONTENT
    ):
        named = ", ".join(held[:3]) + (", …" if len(held) > 3 else "")
        raise Refusal(f"{folder} is not empty: it holds {named}; name a new folder, or an empty one")
    for each in remains:
        shutil.rmtree(each)


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    for path, text in texts.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")


def _remove(entries: list[Path]) -> None:
    for entry in entries:
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)
