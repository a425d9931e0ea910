"""A folder for one run at a time, which the next run clears if that one was killed."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from briefbook.errors import Refusal

_LOCK = "lock"


@contextmanager
def only_run(store: Path) -> Iterator[Path]:
    """Yield an empty folder for the one run on a repository, gone when the block ends.

    What a run that was killed has left is removed. Raises ``Refusal`` while another run goes on. The lock is
    the system's, which lets go of it when a process dies.
    """
    folder = _folder_of(store)
    folder.mkdir(mode=0o700, exist_ok=True)
    if hasattr(os, "getuid") and folder.stat().st_uid != os.getuid():
        raise Refusal(f"{folder} belongs to someone else; remove it, or name another folder as TMPDIR")
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise Refusal("another run is at work on this repository; wait until it has ended") from None
    try:
        for remains in folder.iterdir():
            if remains.name != _LOCK:
                shutil.rmtree(remains, ignore_errors=True)
        scratch = Path(tempfile.mkdtemp(prefix="run-", dir=folder))
        with _temporary_files_in(scratch):
            yield scratch
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        lock.release()


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """Let all that makes a temporary file or folder make it here."""
    before = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Yield an empty folder, gone when the block ends, for a run that writes nothing elsewhere."""
    with tempfile.TemporaryDirectory(prefix="briefbook-") as folder:
        yield Path(folder)


def _folder_of(store: Path) -> Path:
    """Return the folder of the runs on a repository, which is the same for each."""
    name = sha256(os.fsencode(store.resolve())).hexdigest()[:16]
    return Path(tempfile.gettempdir(), f"briefbook-{name}")
