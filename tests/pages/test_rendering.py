import re
from datetime import date
from pathlib import Path
from typing import Any

from lxml import html as lxml_html
from lxml.html import HtmlElement

from briefbook.derived.survey import Survey
from briefbook.pages.book_pages import make_pages
from briefbook.pages.rendering import RenderedPage, render_mistakes
from briefbook.pages.templates import packaged_templates
from briefbook.pipelines.build import make_site
from briefbook.pipelines.load import load_book
from briefbook.problems import Problem, Where
from tests.conftest import SMALL_BOOK, MakeBook


def page(project: Path, uri: str) -> RenderedPage:
    site = make_site(project)
    assert not isinstance(site, list), site
    return next(rendered for rendered in site.pages if rendered.entry.uri == uri)


def test_citations_are_numbered_by_first_mention_and_lead_back() -> None:
    html = page(SMALL_BOOK, "agreements/supply-pact/index.html").html
    assert '<sup class="bb-cite" id="cite--1-1" data-search-exclude><a href="#note--1">[1]</a></sup>' in html
    assert "[2\u00a0¶3]" in html
    assert '<li id="note--2">' in html
    assert 'href="../../sources/index.html#paper-2025"' in html
    assert 'href="#cite--2-1"' in html


def test_the_register_of_sources_names_each_page_that_cites_once(make_book: MakeBook) -> None:
    project = make_book(
        {"briefs/programmes.yml": "unicorn: {name: UNICORN, description: 'A mast [@paper-2025].'}\n"}
    )
    tree: HtmlElement = lxml_html.fromstring(page(project, "sources/index.html").html)
    (uses,) = tree.get_element_by_id("paper-2025").find_class("bb-uses")
    citing = [link.get("href") for link in uses.iter("a")]
    assert "../technology/mast/index.html" in citing
    assert len(citing) == len(set(citing))


def test_the_horizon_hides_what_is_later() -> None:
    html = page(SMALL_BOOK, "agreements/supply-pact/index.html").html
    assert "Wider use is planned." in html
    assert "Beyond the horizon." not in html
    mast = page(SMALL_BOOK, "technology/mast/index.html").html
    assert "2031" not in mast
    assert re.findall("Delivery.*", mast) == ["Delivery</strong> <span>not reached</span></li>"]


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


def test_binding_and_political_are_apart() -> None:
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


def test_the_latest_meeting_on_the_front_page_may_be_of_a_series(make_book: MakeBook) -> None:
    series = "---\ntitle: T\nbottom_line: B\nformat: call\nmeetings: [{date: 2026-01}, {date: 2030}]\n---\n"
    front = page(make_book({"briefs/meetings/x.md": series}), "index.html").html
    _, _, latest = front.partition('id="front--meeting"')
    assert re.search('call, <time[^>]*>January 2026</time> .<a href="meetings/x/index.html">', latest)


def test_text_is_escaped(make_book: MakeBook) -> None:
    brief = "---\ntitle: 'A & <B>'\nbottom_line: 'x < y & z'\naliases: ['<i>']\n---\n"
    html = page(make_book({"briefs/context/other.md": brief}), "context/other/index.html").html
    assert "A &amp; &lt;B&gt;</h1>" in html
    assert "x &lt; y &amp; z" in html
    assert "&lt;i&gt;" in html


def test_headings_make_the_contents() -> None:
    headings = page(SMALL_BOOK, "technology/mast/index.html").headings
    titles = [(each.level, each.title) for each in headings]
    assert headings[0].id == "brief--title"
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
    assert "The book has no brief yet." in page(project, "index.html").html


def test_a_template_of_the_book_wins(make_book: MakeBook) -> None:
    project = make_book({"templates/registers/glossary.html": "<h1>Our own</h1>{{ terms | length }}"})
    assert page(project, "glossary/index.html").html.startswith("<h1>Our own</h1>2<p")


def test_a_template_that_is_added_changed_or_deleted_is_seen(make_book: MakeBook) -> None:
    project = make_book({})
    assert "Our" not in page(project, "glossary/index.html").html
    own = project / "templates/registers/glossary.html"
    own.parent.mkdir(parents=True)
    for heading in ("Our own", "Our words"):
        own.write_text(f"<h1>{heading}</h1>")
        assert heading in page(project, "glossary/index.html").html
    own.unlink()
    assert "Our" not in page(project, "glossary/index.html").html


def test_a_page_leads_to_the_ones_beside_it(make_book: MakeBook) -> None:
    brief = "---\ntitle: 'A & <B>'\nbottom_line: B\n---\n"
    project = make_book({"briefs/context/aa.md": brief})
    first = page(project, "context/aa/index.html").html
    middle = page(project, "context/sea-lanes/index.html").html
    last = page(project, "context/other/index.html").html
    assert 'rel="prev"' not in first
    assert 'rel="next"' in first
    previous = 'rel="prev" href="../../context/aa/index.html"><span>Previous</span> A &amp; &lt;B&gt; <span'
    assert previous in middle
    assert 'rel="next"' not in last
    assert 'rel="next"' not in page(project, "index.html").html


