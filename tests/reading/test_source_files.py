import os
import sys
import time
from pathlib import Path

import pytest

from briefbook.pages.templates import packaged_templates
from briefbook.pipelines.output import replace_atomically
from briefbook.reading.source_files import paths_of_site, read_sources

MARK = "mark.css"


def site(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "index.html").write_text(text)
    (folder / MARK).write_text("")
    return folder


def test_a_good_end_takes_the_place_of_the_old(tmp_path: Path) -> None:
    old = site(tmp_path / "site", "old")
    (old / "gone.html").write_text("old")
    with replace_atomically(old, MARK) as new:
        (new / "index.html").write_text("new")
    assert [file.name for file in old.iterdir()] == ["index.html"]
    assert (old / "index.html").read_text() == "new"
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


@pytest.mark.skipif(sys.platform != "linux", reason="the system cannot exchange two folders")
def test_at_no_moment_is_the_site_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = site(tmp_path / "site", "old")
    with replace_atomically(old, MARK) as new:
        (new / "index.html").write_text("new")
        monkeypatch.delattr(Path, "rename")
    assert (old / "index.html").read_text() == "new"
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_where_folders_cannot_be_exchanged_one_is_renamed_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefbook.pipelines.output.exchanged", lambda *_: False)
    test_a_good_end_takes_the_place_of_the_old(tmp_path)


@pytest.mark.parametrize("interruption", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_a_bad_end_leaves_the_old(tmp_path: Path, interruption: type[BaseException]) -> None:
    old = site(tmp_path / "site", "old")
    with pytest.raises(interruption), replace_atomically(old, MARK) as new:  # noqa: PT012 - the block is what is tested
        (new / "index.html").write_text("new")
        raise interruption
    assert (old / "index.html").read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_a_folder_without_a_site_is_not_replaced(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "thesis.txt").write_text("years of work")
    (papers / "index.html").write_text("a site, but none of ours")
    with pytest.raises(FileExistsError, match="holds no site of briefbook"), replace_atomically(papers, MARK):
        pass
    assert (papers / "thesis.txt").exists()


def test_remains_of_a_killed_run_are_removed_when_they_are_old(tmp_path: Path) -> None:
    fresh, stale = tmp_path / ".site-unfinished-a", tmp_path / ".site-unfinished-b"
    fresh.mkdir()
    stale.mkdir()
    two_days_ago = time.time() - 48 * 3600
    os.utime(stale, (two_days_ago, two_days_ago))
    with replace_atomically(tmp_path / "site", MARK) as new:
        (new / "index.html").write_text("new")
    assert fresh.exists()
    assert not stale.exists()


def test_a_run_killed_between_its_renames_is_made_good(tmp_path: Path) -> None:
    (tmp_path / ".site-unfinished-a").mkdir()
    site(tmp_path / ".site-unfinished-a" / "old", "old")
    with pytest.raises(RuntimeError), replace_atomically(tmp_path / "site", MARK):
        raise RuntimeError
    assert (tmp_path / "site" / "index.html").read_text() == "old"


def test_sources_are_texts_and_attachments(tmp_path: Path) -> None:
    for path, content in {
        "briefs/book.yml": b"a: b\r\n",
        "briefs/context/x.md": b"\xef\xbb\xbf---\n",
        "briefs/context/x/notes.md": b"an attachment",
        "briefs/context/x/p.png": b"\x89PNG",
        "briefs/context/bad.md": "caf\u00e9\nna\u00efve".encode("latin-1"),
        "briefs/context/mac.md": b"a\r\nb\rc\xe9",
        "briefs/.hidden/y.md": b"",
        "briefs/.DS_Store": b"",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    tree = read_sources(tmp_path)
    assert tree.texts == {"briefs/book.yml": "a: b\n", "briefs/context/x.md": "---\n"}
    assert tree.attachments == ("briefs/context/x/notes.md", "briefs/context/x/p.png")
    assert [str(problem) for problem in tree.problems] == [
        "briefs/context/bad.md:1:4: the byte 0xE9 is not UTF-8; save the file as UTF-8",
        "briefs/context/mac.md:3:2: the byte 0xE9 is not UTF-8; save the file as UTF-8",
    ]


def test_links_and_pipes_are_mistakes_and_never_read(tmp_path: Path) -> None:
    (tmp_path / "book/briefs/context/x").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("not for the site")
    (tmp_path / "book/briefs/context/x/p.png").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "book/briefs/context/gone.md").symlink_to("nowhere")
    os.mkfifo(tmp_path / "book/briefs/context/pipe.md")
    tree = read_sources(tmp_path / "book")
    assert (tree.texts, tree.attachments) == ({}, ())
    assert {problem.where.path: problem.what for problem in tree.problems} == {
        "briefs/context/gone.md": "a link that leads nowhere",
        "briefs/context/pipe.md": "a named pipe, which is neither a file nor a folder",
        "briefs/context/x/p.png": "a link that leads out of the project",
    }


def test_a_name_that_is_not_utf_8_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "briefs/context/x" / os.fsdecode(b"caf\xe9.png")
    file.parent.mkdir(parents=True)
    file.write_bytes(b"")
    assert read_sources(tmp_path).attachments == ()
    assert paths_of_site(tmp_path) == ["briefs/context/x/caf\udce9.png"]


def test_a_project_without_briefs_has_no_sources(tmp_path: Path) -> None:
    assert read_sources(tmp_path).texts == {}


def test_a_checkout_has_its_templates() -> None:
    assert (packaged_templates() / "overviews/front.html").is_file()
