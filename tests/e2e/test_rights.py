"""Somebody without rights to a part of a book's folder learns what that is, and changes nothing."""

from dataclasses import replace

import pytest

from tests.command import BRIEFBOOK
from tests.desk import Desk
from tests.fuzz.killable import COMMAND, RIGHTS


@pytest.fixture
def desk(one_edition: Desk) -> Desk:
    """Return a desk whose commands have no rights but those that permissions give, also where root runs them."""
    one_edition.installed = replace(one_edition.installed, runs="tests.fuzz.killable:main")
    one_edition.environment |= {COMMAND: BRIEFBOOK, RIGHTS: "none"}
    return one_edition


def test_briefs_that_may_not_be_read_are_a_mistake(desk: Desk) -> None:
    briefs = desk.folder / "briefs"
    briefs.chmod(0o000)
    result = desk.run("check")
    briefs.chmod(0o755)
    assert "Traceback" not in result.stderr
    assert "briefs:1:1: cannot be read (Permission denied); fix its permissions\n" in result.stderr


def test_references_that_may_not_be_written_have_not_moved(desk: Desk) -> None:
    heads = desk.folder / ".git/refs/heads"
    heads.chmod(0o555)
    said = desk.refused("withdraw", "2026-07", "--why", "A test.")
    heads.chmod(0o755)
    assert "Permission denied" in said
    assert "meanwhile" not in said
