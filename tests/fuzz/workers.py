"""Processes that try books out, one for each core; a book on which one hangs or dies is a finding."""

import faulthandler
import gc
import os
import resource
import signal
import time
from collections.abc import Generator, Iterator
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz.judges import OWN_CODE, Finding
from tests.fuzz.mutants import Mutant
from tests.fuzz.trial import Laboratory, Trial

LONGEST = 5.0
"""Seconds of CPU that a book may take, and no more."""
_WAITS = 60.0
"""Seconds without any CPU after which a process is taken for one that waits for ever."""
_MEMORY = 4 << 30
"""Bytes of addresses that a process may use; a good book needs about one and a half thousand million."""
_BOOKS = 400
"""After so many a new process begins."""
_PROCESSES = get_context("spawn")  # Typst's threads would not live in a fork


def serve(pipe: Connection, seed: str, folder: Path, log: Path) -> None:
    """Try out the book of each number that comes, and send back what came of it; one more at first, to be warm."""
    said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(said, 1)
    os.dup2(said, 2)
    gc.set_threshold(200_000, 30, 30)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ["GIT_CEILING_DIRECTORIES"] = "/"
    folder.mkdir(exist_ok=True)
    laboratory = Laboratory(folder)
    laboratory.try_out(Mutant("warm", 0))
    faulthandler.register(signal.SIGPROF, file=said, chain=True)  # says where, and lets the process die
    while number := pipe.recv():
        os.ftruncate(said, 0)
        signal.setitimer(signal.ITIMER_PROF, LONGEST)
        trial = laboratory.try_out(Mutant(seed, number))
        signal.setitimer(signal.ITIMER_PROF, 0)
        pipe.send(trial)


class Worker:
    """A process that tries out one book at a time; another takes its place where it dies, or has grown old."""

    def __init__(self, seed: str, folder: Path) -> None:
        self._seed = seed
        self._folder = folder
        self._log = folder.with_suffix(".txt")
        self._process: SpawnProcess | None = None
        self._tried = 0

    def begin(self, number: int) -> None:
        """Have it try out a book."""
        if self._tried == _BOOKS:
            self.end()
        if self._process is None:
            self.pipe, theirs = _PROCESSES.Pipe()
            arguments = (theirs, self._seed, self._folder, self._log)
            self._process = _PROCESSES.Process(target=serve, args=arguments, daemon=True)
            self._process.start()
            theirs.close()
            self._tried = 0
        self._number, self._used, self._moved = number, "", time.monotonic()
        self._tried += 1
        self.pipe.send(number)

    def trial(self) -> Trial | None:
        """Return what came of its book, or of itself: it may have died; None while it goes on."""
        if self.pipe.poll():
            try:
                trial: Trial = self.pipe.recv()
            except EOFError:
                return self._dead("a death", "the process died")
            return trial
        if (used := self._cpu()) != self._used:
            self._used, self._moved = used, time.monotonic()
        if time.monotonic() - self._moved > _WAITS:
            return self._dead("a wait", f"it did nothing for {_WAITS:.0f} seconds")
        return None

    def _cpu(self) -> str:
        """Return how much CPU the process has used, as the system says it."""
        assert self._process
        with suppress(FileNotFoundError):
            return " ".join(Path(f"/proc/{self._process.pid}/stat").read_text("utf-8").split()[13:15])
        return ""

    def end(self) -> None:
        """End its process."""
        if self._process:
            self._process.kill()
            self._process.join()
            self.pipe.close()
            self._process = None

    def _dead(self, kind: str, what: str) -> Trial:
        assert self._process
        self._process.kill()
        self._process.join()
        status = self._process.exitcode
        self.end()
        if status == -signal.SIGPROF:
            kind, what = "a hang", f"it took over {LONGEST:.0f} seconds of CPU"
        said = self._log.read_text("utf-8", errors="replace") if self._log.exists() else ""
        frame = next((line.strip() for line in said.splitlines() if OWN_CODE in line), "")
        finding = Finding(
            f"{kind}: {frame.partition(OWN_CODE)[2]}", f"{what}, with status {status}\n{said[:3_000]}"
        )
        return Trial(self._number, [], findings=[finding], cpu=LONGEST)


def try_all(seed: str, numbers: Iterator[int], processes: int) -> Generator[Trial]:
    """Yield what comes of the book of each number, as it comes; whoever has enough closes the iterator."""
    with TemporaryDirectory(prefix="fuzz-") as folder:
        workers = [Worker(seed, Path(folder, str(each))) for each in range(processes)]
        try:
            busy = []
            for worker, number in zip(workers, numbers, strict=False):
                worker.begin(number)
                busy.append(worker)
            while busy:
                wait([worker.pipe for worker in busy], timeout=1)
                for worker in [*busy]:
                    if trial := worker.trial():
                        yield trial
                        if following := next(numbers, None):
                            worker.begin(following)
                        else:
                            busy.remove(worker)
        finally:
            for worker in workers:
                worker.end()
