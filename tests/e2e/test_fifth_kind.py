"""A fifth kind of brief is one file and two templates: it is then in all that a book is made into."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SMALL_BOOK
from tests.desk import CLEARED, Desk, Installed, install
from tests.e2e.paper import needs_pdftotext, words_in

VISIT = '''
"""Visits: a ship calls at a port."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from briefbook.model.briefs.facts import BriefFacts
from briefbook.model.briefs.status import Status
from briefbook.model.dated_facts import DatedFact
from briefbook.model.fields import CitedDate, Words
from briefbook.model.labels import Label


class Visit(BriefFacts):
    """A visit of a ship to a port."""

    kind: ClassVar[str] = "visit"
    folder: ClassVar[str] = "visits"
    section_title: ClassVar[str] = "Port visits"
    dating_fields: ClassVar[tuple[str, ...]] = ("arrival", *BriefFacts.dating_fields)

    ship: Annotated[Words, Label("Ship")]
    arrival: Annotated[CitedDate, Label("Arrived")]

    @property
    def status(self) -> Status:
        """That the ship has arrived."""
        return Status("in-port", "In port", self.arrival.value, self.arrival.sources)

    @property
    def group(self) -> str:
        """The ship."""
        return self.ship

    def dated_facts(self) -> Iterator[DatedFact]:
        """Yield the arrival, and the events."""
        arrival = self.arrival
        yield DatedFact("arrival", arrival.value, arrival.where, arrival.sources, "Arrival")
        yield from super().dated_facts()
'''
PAGE = """{% extends "briefs/brief.html" %}
{% block facts %}
<div><dt>{{ label(facts, "ship") }}</dt><dd>{{ facts.ship }}</dd></div>
<div><dt>{{ label(facts, "arrival") }}</dt><dd>{{ facts.arrival.value }}{{ cite(facts.arrival.sources) }}</dd></div>
{% endblock %}
"""
SECTION = """{% extends "sections/section.html" %}
{% block overview %}
{% for ship, briefs in groups.items() %}
<h2>{{ ship }}</h2>
<ul>{% for brief in briefs %}<li>{{ link(brief.id) }}: {{ brief.facts.status }}</li>{% endfor %}</ul>
{% endfor %}
{% endblock %}
"""
BRIEF = f"""---
title: A call at New Delhi
bottom_line: The ship came.
ship: JS Kashima
arrival: 2019-03-07 [@paper-2025]
{CLEARED}---
"""
ADDRESS = "visits/kashima/index.html"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk whose briefbook knows visits, with one visit in its book."""
    folder = tmp_path_factory.mktemp("fifth-kind")
    code = folder / "code"
    install(code)
    (code / "briefbook/model/briefs/visit.py").write_text(VISIT, "utf-8")
    (code / "briefbook/templates/briefs/visit.html").write_text(PAGE, "utf-8")
    (code / "briefbook/templates/sections/visits.html").write_text(SECTION, "utf-8")
    desk = Desk(folder, Installed(code))
    desk.start(SMALL_BOOK)
    desk.commit({"briefs/visits/kashima.md": BRIEF})
    return desk


@pytest.fixture(scope="module")
def site(desk: Desk) -> Path:
    desk.must("build", "-o", str(desk.folder.parent / "site"))
    return desk.folder.parent / "site"


def test_it_is_in_the_menu_and_has_its_pages(site: Path) -> None:
    assert "Port visits" in (site / "index.html").read_text("utf-8").partition("<article")[0]
    section = (site / "visits/index.html").read_text("utf-8")
    assert "<h2>JS Kashima</h2>" in section
    assert "In port" in section
    assert "<dt>Arrived</dt>" in (site / ADDRESS).read_text("utf-8")


def test_it_is_in_the_timeline_and_its_drawing(site: Path) -> None:
    timeline = (site / "timeline/index.html").read_text("utf-8")
    assert "<strong>Arrival</strong> · <a href=" in timeline
    assert '<p class="bb-lane-name">Visit</p>' in timeline


def test_search_has_its_facets(site: Path) -> None:
    facets = (site / "search/facets.js").read_text("utf-8")
    assert '"visit":["Visit",' in facets
    assert '"in-port":["In port",' in facets


@needs_pdftotext
def test_it_is_on_paper(site: Path) -> None:
    printed = words_in(site / "visits/kashima/kashima.pdf")
    assert "Arrived" in printed
    assert "7 March 2019" in printed


def test_no_book_has_it_before_its_first_day(desk: Desk) -> None:
    before = desk.folder.parent / "before"
    desk.must("build", "--no-pdf", "--as-of", "2019-03-06", "-o", str(before))
    assert not (before / ADDRESS).exists()
    assert "Kashima" not in (before / "timeline/index.html").read_text("utf-8")


def test_its_changes_have_the_names_of_its_fields(desk: Desk) -> None:
    later = BRIEF.replace("2019-03-07", "2019-03-09").replace("JS Kashima", "JS Inazuma")
    desk.commit({"briefs/visits/kashima.md": later})
    changes = desk.must("diff", "HEAD~1", "HEAD")
    assert "Ship: JS Kashima → JS Inazuma" in changes
    assert "Arrived: 7 March 2019 → 9 March 2019" in changes


def test_the_schema_describes_it(desk: Desk) -> None:
    script = (
        "import json; from briefbook.export.json_schema import book_schema; print(json.dumps(book_schema()))"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], env=desk.environment, check=True, capture_output=True, text=True
    )
    schema = json.loads(result.stdout)
    assert schema["$defs"]["Visit"]["properties"]["arrival"]["title"] == "Arrived"
    kinds = [
        each["properties"]["kind"]["const"]
        for each in schema["properties"]["briefs"]["additionalProperties"]["oneOf"]
    ]
    assert kinds == ["agreement", "meeting", "technology", "context", "visit"]


def test_a_new_one_is_begun(desk: Desk) -> None:
    assert desk.must("new", "visit", "second-call").strip().endswith("briefs/visits/second-call.md")
