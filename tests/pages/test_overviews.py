"""The pages that sum up the book, from a small book whose every dated field says a word of its own."""

from datetime import date
from pathlib import Path

import pytest

from briefbook.pipelines.build import make_site
from tests.conftest import MakeBook

HEAD = "---\ntitle: T\nbottom_line: B\n"
DATED: dict[str, str | bytes | None] = {
    "briefs/book.yml": """\
title: T
desk: {name: D}
written: 2010-06-01
as_of: 2030-01-01
key_points:
  - {date: 2009-01-01, text: EARLYPOINT.}
  - {date: 2011-01-01, text: LATEPOINT.}
""",
    "briefs/people.yml": """\
gen-nakatani: {name: N, description: [{from: 2011-02-01, text: DESCRIPTION}], posts: [{post: POST, from: 2011-03-01, until: 2011-04-01}, {post: HELD, held_on: 2011-05-01}]}
rajnath-singh: {name: S}
""",
    "briefs/programmes.yml": """\
unicorn: {name: U}
drill:
  name: Drill
  exercise: {service: navy, began: 2011-06-01, runs: [{date: 2011-07-01, text: OLDRUN.}, {date: 2012-07-01, text: NEWRUN.}]}
""",
    "briefs/glossary.yml": "NEWTERM: {meaning: MEANING, from: 2011-08-01}\n",
    "briefs/context/x.md": HEAD.replace(
        "bottom_line: B", "bottom_line: [{from: 2005-01-01, text: B}, {from: 2011-09-01, text: BOTTOM}]"
    )
    + """\
events:
  - {date: 2005-01-01, text: "FIRST of NEWTERM, [[drill]] and [[gen-nakatani]]."}
  - {date: 2011-10-01, text: EVENT.}
since: [{date: 2011-11-01, text: SINCE.}]
expected:
  - {text: OPENPROMISE., stated: 2011-12-01, due: 2012-01-01}
  - {text: METPROMISE., stated: 2009-01-01, met: 2012-02-01}
sources_differ: [{about: DIFFERENCE, from: 2012-03-01, accounts: {a: {says: A}, b: {says: B}}}]
---
UNDATED.

## H {from 2012-04-01 until 2012-05-01}

SECTION.
""",
    "briefs/agreements/y.md": HEAD
    + "type: treaty\nsigned: 2005-01-01\nactions: [{action: amendment, date: 2012-06-01, text: ACTION.}]\n---\n",
    "briefs/technology/z.md": HEAD
    + "stages: [{talks: 2005-01-01}, {contract: 2012-08-01, text: STAGE.}]\n---\n",
    "briefs/meetings/m.md": HEAD
    + """\
format: call
meetings: [{date: 2005-01-01, with: [gen-nakatani]}, {date: 2012-09-01, text: OCCURRENCE., with: [{who: gen-nakatani}]}]
outcomes:
  - {agreed: OUTCOME., date: 2012-09-01, readout: both, owner: japan, followed: [{date: 2012-10-01, text: FOLLOWED.}]}
---
""",
}
APPEARS = {
    "LATEPOINT": date(2011, 1, 1),
    "DESCRIPTION": date(2011, 2, 1),
    "POST": date(2011, 3, 1),
    "1 April 2011": date(2011, 4, 1),
    "HELD": date(2011, 5, 1),
    "1 June 2011": date(2011, 6, 1),
    "OLDRUN": date(2011, 7, 1),
    "MEANING": date(2011, 8, 1),
    "BOTTOM": date(2011, 9, 1),
    "EVENT": date(2011, 10, 1),
    "SINCE": date(2011, 11, 1),
    "OPENPROMISE": date(2011, 12, 1),
    "1 February 2012": date(2012, 2, 1),
    "DIFFERENCE": date(2012, 3, 1),
    "SECTION": date(2012, 4, 1),
    "ACTION": date(2012, 6, 1),
    "NEWRUN": date(2012, 7, 1),
    "STAGE": date(2012, 8, 1),
    "OCCURRENCE": date(2012, 9, 1),
    "OUTCOME": date(2012, 9, 1),
    "FOLLOWED": date(2012, 10, 1),
}


@pytest.fixture
def project(make_book: MakeBook) -> Path:
    return make_book(DATED)


