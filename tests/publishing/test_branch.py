"""What a publication branch has is data; its files are read by Git."""

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from briefbook.editions.catalogue import CatalogueEntry, write_list
from briefbook.git.repository import repository_of
from briefbook.problems import Refusal
from briefbook.publishing.branch import BranchReader, Publication, read_publication
from tests.desk import Desk, Installed

EDITIONS = tuple(
    CatalogueEntry(
        edition=name,
        title=name,
        as_of=date.fromisoformat(f"{name}-01"),
        published=date(2026, 11, 1),
        marking="public",
        commit="0" * 40,
        corrects=None,
        withdrawn=None,
    )
    for name in ("2026-07", "2026-08")
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path, Installed(tmp_path))
    desk.folder.mkdir()
    desk.git("init", "-q", "-b", "published")
    return desk


def test_what_the_branch_has_needs_no_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", None)
    publication = Publication("published", "0" * 40, is_here=True, editions=EDITIONS)
    assert publication.entry("2026-07") is EDITIONS[0]
    assert publication.latest_by(date(2026, 7, 31)) == "2026-07"
    assert publication == Publication("published", "0" * 40, is_here=True, editions=EDITIONS)
    with pytest.raises(Refusal, match=r"no edition '2026-09' on branch 'published'"):
        publication.entry("2026-09")


def test_a_branch_that_does_not_exist_has_nothing(desk: Desk) -> None:
    repository = repository_of(desk.folder)
    assert read_publication(repository, "published") == Publication("published", None, is_here=False)
    reader = BranchReader(repository, "published", None)
    assert not reader.holds("editions.json")
    assert reader.digests("2026-07") == {}


def test_each_commit_of_the_branch_has_its_own_reader(desk: Desk) -> None:
    versions = [{"version": "2026-07", "aliases": []}, {"version": "1.0", "aliases": ["latest", "stable"]}]
    first = desk.commit(
        {"editions.json": write_list(EDITIONS[:1]).decode(), "versions.json": json.dumps(versions)}
    )
    second = desk.commit({"editions.json": write_list(EDITIONS).decode()})
    repository = repository_of(desk.folder)
    publication = read_publication(repository, "published")
    assert (publication.tip, publication.is_here, publication.editions) == (second, True, EDITIONS)
    assert publication.other_versions == ({"version": "1.0", "aliases": ["stable"]},)
    assert BranchReader(repository, "published", first).editions() == EDITIONS[:1]
