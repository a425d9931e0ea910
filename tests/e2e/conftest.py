"""What the tests in a browser share."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefbook.pages.csp import POLICY_FILE
from tests.command import STAND_IN, CommandServer
from tests.conftest import ROOT, environment, made_once
from tests.desk import COLD_STAND_IN, NEW_BRIEF, Desk, Installed, install
from tests.disks import Mount, small_disks
from tests.e2e.server import headers_of, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MAST = "briefs/technology/mast.md"
BRIEF = "agreements/supplies-services-agreement/index.html"
FOUND = "search/index.html?q=Japan"
PAGE_TYPES = [
    "index.html",
    "agreements/index.html",
    "meetings/index.html",
    "technology/index.html",
    "context/index.html",
    BRIEF,
    "meetings/new-delhi-5-may-2025/index.html",
    "meetings/two-plus-two-dialogue/index.html",
    "technology/gcap/index.html",
    "context/joint-exercises/index.html",
    "packs/index.html",
    "packs/new-delhi-may-2025/index.html",
    "people/index.html",
    "people/gen-nakatani/index.html",
    "organisations/japan/index.html",
    "places/index.html",
    "programmes/index.html",
    "timeline/index.html",
    "upcoming/index.html",
    "questions/index.html",
    "outcomes/index.html",
    "exercises/index.html",
    "differences/index.html",
    "desk/index.html",
    "sources/index.html",
    "glossary/index.html",
    "reading.html",
    "search/index.html",
]
"""Of each type of page that the real book has, one or two."""


def wait_for_answer(tab: "Page") -> None:
    """Wait until the page of search shows the whole answer, its facets too."""
    tab.locator("#search--facets[aria-busy=false]").wait_for(state="attached")


def open_page(tab: "Page", address: str, path: str) -> None:
    """Open a page of a site; that of search with its whole answer."""
    tab.goto(f"{address}/{path}")
    if path.startswith("search/"):
        wait_for_answer(tab)


def note_complaints(tab: "Page", complaints: list[str]) -> None:
    """Take down what the policy of a page refuses, and every other complaint of the browser."""
    tab.expose_function("refused", lambda complaint: complaints.append(str(complaint)))
    tab.add_init_script(
        """addEventListener("securitypolicyviolation", event =>
            refused(`${event.documentURI}: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))"""
    )
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))


@pytest.fixture
def complaints(tab: "Page") -> list[str]:
    """Return a list that takes what the browser complains of, the policy's refusals too."""
    noted: list[str] = []
    note_complaints(tab, noted)
    return noted


@pytest.fixture(scope="module")
def address(real_site: Path) -> Iterator[str]:
    """The address of a server of the real book's site."""
    with serving(real_site) as address:
        yield address


@pytest.fixture(scope="session")
def policy(real_site: Path) -> dict[str, str]:
    """Return what nginx would send: the headers of the sample in the docs, and of the file that it includes."""
    files = ROOT / "docs/publishing.md", real_site / POLICY_FILE
    return {name: value for file in files for name, value in headers_of(file.read_text("utf-8")).items()}


@pytest.fixture(scope="session")
def code(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which briefbook is installed."""
    return made_once("installed", tmp_path_factory, install)  # the name that coverage knows


@pytest.fixture(scope="session")
def installed(code: Path) -> Iterator[Installed]:
    """Return briefbook as it is installed."""
    server = CommandServer({**environment(), "PYTHONPATH": str(code)})
    yield Installed(code, server=server)
    server.close()


@pytest.fixture(scope="session")
def stand_in(installed: Installed) -> Installed:
    """Return briefbook as it is installed, with an engine that writes three files and no print."""
    return replace(installed, command=tuple(COLD_STAND_IN), runs=STAND_IN)


@pytest.fixture(scope="session")
def two_editions(tmp_path_factory: pytest.TempPathFactory, installed: Installed) -> Desk:
    """Return a desk that has published two editions, with a changed brief, a new one and a renamed one."""
    folder = made_once("two-editions", tmp_path_factory, lambda folder: publish_two(Desk(folder, installed)))
    return Desk(folder, installed).copy(tmp_path_factory.mktemp("two") / "desk")


def publish_two(desk: Desk) -> None:
    """Publish an edition of a new book, and another."""
    desk.start()
    desk.must("publish", "2026-07", "--push", "origin")
    renamed = desk.read(MAST).replace(
        "title: The", "redirects_from: [mast]\nchange_note: It has a new name.\ntitle: The new"
    )
    desk.git("mv", "briefs/technology/mast", "briefs/technology/antenna")
    pact = desk.read("briefs/agreements/supply-pact.md")
    desk.commit(
        {
            MAST: None,
            "briefs/technology/antenna.md": renamed.replace("mast/mast.svg", "antenna/mast.svg"),
            "briefs/context/sea-lanes.md": desk.read("briefs/context/sea-lanes.md").replace(
                "related: [mast]", "related: [antenna]"
            ),
            "briefs/context/brand-new.md": NEW_BRIEF,
            "briefs/agreements/supply-pact.md": pact.replace("[[mast|", "[[antenna|").replace(
                "in_force: 2021-07-11", "in_force: 2021-08-11"
            ),
        }
    )
    desk.must("publish", "2026-08", "--title", "August 2026", "--push", "origin")


@pytest.fixture
def one_edition(first_edition: Desk, tmp_path: Path) -> Desk:
    """Return a desk of its own with one edition, published here and at its remote: its site does not matter."""
    return first_edition.copy(tmp_path / "desk")


@pytest.fixture(scope="session")
def first_edition(tmp_path_factory: pytest.TempPathFactory, stand_in: Installed) -> Desk:
    folder = made_once(
        "first-edition", tmp_path_factory, lambda folder: publish_first(Desk(folder, stand_in))
    )
    return Desk(folder, stand_in)


def publish_first(desk: Desk) -> None:
    desk.start()
    gone = ("agreements/declaration", "meetings/ministers", "meetings/delhi-talks")
    desk.commit({f"briefs/{each}.md": None for each in gone})
    desk.must("publish", "2026-07", "--push", "origin")


@pytest.fixture
def real_editions(two_editions: Desk, tmp_path: Path) -> Desk:
    """Return a desk of its own with two editions that the real engine has laid out."""
    return two_editions.copy(tmp_path / "desk")


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """Return a function that mounts small disks."""
    with small_disks(tmp_path) as mount:
        yield mount


@pytest.fixture
def copying_tab(browser: "Browser") -> Iterator["Page"]:
    """Return a tab whose clipboard can be read."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()
