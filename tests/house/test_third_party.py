"""What the repository carries of others is named with its licence; each decision has its date; no hook is fetched."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT

TEMPLATES = ROOT / "templates"
NAMED = (ROOT / "THIRD_PARTY.md").read_text("utf-8")
_CLAIMS = re.compile(rb"copyright \(c\)|\blicen[cs]e:|SPDX-License|@license", re.IGNORECASE)
"""What others write at the head of their files."""
_LONGEST_LINE = 1000
"""Bytes; what has longer lines was made by a tool, and probably elsewhere."""


def files_of_others() -> set[str]:
    """Return the paths of fonts, and of files that say whose they are or that nobody wrote by hand."""
    found = set()
    for file in TEMPLATES.rglob("*"):
        if not file.is_file() or file.name in ("OFL.txt", "README.md"):
            continue
        content = file.read_bytes()
        is_font = file.parent.name == "fonts"
        if is_font or _CLAIMS.search(content) or max(map(len, content.split(b"\n"))) > _LONGEST_LINE:
            found.add(file.name if is_font else file.relative_to(ROOT).as_posix())
    return found


def test_each_file_of_others_is_named() -> None:
    found = files_of_others()
    assert {"SourceSerif4-Regular.ttf", "templates/search/stemmer.js"} <= found
    assert {name for name in found if f"`{name}`" not in NAMED} == set()
    named = re.findall(r"`(\S+\.(?:ttf|otf|woff2?|js))`", NAMED)
    assert {*named} - {"assets/search.js"} == found


def test_each_font_has_its_copyright_beside_it() -> None:
    licence = (TEMPLATES / "fonts/OFL.txt").read_text("utf-8")
    families = {file.name.partition("-")[0] for file in TEMPLATES.glob("fonts/*.ttf")}
    assert {family for family in families if f"{family}-*" not in licence} == set()


def test_the_stemmer_is_of_the_version_that_python_has() -> None:
    assert f"{version('snowballstemmer')}, and minified" in NAMED


@pytest.mark.parametrize("note", sorted((ROOT / "docs/decisions").glob("*.md")), ids=lambda note: note.stem)
def test_a_decision_says_its_date_and_its_status(note: Path) -> None:
    title, _, status, *_ = note.read_text("utf-8").split("\n")
    assert title.startswith("# ")
    assert re.fullmatch(
        r"\*(Proposed|Accepted|Superseded by \[decision \d+\]\(\S+\)), \d{4}-\d\d-\d\d\.\*", status
    )


def test_what_runs_before_a_commit_is_fetched_from_nowhere() -> None:
    settings = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert {each["repo"] for each in settings["repos"]} == {"local"}
    assert {hook["language"] for each in settings["repos"] for hook in each["hooks"]} == {"system"}
