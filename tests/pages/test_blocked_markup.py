"""What the policy of a site blocks in a page, as browsers read it, and where its author wrote it."""

from typing import Any

import pytest
import yaml

from briefbook.pages.blocked_markup import blocked_in
from briefbook.pages.element_places import ElementPlaces
from briefbook.problems import Where
from tests.conftest import GOLDEN

CASES = yaml.safe_load((GOLDEN / "blocked_markup.yml").read_text("utf-8"))["found"]


def named(case: dict[str, Any]) -> str:
    return str(case.get("text") or case["field"])


@pytest.mark.parametrize("case", CASES, ids=named)
def test_what_is_blocked_and_where_it_is(case: dict[str, Any]) -> None:
    source = named(case)
    places = ElementPlaces(source)
    found = []
    for element, words, what, _ in blocked_in(source, is_field="field" in case):
        where = Where("a").after(source[: places.place_of(element, words)])
        short = what.partition(" is blocked")[0].partition(" runs a script")[0]
        found.append((where, f"{where.line}:{where.column}: {short}"))
    assert [each for _, each in sorted(found)] == case["found"]
