from briefbook.derived.posts import posts_now
from briefbook.pipelines.load import load_book
from tests.conftest import MakeBook


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
