"""A site, a zip and an edition as of a day hold the files of a book that never had anything later, and no other."""

import json
import zipfile
from datetime import date
from pathlib import Path
from unicodedata import normalize

import pytest

from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.pipelines.build import build_site
from briefbook.pipelines.output import write_zip
from tests.desk import CLEARED, Desk, Installed

DAY = date(2020, 1, 1)
"""The horizon."""
SHOWN = ("oldmap.svg", "both.svg", "parts/map.svg", "end.svg", "notes 100%.docx")
ABSENT = (
    *("spa\u0308ter.svg", "a&b.svg", "it's.svg", "x+y.svg", "a,b.svg", "a b.svg", "map.svg", "Oldmap.svg"),
    *("parts/oldmap.svg", "parts/end.pdf", "#1 (c)?.docx", "港.pdf", "plan.htm.txt"),
)
UNNAMED = ("nobody.svg", "parts/both.svg", "d.svg")


def naming(files: tuple[str, ...], words: str) -> str:
    """Return a text that shows, or links to, some files of the pact."""
    paths = (file.replace("%", "%25").replace("#", "%23").replace("?", "%3F") for file in files)
    return "\n".join(f"{'!' * path.endswith('.svg')}[{words}](<pact/{path}>)\n" for path in paths)


PACT = f"""\
---
title: A pact
written: 2019-06-01
bottom_line: B
redirects_from: [old-pact]
type: treaty [@early]
actions:
- {{action: signature, date: 2018, sources: [early]}}
- {{action: entry-into-force, date: 2025, sources: [late], text: ABSENT}}
{CLEARED}---
The First is led by [[chief]] [@early].

{naming(SHOWN, "It")}

## Since {{from 2019}}

{naming(("both.svg",), "It")}

## ABSENT {{until 2019-12}}

[ABSENT](pact/former.txt)

## ABSENT {{from 2025-06}}

The Second is ABSENT, and led by [[successor]] [@late].

{naming(("both.svg", *ABSENT), "ABSENT")}
"""
LATER_BRIEF = f"""\
---
title: ABSENT
bottom_line: B
redirects_from: [before]
events: [{{date: 2025, text: ABSENT, sources: [late]}}]
{CLEARED}---
![ABSENT](later/p.svg)
"""
BOOK = {
    "mkdocs.yml": "site_url: https://example.org/\nplugins: [briefbook]\n",
    "docs/page.md": "# A page\n\n![A map](page.svg) [An outline](agreements/pact/oldmap.svg)\n",
    "briefs/book.yml": """\
title: B
desk: {name: D}
as_of: 2026-01-01
marking: public
key_points:
- {date: 2019, text: K}
- {date: 2025, text: ABSENT}
""",
    "briefs/sources.yml": "early: {type: webpage, title: E}\nlate: {type: webpage, title: ABSENT}\n",
    "briefs/people.yml": "chief: {name: A chief}\nsuccessor: {name: ABSENT}\n",
    "briefs/glossary.yml": "First: {meaning: M}\nSecond: {meaning: ABSENT, from: 2025}\n",
    "briefs/tombstones.yml": """\
context/gone: {title: Gone, withdrawn: 2019, because: It was wrong.}
context/lost: {title: ABSENT, withdrawn: 2025, because: It was wrong.}
""",
    "briefs/packs/first.yml": f"title: T\ndate: 2019-05-05\npurpose: P\nbriefs: [pact]\n{CLEARED}",
    "briefs/packs/later.yml": f"title: ABSENT\ndate: 2025-05-05\npurpose: P\nbriefs: [pact, later]\n{CLEARED}",
    "briefs/packs/ahead.yml": f"title: A\nwritten: 2019-05-05\ndate: 2027\npurpose: P\nbriefs: [pact]\n{CLEARED}",
    "briefs/packs/later-ahead.yml": f"title: ABSENT\ndate: 2027\npurpose: P\nbriefs: [pact]\n{CLEARED}",
    "briefs/agreements/pact.md": PACT,
    "briefs/context/later.md": LATER_BRIEF,
    **dict.fromkeys(
        (
            "docs/page.svg",
            "templates/assets/own.svg",
            "briefs/agreements/pact/former.txt",
            "briefs/context/later/p.svg",
            *(f"briefs/agreements/pact/{name}" for name in (*SHOWN, *ABSENT, *UNNAMED)),
        ),
        '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
    ),
}
"""A book in which each line that is absent as of the day says so."""
FILES_WITHOUT = {
    path: "".join(line for line in text.splitlines(keepends=True) if "ABSENT" not in line)
    for path, text in BOOK.items()
    if "later" not in path
    and not path.endswith(("former.txt", *(f"pact/{name}" for name in (*ABSENT, *UNNAMED))))
}
"""The same book, had it never had those lines, nor the files that no other line names."""
OF_EDITION = {"edition.json", "book.json", "book.schema.json", "changes/index.html"}
"""What only an edition has: files for programs, and a page."""


def write(files: dict[str, str], project: Path) -> None:
    for path, text in files.items():
        project.joinpath(path).parent.mkdir(parents=True, exist_ok=True)
        project.joinpath(path).write_text(text, "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def site_of(files: dict[str, str], folder: Path) -> dict[str, bytes]:
    """Return the files of the site of a book, with its PDFs, as of the day."""
    write(files, folder / "book")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1577836800")  # else MkDocs writes when it was built
        assert build_site(folder / "book", folder / "site", MkDocsEngine(), DAY, with_pdfs=True) == []
    return contents(folder / "site")


@pytest.fixture(scope="module")
def without_later(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return site_of(FILES_WITHOUT, tmp_path_factory.mktemp("without"))


def test_a_build_holds_nothing_later(without_later: dict[str, bytes], tmp_path: Path) -> None:
    site = site_of(BOOK, tmp_path)
    assert sorted(site) == sorted(without_later)
    assert [path for path in site if site[path].split() != without_later[path].split()] == []
    beside = {path for path in site if path.startswith("agreements/pact/")}
    made = {"agreements/pact/index.html", "agreements/pact/pact.pdf"}
    assert beside - made == {f"agreements/pact/{normalize('NFC', name)}" for name in SHOWN}
    write_zip(tmp_path / "site", tmp_path / "site.zip")
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        assert {name.removeprefix("site/") for name in archive.namelist()} == {*site}


@pytest.mark.publish
def test_an_edition_holds_nothing_later(
    without_later: dict[str, bytes], tmp_path: Path, installed: Installed
) -> None:
    desk = Desk(tmp_path / "desk", installed)
    write(BOOK, desk.folder)
    desk.git("init", "-q", "-b", "main")
    desk.commit({})
    desk.must("publish", "first", "--as-of", str(DAY))
    edition = contents(desk.checked_out(tmp_path / "published") / "first")
    searched = sum(path.startswith("search/pages/") for path in without_later)
    assert {*edition} == {*without_later, *OF_EDITION, f"search/pages/{searched}.js"}
    assert {*json.loads(edition["edition.json"])["files"]} == {*edition} - {"edition.json"}
    assert [
        path for path, content in edition.items() if b"ABSENT" in content or b"successor" in content
    ] == []
