"""`briefbook new`: a draft that passes every check, and what it refuses."""

import re
from pathlib import Path

import pytest

from briefbook.model.briefs.agreement import Agreement
from briefbook.model.briefs.kinds import KINDS
from briefbook.pipelines.load import load_book
from briefbook.scaffolding.start import start_brief
from tests.conftest import MakeBook
from tests.scaffolding.new_book import TODAY, files_of, mistakes, run, started


@pytest.fixture
def strict_book(tmp_path: Path) -> Path:
    """Return a bare book in which every statement must have a source."""
    project = started(tmp_path / "strict", bare=True)
    settings = project / "briefs/book.yml"
    settings.write_text(settings.read_text("utf-8") + "coverage: {sourced: 100, official: 100}\n", "utf-8")
    return project


@pytest.mark.parametrize("name", [name for kind in KINDS.values() for name in (kind.kind, kind.folder)])
def test_a_new_brief_passes_check_as_it_is(strict_book: Path, name: str) -> None:
    result = run("-C", strict_book, "new", name, "first-one")
    assert (result.exit_code, result.stderr) == (0, "")
    book, problems = load_book(strict_book)
    assert problems == []
    assert book
    brief = book.briefs["first-one"]
    assert result.stdout.strip().endswith(brief.path)
    assert name in {brief.facts.kind, brief.facts.folder}
    assert (brief.facts.title, brief.facts.clearance) == ("First one", "draft")


@pytest.mark.parametrize("folder", KINDS)
def test_what_the_comments_of_a_new_brief_show_is_right(tmp_path: Path, folder: str) -> None:
    """Each line that a comment offers is valid once it is written out, with its sources and entities in the registers."""
    project = started(tmp_path / "book", bare=True)
    registers = {
        "sources": "some-key: {type: webpage, title: A source}",
        "organisations": "some-state: {name: Some State}",
        "people": "some-person: {name: Some Person}",
        "places": "some-port: {name: Some Port}",
    }
    for name, entry in registers.items():
        (project / f"briefs/{name}.yml").write_text(f"{entry}\n", "utf-8")
    start_brief(project, "context", "some-brief", None, TODAY)
    file = start_brief(project, folder, "first-one", None, TODAY)
    text = file.read_text("utf-8")
    known = re.sub(r"^.*: (?:unknown|\[\])  # .*instead.*\n", "", text, flags=re.M)
    offered = re.sub(r"^# (?=\w+:|  )", "", known, flags=re.M)
    assert offered != text
    file.write_text(offered, "utf-8")
    assert mistakes(project) == []


@pytest.mark.parametrize("name", ["pack", "packs"])
def test_a_new_pack_passes_check_as_it_is_and_as_its_comments_show(
    tmp_path: Path, make_book: MakeBook, name: str
) -> None:
    project = make_book({})
    result = run("-C", project, "new", name, "first-visit")
    assert (result.exit_code, result.stderr) == (0, "")
    book, problems = load_book(project)
    assert problems == []
    assert book
    facts = book.packs["first-visit"].facts
    assert result.stdout.strip().endswith("briefs/packs/first-visit.yml")
    assert (facts.title, facts.clearance, [each.id for each in facts.briefs]) == (
        "First visit",
        "draft",
        ["declaration"],
    )

    file = project / "briefs/packs/first-visit.yml"
    offered = re.sub(r"^# (?=\w+:|  )", "", file.read_text("utf-8"), flags=re.M)
    file.write_text(offered.replace("some-port", "new-delhi").replace("some-person", "gen-nakatani"), "utf-8")
    assert mistakes(project) == []
    again = run("-C", project, "new", name, "first-visit")
    assert again.exit_code == 1
    assert "'first-visit' is taken, by briefs/packs/first-visit.yml; choose another id" in again.stderr


