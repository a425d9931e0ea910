"""A pack for next week: on its page, on paper, as cards, and in no edition before it is cleared."""

import re
from pathlib import Path

from tests.conftest import MakeBook, Run
from tests.desk import CLEARED, Desk
from tests.e2e.paper import bookmarks_of, check_boxes, info_of, needs_pdftotext, pages_of, words_in

pytestmark = needs_pdftotext

LONG = "A line that says more than a line should. " * 22
PACK = f"""\
title: A visit next week
date: 2026-12-07
purpose: To see the mast.
programme:
  - {{time: "9:30-10:15", text: A call, place: new-delhi, who: gen-nakatani, briefs: mast}}
briefs: [mast, supply-pact]
agenda: [{{text: One, briefs: [sea-lanes]}}]
lines_to_take: [The pact is in force, "{LONG}"]
if_raised: [{{point: Was a body agreed?, answer: Reports differ.}}]
avoid: [Haste]
"""
A5 = "419.528 x 595.276 pts"


def test_it_is_printed_though_it_lies_after_the_horizon(make_book: MakeBook, briefbook: Run) -> None:
    project = make_book({"briefs/packs/visit.yml": PACK})
    assert briefbook("-C", project, "check").returncode == 0
    result = briefbook("-C", project, "print", "--pack", "visit")
    assert result.returncode == 0, result.stderr
    said = words_in(project / "print/packs/visit.pdf")
    for words in (
        "Briefing pack DRAFT",
        "7 December 2026",
        "09:30–10:15",
        "with Nakatani",
        "Reports differ.",
    ):
        assert words in " ".join(said.split()), words
    assert "not in this pack)" not in said
    early = briefbook("-C", project, "print", "--pack", "visit", "--as-of", "2026-06-01")
    assert early.returncode == 2
    assert "no pack 'visit'" in early.stderr


def test_its_cards_have_one_thing_each(make_book: MakeBook, briefbook: Run, tmp_path: Path) -> None:
    project = make_book({"briefs/packs/visit.yml": PACK})
    assert briefbook("-C", project, "print", "--cards", "visit").returncode == 0
    cards = project / "print/packs/visit/cards.pdf"
    assert info_of(cards)["Page size"] == A5
    pages = pages_of(cards)
    assert [title for title, _ in bookmarks_of(cards)] == [
        *(
            "A visit next week",
            "Programme",
            "Agenda",
            "Lines to take 1/2",
            "Lines to take 2/2",
            "If raised",
        ),
        *("To avoid", "The antenna mast", "Supply pact"),
    ]
    for number, page in enumerate(pages, start=1):
        assert f"card {number} of {len(pages)}" in page
        assert page.count("PUBLIC") == 2, "at its head and at its foot"
        assert "DRAFT" in page
    assert len(pages) == 10
    assert "Lines to take 2/2, continued" in pages[5]
    assert "In force since 11 July 2021" in pages[-1]
    assert "@" not in "".join(pages)
    check_boxes(cards, tmp_path)


def test_a_point_of_the_programme_is_on_one_card(make_book: MakeBook, briefbook: Run) -> None:
    point = '  - {{time: "{hour:02}:{minute:02}", text: Call {number} on those who know what came of it since the last of these visits, place: new-delhi, who: gen-nakatani}}\n'
    points = (point.format(hour=8 + n // 4, minute=n % 4 * 15, number=n) for n in range(40))
    programme = "programme:\n" + "".join(points)
    project = make_book({"briefs/packs/visit.yml": re.sub(r"programme:\n.*\n", programme, PACK)})
    assert briefbook("-C", project, "print", "--cards", "visit").returncode == 0
    pages = pages_of(project / "print/packs/visit/cards.pdf")
    with_points = [page for page in pages if re.search(r"Call \d", page)]
    assert len(with_points) > 3
    for page in with_points:
        calls = len(re.findall(r"Call \d+", page))
        assert calls == page.count("with Nakatani") == len(re.findall(r"\b\d\d:\d\d\b", page)), page


def test_its_page_is_in_the_menu_and_leads_to_its_prints(make_book: MakeBook, briefbook: Run) -> None:
    project = make_book({"briefs/packs/visit.yml": PACK})
    assert briefbook("-C", project, "build").returncode == 0
    front = (project / "site/index.html").read_text("utf-8")
    assert 'href="packs/index.html"' in front
    page = (project / "site/packs/visit/index.html").read_text("utf-8")
    for pdf in ("packs/visit.pdf", "packs/visit/cards.pdf"):
        assert f'href="../../{pdf}"' in page
        assert (project / "site" / pdf).is_file()
    assert page.count(">PUBLIC</aside>") == 2, "at its head and at its foot"


def test_no_edition_has_it_before_it_is_cleared(one_edition: Desk) -> None:
    one_edition.commit({"briefs/packs/visit.yml": PACK})
    said = one_edition.refused("publish", "next")
    assert said.startswith(
        "briefs/packs/visit.yml:1:1: not cleared (draft); clear it, or say 'uncleared: leave-out'"
    )
    one_edition.commit({"briefs/packs/visit.yml": PACK + CLEARED})
    one_edition.must("publish", "next")
    assert "A visit next week" in one_edition.git("show", "published:next/book.json")


def test_a_sheet_of_two_briefs_has_the_higher_marking_and_both_tabs(
    make_book: MakeBook, briefbook: Run, tmp_path: Path
) -> None:
    secret = "---\ntitle: Zinc\nbottom_line: B\nmarking: restricted\n---\n"
    long = "---\ntitle: Copper\nbottom_line: B\n---\n" + "A paragraph.\n\n" * 60
    footnotes = "---\ntitle: Tin\nbottom_line: B\n---\nText[^1].\n\n[^1]: A note.\n"
    project = make_book(
        {
            "briefs/context/zinc.md": secret,
            "briefs/context/copper.md": long,
            "briefs/context/tin.md": footnotes,
        }
    )
    assert briefbook("-C", project, "print", "--book", "-o", tmp_path).returncode == 0
    assert briefbook("-C", project, "print", "--book", "--duplex", "-o", tmp_path / "duplex").returncode == 0
    sheets = pages_of(tmp_path / "book.pdf")
    (shared,) = (sheet for sheet in sheets if "Zinc (draft brief, RESTRICTED) Information" in sheet)
    assert shared.startswith("RESTRICTED")
    assert shared.endswith("RESTRICTED")
    assert "Tabs" in shared
    assert any(sheet.startswith("PUBLIC") for sheet in sheets)
    (noted,) = (sheet for sheet in sheets if "A note." in sheet)
    assert "Tin" in noted.partition("Information to")[0], (
        "footnotes are numbered from 1, so no other is above"
    )
    assert len(sheets) < len(pages_of(tmp_path / "duplex/book.pdf"))
    check_boxes(tmp_path / "book.pdf", tmp_path)
