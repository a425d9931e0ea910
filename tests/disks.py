"""Disks that fail: small ones in memory, and folders that can only be read."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

Mount = Callable[..., Path]


@contextmanager
def small_disks(folder: Path) -> Iterator[Mount]:
    """Yield a function that mounts a small disk in memory, in a folder of its own within another."""
    mounted: list[Path] = []

    def mount(*options: str) -> Path:
        disk = folder / f"disk-{len(mounted)}"
        disk.mkdir()
        _mount("-t", "tmpfs", "-o", ",".join(("size=200k", *options)), "tmpfs", str(disk))
        mounted.append(disk)
        return disk

    yield mount
    for disk in mounted:
        subprocess.run(["umount", str(disk)], check=True)


@contextmanager
def only_to_read(folder: Path) -> Iterator[None]:
    """Have a folder on a disk that cannot be written."""
    _mount("--bind", "-o", "ro", str(folder), str(folder))
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def _mount(*arguments: str) -> None:
    """Mount a disk; skip the test where the system lets nobody do so, as in many containers."""
    made = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"no disk can be mounted here: {made.stderr.strip()}")


def fill(disk: Path) -> None:
    """Leave no room on a disk."""
    with (disk / "rest").open("wb", buffering=0) as rest, suppress(OSError):
        while True:
            rest.write(bytes(4096))
