"""The command line as tests run it: each time in a process of its own, which a server begins."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

BRIEFBOOK, STAND_IN, MKDOCS = "briefbook.cli:main", "tests.stand_in:main", "mkdocs.__main__:cli"
"""The commands: briefbook, the same with an engine that writes three files and no print, and MkDocs, each a module and its function."""
SERVER = Path(__file__).with_name("command_server.py")


class CommandServer:
    """A server of runs, with the environment that Python itself has in them."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-P", SERVER],  # the folders beside that file are not libraries
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        )

    def run(
        self, arguments: Sequence[str], cwd: Path, environment: Mapping[str, str], command: str = BRIEFBOOK
    ) -> "subprocess.CompletedProcess[str]":
        """Return what a run prints, and its exit status."""
        begun = self.begin(arguments, cwd, environment, command)
        output, errors = begun.communicate()
        return subprocess.CompletedProcess([*arguments], begun.wait(), output, errors)

    def begin(
        self, arguments: Sequence[str], cwd: Path, environment: Mapping[str, str], command: str = BRIEFBOOK
    ) -> "StartedRun":
        """Begin a run of a command, in a group of processes of its own."""
        printed = TemporaryDirectory(prefix="command-")
        order = {
            "command": command,
            "arguments": [*arguments],
            "cwd": str(cwd),
            "environment": {**environment},
            "output": f"{printed.name}/output",
            "errors": f"{printed.name}/errors",
        }
        return StartedRun(self, self.ask(order), printed)

    def ask(self, order: Mapping[str, Any]) -> Any:
        """Return what the server answers to an order."""
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(f"{json.dumps(order)}\n")
        self._server.stdin.flush()
        return json.loads(self._server.stdout.readline())

    def close(self) -> None:
        """End the server."""
        self._server.communicate()


class StartedRun:
    """A run that goes on; it is used as ``subprocess.Popen`` is."""

    def __init__(self, server: CommandServer, pid: int, printed: "TemporaryDirectory[str]") -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._server = server
        self._printed = printed

    def poll(self) -> int | None:
        """Return the exit status; None while the run goes on."""
        if self.returncode is None:
            self.returncode = self._server.ask({"pid": self.pid, "options": os.WNOHANG})
        return self.returncode

    def wait(self) -> int:
        """Return the exit status, at the end of the run."""
        if self.returncode is None:
            self.returncode = int(self._server.ask({"pid": self.pid, "options": 0}))
        return self.returncode

    def communicate(self) -> tuple[str, str]:
        """Return what the run has printed, to its output and to its errors, at its end."""
        self.wait()
        with self._printed as folder:
            output, errors = (Path(folder, name).read_text("utf-8") for name in ("output", "errors"))
        return output, errors

    def kill_after(self, seconds: float) -> int:
        """Kill the run if it does not end within some seconds; return its exit status."""
        end = time.monotonic() + seconds
        while self.poll() is None:
            if time.monotonic() > end:
                os.kill(self.pid, signal.SIGKILL)
                break
            time.sleep(0.002)
        return self.wait()
