"""Citations verified against archived texts: digests, paragraphs, quotations."""

import hashlib
from pathlib import Path

import pytest

from briefbook.pipelines.load import check_book
from tests.conftest import MakeBook, Run

TEXT = "The headline\n\nHe spoke of a “new” phase—at last.\n  \nNothing more.\n".encode()
SOURCES = f"""\
paper-2025: {{type: article, title: P, sha256: {hashlib.sha256(TEXT).hexdigest()}}}
ministry-2021: {{type: article, title: N}}
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "paper-2025.txt").write_bytes(TEXT)
    return folder


def problems(make_book: MakeBook, archive: Path, prose: str, sources: str = SOURCES) -> list[str]:
    """Return what is wrong in a brief of its own, and in the register of sources."""
    brief = f"---\ntitle: T\nbottom_line: B\n---\n{prose}\n"
    project = make_book({"briefs/sources.yml": sources, "briefs/context/x.md": brief})
    _, found = check_book(project, archive)
    return [
        str(problem)
        for problem in found
        if problem.where.path in ("briefs/context/x.md", "briefs/sources.yml")
    ]


def test_what_the_source_says_is_not_a_problem(make_book: MakeBook, archive: Path) -> None:
    prose = 'A "New" phase "at last" [@paper-2025#p1]; "elsewhere" [@ministry-2021] and "unsaid" [@paper-2025#p1; @ministry-2021].'
    assert problems(make_book, archive, prose) == []


def test_a_quotation_must_be_in_the_paragraph_cited(make_book: MakeBook, archive: Path) -> None:
    prose = 'He spoke of an "old phase" [@paper-2025#p1].\n\n- Of a "new" one [@paper-2025#p2].'
    fix = "fix the words or the paragraph, or take the quotation marks away"
    assert problems(make_book, archive, prose) == [
        f"briefs/context/x.md:5:1: the source cited does not say 'old phase'; {fix}",
        f"briefs/context/x.md:7:3: the source cited does not say 'new'; {fix}",
    ]


def test_a_paragraph_must_exist(make_book: MakeBook, archive: Path) -> None:
    found = problems(make_book, archive, "Text [@paper-2025#p3].")
    assert "briefs/context/x.md:5:7: 'paper-2025' has no paragraph 3; it has 2" in found


def test_a_text_that_changed_is_reported_once(make_book: MakeBook, archive: Path) -> None:
    changed = TEXT + b"More.\n"
    (archive / "paper-2025.txt").write_bytes(changed)
    digest = hashlib.sha256(changed).hexdigest()
    assert problems(make_book, archive, 'It is "not there" [@paper-2025#p9].') == [
        f"briefs/sources.yml:1:47: the archived text of 'paper-2025' has changed: its SHA-256 is {digest}; "
        "restore the text, or read it again and give its new digest"
    ]


def test_a_text_without_a_digest_is_read_all_the_same(make_book: MakeBook, archive: Path) -> None:
    sources = "paper-2025: {type: article, title: P}\nministry-2021: {type: article, title: N}\n"
    found = problems(make_book, archive, 'It is "there" [@paper-2025].', sources)
    assert len(found) == 1
    assert "does not say 'there'" in found[0]


def test_the_folder_may_be_an_option_or_a_variable(
    make_book: MakeBook, archive: Path, briefbook: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = '---\ntitle: T\nbottom_line: B\n---\nIt is "there" [@paper-2025#p1].\n'
    project = make_book({"briefs/sources.yml": SOURCES, "briefs/context/x.md": brief})
    monkeypatch.delenv("BRIEFBOOK_ARCHIVE", raising=False)
    assert "does not say" not in briefbook("-C", project, "check").stderr
    assert "does not say" in briefbook("-C", project, "check", "--archive", archive).stderr
    monkeypatch.setenv("BRIEFBOOK_ARCHIVE", str(archive))
    assert "does not say" in briefbook("-C", project, "check").stderr


def test_a_text_that_is_not_utf_8_is_a_mistake(make_book: MakeBook, archive: Path) -> None:
    (archive / "paper-2025.txt").write_bytes("Headline\nCafé\n".encode("latin-1"))
    sources = "paper-2025: {type: article, title: P}\nministry-2021: {type: article, title: N}\n"
    assert problems(make_book, archive, 'The "Café" [@paper-2025].', sources) == [
        "briefs/sources.yml:1:1: the archived text of 'paper-2025' is not UTF-8; save it as UTF-8, and give its new digest"
    ]


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that exists and cannot be read")
def test_a_text_that_cannot_be_read_is_a_mistake(make_book: MakeBook, archive: Path) -> None:
    (archive / "paper-2025.txt").unlink()
    (archive / "paper-2025.txt").symlink_to("/proc/self/mem")
    _, found = check_book(make_book({}), archive)
    assert any("paper-2025.txt:1:1: cannot be read" in str(problem) for problem in found)


def test_a_quotation_is_of_whole_words(make_book: MakeBook, archive: Path) -> None:
    assert "does not say 'as'" in problems(make_book, archive, 'He said "as" [@paper-2025#p1].')[0]
