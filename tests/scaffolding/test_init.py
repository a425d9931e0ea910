"""`briefbook init`: what a new book begins with, and what is refused."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from briefbook.model.briefs.kinds import KINDS
from briefbook.pipelines.load import load_book
from briefbook.problems import Refusal
from briefbook.scaffolding.start import LOCK, start_book, start_brief
from briefbook.scaffolding.starter_files import NEUTRAL_TITLE, title_of
from tests.conftest import ROOT, environment
from tests.scaffolding.new_book import TODAY, files_of, mistakes, run, started

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
    "": "the title has no words; write some",
    "   ": "the title has no words; write some",
    "x" * 1001: "the title has 1,001 characters; write 1,000 at most",
    "two\nlines": "the title has a line break or a tab; write it on one line, with spaces",
    "tab\there": "the title has a line break or a tab; write it on one line, with spaces",
    "line\u2028separator": "the title has a line break or a tab; write it on one line, with spaces",
    "\u3164": "the title has no words; write some",
    "\u2800\u115f\xad": "the title has no words; write some",
    "A &#x0000202E; B": "the title has the character U+202E RIGHT-TO-LEFT OVERRIDE, "
    "which shows a text in another order than it is written; "
    "delete it: letters themselves say which way they run",
    "Fish 🐟": "in the title no font of the print has '🐟' (U+1F41F FISH); write it in other characters, "
    "or put a font that has it into templates/fonts/",
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
    assert result.stdout.startswith("A book is in .: 21 files, with invented examples.\n")
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
