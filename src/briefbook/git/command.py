"""The one runner of Git: an explicit folder, and a failure raises with what Git said."""

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

_NAMES_A_REPOSITORY = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_GLOB_PATHSPECS",
        "GIT_GRAFT_FILE",
        "GIT_ICASE_PATHSPECS",
        "GIT_INDEX_FILE",
        "GIT_LITERAL_PATHSPECS",
        "GIT_NAMESPACE",
        "GIT_NOGLOB_PATHSPECS",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_QUARANTINE_PATH",
        "GIT_REPLACE_REF_BASE",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    }
)
"""What Git sets for a hook: kept, it would lead away from the folder that is given."""
_AS_IT_IS = {
    "LC_ALL": "C",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": "",
}
"""Git says what a repository holds, as every clone has it, and not what replaces it here.

Of a file of grafts that is there, also an empty one, it would warn at each run.
"""


class GitError(Exception):
    """Git could not do what it was asked."""


class NoGitError(GitError):
    """Git cannot be run."""


@dataclass(frozen=True)
class Git:
    """Git in a folder; ``settings`` (as by `-c`) and ``variables`` of the environment go with each call."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, *arguments: str) -> str:
        """Return what `git ARGUMENTS` prints, without the end of its last line."""
        return _text(self.raw(*arguments))

    def lines(self, *arguments: str) -> list[str]:
        """Return what `git ARGUMENTS` prints, line by line."""
        return [line for line in self(*arguments).split("\n") if line]

    def succeeds(self, *arguments: str) -> bool:
        """Return whether `git ARGUMENTS` ends with 0, where 1 is an answer too; else raises ``GitError``."""
        return self.output_or_none(*arguments) is not None

    def output_or_none(self, *arguments: str) -> str | None:
        """Return what `git ARGUMENTS` prints; None if it ends with 1, which says that there is none."""
        result = self._run(arguments)
        if result.returncode not in (0, 1):
            raise _failure(arguments, result.stderr)
        return None if result.returncode else _text(result.stdout)

    def raw(self, *arguments: str) -> bytes:
        """Return the bytes that `git ARGUMENTS` prints."""
        result = self._run(arguments)
        if result.returncode:
            raise _failure(arguments, result.stderr)
        return result.stdout

    def contents(self, objects: Iterable[str]) -> Iterator[bytes]:
        """Yield the content of each object, by its hash."""
        with self.stream("cat-file", "--batch") as (ask, answers):
            for each in objects:
                ask.write(f"{each}\n".encode())
                ask.flush()
                found = answers.readline().split()
                if len(found) != 3:
                    raise GitError(f"the repository lacks object {each}")
                yield answers.read(int(found[2]))
                answers.read(1)

    def write(self, *arguments: str, given: Iterable[bytes]) -> None:
        """Give `git ARGUMENTS` what it reads, piece by piece."""
        with self.stream(*arguments) as (ask, _):
            for piece in given:
                ask.write(piece)

    @contextmanager
    def stream(self, *arguments: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
        """Yield what `git ARGUMENTS` reads and what it prints, while it runs; it ends with the block.

        Raises ``GitError`` if it fails, also where the block fails first, as when it no longer listens.
        """
        with _told_if_not_run():
            process = subprocess.Popen(self._command_line(arguments), stdin=subprocess.PIPE, **self._how())
        with process:
            assert process.stdin
            assert process.stdout
            assert process.stderr
            broken = None
            try:
                yield process.stdin, process.stdout
                process.stdin.close()
            except BrokenPipeError as error:
                broken = error
            finally:
                with suppress(BrokenPipeError):
                    process.stdin.close()  # Git then ends by itself, and takes its locks along
            said = process.stderr.read()
        if process.returncode or broken:
            raise _failure(arguments, said) from broken

    def _run(self, arguments: Iterable[str]) -> "subprocess.CompletedProcess[bytes]":
        with _told_if_not_run():
            return subprocess.run(self._command_line(arguments), **self._how(), check=False)

    def _command_line(self, arguments: Iterable[str]) -> list[str]:
        settings = [word for name, value in self.settings.items() for word in ("-c", f"{name}={value}")]
        return ["git", *settings, "-C", str(self.folder), *arguments]

    def _how(self) -> dict[str, Any]:
        kept = {name: value for name, value in os.environ.items() if name not in _NAMES_A_REPOSITORY}
        return {
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "env": {**kept, **_AS_IT_IS, **self.variables},
        }


@contextmanager
def _told_if_not_run() -> Iterator[None]:
    """Raise ``NoGitError`` where the system cannot begin a process of Git."""
    try:
        yield
    except FileNotFoundError:
        raise NoGitError("there is no Git on this machine; install it") from None
    except OSError as error:
        raise NoGitError(f"Git cannot be run ({error.strerror}); fix how it is installed") from None
    except ValueError as error:  # from a program: no command line holds the character 0
        raise GitError(f"Git cannot be asked for that ({error})") from None


def _text(printed: bytes) -> str:
    return printed.decode("utf-8", "surrogateescape").removesuffix("\n")  # a name may end in white space


def _failure(arguments: Iterable[str], said: bytes) -> GitError:
    words = said.decode("utf-8", "replace").strip() or "it ended without a word"  # as if it was killed
    return GitError(f"git {' '.join(arguments)}: {words}")
