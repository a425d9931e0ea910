"""A book with many briefs: sixty agreements beside those of the small book, all of which name one of these."""

import shutil
from pathlib import Path

from tests.conftest import SMALL_BOOK, built

COUNT = 60
LONG = "pact-002"
"""The agreement with a name that no line has room for."""
RESTRICTED = "pact-003"
_BRIEF = """\
---
title: Pact {number:03}{rest}
bottom_line: What pact {number} says.
type: {kind}
signed: {year}-01-01 [@paper-2025]
related: [supply-pact]
{marking}---
It goes with the [[supply-pact|supply pact]].
"""


def make_many(folder: Path) -> None:
    """Make the book and its site in a folder."""
    project = folder / "book"
    shutil.copytree(SMALL_BOOK, project)
    for number in range(COUNT):
        name = f"pact-{number:03}"
        text = _BRIEF.format(
            number=number,
            rest=" of " + "Donaudampfschifffahrtsgesellschaft" * 2 if name == LONG else "",
            kind="agreement" if number < COUNT / 2 else "joint-declaration",
            year=2000 + number % 20,
            marking="marking: restricted\n" if name == RESTRICTED else "",
        )
        (project / f"briefs/agreements/{name}.md").write_text(text, "utf-8")
    pact = project / "briefs/agreements/supply-pact.md"
    pact.write_text(
        pact.read_text("utf-8").replace("sources_differ:", "related: [declaration]\nsources_differ:", 1)
    )
    built(project, folder / "site")
