"""A disk in memory, of any size, which can be made smaller, and read only; only root may mount one."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_LARGE = "size=1g"


class SmallDisk:
    """A disk at ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def leave_free(self, kibibytes: int) -> None:
        """Make it so small that it has this much room left."""
        used = sum(path.lstat().st_blocks for path in self.folder.rglob("*")) // 2
        self._remount(f"size={used + kibibytes}k")

    def close(self) -> None:
        """Make it read only."""
        self._remount("ro")

    def open(self) -> None:
        """Give it room, and let everybody write."""
        self._remount(f"rw,{_LARGE}")

    def _remount(self, options: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{options}", str(self.folder)], check=True)


@contextmanager
def mounted(folder: Path) -> Iterator[SmallDisk]:
    """Yield a disk at a new folder; raises ``CalledProcessError`` where the system mounts none."""
    folder.mkdir()
    try:
        mount = ["mount", "-t", "tmpfs", "-o", _LARGE, "fuzz", str(folder)]
        subprocess.run(mount, check=True, capture_output=True)
        try:
            yield SmallDisk(folder)
        finally:
            subprocess.run(["umount", str(folder)], check=True)
    finally:
        folder.rmdir()


def can_mount() -> bool:
    """Return whether this system lets this user mount a disk in memory."""
    with TemporaryDirectory(prefix="fuzz-disk-") as folder:
        try:
            with mounted(Path(folder, "disk")):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False
