"""What tests put into a book that cannot be part of one: links, pipes, sockets, folders in the place of files."""

import os
import shutil
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

SECRET = "The words of a file out of the book."


def put_strays(project: Path, strays: Mapping[str, Any]) -> Path:
    """Put strays into a book, and return it; beside it are what the links lead to by the names of their case."""
    outside = project.parent / "outside"
    outside.mkdir(exist_ok=True)
    secret = outside / "secret.md"
    secret.write_text(SECRET)
    meant = {"SECRET": secret, "OUTSIDE": outside}
    for path, target in strays.get("links", {}).items():
        _free(project / path).symlink_to(meant.get(target, Path(target)))
    for path in strays.get("pipes", ()):
        os.mkfifo(_free(project / path))
    for path in strays.get("sockets", ()):
        _bind(_free(project / path))
    for path in strays.get("folders", ()):
        _free(project / path).mkdir()
    for path, text in strays.get("files", {}).items():
        _free(project / path).write_text(text)
    return project


def _free(path: Path) -> Path:
    """Return a path after its folder was made, and what was there removed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    return path


def _bind(path: Path) -> None:
    """Make a socket; its path may be longer than the system lets one be, but not its name."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(path.name)
    finally:
        os.chdir(here)
