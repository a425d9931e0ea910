from pathlib import Path

from briefbook.build import make_site
from briefbook.errors import Problem
from briefbook.render import RenderedPage
from tests.conftest import SMALL_BOOK, MakeBook


def page(project: Path, uri: str) -> RenderedPage:
    site = make_site(project)
    assert not isinstance(site, list), site
    return next(rendered for rendered in site.pages if rendered.entry.uri == uri)


def problems(project: Path) -> list[str]:
    site = make_site(project)
    assert isinstance(site, list)
    assert all(isinstance(problem, Problem) for problem in site)
    return [str(problem) for problem in site]


def test_citations_are_numbered_by_first_mention_and_lead_back() -> None:
    html = page(SMALL_BOOK, "agreements/supply-pact/index.html").html
    assert (
        '<sup class="bb-cite" id="cite--1-1" data-search-exclude><a href="#note--1" title="Notice of entry into force">[1]</a></sup>'
        in html
    )
    assert "[2 ¶3]" in html
    assert '<li id="note--2">' in html
    assert 'href="../../sources/index.html#paper-2025"' in html
    assert 'href="#cite--2-1"' in html


def test_the_horizon_hides_what_is_later() -> None:
    html = page(SMALL_BOOK, "agreements/supply-pact/index.html").html
    assert "Wider use is planned." in html
    assert "Beyond the horizon." not in html
    assert "Delivery" not in page(SMALL_BOOK, "technology/mast/index.html").html


def test_nothing_beyond_the_horizon_is_shown_anywhere(make_book: MakeBook) -> None:
    future: dict[str, str | bytes | None] = {
        "briefs/book.yml": "title: T\ndesk: {name: D}\nas_of: 2026-07-02\nkey_points: [{date: 2035, text: FUTURE}]\n",
        "briefs/people.yml": "gen-nakatani: {name: N, posts: [{post: FUTURE, from: 2035}]}\n",
        "briefs/meetings/x.md": "---\ntitle: X\nbottom_line: B\nformat: call\nmeetings: [{date: 2020}, {date: 2035, text: FUTURE, with: [new-delhi]}]\nexpected: [{text: FUTURE, stated: 2035}]\nevents: [{date: 2035, text: FUTURE}]\n---\n",
    }
    site = make_site(make_book(future))
    assert not isinstance(site, list), site
    assert [each.entry.uri for each in site.pages if "FUTURE" in each.html] == []


def test_a_draft_says_so() -> None:
    assert ">DRAFT<" in page(SMALL_BOOK, "meetings/delhi-talks/index.html").html
    assert ">DRAFT<" not in page(SMALL_BOOK, "agreements/supply-pact/index.html").html


def test_a_page_that_sums_up_bears_the_highest_marking(make_book: MakeBook) -> None:
    secret = "---\ntitle: S\nbottom_line: B\nmarking: restricted\n---\n"
    project = make_book({"briefs/context/other.md": secret})
    assert ">RESTRICTED<" in page(project, "context/index.html").html
    assert ">RESTRICTED<" in page(project, "index.html").html
    assert ">RESTRICTED<" not in page(project, "agreements/index.html").html


def test_what_comes_next_leaves_out_what_has_come() -> None:
    html = page(SMALL_BOOK, "index.html").html
    assert "The next talks." in html
    assert "A first drill." not in html


def test_binding_and_political_stand_apart() -> None:
    html = page(SMALL_BOOK, "agreements/index.html").html
    binding, political = html.split('id="section--political"')
    assert "Supply pact" in binding
    assert "Joint Declaration" not in binding
    assert "Joint Declaration" in political.split("section--bottom-lines")[0]
    assert "In force since" not in political.split("section--bottom-lines")[0]


def test_meetings_are_newest_first_with_readouts() -> None:
    html = page(SMALL_BOOK, "meetings/index.html").html
    assert html.index("Talks in New Delhi") < html.index("Foreign and defence ministers")
    assert "both sides' readouts" in html
    assert "Japan</a>'s readout" in html
    assert "press only" in html


def test_text_is_escaped(make_book: MakeBook) -> None:
    brief = "---\ntitle: 'A & <B>'\nbottom_line: 'x < y & z'\naliases: ['<i>']\n---\n"
    html = page(make_book({"briefs/context/other.md": brief}), "context/other/index.html").html
    assert "A &amp; &lt;B&gt;</h1>" in html
    assert "x &lt; y &amp; z" in html
    assert "&lt;i&gt;" in html


def test_headings_make_the_contents() -> None:
    headings = page(SMALL_BOOK, "technology/mast/index.html").headings
    titles = [(each.level, each.title) for each in headings]
    assert (2, "What it is") in titles
    assert (3, "How it works") in titles


def test_the_registers_list_what_is_used() -> None:
    html = page(SMALL_BOOK, "sources/index.html").html
    assert 'id="paper-2025"' in html
    assert "unused-2020" not in html
    assert 'href="../agreements/supply-pact/index.html">Supply pact</a>' in html


def test_an_empty_book_has_its_pages(make_book: MakeBook) -> None:
    project = make_book({})
    for file in (project / "briefs").rglob("*"):
        if file.is_file() and file.name != "book.yml":
            file.unlink()
    (project / "briefs" / "book.yml").write_text("title: T\ndesk: {name: D}\nas_of: 2026-07-02\n")
    assert "This section has no brief yet." in page(project, "agreements/index.html").html
    assert "No brief cites a source yet." in page(project, "sources/index.html").html
    assert "The glossary has no term yet." in page(project, "glossary/index.html").html
    assert "none yet" in page(project, "index.html").html


def test_a_template_of_the_book_wins(make_book: MakeBook) -> None:
    project = make_book({"templates/glossary.html": "<h1>Our own</h1>{{ terms | length }}"})
    assert page(project, "glossary/index.html").html == "<h1>Our own</h1>2"


def test_a_template_that_fails_is_a_mistake(make_book: MakeBook) -> None:
    project = make_book(
        {
            "templates/glossary.html": "<h1>x</h1>\n{{ nothing }}",
            "templates/sources.html": "{% if %}",
            "templates/front.html": "{% include 'gone.html' %}",
        }
    )
    assert problems(project) == [
        "templates/gone.html:1:1: no such template, for index.html; write it, or mend the name where it is used",
        "templates/sources.html:1:1: the template fails for sources/index.html: Expected an expression, got 'end of statement block'; mend the template",
        "templates/glossary.html:2:1: the template fails for glossary/index.html: 'nothing' is undefined; mend the template",
    ]