def test_a_pack_needs_a_brief(tmp_path: Path) -> None:
    project = started(tmp_path / "book", bare=True)
    result = run("-C", project, "new", "pack", "visit")
    assert (result.exit_code, result.stderr) == (
        1,
        "Error: a pack holds briefs, and there is none yet; write a brief first\n",
    )
    assert not (project / "briefs/packs").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "why"),
    [
        (["agrement", "x"], 2, "'agrement' is neither a kind of brief nor a pack; did you mean 'agreement'?"),
        (
            ["brief", "x"],
            2,
            "'brief' is neither a kind of brief nor a pack; choose one of: agreement, context, meeting, pack, technology",
        ),
        (
            ["context", "Sea Lanes"],
            2,
            "'Sea Lanes' is not a valid id; use lower-case letters, digits and hyphens",
        ),
        (["context", "../x"], 2, "'../x' is not a valid id; use lower-case letters, digits and hyphens"),
        (["context", "book"], 1, "'book' names the PDF of the whole book; choose another id"),
        (
            ["context", "sea-lanes"],
            1,
            "'sea-lanes' is taken, by briefs/context/sea-lanes.md; choose another id",
        ),
        (
            ["meeting", "sea-lanes"],
            1,
            "'sea-lanes' is taken, by briefs/context/sea-lanes.md; choose another id",
        ),
        (["context", "japan"], 1, "'japan' is taken, by briefs/organisations.yml:1:1; choose another id"),
        (["context", "unread"], 1, "'unread' is taken, by briefs/context/unread.md; choose another id"),
        (["meeting", "latin"], 1, "'latin' is taken, by briefs/context/latin.md; choose another id"),
        (
            ["context", "old-lanes"],
            1,
            "briefs/context/moved.md was context/old-lanes before, and readers still find it there; choose another id",
        ),
        (
            ["context", "buried"],
            1,
            "context/buried was withdrawn, as briefs/tombstones.yml:1:1 says; choose another id",
        ),
        (["technology", "x"], 1, "briefs/book.yml leaves the section 'technology' out; add it to 'sections'"),
    ],
)
def test_new_refuses_what_cannot_be(make_book: MakeBook, arguments: list[str], status: int, why: str) -> None:
    project = make_book(
        {
            "briefs/book.yml": "title: T\ndesk: {name: D}\nas_of: 2026-07-02\n"
            "sections: [{folder: agreements}, {folder: meetings}, {folder: context}]\n",
            "briefs/context/moved.md": "---\ntitle: M\nbottom_line: M.\nredirects_from: [old-lanes]\n---\n",
            "briefs/context/unread.md": "no front matter",
            "briefs/context/latin.md": "é".encode("latin-1"),
            "briefs/tombstones.yml": "context/buried: {title: B, withdrawn: 2026-01-01, because: Gone.}\n",
        }
    )
    before = files_of(project)
    result = run("-C", project, "new", *arguments)
    assert result.exit_code == status
    assert result.stderr.splitlines()[-1].partition(": ")[2].endswith(why)
    assert files_of(project) == before


def test_new_is_refused_where_its_folder_is_a_file(make_book: MakeBook) -> None:
    project = make_book({})
    (project / "briefs/technology").rename(project / "briefs/technical")
    (project / "briefs/technology").write_text("mine")
    result = run("-C", project, "new", "technology", "first-one")
    assert result.exit_code == 1
    assert result.stderr == "Error: briefs/technology is a file, and would have to be a folder; rename it\n"
    assert (project / "briefs/technology").read_text() == "mine"


def test_new_is_refused_where_there_is_no_book(tmp_path: Path) -> None:
    result = run("-C", tmp_path, "new", "context", "first-one")
    assert result.exit_code == 1
    assert "briefbook init" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_new_needs_no_book_without_mistakes(make_book: MakeBook) -> None:
    project = make_book({"briefs/book.yml": "title: [\n", "briefs/context/other.md": "---\nno: [@x\n---\n"})
    before = mistakes(project)
    result = run("-C", project, "new", "agreement", "first-one", "--title", "First: one")
    assert (result.exit_code, result.stderr) == (0, "")
    assert mistakes(project) == before


def test_an_agreement_of_unknown_type_is_neither_binding_nor_political(make_book: MakeBook) -> None:
    brief = "---\ntitle: A\nbottom_line: B.\ntype: unknown\n{}signed: unknown\n---\n"
    project = make_book(
        {
            "briefs/agreements/unknown.md": brief.format(""),
            "briefs/agreements/binding.md": brief.format("binding: true\n"),
        }
    )
    book, problems = load_book(project)
    assert problems == []
    assert book
    natures = {
        each.id: each.facts.nature for each in book.briefs.values() if isinstance(each.facts, Agreement)
    }
    assert natures == {
        "unknown": "unknown",
        "binding": "binding",
        "declaration": "political",
        "supply-pact": "binding",
    }
