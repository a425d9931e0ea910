from briefbook.derived.horizon import book_at
from briefbook.derived.latest import latest_meeting, posts_now
from briefbook.pipelines.load import load_book
from tests.conftest import MakeBook

HEAD = "---\ntitle: T\nbottom_line: B\n"


def test_an_office_is_held_by_whom_it_is_known_of_last(make_book: MakeBook) -> None:
    people = """
gen-nakatani: {name: Gen Nakatani}
first: {name: First, posts: [{post: Minister, held_on: 2015}]}
second: {name: Second, posts: [{post: Minister, from: 2020}, {post: Envoy, from: 2010, until: 2012}]}
third: {name: Third, posts: [{post: Minister, from: 2018, until: 2019}, {post: Chief, organisation: india, held_on: 2019}]}
fourth: {name: Fourth, posts: [{post: Chief, organisation: japan, held_on: 2018}]}
"""
    book, _ = load_book(make_book({"briefs/people.yml": people}))
    assert book is not None
    held = {holder: [post.post for post in posts] for holder, posts in posts_now(book).items()}
    assert {each: held[each] for each in ("first", "second", "third", "fourth") if each in held} == {
        "second": ["Minister"],
        "third": ["Chief"],
        "fourth": ["Chief"],
    }


def test_the_latest_meeting_may_be_of_a_series(make_book: MakeBook) -> None:
    series = f"{HEAD}format: call\nmeetings: [{{date: 2026-01}}, {{date: 2030}}]\n---\n"
    book, _ = load_book(make_book({"briefs/meetings/x.md": series}))
    assert book is not None
    latest = latest_meeting(book_at(book, book.settings.as_of))
    assert latest is not None
    assert (latest[0].id, str(latest[1])) == ("x", "January 2026")
