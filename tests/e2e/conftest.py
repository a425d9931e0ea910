"""What the tests in a browser share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.server import serving


@pytest.fixture(scope="module")
def address(real_site: Path) -> Iterator[str]:
    """The address of a server of the real book's site."""
    with serving(real_site) as address:
        yield address
