"""The command `briefbook handover`: a text, with what changed since an edition that is chosen."""

from pathlib import Path

import pytest

from tests.desk import NEW_BRIEF, Desk

pytestmark = pytest.mark.publish


def test_a_handover_says_what_changed_since_an_edition(one_edition: Desk, tmp_path: Path) -> None:
    (one_edition.folder / "briefs/context/fresh.md").write_text(NEW_BRIEF, "utf-8")
    said = one_edition.must("handover", "--since", "2026-07")
    assert said.startswith("Handover: ")
    assert "== Decided, and not followed up ==" in said
    assert "\nWhat changed since edition 2026-07\n\n1 brief new.\n" in said
    assert "What changed" not in one_edition.must("handover")
    note = tmp_path / "note.txt"
    assert one_edition.must("handover", "--since", "2026-07", "-o", str(note)) == f"{note}\n"
    assert note.read_text("utf-8") == said


def test_what_cannot_be_handed_over_is_refused(one_edition: Desk, tmp_path: Path) -> None:
    assert "no edition '2026-06'" in one_edition.refused("handover", "--since", "2026-06")
    assert "No such file" in one_edition.refused("handover", "-o", str(tmp_path / "none/note.txt"))
    (one_edition.folder / "briefs/context/fresh.md").write_text("---\ntitle: T\n---\n", "utf-8")
    assert "briefs/context/fresh.md:2:1: required key 'bottom_line' is missing" in one_edition.refused(
        "handover"
    )
