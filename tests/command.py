"""The command line as tests run it: each time in a process of its own, forked from one that has imported it.

To start Python and to import briefbook takes longer than most commands do. The server is this file, run as a
script. Between two runs it waits, and no more.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any


class CommandServer:
    """A process that has imported a command line, and forks for each run of it."""

    def __init__(self, module: str, environment: Mapping[str, str]) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-P", __file__, module],  # the folders beside this file are not libraries
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        )

    def run(
        self, arguments: Sequence[str], cwd: Path, environment: Mapping[str, str]
    ) -> "subprocess.CompletedProcess[str]":
        """Return what a run prints, and its exit status; Python itself has the environment of the server."""
        assert self._server.stdin
        assert self._server.stdout
        with TemporaryDirectory(prefix="command-") as folder:
            printed = [Path(folder, each) for each in ("stdout", "stderr")]
            order = {
                "arguments": [*arguments],
                "cwd": str(cwd),
                "environment": {**environment},
                "printed": [*map(str, printed)],
            }
            self._server.stdin.write(f"{json.dumps(order)}\n")
            self._server.stdin.flush()
            status = int(self._server.stdout.readline())
            output, errors = (file.read_text("utf-8") for file in printed)
        return subprocess.CompletedProcess([*arguments], status, output, errors)

    def close(self) -> None:
        """End the server."""
        self._server.communicate()


def _serve(module: str) -> None:
    """Run a command line as often as standard input asks for it."""
    main = import_module(module).main
    for each in main.names:
        import_module(f"briefbook.cli.{each}")
    for line in sys.stdin:
        order = json.loads(line)
        if child := os.fork():
            _, status = os.waitpid(child, 0)
            print(os.waitstatus_to_exitcode(status), flush=True)
        else:
            _run(main, **order)


def _run(main: Any, arguments: list[str], cwd: str, environment: dict[str, str], printed: list[str]) -> None:
    """Run a command line, which ends the process."""
    for descriptor, file in enumerate((os.devnull, *printed)):
        opened = os.open(file, os.O_RDWR | os.O_CREAT)
        os.dup2(opened, descriptor)
        os.close(opened)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    main(arguments, prog_name="briefbook")


if __name__ == "__main__":
    sys.path.append(str(Path(__file__).parents[1]))  # for a command line of the tests' own
    _serve(sys.argv[1])
