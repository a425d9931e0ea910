"""A folder for one run at a time, which the next run clears if that one was killed."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from briefbook.problems import Refusal
from briefbook.scratch import PREFIX, in_use, remove_remains

_LOCK = "lock"
_RUN = "run-"


@contextmanager
def exclusive_workspace(store: Path) -> Iterator[Path]:
    """Yield an empty folder for the one run on a repository, gone when the block ends.

    What a run that was killed has left is removed. Raises ``Refusal`` while another run goes on. The lock is
    the system's, which lets go of it when a process dies.
    """
    folder = _folder_of(store)
    remove_remains(folder.parent)
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if not _is_ours(folder):
        raise Refusal(f"{folder} was made by someone else; remove it, or name another folder as TMPDIR")
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        _take(lock)
        _remove_runs(folder)
        with in_use(folder):
            yield Path(tempfile.mkdtemp(prefix=_RUN, dir=folder))
    finally:
        if lock.is_locked:  # else another run is at work in the folder
            _remove_runs(folder)
            with suppress(OSError):  # it goes while it is locked, so that nobody waits for what is gone
                (folder / _LOCK).unlink()
                folder.rmdir()
            lock.release()


def _take(lock: FileLock) -> None:
    try:
        lock.acquire()
    except Timeout:
        raise Refusal("another run is at work on this repository; wait until it has ended") from None


def _remove_runs(folder: Path) -> None:
    for remains in folder.glob(f"{_RUN}*"):
        shutil.rmtree(remains, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """Return whether a folder is one of this user, to which nobody else can write, and no link to another."""
    about = folder.lstat()
    if not hasattr(os, "getuid"):
        return stat.S_ISDIR(about.st_mode)
    is_closed = not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid() and is_closed


def _folder_of(store: Path) -> Path:
    """Return the folder of the runs on a repository, which is the same for each."""
    name = sha256(os.fsencode(store.resolve())).hexdigest()[:16]
    return Path(tempfile.gettempdir(), f"{PREFIX}{name}")
