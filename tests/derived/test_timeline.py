from datetime import date

from briefbook.derived.horizon import book_at
from briefbook.derived.timeline import facts_by_year
from briefbook.pipelines.load import load_book
from tests.conftest import MakeBook

HEAD = "---\ntitle: T\nbottom_line: B\n"


def test_all_that_is_dated_is_listed_once_in_order(make_book: MakeBook) -> None:
    project = make_book(
        {
            "briefs/people.yml": "gen-nakatani: {name: N, posts: [{post: Minister, from: 2001-05}]}\nrajnath-singh: {name: S}\n",
            "briefs/programmes.yml": "unicorn: {name: U}\ndrill: {name: Drill, exercise: {service: navy, runs: [{date: 2001-02, edition: First}, {date: 2002}]}}\n",
            "briefs/agreements/x.md": f"{HEAD}type: treaty\nsigned: 2001-03\nin_force: unknown\n---\n",
            "briefs/technology/x2.md": f"{HEAD}stages: [{{talks: 2001-04}}, {{memorandum: unknown}}]\n---\n",
            "briefs/meetings/x3.md": f"{HEAD}format: call\ndate: 2001-06\nplace: new-delhi\n"
            "outcomes: [{agreed: O, readout: both, followed: [{date: 2001-07, text: Followed.}]}]\n---\n",
            "briefs/context/x4.md": f"{HEAD}events:\n"
            "- {date: 2001-01, text: 'Event of [[gen-nakatani]] and [[drill]].'}\n"
            "- {date: 2001-03, text: E, same: x#signature}\n"
            "- {date: 2001-04, text: E, same: x2#talks}\n"
            "- {date: 2001-06, text: E, same: x3#meeting}\n"
            "- {date: 2001-02, text: E, same: drill#run}\n"
            "- {date: 2001-05, text: E, same: gen-nakatani#post}\n"
            "since: [{date: 2001-01, text: E, same: x4#event}]\n---\n",
        }
    )
    book, problems = load_book(project)
    assert problems == []
    assert book is not None
    years = dict(facts_by_year(book_at(book, date(2026, 1, 1))))
    assert [(str(each.date), each.fact.label, each.part.id) for each in years[2001]] == [
        ("January 2001", None, "x4"),
        ("February 2001", "First run", "drill"),
        ("March 2001", "Signature", "x"),
        ("April 2001", "Talks", "x2"),
        ("May 2001", "Minister", "gen-nakatani"),
        ("June 2001", None, "x3"),
        ("July 2001", None, "x3"),
    ]
    assert [each.fact.label for each in years[2002]] == ["Run"]
