"""A book that `init` makes from the wheel alone, without this repository: first edition, first briefs, in CI and in Chromium."""

import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from briefbook.model.briefs.kinds import KINDS
from tests.command import CommandServer
from tests.conftest import ROOT, environment, made_once
from tests.desk import Desk, Installed, build_wheel
from tests.e2e.server import serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.publish

BRIEF = "agreements/sea-rescue/index.html"
PAGES = ["index.html", BRIEF, "meetings/index.html", "timeline/index.html", "desk/index.html", "reading.html"]
EDITION = "first"


class NewDesk(Desk):
    """A desk that has nothing but the wheel; it starts with `init`."""

    def start_book(self, *options: str) -> None:
        assert self.installed.server
        made = self.installed.server.run(["init", str(self.folder), *options], ROOT, self.environment)
        assert made.returncode == 0, made.stderr
        self.git("init", "-q", "-b", "main")
        self.commit({})


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made_once("wheel", tmp_path_factory, lambda folder: unpack(build_wheel(folder)))
    return next(folder.glob("*.whl"))


def unpack(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(wheel.parent / "installed")


@pytest.fixture(scope="module")
def unpacked(wheel: Path) -> Iterator[Installed]:
    """Return briefbook as the wheel has it, and nothing of this repository."""
    folder = wheel.parent / "installed"
    server = CommandServer({**environment(), "PYTHONPATH": str(folder)})
    yield Installed(folder, server=server)
    server.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, unpacked: Installed) -> Desk:
    """Return a desk on its first day: what it did ended well."""
    folder = made_once("first-day", tmp_path_factory, lambda folder: first_day(NewDesk(folder, unpacked)))
    return NewDesk(folder, unpacked)


def first_day(desk: NewDesk) -> None:
    desk.start_book("--title", "Sea desk: a first book")
    desk.must("check")
    desk.must("build")
    desk.must("print")
    desk.must("publish", EDITION)


@pytest.fixture(scope="module")
def address(desk: Desk) -> Iterator[str]:
    with serving(desk.folder / "site") as address:
        yield address


def test_what_is_made_stays_out_of_git(desk: Desk) -> None:
    assert desk.git("status", "--porcelain") == ""
    assert (desk.folder / "site/agreements/sea-rescue/sea-rescue.pdf").is_file()
    assert (desk.folder / "print/book.pdf").is_file()
    assert f"edition/{EDITION}" in desk.refs()


@pytest.mark.slow
def test_a_bare_book_does_it_all_too(tmp_path: Path, unpacked: Installed) -> None:
    desk = NewDesk(tmp_path, unpacked)
    desk.start_book("--bare")
    for kind in KINDS.values():
        desk.must("new", kind.kind, f"first-{kind.kind}")
    assert "No mistakes in 4 briefs" in desk.must("check")
    desk.git("stash", "--include-untracked", "--quiet")
    desk.commit({"docs/reading.md": None})  # and with it the folder, which no command needs
    assert "No mistakes in 0 briefs" in desk.must("check")
    desk.must("print")
    desk.must("publish", EDITION)
    site = desk.checked_out(tmp_path / "site") / EDITION
    assert "The book has no brief yet." in (site / "desk/index.html").read_text("utf-8")
    assert "The book makes no statement yet." in (site / "sources/index.html").read_text("utf-8")


@pytest.mark.browser
def test_its_site_is_marked_and_asks_no_other_host(address: str, tab: "Page") -> None:
    requests: list[str] = []
    tab.on("request", lambda request: requests.append(request.url))
    for page in PAGES:
        tab.goto(f"{address}/{page}")
        assert tab.locator("text=INTERNAL").count() >= 2
    tab.wait_for_load_state("networkidle")
    assert [url for url in requests if not url.startswith((address, "data:", "blob:"))] == []


@pytest.mark.browser
def test_its_search_finds_a_brief(address: str, tab: "Page") -> None:
    tab.goto(f"{address}/search/index.html?q=resque+tern+strait")
    tab.locator(f"a[href*='{BRIEF}']").first.wait_for()


