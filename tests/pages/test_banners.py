"""Banners: on which pages they are, as of which day, and what paper says of them."""

from datetime import date
from pathlib import Path

import pytest

from briefbook.pipelines.build import make_site
from briefbook.pipelines.engine import Site
from briefbook.pipelines.print import PrintJob, print_book
from tests.conftest import SMALL_BOOK, MakeBook
from tests.e2e.paper import needs_pdftotext, pages_of

BANNER = """\
banners:
  - text: "News of the night on the [[mast]]."
    from: 2026-07-03
    until: 2026-07-05
    briefs: [mast]
"""
BOOK = (SMALL_BOOK / "briefs/book.yml").read_text("utf-8")
HORIZON = date(2026, 7, 2)


def pages_with_banner(project: Path, day: date | None) -> dict[str, str]:
    site = make_site(project, day)
    assert isinstance(site, Site), site
    return {page.entry.uri: page.html for page in site.pages if "News of the night" in page.html}


@pytest.fixture
def project(make_book: MakeBook) -> Path:
    return make_book({"briefs/book.yml": f"{BOOK}{BANNER}"})


def test_a_banner_is_on_the_front_page_and_on_named_briefs(project: Path) -> None:
    assert f"as_of: {HORIZON}" in BOOK
    pages = pages_with_banner(project, None)
    assert {*pages} == {"index.html", "technology/mast/index.html"}
    for page in pages.values():
        assert 'data-bb-from="2026-07-03" data-bb-until="2026-07-05"' in page
        assert '<time datetime="2026-07-03">3 July 2026</time> until' in page
        assert page.index("News of the night") < page.index("<h2")


@pytest.mark.parametrize(
    ("day", "is_shown"),
    [
        (date(2026, 7, 1), False),  # a look back to before it began
        (HORIZON, True),  # the book's own horizon, after which the night came
        (date(2026, 7, 5), True),
        (date(2026, 7, 6), False),  # it is over
    ],
)
def test_a_banner_belongs_to_its_days(project: Path, day: date, is_shown: bool) -> None:
    assert bool(pages_with_banner(project, day)) is is_shown


@needs_pdftotext
@pytest.mark.usefixtures("typst")
def test_a_banner_on_paper_says_its_days(project: Path, tmp_path: Path) -> None:
    printed = print_book(project, tmp_path / "print", lambda _: PrintJob(briefs=frozenset({"mast"})))
    assert isinstance(printed, dict), printed
    (pdf,) = printed.values()
    assert "News of the night on the The antenna mast. 3 July 2026 until 5 July 2026" in pages_of(pdf)[0]
