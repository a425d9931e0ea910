"""`briefbook build`: the site, its zip, its progress, and what prevents it."""

import os
import pty
import re
import signal
import subprocess
import time
import zipfile
from pathlib import Path

import pytest

from tests.conftest import COMMAND, SMALL_BOOK, MakeBook, Run, environment


def test_a_book_is_built_as_of_any_day(briefbook: Run, tmp_path: Path) -> None:
    result = briefbook(
        "-C", SMALL_BOOK, "build", "--no-pdf", "-o", tmp_path / "site", "--as-of", "2021-01-01"
    )
    assert result.returncode == 0
    html = (tmp_path / "site" / "agreements" / "supply-pact" / "index.html").read_text(encoding="utf-8")
    assert 'Information to <time datetime="2021-01-01" data-bb-age>' in html
    assert "not in force" in html


def test_build_names_the_site_and_shows_no_progress_in_a_pipe(briefbook: Run, tmp_path: Path) -> None:
    result = briefbook("-C", SMALL_BOOK, "build", "--no-pdf", "-o", tmp_path / "site")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"The site is at {tmp_path / 'site' / 'index.html'}\n"
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_second_build_gives_the_same_pages(briefbook: Run, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert briefbook("-C", SMALL_BOOK, "build", "--no-pdf", "-o", site).returncode == 0
    first = {file.relative_to(site): file.read_bytes() for file in site.rglob("*.html")}
    assert briefbook("-C", SMALL_BOOK, "build", "--no-pdf", "-o", site).returncode == 0
    assert {file.relative_to(site): file.read_bytes() for file in site.rglob("*.html")} == first


def test_a_zip_holds_the_whole_site_in_one_folder(briefbook: Run, tmp_path: Path) -> None:
    site, zipped = tmp_path / "site", tmp_path / "new folder" / "defence-ties.zip"
    result = briefbook("-C", SMALL_BOOK, "build", "--no-pdf", "-o", site, "--zip", zipped)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[1] == f"The zip of it is at {zipped}"
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(tmp_path / "taken")
    assert [each.name for each in (tmp_path / "taken").iterdir()] == ["defence-ties"]
    taken = tmp_path / "taken" / "defence-ties"
    expected = {file.relative_to(site): file.read_bytes() for file in site.rglob("*") if file.is_file()}
    assert {
        file.relative_to(taken): file.read_bytes() for file in taken.rglob("*") if file.is_file()
    } == expected
    assert [each.name for each in zipped.parent.iterdir()] == [zipped.name]


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "-o", "si\u202ete"],
        ["build", "--zip", "z\u202e.zip"],
        ["build", "--zip", "in\u2028/z.zip"],
        ["print", "--book", "-o", "pri\x1bnt"],
        ["init", "bo\ufeffok"],
    ],
)
def test_a_path_that_nobody_would_read_as_it_is_written_is_refused(
    briefbook: Run, tmp_path: Path, arguments: list[str]
) -> None:
    result = briefbook("-C", SMALL_BOOK, *arguments, cwd=tmp_path)
    assert result.returncode == 2
    assert "has a character that may be in no name; write another name" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_same_site_gives_the_same_zip(briefbook: Run, tmp_path: Path) -> None:
    zips = [tmp_path / each / "book.zip" for each in ("first", "second")]
    for zipped in zips:
        assert (
            briefbook(
                "-C", SMALL_BOOK, "build", "--no-pdf", "-o", tmp_path / "site", "--zip", zipped
            ).returncode
            == 0
        )
    assert zips[0].read_bytes() == zips[1].read_bytes()


def test_a_zip_that_cannot_be_written_leaves_the_new_site(briefbook: Run, tmp_path: Path) -> None:
    (tmp_path / "note").write_text("")
    result = briefbook(
        "-C", SMALL_BOOK, "build", "--no-pdf", "-o", tmp_path / "site", "--zip", tmp_path / "note" / "x.zip"
    )
    assert result.returncode == 1
    assert result.stderr.startswith("Error: no zip of it is written: ")
    assert result.stdout == f"The site is at {tmp_path / 'site' / 'index.html'}\n"


def test_a_failed_build_leaves_the_old_zip(briefbook: Run, make_book: MakeBook) -> None:
    project = make_book({"briefs/context/empty.md": ""})
    (project / "book.zip").write_text("old")
    result = briefbook("-C", project, "build", "--no-pdf", "--zip", project / "book.zip")
    assert result.returncode == 1
    assert (project / "book.zip").read_text() == "old"


def test_a_zip_may_be_in_the_site_without_holding_itself(briefbook: Run, tmp_path: Path) -> None:
    site = tmp_path / "site"
    for _ in range(2):
        assert (
            briefbook(
                "-C", SMALL_BOOK, "build", "--no-pdf", "-o", site, "--zip", site / "book.zip"
            ).returncode
            == 0
        )
        with zipfile.ZipFile(site / "book.zip") as archive:
            assert "book/index.html" in archive.namelist()
            assert "book/book.zip" not in archive.namelist()


