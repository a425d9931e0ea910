"""Folders for what is unfinished: gone when a run ends; those that a killed run has left go with the next.

Whoever works in such a folder holds it locked. The system lets go of the lock when the process ends, however
that may be: so the folder of a site that has been served for days is known from one that nobody needs,
which neither a clock nor the number of a process would show.
"""

import errno
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # on Windows, where the remains of killed runs stay
    fcntl = None  # type: ignore[assignment]

PREFIX = "briefbook-"
"""How the folders of briefbook begin among all that are temporary."""
_STALE_AFTER = 24 * 60 * 60
"""Seconds after which what nobody holds is taken for remains: before that, it may be about to be locked."""
_OF_A_DISK = frozenset({errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENOSPC, errno.EROFS})


@contextmanager
def scratch_folder(parent: Path | None = None, prefix: str = PREFIX) -> Iterator[Path]:
    """Yield an empty folder, gone when the block ends, as are those that killed runs have left beside it.

    It is made in ``parent``, or where the system has temporary files.
    """
    beside = Path(tempfile.gettempdir()) if parent is None else parent
    remove_remains(beside, prefix)
    made = tempfile.TemporaryDirectory(prefix=prefix, dir=beside, ignore_cleanup_errors=True)
    with made as folder, in_use(Path(folder)):
        yield Path(folder)


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Hold a folder locked, so that no other run takes it for remains.

    Where the disk fails while a file in it is written, and the error does not say where, it names the folder.
    """
    descriptor = os.open(folder, os.O_RDONLY) if fcntl else None
    try:
        if descriptor is not None:
            with suppress(OSError):  # some disks of a network know no locks
                fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        yield
    except OSError as error:
        if error.filename is None and error.errno in _OF_A_DISK:
            error.filename = str(folder.parent)
        raise
    finally:
        if descriptor is not None:
            os.close(descriptor)


def remove_remains(folder: Path, prefix: str = PREFIX) -> None:
    """Remove the folders of a prefix within a folder that are ours, old, and held by nobody."""
    with suppress(OSError):
        for name in os.listdir(folder) if fcntl else ():  # noqa: PTH208 - names alone are asked for
            if name.startswith(prefix):
                _remove_unless_held(folder / name)


def _remove_unless_held(folder: Path) -> None:
    """Remove a folder; a link is left alone, wherever it leads, and so is what another user has made."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        try:
            about = os.fstat(descriptor)
            age = abs(time.time() - about.st_mtime)  # a clock may have been wrong, then or now
            if about.st_uid == os.getuid() and age > _STALE_AFTER:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(descriptor)
