import resource
from pathlib import Path

import pytest

from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.pipelines.build import make_site
from briefbook.pipelines.engine import Site
from tests.conftest import SMALL_BOOK


def test_a_full_disk_is_not_a_mistake_in_a_page(tmp_path: Path) -> None:
    site = make_site(SMALL_BOOK)
    assert isinstance(site, Site)
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill_disk(stage: str, done: int, total: int) -> None:
        if stage == "Writing":
            resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, usual[1]))

    try:
        with pytest.raises(OSError, match="File too large"):
            MkDocsEngine().build(SMALL_BOOK, site, tmp_path, fill_disk)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
