"""`docs/writing.md` has every field of a brief, with what readers call it as the model has it."""

import re

import pytest

from briefbook.model.briefs.facts import BriefFacts
from briefbook.model.briefs.kinds import KINDS
from briefbook.model.labels import label_of
from briefbook.model.records import Record
from tests.conftest import ROOT

HEADINGS = {
    "agreement": "An agreement",
    "meeting": "A meeting",
    "technology": "A technology project",
    "context": "Strategic context",
}
SHORT_FORMS = {"signed", "in_force"}
"""Ways to write a field that has another name."""


def fields_in_docs(heading: str) -> dict[str, str]:
    """Return the fields of the first table beneath a heading, each with what the table says that readers see."""
    page = (ROOT / "docs/writing.md").read_text("utf-8")
    section = re.split(r"^## ", page.split(f"\n## {heading}\n")[1], maxsplit=1, flags=re.M)[0]
    found: dict[str, str] = {}
    for row in re.findall(r"^\| (`.*)\|$", section, re.M):
        fields, seen, _ = re.split(r" \| ", row, maxsplit=2)
        names = re.findall(r"`([\w-]+)`", fields)
        found |= dict(zip(names, seen.split(", ") if len(names) > 1 else [seen], strict=True))
    return found


def fields_of(model: type[Record], *, but: type[Record] | None = None) -> dict[str, str]:
    """Return the fields of a model as authors write them, each with what readers call it; a dash if they do not."""
    inherited = but.model_fields if but else {}
    return {
        declared.alias or name: label.name if (label := label_of(declared)) else "–"
        for name, declared in model.model_fields.items()
        if name not in inherited
    }


def test_the_fields_of_every_brief_are_described() -> None:
    assert fields_in_docs("Fields of every brief") == fields_of(BriefFacts)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.kind)
def test_the_fields_of_a_kind_are_described(kind: type[BriefFacts]) -> None:
    described = fields_in_docs(HEADINGS[kind.kind])
    assert {name: seen for name, seen in described.items() if name not in SHORT_FORMS} == fields_of(
        kind, but=BriefFacts
    )
