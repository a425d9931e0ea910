"""The one runner of Git: an explicit folder, and a failure raises with what Git said."""

import os
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path


class GitError(Exception):
    """Git could not do what it was asked."""


def last_changes(project: Path) -> Mapping[str, date]:
    """Return the day of the last commit that changed each file under `briefs/`, by its path in the project.

    Empty outside Git, and before the first commit. Raises ``GitError`` if Git fails otherwise.
    """
    if not _is_repository(project):
        return {}
    log = _run(project, "log", "-z", "--format=%x01%cs", "--name-only", "--relative", "--", "briefs")
    changes: dict[str, date] = {}
    day = date.min
    for entry in log.split("\0"):
        name = entry.strip("\n")
        if name.startswith("\x01"):
            day = date.fromisoformat(name[1:])
        elif name:
            changes.setdefault(name, day)
    return changes


def _is_repository(project: Path) -> bool:
    try:
        _run(project, "rev-parse", "--git-dir")
    except FileNotFoundError:
        return False  # no Git on this machine
    except GitError as error:
        if "not a git repository" in str(error):
            return False
        raise
    return _has_commit(project)


def _has_commit(project: Path) -> bool:
    try:
        _run(project, "rev-parse", "--verify", "--quiet", "HEAD")
    except GitError:
        return False
    return True


def _run(folder: Path, *arguments: str) -> str:
    """Return what `git ARGUMENTS` prints in a folder."""
    result = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="surrogateescape",
        env={**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"},
    )
    if result.returncode:
        raise GitError(f"git {' '.join(arguments)}: {result.stderr.strip()}")
    return result.stdout
