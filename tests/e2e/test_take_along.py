"""The real book as a zip, unpacked elsewhere and opened from disk."""

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefbook.pipelines.output import write_zip
from tests.e2e.searching import ask, found

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_an_unpacked_site_reads_and_answers(real_site: Path, tmp_path: Path, tab: "Page") -> None:
    write_zip(real_site, tmp_path / "defence-ties.zip")
    with zipfile.ZipFile(tmp_path / "defence-ties.zip") as archive:
        archive.extractall(tmp_path)
    site = (tmp_path / "defence-ties").as_uri()
    tab.goto(f"{site}/index.html")
    tab.locator("article a:has-text('Agreements')").first.click()
    tab.locator("article a:has-text('Supplies and services agreement')").first.click()
    assert "supplies and services" in tab.locator("h1").inner_text()
    ask(tab, site, q="物品役務相互提供協定")
    assert found(tab)[0] == "agreements/supplies-services-agreement/index.html"
