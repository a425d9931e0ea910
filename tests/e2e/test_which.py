"""`briefbook which`: what a file that lies alone is, by its bytes or by its imprint."""

import shutil
from pathlib import Path

import pytest
from pikepdf import Encryption, Pdf

from tests.desk import Desk

pytestmark = pytest.mark.publish
MAST = "technology/mast/mast.pdf"


def published_file(desk: Desk, edition: str, path: str, to: Path) -> Path:
    """Return a copy of a file of an edition, alone in a folder, as a reader has it who saved it from a mail."""
    tree = desk.checked_out(to / "tree")
    return Path(shutil.copy(tree / edition / path, to / Path(path).name))


def edited(pdf: Path, to: Path, encryption: Encryption | bool = False, **info: str) -> Path:
    """Return a copy of a PDF that another program has saved."""
    with Pdf.open(pdf) as opened:
        for name, value in info.items():
            opened.docinfo[f"/{name}"] = value
        opened.save(to, encryption=encryption)
    return to


def test_a_pdf_of_an_old_edition_says_what_changed_since(two_editions: Desk, tmp_path: Path) -> None:
    pdf = published_file(two_editions, "2026-07", MAST, tmp_path)
    said = two_editions.must("which", str(pdf))
    assert f"{pdf} is the PDF of brief 'mast', The antenna mast, in edition 2026-07 of " in said
    assert "The edition: superseded by 2026-08." in said
    assert f"byte for byte as it was published, as {MAST}" in said
    (since,) = said.split("What changed in it from 2026-07 to ")[1:]
    assert since.startswith("2026-08\n\n1 brief renamed.")
    assert "It has a new name." in since
    assert "supply" not in since
    assert since.endswith("The same has changed until the working tree, and no more.\n")


def test_a_pdf_of_the_edition_in_force_is_compared_with_the_working_tree(
    real_editions: Desk, tmp_path: Path
) -> None:
    pdf = published_file(real_editions, "2026-08", "agreements/supply-pact/supply-pact.pdf", tmp_path)
    said = real_editions.must("which", str(pdf))
    assert "The edition: current." in said
    assert said.count("What changed in it") == 1
    assert said.endswith("What changed in it from 2026-08 to the working tree\n\nNothing changed.\n")
    pact = real_editions.folder / "briefs/agreements/supply-pact.md"
    pact.write_text(pact.read_text("utf-8").replace("bottom_line:", "bottom_lines:", 1), "utf-8")
    said = real_editions.must("which", str(pdf))
    assert "not compared with the working tree, which has" in said


def test_a_withdrawn_and_a_corrected_edition_say_so(real_editions: Desk, tmp_path: Path) -> None:
    pdf = published_file(real_editions, "2026-08", "book.pdf", tmp_path)
    real_editions.must("publish", "2026-08-r2")
    real_editions.must("withdraw", "2026-08", "--why", "A date is wrong.")
    said = real_editions.must("which", str(pdf))
    assert "is the PDF of the whole book, in edition 2026-08" in said
    assert "A date is wrong; 2026-08-r2 corrects 2026-08." in said
    assert "from 2026-08 to 2026-08-r2: Nothing changed." in said
    assert "'briefbook diff 2026-08 2026-08-r2' says all of it." in said


def test_a_page_is_known_without_its_site(two_editions: Desk, tmp_path: Path) -> None:
    page = published_file(two_editions, "2026-07", "technology/mast/index.html", tmp_path)
    assert "is the page of brief 'mast'" in two_editions.must("which", str(page))
    saved = tmp_path / "saved.html"
    saved.write_text("<!-- saved from an intranet -->\n" + page.read_text("utf-8"), "utf-8")
    result = two_editions.run("which", str(saved))
    assert result.returncode == 1
    assert "says that it is the page of brief 'mast'" in result.stdout
    assert "byte for byte" not in result.stdout
    assert f"Error: {saved} is not as edition 2026-07 published it." in result.stderr


def test_a_pdf_that_was_saved_anew_is_told_from_the_one_published(two_editions: Desk, tmp_path: Path) -> None:
    pdf = published_file(two_editions, "2026-07", MAST, tmp_path)
    noted = edited(pdf, tmp_path / "noted.pdf", Title="My notes")
    result = two_editions.run("which", str(noted))
    assert result.returncode == 1
    assert "says that it is the PDF of brief 'mast'" in result.stdout
    assert "1 brief renamed" in result.stdout
    assert "is not as edition 2026-07 published it" in result.stderr


def test_a_working_print_says_that_it_is_of_no_edition(real_editions: Desk, tmp_path: Path) -> None:
    real_editions.must("print", "antenna", "-o", str(tmp_path / "print"))
    said = real_editions.must("which", str(tmp_path / "print/antenna.pdf"))
    assert "says that it is technology/antenna/antenna.pdf of " in said
    assert "is of no edition" in said


def test_what_cannot_be_known_is_refused(two_editions: Desk, tmp_path: Path) -> None:
    pdf = published_file(two_editions, "2026-07", MAST, tmp_path)
    locked = edited(pdf, tmp_path / "locked.pdf", Encryption(user="a", owner="b"))
    assert "is encrypted" in two_editions.refused("which", str(locked))
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.7\n\0\0 what is left of it")
    assert "is a damaged PDF" in two_editions.refused("which", str(damaged))
    other = tmp_path / "other.pdf"
    with Pdf.new() as new:
        new.add_blank_page()
        new.save(other)
    strange, empty = tmp_path / "strange.html", tmp_path / "empty"
    strange.write_text('<meta name="briefbook-imprint" content="briefbook:file=x&as_of=soon">', "utf-8")
    empty.touch()
    for file in (other, strange, empty):
        assert "does not say of what it is" in two_editions.refused("which", str(file))


def test_an_edition_of_another_book_is_refused(two_editions: Desk, tmp_path: Path) -> None:
    pdf = published_file(two_editions, "2026-07", MAST, tmp_path)
    with Pdf.open(pdf) as opened:
        words = str(opened.docinfo["/Keywords"])
    unknown = edited(pdf, tmp_path / "a.pdf", Keywords=words.replace("edition=2026-07", "edition=2020-01"))
    assert "which is not on branch 'published'" in two_editions.refused("which", str(unknown))
    namesake = edited(pdf, tmp_path / "b.pdf", Keywords=words.replace("commit=", "commit=0"))
    assert "is from commit" in two_editions.refused("which", str(namesake))


def test_without_a_repository_there_is_nothing_to_ask(two_editions: Desk, tmp_path: Path) -> None:
    pdf = published_file(two_editions, "2026-07", MAST, tmp_path)
    shutil.copytree(two_editions.folder / "briefs", tmp_path / "plain/briefs")
    shutil.copy(two_editions.folder / "mkdocs.yml", tmp_path / "plain")
    result = two_editions.run("-C", str(tmp_path / "plain"), "which", str(pdf))
    assert result.returncode == 1
    assert "is not in a Git repository" in result.stderr
