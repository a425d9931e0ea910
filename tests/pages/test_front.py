"""The front page: what a reader has in one minute, in a book of any size."""

import re
from datetime import date
from pathlib import Path

import pytest

from briefbook.pipelines.build import make_site
from briefbook.pipelines.engine import Site
from tests.conftest import MakeBook

HEAD = "---\ntitle: {title}\nbottom_line: B\n"


def front(project: Path, as_of: date | None = None) -> str:
    site = make_site(project, as_of, pdfs=None)
    assert isinstance(site, Site), site
    return next(page.html for page in site.pages if page.entry.uri == "index.html")


def shown(html: str, heading: str) -> str:
    """Return the words that follow the heading with an anchor, until the next."""
    _, _, rest = html.partition(f'id="{heading}"')
    part = rest.partition("<h2")[0].partition("</section>")[0].partition(">")[2]
    return " ".join(re.sub("<[^>]+>", " ", part).split())


BOOK = (
    "title: T\ndesk: {name: Desk of T, contact: t@example.org, phone: +44 20 7946 0000}\nas_of: 2026-07-02\n"
)


@pytest.fixture
def make(tmp_path: Path) -> MakeBook:
    """Return what makes a book of some files alone."""

    def make(files: dict[str, str | bytes | None]) -> Path:
        for path, text in {"briefs/book.yml": BOOK, **files}.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(str(text), "utf-8")
        return tmp_path

    return make


def test_a_book_with_nothing_in_it_says_how_to_begin(make: MakeBook) -> None:
    html = front(make({}))
    assert "The book has no brief yet." in html
    assert re.findall('<h2 id="([^"]+)"', html) == ["front--ask"]
    assert 'href="mailto:t@example.org?subject=T"' in html
    assert 'href="tel:+442079460000"' in html


def test_a_book_of_three_briefs_shows_what_it_has(make: MakeBook) -> None:
    html = front(
        make(
            {
                "briefs/agreements/pact.md": HEAD.format(title="Pact")
                + "type: treaty\nsigned: 2020-01-01\n---\n",
                "briefs/context/a.md": HEAD.format(title="A") + "owner: Section A\n---\n",
                "briefs/context/b.md": HEAD.format(title="B") + "owner: Section A\n---\n",
            }
        )
    )
    assert "1 January 2020" in shown(html, "front--new")
    assert "Signature" in shown(html, "front--new")
    assert "Pact" in shown(html, "front--agreements")
    assert "Section A : 2 briefs" in shown(html, "front--ask")
    for absent in (
        "front--upcoming",
        "front--meeting",
        "front--projects",
        "front--key-points",
        "front--questions",
    ):
        assert absent not in html


def test_a_book_of_many_briefs_stays_as_short(make: MakeBook) -> None:
    agreements = {
        f"briefs/agreements/pact-{n}.md": HEAD.format(title=f"Pact {n}")
        + f"type: treaty\nsigned: {1900 + n}\n"
        f"owner: Owner {n}\nexpected: [{{text: E., stated: 2000, due: 2100}}]\nquestions: [{{question: Q{n}?, asked: 2001}}]\n---\n"
        for n in range(100)
    }
    html = front(make({**agreements}))
    assert html.count("<li") < 60
    assert "All 100 agreements" in html
    assert "Pact 99" in shown(html, "front--agreements")
    assert "95 more" in shown(html, "front--upcoming")
    assert "97 more open questions" in html


def test_long_names_leave_room_for_fewer_agreements(make: MakeBook) -> None:
    def rows(count: int, name: str) -> int:
        text = HEAD.format(title=name) + "type: treaty\nsigned: 1900\n---\n"
        html = front(make({f"briefs/agreements/pact-{n}.md": text for n in range(count)}))
        return shown(html, "front--agreements").count("Signed 1900")

    assert rows(7, "Pact") == 7
    assert rows(10, "Pact") == 10
    assert rows(11, "Pact") == 7
    assert rows(11, "Pact on mutual assistance in customs matters, between many parties") == 7
    assert rows(11, "Pact " * 30) == 3
    assert rows(11, "Pact " * 90) == 2


def test_what_is_new_is_named_by_its_label_and_its_brief(make: MakeBook) -> None:
    html = front(
        make(
            {
                "briefs/agreements/pact.md": HEAD.format(title="Pact")
                + "type: treaty\nsigned: 2020-01-01\n---\n"
            }
        )
    )
    assert "Signature: Pact" in shown(html, "front--new")


def test_the_state_of_play_is_that_of_the_horizon(make: MakeBook) -> None:
    lines = "bottom_line: [{from: 2020, text: Of 2020.}, {from: 2026, text: Of 2026.}]\n"
    project = make({"briefs/book.yml": BOOK + lines})
    assert "Of 2026." in front(project)
    assert "Of 2026." not in front(project, date(2021, 1, 1))
    assert "Of 2020." in front(project, date(2021, 1, 1))


def test_a_question_is_there_from_its_day_until_it_is_answered(make: MakeBook) -> None:
    question = "{question: Who?, why: W., settled_by: S., asked: 2020, looked_at: 2022, answered: 2024}"
    project = make(
        {
            "briefs/context/a.md": HEAD.format(title="A")
            + f"events: [{{date: 2001, text: E.}}]\nquestions: [{question}]\n---\n"
        }
    )

    def asked(day: date) -> tuple[str, list[str]]:
        site = make_site(project, day, pdfs=None)
        assert isinstance(site, Site), site
        html = {page.entry.uri: page.html for page in site.pages}
        return shown(html["index.html"], "front--questions"), [
            uri for uri in html if uri.startswith("questions")
        ]

    assert asked(date(2019, 1, 1)) == ("", [])
    asked_alone = "Open questions Who? W. What would settle it: S. Asked 2020 . A"
    assert asked(date(2021, 1, 1)) == (f"{asked_alone} (draft brief)", ["questions/index.html"])
    assert "Last looked at 2022 ." in asked(date(2023, 1, 1))[0]
    assert asked(date(2025, 1, 1)) == ("", ["questions/index.html"])


def test_what_did_not_come_in_time_and_what_lies_ahead_are_next(make: MakeBook) -> None:
    expected = "expected: [{text: Late., stated: 2020, due: 2021}, {text: Ahead., stated: 2020, due: 2030}, {text: Some day., stated: 2020}]\n"
    html = front(make({"briefs/context/a.md": HEAD.format(title="A") + expected + "---\n"}))
    words = shown(html, "front--upcoming")
    assert "due 2021 Late. Not come by 2 July 2026." in words
    assert words.index("Late.") < words.index("Ahead.")
    assert words.endswith("1 more to come, without a date")


def test_what_is_old_is_said_after_a_day(make: MakeBook) -> None:
    project = make({"briefs/book.yml": BOOK + "stale_after: 90\n"})
    assert 'hidden data-bb-after="2026-09-30"' in front(project)