def pages(project: Path, day: date) -> dict[str, str]:
    """Return the HTML of each page, attributes and all, by its address."""
    site = make_site(project, day)
    assert not isinstance(site, list), site
    return {page.entry.uri: page.html for page in site.pages}


@pytest.mark.parametrize("day", sorted(set(APPEARS.values())))
def test_each_dated_field_appears_on_its_day(project: Path, day: date) -> None:
    def shown(when: date) -> set[str]:
        html = "\n".join(pages(project, when).values())
        return {word for word in APPEARS if word in html}

    new = {word for word, begins in APPEARS.items() if begins == day}
    assert new.isdisjoint(shown(date.fromordinal(day.toordinal() - 1)))
    assert new <= shown(day)


def test_a_section_ends_on_its_day(project: Path) -> None:
    before, after = pages(project, date(2012, 4, 30)), pages(project, date(2012, 5, 1))
    assert "SECTION" in before["context/x/index.html"]
    assert "until" not in before["context/x/index.html"]
    assert "SECTION" not in after["context/x/index.html"]


def test_outcomes_say_who_acts_and_what_followed(project: Path) -> None:
    html = pages(project, date(2020, 1, 1))["outcomes/index.html"]
    assert "OUTCOME" in html
    assert "FOLLOWED" in html
    assert "to act: <a" in html
    assert "nothing found" in pages(project, date(2012, 9, 1))["outcomes/index.html"]


def test_outcomes_are_listed_by_meeting_latest_first_and_firmest_first(project: Path) -> None:
    meeting = project / "briefs/meetings/m.md"
    more = """\
outcomes:
  - {signed: OLDER., date: 2005-01-01, readout: both}
  - {under-study: LOOSE., date: 2012-09-01, readout: press}
"""
    meeting.write_text(meeting.read_text("utf-8").replace("outcomes:\n", more), "utf-8")
    html = pages(project, date(2020, 1, 1))["outcomes/index.html"]
    places = [html.index(word) for word in ("OUTCOME", "LOOSE", "OLDER")]
    assert places == sorted(places)


def test_what_comes_next_parts_the_open_from_the_met(project: Path) -> None:
    html = pages(project, date(2012, 3, 1))["upcoming/index.html"]
    still_open, met = html.split('id="upcoming--met"')
    assert "OPENPROMISE" in still_open
    assert "not come by 1 March 2012" in still_open
    assert "METPROMISE" in met
    assert "METPROMISE" not in still_open
    assert "not come by" not in pages(project, date(2011, 12, 31))["upcoming/index.html"]


def test_the_exercises_show_their_latest_run(project: Path) -> None:
    html = pages(project, date(2020, 1, 1))["exercises/index.html"]
    assert "NEWRUN" in html
    assert "OLDRUN" not in html
    assert "exercises/index.html" in pages(project, date(2011, 1, 1))


def test_key_points_and_what_is_new_are_apart(project: Path) -> None:
    def front(day: date) -> list[str]:
        return pages(project, day)["index.html"].split('id="front--key-points"')

    news, points = front(date(2011, 1, 1))
    assert "EARLYPOINT" in points
    assert "LATEPOINT" not in points
    assert "LATEPOINT" in news
    _, points = front(date(2020, 1, 1))  # by then there is no room for it beside what is newer
    assert points.index("LATEPOINT") < points.index("EARLYPOINT")


def test_a_role_is_the_role_then(project: Path) -> None:
    def role(day: date) -> bool:
        return "(POST)" in pages(project, day)["meetings/m/index.html"]

    assert not role(date(2020, 1, 1))
    meeting = project / "briefs/meetings/m.md"
    meeting.write_text(meeting.read_text("utf-8").replace("2012-09-01, text", "2011-03-15, text"), "utf-8")
    assert role(date(2020, 1, 1))


def test_the_desk_sees_what_wants_attention(project: Path) -> None:
    html = pages(project, date(2020, 1, 1))["desk/index.html"]
    assert "not cleared" in html
    assert "rests on no source" in html


def test_nothing_is_overdue_on_the_day_on_which_it_is_due(project: Path) -> None:
    assert "not come by" not in pages(project, date(2012, 1, 1))["upcoming/index.html"]
    assert "not come by" in pages(project, date(2012, 1, 2))["upcoming/index.html"]
