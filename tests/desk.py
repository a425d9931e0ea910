"""A desk that publishes: a repository of its own with a small book, a bare remote, and the installed command."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.command import BRIEFBOOK, CommandServer, StartedRun
from tests.conftest import COMMAND, ROOT, SMALL_BOOK, environment

CLEARED = "clearance: cleared\ncleared_by: Test desk\ncleared_on: 2026-07-01\n"
NEW_BRIEF = f"---\ntitle: Brand new\nbottom_line: It is new.\n{CLEARED}---\n"
MEASURES = "COVERAGE_PROCESS_CONFIG"
"""What makes a child process measure its coverage."""
COLD_STAND_IN = [sys.executable, "-P", str(ROOT / "tests/stand_in.py")]
"""The command line with an engine that writes three files and no print, in a process that is started for it."""


@dataclass(frozen=True)
class Installed:
    """Where briefbook is installed, and how it is run: by a command, or by a server that has started already."""

    folder: Path
    command: tuple[str, ...] = tuple(COMMAND)
    server: CommandServer | None = None
    runs: str = BRIEFBOOK


def install(folder: Path) -> None:
    """Install briefbook as a wheel would: an uncommitted change of the checkout does not matter."""
    shutil.copytree(
        ROOT / "src/briefbook", folder / "briefbook", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(ROOT / "templates", folder / "briefbook/templates")


def build_wheel(folder: Path) -> Path:
    """Return a wheel of this checkout, made in a folder."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*command, "-w", str(folder), str(ROOT)], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel


class Desk:
    """A repository with a book, at ``folder``; ``tmp`` is where its commands put their temporary files."""

    def __init__(self, folder: Path, installed: Installed) -> None:
        self.installed = installed
        self.folder = folder / "book"
        self.remote = folder / "remote.git"
        self.tmp = folder / "tmp"
        self.tmp.mkdir(parents=True, exist_ok=True)
        who = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "A desk"), ("EMAIL", "desk@example.org"))
        }
        self.environment = {
            **environment(),
            **who,
            "PYTHONPATH": str(installed.folder),
            "TMPDIR": str(self.tmp),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }

    def copy(self, folder: Path) -> "Desk":
        """Return the same desk in another folder, with nothing shared."""
        shutil.copytree(self.folder.parent, folder, symlinks=True)
        other = Desk(folder, self.installed)
        if other.remote.exists():
            other.git("remote", "set-url", "origin", str(other.remote))
        return other

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        """Return what Git prints."""
        result = subprocess.run(
            ["git", *arguments],
            cwd=cwd or self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    def start(self, book: Path = SMALL_BOOK) -> None:
        """Make the repository, with a book all cleared, and a remote."""
        self.folder.mkdir()
        shutil.copy(book / "mkdocs.yml", self.folder)
        for name in ("briefs", "docs"):
            shutil.copytree(book / name, self.folder / name)
        for brief in self.folder.glob("briefs/*/*.md"):
            text = brief.read_text("utf-8")
            if "clearance:" not in text:
                brief.write_text(text.replace("---\n", f"---\n{CLEARED}", 1), "utf-8")
        self.git("init", "-q", "-b", "main")
        self.commit({})
        self.git("init", "-q", "--bare", str(self.remote))
        self.git("remote", "add", "origin", str(self.remote))

    def commit(self, files: Mapping[str, str | None]) -> str:
        """Write some files, delete those that are None, commit them, and return the commit."""
        for path, content in files.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                file.unlink()
            else:
                file.write_text(content, "utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "Work")
        return self.git("rev-parse", "HEAD")

    def read(self, path: str) -> str:
        """Return the text of a file of the working tree."""
        return (self.folder / path).read_text("utf-8")

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run briefbook on the book."""
        if self.installed.server:
            return self.installed.server.run(arguments, self.folder, self.environment, self.installed.runs)
        return subprocess.run(
            [*self.installed.command, *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def begin(self, *arguments: str) -> StartedRun:
        """Begin to run briefbook on the book, in a new process and a group of its own."""
        assert self.installed.server
        return self.installed.server.begin(arguments, self.folder, self.environment, self.installed.runs)

    def must(self, *arguments: str) -> str:
        """Run briefbook, and return what it prints; it has to succeed."""
        result = self.run(*arguments)
        assert result.returncode == 0, result.stderr
        return result.stdout

    def refused(self, *arguments: str) -> str:
        """Run briefbook, which has to refuse and to leave everything as it was; return what it says."""
        before = self.state()
        result = self.run(*arguments)
        assert result.returncode == 1, result.stdout
        assert "Traceback" not in result.stderr
        assert self.state() == before
        assert list(self.tmp.iterdir()) == []
        return result.stderr

    def refs(self) -> str:
        """Return every reference of the repository."""
        return self.git("for-each-ref")

    def state(self) -> tuple[str, ...]:
        """Return what a failed run may not change: references, here and there, the index, the working tree."""
        there = self.git("for-each-ref", cwd=self.remote) if self.remote.exists() else ""
        index = self.git("ls-files", "--stage")
        return self.refs(), there, index, self.git("status", "--porcelain"), self.git("rev-parse", "HEAD")

    def checked_out(self, folder: Path, branch: str = "published") -> Path:
        """Write the files of a branch into a new folder."""
        folder.mkdir()
        archive = subprocess.run(
            ["git", "archive", branch], cwd=self.folder, env=self.environment, capture_output=True, check=True
        )
        subprocess.run(["tar", "-x"], cwd=folder, input=archive.stdout, check=True)
        return folder
