"""An edition is made without a change of the process that makes it."""

import gc
import os
import re
import tempfile
from datetime import date
from pathlib import Path

import pytest

from briefbook.editions.history import Lineage
from briefbook.editions.seal import SourceCommit
from briefbook.git.repository import repository_of
from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.publishing.edition_builder import BuildPlan, BuiltEdition, build_edition, check_out
from tests.conftest import ROOT
from tests.desk import Desk, Installed

TIME = 4_000_000_000
DAY = TIME - TIME % 86_400
"""Seconds since 1970: a time that is later than any commit, and the beginning of its day."""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


def state_of_the_process() -> tuple[object, ...]:
    return tempfile.tempdir, os.environ.get("SOURCE_DATE_EPOCH"), gc.get_threshold()


def plan_of(commit: str) -> BuildPlan:
    return BuildPlan(
        name="one",
        title="One",
        as_of=None,
        published=date(2026, 11, 1),
        source=SourceCommit(commit=commit, time=TIME, folder=""),
        corrects=None,
        lineage=lambda _: Lineage(),
        addresses={},
    )


def test_an_edition_is_made_within_its_folder_and_at_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path / "desk", Installed(ROOT / "src"))
    desk.start()
    brief = "briefs/context/sea-lanes"
    pages = {path.relative_to(desk.folder).as_posix(): None for path in desk.folder.glob("docs/**/*.md")}
    commit = desk.commit(
        {
            **pages,
            "mkdocs.yml": f"{desk.read('mkdocs.yml')}\nsite_url: https://example.org/\n",
            f"{brief}.md": f"{desk.read(f'{brief}.md')}\n![A map](sea-lanes/map.svg)\n",
            f"{brief}/map.svg": PICTURE,
        }
    )
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))  # nothing can be made there
    before = state_of_the_process()
    on_the_way = [before]

    def note(*_: object) -> None:
        on_the_way.append(state_of_the_process())

    source = check_out(repository_of(desk.folder), plan_of(commit), scratch)
    built = build_edition(source, plan_of(commit), MkDocsEngine(), scratch, note)
    assert isinstance(built, BuiltEdition), built
    assert len(on_the_way) > 10
    assert {*on_the_way, state_of_the_process()} == {before}
    assert {each.name for each in scratch.iterdir()} == {"source", "printed", "edition"}
    assert [path.name for path in (scratch / "printed").rglob("briefbook-*")] == []
    sitemap = (built.folder / "sitemap.xml.gz").read_bytes()
    assert int.from_bytes(sitemap[4:8], "little") == DAY, "gzip says when its file was made"
    days = re.findall("<lastmod>(.*?)</lastmod>", (built.folder / "sitemap.xml").read_text("utf-8"))
    assert {*days} == {"2096-10-02"}