def test_build_shows_progress_on_a_terminal(tmp_path: Path) -> None:
    terminal, far_end = pty.openpty()
    command = ["-C", str(SMALL_BOOK), "build", "--no-pdf", "-o", str(tmp_path / "site")]
    process = subprocess.Popen(
        [*COMMAND, *command],
        stderr=far_end,
        stdout=subprocess.DEVNULL,
        env=environment(),
    )
    os.close(far_end)
    shown = b""
    while True:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:
            break
        if not chunk:
            break
        shown += chunk
    assert process.wait() == 0
    text = shown.decode()
    assert "Rendering 1 of" in text
    assert re.search(r"Writing (\d+) of \1", text)


def test_a_folder_without_a_site_is_wrong_use(briefbook: Run, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    result = briefbook("-C", SMALL_BOOK, "build", "--no-pdf", "-o", tmp_path)
    assert result.returncode == 2
    assert "holds no site of briefbook" in result.stderr


def test_the_book_itself_is_never_replaced(briefbook: Run, make_book: MakeBook) -> None:
    project = make_book({"index.html": "x", "assets/briefbook.css": ""})
    result = briefbook("-C", project, "build", "--no-pdf", "-o", project)
    assert result.returncode == 2
    assert "holds the book itself" in result.stderr
    assert (project / "briefs" / "book.yml").is_file()


def test_settings_without_the_plugin_are_a_mistake(briefbook: Run, make_book: MakeBook) -> None:
    project = make_book({"mkdocs.yml": "site_name: S\nuse_directory_urls: false\n"})
    result = briefbook("-C", project, "build", "--no-pdf")
    assert result.returncode == 1
    assert "mkdocs.yml:1:1: the plugin 'briefbook' is missing; add it to 'plugins'" in result.stderr


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        (None, "mkdocs.yml:1:1: "),
        (
            "site_name: Small book\nplugins: [briefbook]\nuse_directory_urls: true\n",
            "mkdocs.yml:3:1: with 'use_directory_urls' links do not work from disk; delete the line",
        ),
        (
            "site_name: S\nuse_directory_urls: false\nplugins: [briefbook]\nthem: x\n",
            "mkdocs.yml:4:1: no setting 'them'; did you mean 'theme'?",
        ),
        ("site_name: S\nuse_directory_urls: false\nplugins: [briefbook, nothing]\n", "nothing"),
        ("a: [\n", "mkdocs.yml:2:1: not YAML: "),
    ],
)
def test_settings_that_mkdocs_refuses_are_a_mistake(
    settings: str | None, problem: str, briefbook: Run, make_book: MakeBook
) -> None:
    result = briefbook("-C", make_book({"mkdocs.yml": settings}), "build", "--no-pdf")
    assert result.returncode == 1
    assert problem in result.stderr
    assert "Traceback" not in result.stderr


def test_a_bad_link_in_a_hand_written_page_is_a_mistake(briefbook: Run, make_book: MakeBook) -> None:
    project = make_book({"docs/reading.md": "# Read\n\n[gone](gone.md)\n"})
    result = briefbook("-C", project, "build", "--no-pdf")
    assert result.returncode == 1
    assert result.stderr.startswith("docs/reading.md:3:8: a link to 'gone.md', which is not in the site; fix")
    assert not (project / "site").exists()


def test_a_name_that_is_not_utf_8_is_a_mistake(briefbook: Run, make_book: MakeBook) -> None:
    project = make_book({})
    (project / "docs" / os.fsdecode(b"caf\xe9.md")).write_text("# Page\n", "utf-8")
    result = briefbook("-C", project, "build")
    what = r"the name 'caf\udce9.md' is not UTF-8, or has a control character; give it another name"
    assert result.stderr == f"docs/caf\\udce9.md:1:1: {what}\n1 mistake.\n"


def test_a_hand_written_page_at_a_taken_address_is_a_mistake(briefbook: Run, make_book: MakeBook) -> None:
    result = briefbook("-C", make_book({"docs/sources/index.md": "# My sources\n"}), "build", "--no-pdf")
    assert result.returncode == 1
    assert result.stderr.startswith("docs/sources/index.md:1:1: ")
    assert "is at the address of a page of the book" in result.stderr


@pytest.mark.slow
def test_an_interrupted_build_leaves_the_old_site(briefbook: Run, make_book: MakeBook) -> None:
    project = make_book({})
    assert briefbook("-C", project, "build", "--no-pdf").returncode == 0
    before = {file: file.read_bytes() for file in (project / "site").rglob("*.html")}
    endless = project / "templates/theme/main.html"  # with which no page is ever finished
    endless.parent.mkdir(parents=True)
    endless.write_text(
        '{% extends "briefbook.html" %}{% block content %}{% if page %}'
        "{% for _ in range(10**15) %}{% endfor %}{% endif %}{% endblock %}"
    )
    process = subprocess.Popen(
        [*COMMAND, "-C", str(project), "build", "--no-pdf"],
        env=environment(),
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + 60
    while not list(project.glob(".site-unfinished-*/new/404.html")) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 1
    assert b"Traceback" not in errors
    assert {file: file.read_bytes() for file in (project / "site").rglob("*.html")} == before
    assert list(project.glob(".site-unfinished-*")) == []