@pytest.mark.browser
def test_its_navigation_leads_to_each_section_and_page(desk: Desk, tab: "Page") -> None:
    tab.goto((desk.folder / "site/index.html").as_uri())
    for name in (
        "Agreements",
        "Meetings",
        "Technology",
        "Strategic context",
        "Reference",
        "How to read this book",
    ):
        tab.locator(f".md-tabs a:has-text('{name}')").click()
        tab.wait_for_load_state()
        assert name in tab.locator(".md-tabs__item--active").inner_text()


# Continuous integration: the shell of the samples, in clones as they make them, with a real remote.


def bring_libraries(folder: Path) -> None:
    """Put into a folder what the lock would bring from the network, but briefbook and pip.

    All are links, but for the theme's assets: as in a real environment, these lie within the book's folder.
    """
    own = ("briefbook", "_briefbook", "_editable", "pip")
    installed = Path(sysconfig.get_path("purelib"))
    assets = "material/templates/assets"
    shutil.copytree(installed / assets, folder / assets)
    for part in ("", "material", "material/templates"):
        for entry in (installed / part).iterdir():
            link = folder / part / entry.name
            if not entry.name.startswith(own) and not link.exists():
                link.symlink_to(entry)


def run_step(step: str, clone: Path, environment: Mapping[str, str]) -> None:
    result = subprocess.run(
        ["sh", "-ec", step], cwd=clone, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, f"{step}: {result.stdout}{result.stderr}"


def without_author(environment: Mapping[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in environment.items()
        if not name.startswith(("GIT_AUTHOR", "GIT_COMMITTER"))
    }


def assert_both_are_at_the_remote(here: Desk) -> None:
    refs = here.git("for-each-ref", "--format=%(refname)", cwd=here.remote).split()
    assert refs == [
        "refs/heads/main",
        "refs/heads/published",
        "refs/tags/edition/first-of-ci",
        "refs/tags/edition/second-of-ci",
    ]
    publisher = here.git("log", "-1", "--format=%cn <%ce>", "published", cwd=here.remote)
    assert publisher == "The desk <desk@example.org>"


@pytest.mark.slow
def test_the_samples_of_ci_check_build_and_publish(
    tmp_path: Path, desk: Desk, wheel: Path, unpacked: Installed
) -> None:
    here = desk.copy(tmp_path / "desk")
    (here.folder / "wheels").mkdir()
    shutil.copy(wheel, here.folder / "wheels")
    here.commit({"requirements.lock": ""})  # the test has no network
    here.git("init", "-q", "--bare", "-b", "main", str(here.remote))
    here.git("push", "-q", str(here.remote), "main")
    sample = yaml.safe_load(here.read(".gitlab-ci.yml"))
    *_, name_remote, publish = sample["publish"]["script"]

    def clone(edition: str) -> tuple[Path, dict[str, str]]:
        folder = tmp_path / edition
        here.git("clone", "-q", "--single-branch", "--no-tags", str(here.remote), str(folder))
        return folder, {
            **without_author(here.environment),
            "PYTHON": sys.executable,
            "PYTHONPATH": str(tmp_path / "first-of-ci/.venv/libraries"),
            "EDITION": edition,
        }

    first, environment = clone("first-of-ci")
    bring_libraries(first / ".venv/libraries")
    for step in (*sample["build"]["script"], publish):
        run_step(step, first, environment)
    second, environment = clone("second-of-ci")
    (second / ".venv").symlink_to(first / ".venv")
    run_step(publish, second, environment)

    assert_both_are_at_the_remote(here)
    run_step(
        name_remote,
        second,
        {**environment, "PUSH_TOKEN": "secret", "CI_PROJECT_URL": "https://git.example.org/a/b"},
    )
    assert (
        here.git("remote", "get-url", "origin", cwd=second) == "https://token:secret@git.example.org/a/b.git"
    )


def test_ci_says_which_wheel_is_missing(desk: Desk, wheel: Path) -> None:
    result = subprocess.run(
        ["sh", "ci/install.sh"], cwd=desk.folder, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert result.stderr == (
        f"ci/install.sh: there is no wheels/{wheel.name}; put the wheel there, or name another as BRIEFBOOK\n"
    )
    assert not (desk.folder / ".venv").exists()
