"""The commands that look at a book: check, stale and serve; where they work, and how wrong use ends."""

import re
import shutil
import socket
from pathlib import Path

import pytest

from briefbook import __version__
from tests.conftest import SMALL_BOOK, MakeBook, Run


def test_check_says_that_all_is_well(briefbook: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BRIEFBOOK_ARCHIVE", raising=False)
    result = briefbook("-C", SMALL_BOOK, "check")
    assert (result.returncode, result.stdout, result.stderr) == (
        0,
        "No mistakes in 7 briefs, 3 sources.\n92 % of 39 statements have a source, 17 % an official one.\n",
        "",
    )


def test_a_warning_is_not_a_mistake(briefbook: Run, make_book: MakeBook) -> None:
    people = (
        "gen-nakatani: {name: Gen Nakatani, not: [General Nakatani]}\nrajnath-singh: {name: Rajnath Singh}\n"
    )
    brief = "---\ntitle: T\nbottom_line: By General Nakatani.\n---\n"
    project = make_book({"briefs/people.yml": people, "briefs/context/x.md": brief})
    result = briefbook("-C", project, "check")
    assert result.returncode == 0
    assert result.stderr.startswith("briefs/context/x.md:3:17: warning: 'General Nakatani' is a wrong form")
    assert "No mistakes" in result.stdout
    assert briefbook("-C", project, "build").returncode == 0


def test_stale_lists_what_wants_attention(briefbook: Run, make_book: MakeBook) -> None:
    head = "---\ntitle: T\nbottom_line: B\n"
    cleared = "clearance: cleared\ncleared_by: D\ncleared_on: 2026-01-01\nreview_by: 2026-06-30\n"
    sourced = "events: [{date: 2020, text: E, sources: [ministry-2021]}]\n"
    project = make_book(
        {
            "briefs/context/x.md": f"{head}{cleared}{sourced}---\nText [@ministry-2021; @paper-2025].\n",
            "briefs/context/y.md": f"{head}events: [{{date: 2020, text: E, sources: [paper-2025]}}]\n---\n",
            "briefs/context/z.md": f"{head}clearance: withdrawn\n---\n",
        }
    )

    def findings(day: str) -> list[str]:
        lines = briefbook("-C", project, "stale", "--on", day).stdout.splitlines()
        return [line.partition("/context/")[2] for line in lines if re.search("/[xyz].md", line)]

    others = [
        "y.md: no date for its review",
        "y.md: not cleared",
        "y.md: rests on no official source",
        "y.md: each statement rests on a single source",
        "z.md: no date for its review",
        "z.md: withdrawn",
        "z.md: rests on no source",
    ]
    assert findings("2026-06-30") == others
    assert findings("2026-07-01") == ["x.md: its review was due by 30 June 2026", *others]
    assert "findings in 10 briefs and the registers." in briefbook("-C", project, "stale").stdout


def test_stale_lists_packs_that_are_not_cleared(briefbook: Run, make_book: MakeBook) -> None:
    pack = "title: A visit\npurpose: To test.\nbriefs: [mast]\n"
    cleared = pack + "clearance: cleared\ncleared_by: Desk\ncleared_on: 2026-01-01\n"
    project = make_book({"briefs/packs/a.yml": pack, "briefs/packs/b.yml": cleared})
    lines = briefbook("-C", project, "stale").stdout.splitlines()
    assert [line for line in lines if "/packs/" in line] == ["briefs/packs/a.yml: not cleared"]
    assert lines[-1] == f"{len(lines) - 1} findings in 7 briefs, 2 packs and the registers."


def test_stale_says_that_the_information_is_old(briefbook: Run, make_book: MakeBook) -> None:
    project = make_book(
        {"briefs/book.yml": "title: T\ndesk: {name: D}\nas_of: 2026-07-02\nstale_after: 90\n"}
    )
    first = [briefbook("-C", project, "stale", "--on", day).stdout.partition("\n")[0] for day in _AROUND_90]
    assert "old" not in first[0]
    assert first[1] == "briefs/book.yml:3:8: information to 2 July 2026 is 91 days old, more than 90"


_AROUND_90 = ("2026-09-30", "2026-10-01")


def test_stale_lists_what_nothing_uses(briefbook: Run, make_book: MakeBook) -> None:
    places = (
        "new-delhi: {name: New Delhi}\n"
        "nowhere: {name: Nowhere, description: 'Near [[further]]. [@unused-2020]'}\n"
        "further: {name: Further, description: 'Where a quaich is kept.'}\n"
        "named: {name: Named}\n"
    )
    glossary = (
        "quaich: {meaning: A cup.}\n"
        "pibroch: {meaning: 'A tune, of [[named]].', also: [piobaireachd], from: 2030}\n"
    )
    brief = "---\ntitle: T\nbottom_line: A piobaireachd is played.\n---\n"
    project = make_book(
        {"briefs/places.yml": places, "briefs/glossary.yml": glossary, "briefs/context/x.md": brief}
    )
    lines = briefbook("-C", project, "stale").stdout.splitlines()
    assert [line for line in lines if ".yml:" in line] == [
        "briefs/places.yml:2:1: nothing names the entity 'nowhere'",
        "briefs/places.yml:3:1: nothing names the entity 'further'",
        "briefs/sources.yml:12:1: nothing cites the source 'unused-2020'",
        "briefs/glossary.yml:1:1: no text has the term 'quaich'",
    ]
    assert lines[-1] == f"{len(lines) - 1} findings in 8 briefs and the registers."


def test_check_lists_what_has_no_source(briefbook: Run, make_book: MakeBook) -> None:
    long = "A statement that goes on " + "and on " * 20
    head = "---\ntitle: T\nbottom_line: B\ntype: treaty [@paper-2025]\nsigned: 2020-02-03\n---\n"
    prose = f"{long}.\n\n- *An* item\n  of a list [@paper-2025]\n- 中谷元が言った\n"
    book = "title: Small book\ndesk: {name: D}\nas_of: 2026-07-02\n"
    project = make_book({"briefs/agreements/x.md": head + prose, "briefs/book.yml": book})
    result = briefbook("-C", project, "check", "--unsourced")
    lines = [line for line in result.stdout.splitlines() if line.startswith("briefs/agreements/x.md")]
    assert lines == [
        "briefs/agreements/x.md:5:9: signature 3 February 2020",
        f"briefs/agreements/x.md:7:1: {long[:71].rstrip()}…",
        "briefs/agreements/x.md:11:3: 中谷元が言った",
    ]
    assert (result.returncode, result.stderr) == (0, "")
    assert "briefs/agreements/x.md" not in briefbook("-C", project, "check").stdout
    (project / "briefs/book.yml").write_text(f"{book}coverage: {{sourced: 100}}\n", "utf-8")
    failed = briefbook("-C", project, "check", "--unsourced")
    assert failed.returncode == 1
    assert [line for line in failed.stdout.splitlines() if line.startswith("briefs/agreements/x.md")] == lines
    assert failed.stderr.startswith("briefs/book.yml:4:11: ")
    assert failed.stderr.endswith("\n1 mistake.\n")


def test_a_horizon_in_the_future_warns(briefbook: Run, make_book: MakeBook) -> None:
    book = "title: Small book\ndesk: {name: D}\nas_of: 9999-12-31\n"
    result = briefbook("-C", make_book({"briefs/book.yml": book}), "check")
    assert result.returncode == 0
    assert result.stderr.startswith(
        "briefs/book.yml:3:8: warning: 'as_of' is in the future: 31 December 9999"
    )


def test_a_book_without_settings_is_a_mistake(briefbook: Run, make_book: MakeBook) -> None:
    result = briefbook("-C", make_book({"briefs/book.yml": None}), "check")
    assert result.returncode == 1
    assert result.stderr.startswith("briefs/book.yml:1:1: no such file; write it")


@pytest.mark.parametrize(
    "command",
    [["check"], ["stale"], ["build"], ["print"], ["serve"], ["editions"], ["publish", "x"], ["diff", "x"]],
)
def test_outside_of_a_book_a_command_says_so(command: list[str], briefbook: Run, tmp_path: Path) -> None:
    result = briefbook(*command, cwd=tmp_path)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        f"Error: no book in {tmp_path}, nor in a folder above it; go to the folder of a book, "
        "name one with -C, or begin one with 'briefbook init DIR'\n"
    )


