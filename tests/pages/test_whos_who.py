"""Who's who, and the page of a person, from a small book with offices."""

from datetime import date
from pathlib import Path

import pytest
from lxml import html as lxml_html

from briefbook.pipelines.build import make_site
from tests.conftest import MakeBook

FILES: dict[str, str | bytes | None] = {
    "briefs/offices.yml": """\
chief: {name: Chief, counterpart: minister}
minister: {name: Minister, organisation: ministry, native: {text: 大臣, lang: ja}, variants: [Head], sources: [paper-2025]}
""",
    "briefs/people.yml": """\
gen-nakatani: {name: Gen Nakatani, posts: [{office: minister, from: 2020, sources: [paper-2025]}]}
early:
  name: Early Bird
  posts:
    - {office: minister, post: Acting head, held_on: 2010-05}
    - {post: Envoy, organisation: india, from: 2019, held_on: 2021}
seen: {name: Seen Last, posts: [{office: chief, held_on: 2018/2021-03}]}
plain: {name: Plain}
""",
    "briefs/meetings/series.md": """\
---
title: Talks
written: 2015-01-01
bottom_line: "With [[early]], [[seen]] and [[plain]], under the [[chief]]."
format: ministerial
meetings:
"""
    + "".join(f"  - {{date: 2011-{month:02}, with: [seen]}}\n" for month in range(1, 13))
    + "---\n",
}


@pytest.fixture
def project(make_book: MakeBook) -> Path:
    return make_book(FILES)


def pages(project: Path, day: date = date(2026, 1, 1)) -> dict[str, str]:
    """Return the HTML of each page by its address."""
    site = make_site(project, day)
    assert not isinstance(site, list), site
    return {page.entry.uri: page.html for page in site.pages}


def words(html: str, path: str) -> list[str]:
    """Return the words of each element at a path."""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    return [" ".join(each.text_content().split()) for each in root.findall(path)]


def test_offices_come_before_names_each_with_its_holder_and_counterpart(project: Path) -> None:
    html = pages(project)["people/index.html"]
    assert words(html, ".//ul[@class='bb-offices']/li") == [
        "Chief Seen Last Last seen in office, March 2021"
        " Minister 大臣, The Ministry[1] Also Head Gen Nakatani Since 2020"
        " Predecessors (1) Early Bird, Acting head in office in May 2010",
        "Envoy, India Early Bird Since 2019, last seen in office, 2021",
    ]
    assert words(html, ".//ul[@class='bb-names']/li") == [
        "Early Bird Envoy, India",
        "Gen Nakatani Minister, The Ministry",
        "Plain",
        "Seen Last Chief",
    ]
    assert '<a href="../../people/index.html#office--chief">' in pages(project)["meetings/series/index.html"]


def test_who_holds_an_office_is_as_of_the_horizon(project: Path) -> None:
    html = pages(project, date(2019, 6, 1))["people/index.html"]
    assert words(html, ".//ul[@class='bb-offices']/li") == [
        "Chief Seen Last In office at least from 2018"
        " Minister 大臣, The Ministry[1] Also Head Early Bird, Acting head Last seen in office, May 2010",
        "Envoy, India Early Bird Since 2019",
    ]


def test_a_register_of_persons_without_posts_has_only_their_names(make_book: MakeBook) -> None:
    html = pages(make_book({"briefs/people.yml": "gen-nakatani: {name: Gen Nakatani}\n"}))[
        "people/index.html"
    ]
    assert words(html, ".//ul") == ["Gen Nakatani"]
    assert words(html, ".//h2") == []


def test_the_page_of_a_person_has_the_office_the_counterpart_and_ten_meetings_before_the_fold(
    project: Path,
) -> None:
    html = pages(project)["people/seen/index.html"]
    assert words(html, ".//div[@class='bb-office']") == [
        "Chief Last seen in office, March 2021 Counterpart: Gen Nakatani, Minister, The Ministry"
    ]
    shown, folded = words(html, ".//ul[@class='bb-dates']")
    assert shown.startswith("December 2011 Talks")
    assert folded.startswith("February 2011 Talks")
    assert words(html, ".//summary") == ["Earlier meetings (2)"]


def test_a_person_without_office_and_meeting_has_neither_heading(project: Path) -> None:
    assert words(pages(project)["people/plain/index.html"], ".//h2") == ["Named in"]
