"""What an edition may hold."""

from datetime import date

import pytest

from briefbook.publishing.release_rules import releasable_book
from tests.conftest import SMALL_BOOK, MakeBook
from tests.derived.test_horizon import loaded
from tests.desk import CLEARED

PACK = "title: A visit\ndate: 2026-12-07\npurpose: To see.\nbriefs: [mast]\n"
AS_OF, TODAY = date(2026, 7, 2), date(2026, 11, 30)


def book_with(make_book: MakeBook, pack: str, settings: str = "") -> tuple[set[str], list[str]]:
    """Return the small book, all cleared, with a pack, as far as an edition may hold it, and what prevents one."""
    cleared: dict[str, str | bytes | None] = {}
    for path in SMALL_BOOK.glob("briefs/*/*.md"):
        text = path.read_text("utf-8")
        if "clearance:" not in text:
            cleared[path.relative_to(SMALL_BOOK).as_posix()] = text.replace("---\n", f"---\n{CLEARED}", 1)
    book_yml = (SMALL_BOOK / "briefs/book.yml").read_text("utf-8") + settings
    files = {**cleared, "briefs/book.yml": book_yml, "briefs/packs/visit.yml": pack}
    book, problems = releasable_book(loaded(make_book(files)), AS_OF, TODAY, {})
    return {*book.packs}, [str(each) for each in problems]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ("", "not cleared (draft)"),
        ("clearance: draft\n", "not cleared (draft)"),
        ("clearance: withdrawn\n", "not cleared (withdrawn)"),
        (f"{CLEARED}embargo_until: 2026-12-01\n", "under embargo until 2026-12-01"),
    ],
)
def test_a_pack_that_is_not_cleared_is_refused_or_left_out(
    fields: str, why: str, make_book: MakeBook
) -> None:
    fix = "clear it, or say 'uncleared: leave-out' in briefs/book.yml"
    _, problems = book_with(make_book, PACK + fields)
    assert problems == [f"briefs/packs/visit.yml:1:1: {why}; {fix}"]


def test_an_uncleared_pack_may_be_left_out(make_book: MakeBook) -> None:
    assert book_with(make_book, PACK, "uncleared: leave-out\n") == (set(), [])


def test_a_cleared_pack_for_next_week_is_released(make_book: MakeBook) -> None:
    assert book_with(make_book, PACK + CLEARED) == ({"visit"}, [])
