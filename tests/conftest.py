"""What tests share: the small book, the real book's site, and a browser."""

import gc
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.model.book import Book
from briefbook.pdf.typst_process import TypstProcess
from briefbook.pipelines import printable
from briefbook.pipelines.build import build_site
from briefbook.pipelines.load import load_book
from tests.chromium import CHROMIUM, FLAGS
from tests.command import MKDOCS, CommandServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

ROOT = Path(__file__).parents[1]
SMALL_BOOK = ROOT / "tests/small-book"
GOLDEN = ROOT / "tests/cases"
"""The golden cases, as data."""
COMMAND = [sys.executable, "-c", "from briefbook.cli import main; main()"]
"""The command line in a process that is started for it."""
SCREEN: "ViewportSize" = {"width": 1280, "height": 900}

MakeBook = Callable[[dict[str, str | bytes | None]], Path]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


settings.register_profile(
    "quick",
    max_examples=200,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("slow", settings.get_profile("quick"), max_examples=5_000, derandomize=False)
settings.load_profile("quick")


def pytest_configure() -> None:
    """Look for garbage as seldom as the command line does: the tests load whole books.

    A shell starts what runs in the background without interrupts, and all that this begins would have none.
    """
    gc.set_threshold(200_000, 30, 30)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_xdist_auto_num_workers() -> int:
    """Return how many workers `-n auto` begins: one more than there are cores, as tests wait for other processes."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as `unit` what is in no folder of whole runs; begin with what takes longest, so that none waits for it."""
    items.sort(key=lambda item: item.path.name != "test_every_page.py")
    for item in items:
        if not item.path.is_relative_to(ROOT / "tests/e2e"):
            item.add_marker("unit")


class LastingTypst(TypstProcess):
    """Typst in a process that all checks in the tests' own process share: to begin it takes longer than to ask it."""

    def __exit__(self, *_: object) -> None:
        """Let the process be."""


@pytest.fixture(scope="session", autouse=True)
def typst() -> Iterator[TypstProcess]:
    lasting = LastingTypst()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printable, "TypstProcess", lambda: lasting)
        yield lasting
    lasting.close()


@pytest.fixture
def make_book(tmp_path: Path) -> MakeBook:
    """Return a function that copies the small book, with some files changed, or removed where None."""

    def make(changes: dict[str, str | bytes | None]) -> Path:
        project = tmp_path / "book"
        shutil.copytree(SMALL_BOOK, project)
        for path, content in changes.items():
            file = project / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                file.unlink()
            elif isinstance(content, bytes):
                file.write_bytes(content)
            else:
                file.write_text(content, encoding="utf-8")
        return project

    return make


@cache
def real_book() -> Book:
    """Return the whole book of this repository, whatever its horizon."""
    book, problems = load_book(ROOT)
    assert problems == []
    assert book is not None
    return book


@pytest.fixture(scope="session")
def server() -> Iterator[CommandServer]:
    server = CommandServer(environment())
    yield server
    server.close()


@pytest.fixture
def briefbook(server: CommandServer) -> Run:
    """Return a function that runs the command in a process of its own."""

    def run(*arguments: str | Path, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
        return server.run([*map(str, arguments)], cwd or Path.cwd(), environment())

    return run


@pytest.fixture
def mkdocs(server: CommandServer) -> Run:
    """Return a function that runs MkDocs in a process of its own."""

    def run(project: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
        given = [*arguments, "-f", str(project / "mkdocs.yml")]
        return server.run(given, Path.cwd(), environment(), MKDOCS)

    return run


def environment() -> dict[str, str]:
    """Return an environment in which a child process reports its coverage, if this one does.

    It keeps the bytecode of what it imports: else each of some hundred compiles briefbook anew. It buffers its
    output, as it does for users.
    """
    return {
        **os.environ,
        "PYTHONUNBUFFERED": "",
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONWARNINGS": "ignore::DeprecationWarning",
        "PYTHONDONTWRITEBYTECODE": "",
    }


def made_once(name: str, tmp_path_factory: pytest.TempPathFactory, make: Callable[[Path], object]) -> Path:
    """Return a folder that the first test to ask for it makes, for all that run at the same time."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder, is_made = shared / name, shared / f"{name}-is-made"
    with FileLock(shared / f"{name}.lock"):
        if not is_made.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            is_made.touch()
    return folder


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the real book's site, built once."""
    return made_once("real-site", tmp_path_factory, lambda site: built(ROOT, site, with_pdfs=True))


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the small book's site, built once."""
    return made_once("small-site", tmp_path_factory, lambda site: built(SMALL_BOOK, site, with_pdfs=True))


def built(project: Path, site: Path, *, with_pdfs: bool = False) -> Path:
    """Return the folder of a project's site, after building it."""
    assert build_site(project, site, MkDocsEngine(), with_pdfs=with_pdfs) == []
    return site


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Return a real Chromium; without one the test is skipped, but never in CI."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium; .ci/run installs it")
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only for tests that need a browser

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def lasting_tab(browser: "Browser") -> Iterator["Page"]:
    """Return a page of the browser that lasts as long as the module."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def tab(request: pytest.FixtureRequest, browser: "Browser") -> Iterator["Page"]:
    """Return a page of the browser: a fresh one, but in modules that are marked `same_tab`."""
    if request.node.get_closest_marker("same_tab"):
        page: Page = request.getfixturevalue("lasting_tab")
        page.set_viewport_size(SCREEN)
        yield page
    else:
        context = browser.new_context(viewport=SCREEN)
        yield context.new_page()
        context.close()
