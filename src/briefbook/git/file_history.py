"""When the files of a book changed last, by Git."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from briefbook.git.command import Git, GitError


def last_changes(project: Path) -> Mapping[str, date]:
    """Return the day of the last commit that changed each file under `briefs/`, by its path in the project.

    Empty outside Git, and before the first commit. Raises ``GitError`` if Git fails otherwise.
    """
    if not _is_repository(project):
        return {}
    log = Git(project, {"log.showSignature": "false"})(
        "log", "-z", "--format=%x01%cs", "--name-only", "--relative", "--", "briefs"
    )
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
        Git(project)("rev-parse", "--git-dir")
    except FileNotFoundError:
        return False  # no Git on this machine
    except GitError as error:
        if "not a git repository" in str(error):
            return False
        raise
    return _has_commit(project)


def _has_commit(project: Path) -> bool:
    return Git(project).succeeds("rev-parse", "--verify", "--quiet", "HEAD")
