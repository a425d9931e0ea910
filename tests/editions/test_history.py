"""What an edition says of those before it."""

from datetime import date

from briefbook.diff.changes import PartChange
from briefbook.editions.history import Edition, HistoryEntry


def test_another_edition_is_beside_this_one() -> None:
    this = Edition("2026-08", "August", date(2026, 8, 1))
    change = PartChange("mast", "Mast", "changed")
    entries = [
        HistoryEntry("2026-08", "August", this.as_of, "changed", change),
        HistoryEntry("2026-07", "July", date(2026, 7, 1), "changed", change),
        HistoryEntry("2026-06", "June", date(2026, 6, 1), "new", None),
    ]
    assert [this.changes_address(each) for each in entries] == [
        "changes/index.html#change--mast",
        "../2026-07/changes/index.html#change--mast",
        "../2026-06/changes/index.html",
    ]
