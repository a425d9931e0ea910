"""Each case changes some files of the small book, and lists every problem that follows.

`today` is the day on which it is checked. A case is `alone` if it hides what others find, since a file cannot be
read, or counts what they change.
"""

import re
from typing import Any

import pytest
import yaml

from briefbook.pipelines.load import check_book
from tests.conftest import GOLDEN, ROOT, MakeBook

FOLDER = GOLDEN / "mistakes"
CASES = [
    (f"{file.stem}: {case['name']}", case)
    for file in sorted(FOLDER.glob("*.yml"))
    for case in yaml.safe_load(file.read_text(encoding="utf-8"))
]
PARTNER = 23
"""How far on in the list the case is that is tried together with another: mostly in another file."""
BESIDE_BRIEF = re.compile(r"(briefs/[^/]+/[^/]+)/.*")


def changed(case: dict[str, Any]) -> set[str]:
    """Return the files that a case changes; a brief and the files beside it are one, as it has to name them."""
    return {BESIDE_BRIEF.sub(r"\1.md", path) for path in case["files"]}


def pairs() -> list[Any]:
    """Return each case with the next one, some way on, that changes other files."""
    apart = [(name, case) for name, case in CASES if not case.get("alone")]
    found = []
    for place, (name, case) in enumerate(apart):
        others = apart[place + PARTNER :] + apart[: place + PARTNER]
        partner = next((each for each in others if not changed(case) & changed(each[1])), None)
        if partner:
            found.append(pytest.param(case, partner[1], id=f"{name} | {partner[0]}"))
    return found


def without_fix(problem: str) -> str:
    """Return where and what: the name that is nearest may be one that another case adds."""
    return problem.partition("; ")[0]


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in CASES])
def test_golden_mistakes(case: dict[str, Any], make_book: MakeBook) -> None:
    _, problems = check_book(make_book(case["files"]), today=case.get("today"))
    assert [str(problem) for problem in problems] == case["problems"]


@pytest.mark.parametrize(("one", "other"), pairs())
def test_one_mistake_hides_no_other(one: dict[str, Any], other: dict[str, Any], make_book: MakeBook) -> None:
    project = make_book({**one["files"], **other["files"]})
    _, problems = check_book(project, today=one.get("today") or other.get("today"))
    expected = {without_fix(problem) for problem in (*one["problems"], *other["problems"])}
    assert {without_fix(str(problem)) for problem in problems} == expected


def test_each_check_has_its_cases() -> None:
    checks = {file.stem for file in (ROOT / "src/briefbook/checks").glob("[!_]*.py")}
    assert checks - {"archive"} <= {file.stem for file in FOLDER.glob("*.yml")}
