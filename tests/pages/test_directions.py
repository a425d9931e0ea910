"""The direction of the blocks of a page."""

import pytest
import yaml

from briefbook.pages.directions import with_directions
from tests.conftest import GOLDEN

CASES = yaml.safe_load((GOLDEN / "directions.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_golden_directions(case: dict[str, str]) -> None:
    assert with_directions(case["html"]) == case["shown"]
