"""Pictures of each type of page: `python -m tests.e2e.pictures FOLDER`; those of README with `--readme`.

Each is taken at the width of a desk and of a phone, light and dark, from the site of the real book.
"""

import argparse
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from subprocess import run
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.chromium import CHROMIUM, FLAGS
from tests.conftest import ROOT, built
from tests.desk import Desk, Installed, install
from tests.e2e.conftest import PAGE_TYPES
from tests.e2e.paper import pages_of
from tests.e2e.server import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SEARCH = "search/index.html?q=Natakni+engines"
PAGES = [*PAGE_TYPES, SEARCH, "404.html"]
README = {
    "brief": "agreements/supplies-services-agreement/index.html",
    "search": SEARCH,
    "timeline": "timeline/index.html",
}
SHEETS = ("Contents", "Supplies and services agreement · Tab", "Everything that the book dates")
"""Words of the sheets of the printed book in README: the first that has each."""
WIDTHS = {"desk": 1280, "phone": 390}
SCHEMES = ("light", "dark")


def take(
    browser: "Browser", site: str, pages: dict[str, str], width: int, scheme: str
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the picture, as PNG, of the top of each page."""
    size = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, color_scheme=scheme)  # type: ignore[arg-type] # one of two
    page = context.new_page()
    for name, address in pages.items():
        page.goto(f"{site}/{address}", wait_until="networkidle")
        yield name, page.screenshot()
    context.close()


def take_print(browser: "Browser", pdf: Path) -> bytes:
    """Return a picture, as PNG, of three sheets of the printed book: the contents, a brief, the timeline."""
    sheets = [
        next(number for number, words in enumerate(pages_of(pdf), 1) if each in words) for each in SHEETS
    ]
    page = browser.new_page(viewport={"width": 1280, "height": 620})
    images = ""
    for number in sheets:
        drawn = run(
            ["pdftoppm", "-r", "72", "-f", str(number), "-l", str(number), "-png", pdf],
            capture_output=True,
            check=True,
        )
        encoded = b64encode(drawn.stdout).decode()
        images += f'<img alt="" src="data:image/png;base64,{encoded}" style="height: 580px; border: 1px solid #999">'
    style = "margin: 0; display: flex; gap: 20px; padding: 19px; justify-content: center; background: #eee"
    page.set_content(f'<body style="{style}">{images}</body>')
    return page.screenshot()


def real_editions(scratch: Path) -> Path:
    """Return the folder of the two editions of the real book, published as README has it."""
    install(scratch / "installed")
    desk = Desk(scratch / "desk", Installed(scratch / "installed"))
    desk.start(ROOT)
    desk.must("publish", "2025-05-06", "--as-of", "2025-05-06")
    desk.must("publish", "2026-07-02")
    return desk.checked_out(scratch / "published")


def main() -> None:
    """Take the pictures."""
    parser = argparse.ArgumentParser(description="Take pictures of each type of page.")
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "pictures")
    parser.add_argument("--readme", action="store_true", help="only those of README, into docs/images/")
    options = parser.parse_args()
    named = {
        address.partition("?")[0]
        .removesuffix("/index.html")
        .removesuffix(".html")
        .replace("/", "--"): address
        for address in PAGES
    }
    folder = ROOT / "docs/images" if options.readme else options.folder
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as scratch,
        serving(built(ROOT, Path(scratch, "site"), with_pdfs=True)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        if options.readme:
            with serving(real_editions(Path(scratch))) as editions:
                page = {"changes": "2026-07-02/changes/index.html"}
                for name, picture in take(browser, editions, page, 1280, "light"):
                    (folder / f"{name}.png").write_bytes(picture)
            for name, picture in take(browser, site, README, 1280, "light"):
                (folder / f"{name}.png").write_bytes(picture)
            (folder / "print.png").write_bytes(take_print(browser, Path(scratch, "site", "book.pdf")))
            return
        for width_name, width in WIDTHS.items():
            for scheme in SCHEMES:
                for name, picture in take(browser, site, named, width, scheme):
                    (folder / f"{name}-{width_name}-{scheme}.png").write_bytes(picture)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main()
