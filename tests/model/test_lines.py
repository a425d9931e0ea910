"""A field of one line is one, on however many its author writes it."""

from briefbook.export.book_json import book_data
from briefbook.pipelines.load import load_book
from tests.conftest import MakeBook

WRITTEN = [
    "|\n  One\n  line",
    "|-\n  One\n    line",
    ">-\n  One\n\n  line",
    '"One\\nline"',
    '"One\n  line\\n"',
    "'One\n\n  line'",
    "One\n  line",
    "' One  line '",
]
"""What is one line by its meaning: blocks, line breaks within quotes, values that go on."""


def test_a_value_is_one_line(make_book: MakeBook) -> None:
    titles = {
        f"briefs/context/x{number}.md": f"---\ntitle: {written}\nquestion: {written}\nbottom_line: B\n---\n"
        for number, written in enumerate(WRITTEN)
    }
    names = {"briefs/places.yml": 'new-delhi: {name: "New\\nDelhi", variants: ["Nu\\n Delhi"]}\n'}
    book, problems = load_book(make_book({**titles, **names}))
    assert problems == []
    assert book is not None
    exported = book_data(book)
    facts = [exported["briefs"][f"x{number}"]["facts"] for number in range(len(WRITTEN))]
    assert [(each["title"], each["question"]) for each in facts] == [("One line", "One line")] * len(WRITTEN)
    assert exported["entities"]["new-delhi"]["facts"] == {"name": "New Delhi", "variants": ["Nu Delhi"]}


def test_a_no_break_space_stays(make_book: MakeBook) -> None:
    book, _ = load_book(make_book({"briefs/places.yml": 'new-delhi: {name: "New\\u00a0Delhi"}\n'}))
    assert book is not None
    assert book.entities["new-delhi"].name == "New\u00a0Delhi"
