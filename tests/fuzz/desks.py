"""The desks on which commands are killed, the commands, and what each may leave."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from tests.command import BRIEFBOOK, STAND_IN, CommandServer
from tests.conftest import environment
from tests.desk import Desk, Installed, install
from tests.fuzz.killable import COMMAND

State = tuple[object, ...]


@dataclass(frozen=True)
class Job:
    """A command that is killed; ``state`` is what it changes, and ``share`` how many of a hundred kills are its."""

    name: str
    arguments: tuple[str, ...]
    share: int
    state: Callable[[Desk], State]
    command: str = BRIEFBOOK


@dataclass(frozen=True)
class Run:
    """What a run has said, and how it ended."""

    status: int
    errors: str

    @property
    def is_orderly(self) -> bool:
        """Whether it ended by itself, and said why in words."""
        return self.status in (0, 1, 2) and "Traceback" not in self.errors


def of_branch(desk: Desk) -> State:
    """Return what the branch holds, which tags there are, and what else a publication leaves alone."""
    tags = desk.git("for-each-ref", "--format=%(refname) %(*objectname)", "refs/tags")
    tip = desk.git("rev-parse", "published")
    marked = {line.partition(" ")[0]: line.endswith(tip) for line in tags.splitlines()}
    return desk.git("rev-parse", "published^{tree}"), tuple(marked), desk.git("rev-parse", "HEAD")


def of_site(desk: Desk) -> State:
    """Return the digest of the site; None where it is missing."""
    site = desk.folder / "site"
    return (_digest(site) if site.is_dir() else None,)


def of_prints(desk: Desk) -> State:
    """Return the digest of each PDF: they are put in place one by one."""
    return tuple(
        sorted((path.name, sha256(path.read_bytes()).hexdigest()) for path in desk.folder.glob("print/*.pdf"))
    )


def _digest(folder: Path) -> str:
    digest = sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{file.relative_to(folder)} ".encode() + sha256(file.read_bytes()).digest())
    return digest.hexdigest()


JOBS = (
    Job("publish", ("publish", "second"), 35, of_branch, STAND_IN),
    Job("withdraw", ("withdraw", "first", "--why", "A test."), 25, of_branch),
    Job("publish, with its site", ("publish", "second"), 10, of_branch),
    Job("build", ("build", "--no-pdf"), 15, of_site),
    Job("print", ("print",), 15, of_prints),
)


def first_desk(folder: Path) -> Desk:
    """Return a desk with an edition, a site and prints, all of which a change of a brief has made old."""
    install(folder / "code")
    server = CommandServer({**environment(), "PYTHONPATH": str(folder / "code")})
    desk = Desk(folder / "desk", Installed(folder / "code", server=server, runs=STAND_IN))
    desk.start()
    gone = ("agreements/declaration", "context/other", "meetings/ministers", "meetings/delhi-talks")
    desk.commit({".gitignore": "site\nprint\n", **{f"briefs/{each}.md": None for each in gone}})
    desk.must("publish", "first")
    desk.installed = replace(desk.installed, runs=BRIEFBOOK)
    desk.must("build", "--no-pdf")
    desk.must("print")
    lanes = "briefs/context/sea-lanes.md"
    desk.commit({lanes: desk.read(lanes).replace("depend", "rely")})
    desk.installed = replace(desk.installed, runs="tests.fuzz.killable:main")
    return desk


def run(desk: Desk, job: Job, how: Mapping[str, str]) -> Run:
    """Run a command on a desk, with some variables of `killable`, until all that it began has ended."""
    usual = desk.environment
    desk.environment = {**usual, COMMAND: job.command, **how}
    try:
        started = desk.begin(*job.arguments)
        _, errors = started.communicate()
    finally:
        desk.environment = usual
    while _goes_on(started.pid):
        time.sleep(0.02)
    return Run(started.wait(), errors)


def _goes_on(group: int) -> bool:
    """Return whether a process of a group is still alive: Git goes on after briefbook has been killed."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, _, rest = stat.read_text("utf-8", errors="replace").rpartition(") ")
        except OSError:
            continue  # it has ended meanwhile
        state, _, of_group, *_ = rest.split()
        if int(of_group) == group and state != "Z":
            return True
    return False


def remains(desk: Desk) -> list[str]:
    """Return what is wrong with a repository and its folder after a command has done its work."""
    found = [str(path.relative_to(desk.folder)) for path in desk.folder.rglob("*unfinished*")]
    found += [str(path.relative_to(desk.folder)) for path in (desk.folder / ".git").rglob("*.lock")]
    found += desk.git("status", "--porcelain").splitlines()
    found += [
        each for each in desk.git("for-each-ref", "--format=%(refname)").splitlines() if "briefbook" in each
    ]
    checked = subprocess.run(
        ["git", "fsck", "--connectivity-only"],
        cwd=desk.folder,
        env=desk.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return found + ([checked.stderr] if checked.returncode else [])


def make_old(folder: Path) -> None:
    """Have all that is unfinished in a folder look as if a run of two days ago had left it."""
    long_ago = time.time() - 2 * 24 * 60 * 60
    for path in folder.rglob("*unfinished*"):
        os.utime(path, (long_ago, long_ago))
