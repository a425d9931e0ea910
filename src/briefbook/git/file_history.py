"""When the files of a book changed last, by Git."""

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from briefbook.git.command import Git, GitError, NoGitError
from briefbook.git.repository import refuse_within_store

_AS_IS = (
    "--encoding=UTF-8",
    "--root",
    "--no-show-signature",
    "--no-follow",
    "--no-renames",
    "--no-ext-diff",
    "--diff-merges=off",
    "-O" + os.devnull,
)
"""So that `git log` prints what it is asked for, whatever the settings of a user add or change."""


def last_changes(project: Path) -> Mapping[str, date]:
    """Return the day of the last commit that changed each file under `briefs/`, by its path in the project.

    Empty outside Git, and before the first commit. Raises ``GitError`` if Git fails otherwise,
    or would take files of the book for a repository.
    """
    if not _is_repository(project):
        return {}
    log = Git(project)("log", *_AS_IS, "-z", "--format=%x01%cs", "--name-only", "--relative", "--", "briefs")
    changes: dict[str, date] = {}
    day = date.min
    for entry in log.split("\0"):
        name = entry.strip("\n")
        if name.startswith("\x01"):
            day = _day(name[1:])
        elif name:
            changes.setdefault(name, day)
    return changes


def _day(text: str) -> date:
    """Return a day that Git prints; the last that there is for one after the year 9999, by a wrong clock."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return date.max


def _is_repository(project: Path) -> bool:
    try:
        refuse_within_store(Git(project))
    except NoGitError:
        return False
    except GitError as error:
        if "not a git repository" in str(error):
            return False
        raise
    return _has_commit(project)


def _has_commit(project: Path) -> bool:
    return Git(project).succeeds("rev-parse", "--verify", "--quiet", "HEAD")
