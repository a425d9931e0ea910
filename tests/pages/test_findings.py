"""The titles of drawings say what they show: counted from the briefs, in words."""

import pytest

from briefbook.derived.timeline import facts_by_year, latest_first
from briefbook.model.book import Book
from briefbook.pages.findings import finding_of, finding_of_timeline
from briefbook.pipelines.load import load_book
from tests.conftest import MakeBook

HEAD = "---\ntitle: T\nbottom_line: B\n"
IN_FORCE = f"{HEAD}type: treaty\nsigned: 2001\nin_force: 2002\n---\n"
ENDED = f"{HEAD}type: treaty\nin_force: 2002\nactions: [{{action: termination, date: 2003}}]\n---\n"
SIGNED = f"{HEAD}type: treaty\nsigned: 2001\n---\n"
DECLARED = f"{HEAD}type: joint-declaration\nsigned: 2001\n---\n"


def book_of(make_book: MakeBook, folder: str, *briefs: str) -> Book:
    """Return a book with some briefs in one folder and none elsewhere."""
    files: dict[str, str | bytes | None] = {
        f"briefs/{folder}/brief-{number}.md": brief for number, brief in enumerate(briefs)
    }
    book, problems = load_book(make_book(files))
    assert [each for each in problems if not each.is_warning] == []
    assert book is not None
    return book


def finding(make_book: MakeBook, folder: str, *briefs: str) -> str:
    book = book_of(make_book, folder, *briefs)
    return finding_of(each for each in book.briefs.values() if each.id.startswith("brief-"))


@pytest.mark.parametrize(
    ("briefs", "known"),
    [
        ([IN_FORCE, ENDED, SIGNED], "1 of 3 instruments is in force"),
        ([IN_FORCE, IN_FORCE, SIGNED], "2 of 3 instruments are in force"),
        ([IN_FORCE, IN_FORCE], "Both instruments are in force"),
        ([SIGNED, ENDED], "None of 2 instruments are in force"),
        ([SIGNED], ""),
        ([IN_FORCE], "The instrument is in force"),
        ([SIGNED, DECLARED], "The political text is signed"),
        (
            [DECLARED, DECLARED, IN_FORCE, IN_FORCE],
            "Both political texts are signed; both instruments are in force",
        ),
        ([], ""),
    ],
)
def test_agreements_are_counted_by_what_they_can_reach(
    briefs: list[str], known: str, make_book: MakeBook
) -> None:
    assert finding(make_book, "agreements", *briefs) == known


def test_projects_are_counted_from_a_contract_on(make_book: MakeBook) -> None:
    stages = ("talks", "memorandum", "contract", "in-service")
    briefs = [f"{HEAD}stages: [{{{stage}: 2001}}]\n---\n" for stage in stages]
    assert finding(make_book, "technology", *briefs) == "2 of 4 projects have come as far as a contract"


def test_a_kind_that_counts_nothing_has_no_finding(make_book: MakeBook) -> None:
    assert finding(make_book, "context", f"{HEAD}---\n") == ""


def test_a_timeline_says_how_much_of_it_is_new(make_book: MakeBook) -> None:
    events = "events: [{date: 2001, text: E}, {date: 2025-07-02, text: E}, {date: 2025-07-03, text: E}]"
    book = book_of(make_book, "context", f"{HEAD}{events}\n---\n")
    years = latest_first(facts_by_year(book), book.as_of)
    of_2025 = next(each for each in years if each.year == 2025)
    assert "brief-0" in {each.part.id for each in of_2025.recent}
    earlier = {str(each.date) for each in of_2025.earlier}
    assert "2 July 2025" in earlier, "a year before the horizon is not within it"
    drawn = [[each for each in (*year.recent, *year.earlier) if each.lane] for year in years]
    recent = [each for year in years for each in year.recent if each.lane]
    assert (
        finding_of_timeline(years)
        == f"{sum(map(len, drawn))} dates since 2001, {len(recent)} of them in the last 12 months"
    )
    assert finding_of_timeline([]) == ""
