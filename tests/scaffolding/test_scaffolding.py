"""What a new book and a new brief begin with, and what is refused."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from briefbook.cli import main
from briefbook.model.briefs.agreement import Agreement
from briefbook.model.briefs.kinds import KINDS
from briefbook.pipelines.load import load_book
from briefbook.problems import Refusal
from briefbook.scaffolding.start import LOCK, start_book, start_brief
from briefbook.scaffolding.starters import NEUTRAL_TITLE, title_of
from tests.conftest import ROOT, MakeBook, environment

TODAY = date(2026, 11, 28)
TITLES = [
    "Plain",
    "Quotes \"double\", 'single' and \\ back",
    "A colon: and a # sign, {braces}, [brackets], *stars* & more",
    "@at the start",
    "- a dash",
    "null",
    "2026",
    "<b>no tag</b>",
    "<< title >> and {{ title }} and {% raw %}",
    "防衛の書",
    "x" * 300,
]
NO_TITLES = {
    "": "a title without words; give another with --title",
    "   ": "a title without words; give another with --title",
    "two\nlines": "a title cannot hold the character U+000A: it is one line of text; give another with --title",
    "tab\there": "a title cannot hold the character U+0009: it is one line of text; give another with --title",
    "line\u2028separator": "a title cannot hold the character U+2028: it is one line of text; give another with --title",
    "Fish 🐟": "in the title no font of the print has '🐟' (U+1F41F FISH); write it in other characters, "
    "or put a font that has it into templates/fonts/",
}


def started(folder: Path, title: str | None = "Sea desk", *, bare: bool = False) -> Path:
    start_book(folder, title, TODAY, bare=bare)
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def mistakes(project: Path) -> list[str]:
    return [str(problem) for problem in load_book(project)[1]]


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


@pytest.mark.parametrize("bare", [False, True])
def test_a_new_book_has_no_mistakes(tmp_path: Path, bare: bool) -> None:
    book, problems = load_book(started(tmp_path / "book", bare=bare))
    assert problems == []
    assert book
    assert {brief.facts.kind for brief in book.briefs.values()} == (
        set() if bare else {kind.kind for kind in KINDS.values()}
    )
    assert book.as_of == TODAY


def test_each_example_says_that_it_is_invented_and_is_cleared(tmp_path: Path) -> None:
    book, _ = load_book(started(tmp_path / "book"))
    assert book
    for brief in book.briefs.values():
        assert brief.facts.bottom_line
        assert "Invented example." in str(brief.facts.bottom_line.text.html)
        assert (brief.facts.clearance, brief.facts.cleared_on) == ("cleared", TODAY)
        assert brief.facts.review_by
        assert brief.facts.review_by > TODAY
    for source in book.sources.values():
        assert "(invented)" in f"{source.facts.publisher} {source.facts.container_title}"
        assert source.facts.url is None or source.facts.url.startswith("https://example.org/")
    assert set(book.cited_by) == set(book.sources)


def test_the_book_brings_the_lock_that_briefbook_has(tmp_path: Path) -> None:
    assert (started(tmp_path / "book") / LOCK).read_bytes() == (ROOT / LOCK).read_bytes()


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_the_same_wherever_it_is_written(tmp_path: Path, title: str) -> None:
    project = started(tmp_path / "book", title)
    assert mistakes(project) == []
    for file, key in (("mkdocs.yml", "site_name"), ("briefs/book.yml", "title")):
        assert yaml.safe_load((project / file).read_text("utf-8"))[key] == title
    brief = start_brief(project, "context", "new-one", title, TODAY)
    assert yaml.safe_load(brief.read_text("utf-8").split("---\n")[1])["title"] == title
    assert mistakes(project) == []


@pytest.mark.parametrize(("title", "why"), NO_TITLES.items())
def test_what_cannot_be_a_title_is_refused(tmp_path: Path, title: str, why: str) -> None:
    with pytest.raises(Refusal) as refusal:
        start_book(tmp_path / "new", title, TODAY, bare=False)
    assert str(refusal.value) == why
    assert list(tmp_path.iterdir()) == []
    project = started(tmp_path / "book")
    before = files_of(project)
    with pytest.raises(Refusal) as refusal:
        start_brief(project, "context", "new-one", title, TODAY)
    assert str(refusal.value) == why
    assert files_of(project) == before


def test_the_title_is_read_as_words_alone_by_markdown(tmp_path: Path) -> None:
    readme = (started(tmp_path / "book", "<b>*a*") / "README.md").read_text("utf-8")
    assert readme.startswith("# \\<b\\>\\*a\\*\n")


@pytest.mark.parametrize(
    ("name", "title"),
    [("sea-desk", "Sea desk"), ("Sea_Desk", "Sea Desk"), ("a", "A"), ("防衛", "防衛"), ("--", ""), ("", "")],
)
def test_a_name_suggests_a_title(name: str, title: str) -> None:
    assert title_of(name) == title


@pytest.mark.parametrize(
    ("name", "title"), [("sea-desk", "Sea desk"), ("---", NEUTRAL_TITLE), ("🐟", NEUTRAL_TITLE)]
)
def test_the_folder_gives_the_title_where_it_can(tmp_path: Path, name: str, title: str) -> None:
    book, problems = load_book(started(tmp_path / name, None))
    assert problems == []
    assert book
    assert book.settings.title == title


def test_the_current_folder_and_one_that_holds_an_empty_repository_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sea-desk"
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "config").write_text("mine")
    (folder / ".briefbook-unfinished-x").mkdir()
    monkeypatch.chdir(folder)
    result = run("init", ".")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("A book is in .: 20 files, with invented examples.\n")
    assert (folder / ".git" / "config").read_text() == "mine"
    assert not list(folder.glob(".briefbook-unfinished-*"))
    assert mistakes(folder) == []


@pytest.mark.parametrize(
    ("there", "why"),
    [
        (
            {"book/notes.txt": ""},
            "Error: book is not empty: it holds notes.txt; name a new folder, or an empty one\n",
        ),
        (
            {f"book/{name}": "" for name in "abcd"},
            "Error: book is not empty: it holds a, b, c, …; name a new folder, or an empty one\n",
        ),
        (
            {"book/.hidden": ""},
            "Error: book is not empty: it holds .hidden; name a new folder, or an empty one\n",
        ),
        ({"book": ""}, "Error: book is a file; name a folder\n"),
    ],
)
def test_init_refuses_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: dict[str, str], why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for path, text in there.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    before = files_of(tmp_path)
    result = run("init", "book")
    assert (result.exit_code, result.stderr) == (1, why)
    assert files_of(tmp_path) == before


def test_init_refuses_a_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("")
    result = run("init", "file/book")
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: file/book cannot be written (Not a directory); name another folder, or change its permissions\n"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_init_refuses_a_folder_that_it_may_not_write(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    result = run("init", tmp_path / "a/book")
    tmp_path.chmod(0o700)
    assert "a/book cannot be written (Permission denied)" in result.stderr


@pytest.mark.parametrize("there", [False, True])
def test_a_book_that_cannot_be_written_whole_is_not_written(tmp_path: Path, there: bool) -> None:
    """A limit on the size of files stops the run at the lock, after all others are written."""
    if there:
        (tmp_path / "a" / "book").mkdir(parents=True)
    command = "ulimit -f 32; exec \"$0\" -c 'from briefbook.cli import main; main()' init a/book"
    result = subprocess.run(
        ["bash", "-c", command, sys.executable],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "a/book cannot be written (File too large)" in result.stderr
    assert list(tmp_path.rglob("*")) == ([tmp_path / "a", tmp_path / "a" / "book"] if there else [])


# The second command: a new brief.


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


@pytest.mark.parametrize(
    ("arguments", "status", "why"),
    [
        (["agrement", "x"], 2, "'agrement' is not a kind of brief; did you mean 'agreement'?"),
        (
            ["brief", "x"],
            2,
            "'brief' is not a kind of brief; choose one of: agreement, context, meeting, technology",
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


# The samples of continuous integration.


def test_the_samples_clone_in_full_and_install_what_is_named(tmp_path: Path) -> None:
    project = started(tmp_path / "book")
    github = yaml.safe_load((project / ".github/workflows/book.yml").read_text("utf-8"))
    for job in github["jobs"].values():
        checkout, *others = job["steps"]
        assert checkout == {"uses": "actions/checkout@v4", "with": {"fetch-depth": 0}}
        assert {"run": "sh ci/install.sh"} in others
    assert github["jobs"]["build"]["permissions"] == {"contents": "read"}
    assert github["jobs"]["publish"]["if"] == "github.event_name == 'workflow_dispatch'"
    gitlab = yaml.safe_load((project / ".gitlab-ci.yml").read_text("utf-8"))
    assert gitlab["variables"]["GIT_DEPTH"] == "0"
    assert gitlab["publish"]["rules"] == [{"if": "$EDITION"}]
    assert gitlab["build"]["script"] == [
        step["run"] for step in github["jobs"]["build"]["steps"] if "run" in step
    ]
    assert (
        gitlab["publish"]["script"][-1]
        == 'sh ci/publish.sh "$EDITION"'
        == github["jobs"]["publish"]["steps"][-1]["run"]
    )
    install = (project / "ci/install.sh").read_text("utf-8")
    assert re.search(r'^BRIEFBOOK="wheels/briefbook-\d+\.\d+\.\d+-py3-none-any\.whl"$', install, re.M)
