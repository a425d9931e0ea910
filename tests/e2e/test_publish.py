"""Publication with the real Git, the real MkDocs and Typst: what is made, what is refused, what stays."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from briefbook.editions.names import AROUND
from tests.desk import NEW_BRIEF, Desk
from tests.e2e.paper import pages_of

pytestmark = pytest.mark.publish


def test_branch_and_tag_are_here_and_there(two_editions: Desk) -> None:
    desk = two_editions
    refs = desk.refs().splitlines()
    there = desk.git("for-each-ref", cwd=desk.remote).splitlines()
    assert [row for row in refs if "/heads/main" not in row and "/remotes/" not in row] == there
    source = json.loads(desk.git("show", "published:2026-08/edition.json"))["source"]["commit"]
    assert source == desk.git("rev-parse", "main")
    reached = desk.git("rev-list", "published", cwd=desk.remote).split()
    assert source in reached  # though nobody pushed main
    assert desk.git("rev-parse", "edition/2026-08^{commit}") == desk.git("rev-parse", "published")
    assert desk.git("cat-file", "-t", "edition/2026-07") == "tag"


def test_nothing_is_left_and_nothing_is_touched(two_editions: Desk) -> None:
    assert list(two_editions.tmp.iterdir()) == []
    assert two_editions.git("status", "--porcelain") == ""


def listed_by_mike(desk: Desk, branch: str) -> list[str]:
    listed = subprocess.run(
        [Path(sys.executable).with_name("mike"), "list", "--branch", branch],
        cwd=desk.folder,
        env=desk.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return listed.stdout.splitlines()


def test_mike_lists_both(two_editions: Desk) -> None:
    assert listed_by_mike(two_editions, "published") == ['"August 2026" (2026-08) [latest]', "2026-07"]


def test_no_edition_can_take_the_name_of_what_is_around_them(two_editions: Desk) -> None:
    names = two_editions.git("ls-tree", "--name-only", "published").split()
    assert {*names} - {"2026-07", "2026-08"} == {*AROUND}


def test_editions_are_listed(two_editions: Desk) -> None:
    rows = two_editions.must("editions").splitlines()
    assert [row.split()[0] for row in rows] == ["2026-08", "2026-07"]
    assert rows[0].endswith("current")
    assert rows[1].endswith("superseded by 2026-08")


@pytest.mark.slow
def test_both_verify_and_can_be_built_again(two_editions: Desk) -> None:
    for edition in ("2026-07", "2026-08"):
        said = two_editions.must("verify", edition, "--rebuild")
        assert "as sealed, and as its source gives them" in said


def test_the_seal_names_every_file(two_editions: Desk) -> None:
    seal = json.loads(two_editions.git("show", "published:2026-08/edition.json"))
    tree = two_editions.git("ls-tree", "-r", "--name-only", "published:2026-08").split("\n")
    assert sorted([*seal["files"], "edition.json"]) == sorted(tree)
    assert seal["predecessor"]["edition"] == "2026-07"
    assert seal["briefs"]["antenna"] == "technology/antenna/index.html"
    assert {"typst", "mkdocs", "mkdocs-material", "python", "briefbook-code"} <= seal["tools"].keys()


def test_paper_bears_the_name_of_the_edition(two_editions: Desk, tmp_path: Path) -> None:
    published = two_editions.checked_out(tmp_path / "published")
    assert "Edition August 2026" in pages_of(published / "2026-08/technology/antenna/antenna.pdf")[0]
    cover = pages_of(published / "2026-08/book.pdf")[0].split()
    assert cover[cover.index("Edition") :][:3] == ["Edition", "August", "2026"]


def test_what_changed_is_described_by_brief_and_by_field(two_editions: Desk) -> None:
    said = two_editions.must("diff", "2026-07", "2026-08")
    assert "Entry into force: 11 July 2021 → 11 August 2021" in said
    assert "Renamed; its id was mast." in said
    assert "Brand new" in said
    assert two_editions.must("diff", "main~1", "2026-08").partition("\n")[2] == said.partition("\n")[2]
    assert two_editions.must("diff", "2026-08").splitlines()[-1] == "Nothing changed."
    changes = json.loads(two_editions.must("diff", "2026-07", "2026-08", "--format", "json"))
    assert [brief["what"] for brief in changes["briefs"]].count("added") == 1
    assert "<ins>" in two_editions.must("diff", "2026-07", "2026-08", "--format", "html")
    assert two_editions.must("diff", "2026-07", "2026-08", "--format", "markdown").startswith(
        "# What changed"
    )


def test_an_edition_that_exists_is_refused(one_edition: Desk) -> None:
    for name in ("2026-07", "2026-07-r3"):
        one_edition.refused("publish", name)
    assert "'2026-07-r2'" in one_edition.refused("publish", "2026-07")


@pytest.mark.parametrize("name", ["../x", "latest", "a b", "-x", "x.lock", "", "x" * 65, "a..b"])
def test_a_bad_name_is_refused(one_edition: Desk, name: str) -> None:
    assert "write" in one_edition.refused("publish", "--", name)


@pytest.mark.parametrize("title", ["A <b>draft</b>", " ", "two\nlines"])
def test_a_title_that_pages_cannot_show_is_refused(one_edition: Desk, title: str) -> None:
    assert "the title" in one_edition.refused("publish", "next", "--title", title)
    assert "the reason" in one_edition.refused("withdraw", "2026-07", "--why", title)


def test_a_correction_supersedes_only_what_it_corrects(one_edition: Desk) -> None:
    one_edition.commit(
        {"briefs/book.yml": one_edition.read("briefs/book.yml").replace("2026-07-02", "2026-08-02")}
    )
    one_edition.must("publish", "2026-08")
    assert "whose horizon is 2026-07-02" in one_edition.refused(
        "publish", "2026-07-r2", "--as-of", "2021-01-01"
    )
    one_edition.must("publish", "2026-07-r2")  # of the horizon of what it corrects
    rows = one_edition.must("editions").splitlines()
    assert [(row.split()[0], row.split("  ")[-1]) for row in rows] == [
        ("2026-08", "current"),
        ("2026-07-r2", "superseded by 2026-08"),
        ("2026-07", "superseded by 2026-07-r2"),
    ]
    seal = json.loads(one_edition.git("show", "published:2026-07-r2/edition.json"))
    assert (seal["corrects"], seal["predecessor"]["edition"]) == ("2026-07", "2026-07")


def test_a_withdrawn_edition_stays_and_says_so(one_edition: Desk) -> None:
    before = one_edition.git("rev-parse", "published:2026-07")
    one_edition.must("publish", "2026-07-b")
    one_edition.must("withdraw", "2026-07-b", "--why", "A wrong date & place.", "--push", "origin")
    assert one_edition.git("rev-parse", "published:2026-07") == before
    assert one_edition.git("rev-parse", "published", cwd=one_edition.remote) == one_edition.git(
        "rev-parse", "published"
    )
    rows = one_edition.must("editions").splitlines()
    assert "withdrawn" in rows[0]
    assert rows[1].endswith("current")
    assert "withdrawn" in one_edition.must("verify", "2026-07-b")
    assert "A wrong date &amp; place." in one_edition.git("show", "published:editions.html")
    assert '"../2026-07/index.html"' in one_edition.git("show", "published:latest/index.html")
    assert "was withdrawn on" in one_edition.refused("withdraw", "2026-07-b", "--why", "Again")
    assert "no edition '2026-99'" in one_edition.refused("withdraw", "2026-99", "--why", "None")


def test_what_is_built_is_the_commit_not_the_working_tree(one_edition: Desk) -> None:
    (one_edition.folder / "briefs/context/other.md").write_text("no brief at all", "utf-8")
    (one_edition.folder / "briefs/context/fresh.md").write_text(NEW_BRIEF, "utf-8")
    one_edition.must("publish", "next")
    assert "context/fresh" not in one_edition.git("show", "published:next/edition.json")


def test_a_brief_that_is_not_cleared_is_refused_by_name_or_left_out(one_edition: Desk) -> None:
    one_edition.commit({"briefs/context/brand-new.md": NEW_BRIEF.replace("cleared", "draft", 1)})
    said = one_edition.refused("publish", "next")
    assert said.startswith("briefs/context/brand-new.md:1:1: not cleared (draft); ")
    one_edition.commit({"briefs/book.yml": one_edition.read("briefs/book.yml") + "uncleared: leave-out\n"})
    one_edition.must("publish", "next")
    files = json.loads(one_edition.git("show", "published:next/edition.json"))["files"]
    assert not any("brand-new" in path for path in files)


def test_an_embargo_holds(one_edition: Desk) -> None:
    one_edition.commit(
        {
            "briefs/context/brand-new.md": NEW_BRIEF.replace("---\n", "---\nembargo_until: 2999-01-01\n", 1),
            "briefs/book.yml": one_edition.read("briefs/book.yml") + "embargo_until: 2999-12-31\n",
        }
    )
    said = one_edition.refused("publish", "next")
    assert "briefs/book.yml:1:1: under embargo until 2999-12-31" in said
    assert "briefs/context/brand-new.md:1:1: under embargo until 2999-01-01" in said


def test_a_published_address_never_dies(real_editions: Desk) -> None:
    real_editions.commit({"briefs/context/other.md": None})
    said = real_editions.refused("publish", "next")
    assert "edition 2026-08 published context/other/index.html, where nothing is any more" in said
    real_editions.commit(
        {
            "briefs/tombstones.yml": "context/other: {title: Other, withdrawn: 2026-07-01, because: It was empty.}\n"
        }
    )
    real_editions.must("publish", "next")
    assert "It was empty." in real_editions.git("show", "published:next/context/other/index.html")
    assert "../next/context/other/" in real_editions.git("show", "published:latest/context/other/index.html")


def test_a_withdrawn_brief_is_buried(one_edition: Desk) -> None:
    other = "briefs/context/other.md"
    one_edition.commit(
        {
            other: one_edition.read(other).replace("clearance: cleared", "clearance: withdrawn"),
            "briefs/book.yml": one_edition.read("briefs/book.yml") + "uncleared: leave-out\n",
        }
    )
    assert f"{other}:1:1: edition 2026-07 published context/other/index.html" in one_edition.refused(
        "publish", "next"
    )


def test_a_brief_about_a_person_may_go_while_the_person_stays(one_edition: Desk) -> None:
    about = NEW_BRIEF.replace("---\n", "---\nabout: gen-nakatani\n", 1)
    one_edition.commit({"briefs/context/nakatani.md": about})
    one_edition.must("publish", "with")
    one_edition.commit({"briefs/context/nakatani.md": None})
    one_edition.must("publish", "without")


def test_a_tombstone_names_nothing_later(real_editions: Desk) -> None:
    real_editions.commit(
        {
            "briefs/tombstones.yml": "context/gone: {title: Gone, withdrawn: 2020-01-01, because: Old., see: [antenna, supply-pact]}\n"
        }
    )
    real_editions.must("publish", "then", "--as-of", "2021-01-01")
    page = real_editions.git("show", "published:then/context/gone/index.html")
    assert "Supply pact" in page
    assert "antenna mast" not in page


def test_a_page_that_an_earlier_horizon_lacks_is_found_in_the_edition_that_has_it(
    real_editions: Desk,
) -> None:
    real_editions.commit({"briefs/book.yml": real_editions.read("briefs/book.yml") + "# changed\n"})
    real_editions.must("publish", "then", "--as-of", "2021-01-01")
    assert "../2026-08/" in real_editions.git("show", "published:latest/technology/antenna/index.html")
    assert "current" in real_editions.must("editions").splitlines()[0]  # a look back does not take its place
    assert real_editions.must("editions").splitlines()[0].startswith("2026-08")


def test_mistakes_in_the_book_are_all_reported(one_edition: Desk) -> None:
    one_edition.commit({"briefs/context/brand-new.md": "---\ntitle: T\n---\nSee [[nowhere]].\n"})
    said = one_edition.refused("publish", "next")
    assert "briefs/context/brand-new.md:2:1: required key 'bottom_line' is missing" in said


def test_a_dry_run_writes_nothing(real_editions: Desk) -> None:
    before = real_editions.state()
    said = real_editions.must("publish", "next", "--dry-run", "--push", "origin")
    assert "Nothing is written" in said
    assert real_editions.state() == before


def test_versions_of_mike_are_kept_but_its_alias(one_edition: Desk) -> None:
    one_edition.git("checkout", "-q", "--orphan", "pages")
    one_edition.git("rm", "-rqf", ".")
    one_edition.commit(
        {
            "versions.json": '[{"version": "1.0", "title": "1.0", "aliases": ["latest", "old"]}]',
            "1.0/index.html": "Old",
        }
    )
    one_edition.git("checkout", "-q", "main")
    one_edition.must("publish", "next", "--branch", "pages")
    assert one_edition.git("show", "pages:1.0/index.html") == "Old"
    assert listed_by_mike(one_edition, "pages") == ["next [latest]", "1.0 [old]"]
    assert "exists" in one_edition.refused("publish", "1.0", "--branch", "pages")