@pytest.mark.parametrize("command", [["check"], ["build", "--no-pdf"]])
def test_what_git_cannot_read_ends_without_a_traceback(
    command: list[str], briefbook: Run, make_book: MakeBook
) -> None:
    result = briefbook("-C", make_book({".git": "no pointer to a repository\n"}), *command)
    assert result.returncode == 1
    assert result.stderr.startswith("Error: ")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("folder", [".", "briefs", "briefs/context", "docs"])
def test_a_command_works_in_any_folder_of_a_book(folder: str, briefbook: Run, make_book: MakeBook) -> None:
    project = make_book({})
    result = briefbook("stale", cwd=project / folder)
    assert (result.returncode, result.stderr) == (0, "")
    assert "briefs/context/other.md" in result.stdout
    assert briefbook("-C", "..", "stale", cwd=project / "briefs/context").stdout == result.stdout


def test_what_is_made_goes_to_the_book_and_is_named_from_here(briefbook: Run, make_book: MakeBook) -> None:
    project = make_book({})
    result = briefbook("build", "--no-pdf", cwd=project / "briefs/context")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "The site is at ../../site/index.html\n"
    assert (project / "site/index.html").is_file()


def test_the_nearest_book_counts(briefbook: Run, make_book: MakeBook) -> None:
    project = make_book({})
    shutil.copytree(SMALL_BOOK, project / "docs/inner")
    (project / "docs/inner/briefs/context/other.md").write_text("")
    assert "briefs/context/other.md:1:1: " in briefbook("check", cwd=project / "docs/inner/briefs").stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--colour"],
        ["chek"],
        ["build", "now"],
        ["-C", "/nowhere", "check"],
        ["serve", "-a", "here"],
        ["build", "--as-of", "May"],
        ["build", "--zip", "book.tar"],
    ],
)
def test_wrong_use_ends_with_2(arguments: list[str], briefbook: Run) -> None:
    result = briefbook(*arguments)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_an_address_in_use_is_reported(briefbook: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = briefbook("-C", SMALL_BOOK, "serve", "-a", f"127.0.0.1:{taken.getsockname()[1]}")
    assert result.returncode == 1
    assert "name another --address" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_version_is_shown(briefbook: Run) -> None:
    assert briefbook("--version").stdout == f"briefbook {__version__}\n"
