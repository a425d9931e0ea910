"""Each case changes some files of the small book, and lists every problem that follows."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from briefbook.load import load_book
from tests.conftest import ROOT, MakeBook

FOLDER = Path(__file__).parent / "cases" / "mistakes"
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['name']}")
    for file in sorted(FOLDER.glob("*.yml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", CASES)
def test_golden_mistakes(case: dict[str, Any], make_book: MakeBook) -> None:
    _, problems = load_book(make_book(case["files"]))
    assert [str(problem) for problem in problems] == case["problems"]


def test_each_check_has_its_cases() -> None:
    checks = {file.stem for file in (ROOT / "src/briefbook/checks").glob("[!_]*.py")}
    assert checks <= {file.stem for file in FOLDER.glob("*.yml")}
