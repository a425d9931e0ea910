"""Each state of a step is drawn in a way of its own, on the site and on paper."""

import re
from typing import get_args

import pytest

from briefbook.model.briefs.steps import StepState
from tests.conftest import ROOT

NOT_DRAWN_ON_PAPER = "not-applicable"


@pytest.mark.parametrize("state", get_args(StepState))
def test_each_state_is_drawn(state: str) -> None:
    styles = (ROOT / "templates/styles/drawings.css").read_text("utf-8")
    print_styles = (ROOT / "templates/print/drawings.typ").read_text("utf-8")
    assert state == "reached" or re.search(rf"^\.bb-rung-{state}::before[ ,]", styles, re.MULTILINE)
    assert state == NOT_DRAWN_ON_PAPER or f'"bb-rung-{state}": ' in print_styles