def test_entities_are_in_a_row_without_those_that_have_a_brief(make_book: MakeBook) -> None:
    people = "a: {name: A}\nb: {name: B}\nc: {name: C}\ngen-nakatani: {name: N}\nrajnath-singh: {name: S}\n"
    brief = "---\ntitle: Bee\nbottom_line: '[[a]] and [[c]]'\nabout: b\n---\n"
    project = make_book({"briefs/people.yml": people, "briefs/context/bee.md": brief})
    assert 'rel="next" href="../../people/c/index.html"' in page(project, "people/a/index.html").html


def test_each_section_has_a_link_that_is_not_part_of_its_heading() -> None:
    shown = page(SMALL_BOOK, "technology/mast/index.html")
    assert '<h3 id="how-it-works">How it works <a class="bb-anchor" href="#how-it-works"' in shown.html
    assert 'aria-label="Link to: How it works"></a></h3>' in shown.html
    assert (3, "How it works") in [(each.level, each.title) for each in shown.headings]


def test_the_day_of_the_last_change_is_on_every_page_made_from_the_file() -> None:
    book, _ = load_book(SMALL_BOOK)
    assert book is not None
    changes = {
        "briefs/agreements/supply-pact.md": date(2026, 6, 12),
        "briefs/agreements/declaration.md": date(2026, 6, 11),
        "briefs/people.yml": date(2026, 6, 13),
    }
    days = {each.entry.uri: each.entry.last_change for each in make_pages(Survey(book), changes)}
    assert days["agreements/supply-pact/index.html"] == days["agreements/index.html"] == date(2026, 6, 12)
    assert days["agreements/declaration/index.html"] == date(2026, 6, 11)
    assert days["people/index.html"] == days["index.html"] == days["timeline/index.html"] == date(2026, 6, 13)
    assert days["context/index.html"] is None


def test_who_hears_of_an_error(make_book: MakeBook) -> None:
    assert "Found an error? Tell the desk: Test desk." in page(SMALL_BOOK, "glossary/index.html").html
    settings = "title: T\ndesk: {name: D, contact: CONTACT}\nas_of: 2026-07-02\n"
    project = make_book({"briefs/book.yml": settings.replace("CONTACT", "desk+book@example.org")})
    link = '<a href="mailto:desk%2Bbook@example.org?subject=T%3A%20Glossary">desk+book@example.org</a>'
    assert link in page(project, "glossary/index.html").html
    (project / "briefs/book.yml").write_text(settings.replace("CONTACT", "https://example.org/desk@home"))
    link = '<a href="https://example.org/desk@home">https://example.org/desk@home</a>'
    assert link in page(project, "glossary/index.html").html


def test_names_in_other_scripts_carry_their_language(make_book: MakeBook) -> None:
    brief = "---\ntitle: T\nbottom_line: B\naliases: [ACSA, 物品役務相互提供協定, もがみ型]\n---\n"
    html = page(make_book({"briefs/context/other.md": brief}), "context/other/index.html").html
    assert (
        '<dd>ACSA; <span lang="und-Hani">物品役務相互提供協定</span>; <span lang="ja">もがみ型</span></dd>'
        in html
    )


def test_a_later_word_in_another_script_has_no_meaning_yet(make_book: MakeBook) -> None:
    term = "物品役務相互提供協定"
    project = make_book(
        {
            "briefs/glossary.yml": f"{term}: {{meaning: An agreement., from: 2026-08}}\nPKO: {{meaning: Peace keeping.}}\n",
            "briefs/context/other.md": f"---\ntitle: T\nbottom_line: B\n---\nThe {term} and PKO.\n",
        }
    )
    html = page(project, "context/other/index.html").html
    assert f'The <span lang="und-Hani">{term}</span> and <abbr title="Peace keeping.">PKO</abbr>.' in html


def test_the_table_of_agreements_says_what_the_drawing_says(make_book: MakeBook) -> None:
    head = "---\ntitle: T\nbottom_line: B\ntype: treaty\n"
    project = make_book(
        {
            "briefs/agreements/approved.md": f"{head}actions: [{{action: approval, date: 2015}}]\n---\n",
            "briefs/agreements/provisional.md": f"{head}signed: 2015\n"
            "actions: [{action: provisional-application, date: 2016}]\n---\n",
        }
    )
    html: Any = lxml_html.fromstring(page(project, "agreements/index.html").html)
    words = {
        row.xpath("string(.//a/@href)").split("/")[-2]: [
            " ".join(row.xpath(f"string(td[@data-label='{column}'])").split())
            for column in ("Signature", "Entry into force")
        ]
        for row in html.xpath("//tbody/tr")
    }
    assert words["approved"] == ["not in the book", "not in force"]
    assert words["provisional"] == ["2015", "applied provisionally, 2016"]


def test_the_page_of_mistakes_shows_hidden_characters_by_their_numbers() -> None:
    problem = Problem(Where("briefs/a\u202e.md"), "the byte \x1b", "delete it")
    page = render_mistakes([problem], packaged_templates(), standalone=True)
    assert r"briefs/a\u202e.md:1:1" in page
    assert r"the byte \x1b" in page
