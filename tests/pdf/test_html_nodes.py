"""Finished HTML to nodes."""

from typing import Any

import pytest
import yaml

from briefbook.pdf.html_nodes import breakable, nodes_of
from tests.conftest import GOLDEN

CASES = yaml.safe_load((GOLDEN / "html_nodes.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_golden_nodes(case: dict[str, Any]) -> None:
    assert (
        nodes_of(case["html"], "s/page/index.html", {"s/page/index.html", "s/held/index.html"})
        == case["nodes"]
    )


def test_a_word_that_no_line_can_hold_breaks_anywhere() -> None:
    assert breakable("x" * 300).replace("\N{ZERO WIDTH SPACE}", "") == "x" * 300
    assert breakable("x" * 300).count("\N{ZERO WIDTH SPACE}") == 299
    assert breakable("an ordinary sentence") == "an ordinary sentence"
    assert breakable("中谷元" * 30) == "中谷元" * 30
