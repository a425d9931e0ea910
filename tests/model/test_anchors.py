import random
import string
from typing import Any

import pytest
import yaml
from markdown.extensions.toc import slugify

from briefbook.model.anchors import anchor_meant, anchor_of
from tests.conftest import GOLDEN

CASES = yaml.safe_load((GOLDEN / "anchors.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["anchor"])
def test_a_heading_has_the_anchor_of_its_words(case: dict[str, Any]) -> None:
    assert anchor_of(case["heading"]) == case["anchor"]
    for fragment in (case["anchor"], *case.get("links", ())):
        assert anchor_meant(fragment, {case["anchor"], "other"}) == case["anchor"], fragment


def test_a_heading_in_ascii_keeps_its_anchor() -> None:
    chosen = random.Random(16)
    for _ in range(2000):
        heading = "".join(chosen.choices(string.printable, k=chosen.randint(1, 12)))
        before = slugify(heading, "-")
        assert not before or anchor_of(heading) == before, heading


def test_a_link_means_the_second_heading_of_a_name_as_on_github() -> None:
    assert anchor_meant("same-1", {"same", "same_1"}) == "same_1"
    assert anchor_meant("same-1", {"same", "same_1", "same-1"}) == "same-1"
    assert anchor_meant("same-2", {"same", "same_1"}) is None
