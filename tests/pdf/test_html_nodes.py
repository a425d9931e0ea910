"""Finished HTML to nodes."""

from copy import deepcopy
from typing import Any

import pytest
import yaml

from briefbook.pdf.html_nodes import nodes_of
from briefbook.pdf.nodes import Element, elements_of, text_of, with_elements
from tests.conftest import GOLDEN

CASES = yaml.safe_load((GOLDEN / "html_nodes.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_golden_nodes(case: dict[str, Any]) -> None:
    assert (
        nodes_of(case["html"], "s/page/index.html", {"s/page/index.html", "s/held/index.html"})
        == case["nodes"]
    )


def test_a_change_of_elements_leaves_the_nodes_as_they_were() -> None:
    nodes = nodes_of("<p>One <em>two</em></p><p>three</p>", "page/index.html", set())
    before = deepcopy(nodes)

    def renamed(element: Element) -> Element:
        return {**element, "tag": element["tag"].upper()}

    changed = with_elements(nodes, renamed)
    assert nodes == before
    assert [each["tag"] for each in elements_of(changed)] == ["P", "EM", "P"]
    assert [text_of(each) for each in changed] == [text_of(each) for each in nodes]
