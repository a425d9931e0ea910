"""What is neither a plain file nor a folder is a mistake at its path, in all that is read of a project."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml

from briefbook.reading.plain_files import contents_of
from tests.conftest import GOLDEN, MakeBook
from tests.strays import put_strays

CASES = yaml.safe_load((GOLDEN / "strays.yml").read_text("utf-8"))
ALL = ("mkdocs.yml", "briefs", "docs", "templates")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_golden_strays(case: dict[str, Any], make_book: MakeBook) -> None:
    project = put_strays(make_book({}), case)
    assert sorted(map(str, contents_of(project, *ALL).strays)) == case["strays"]


def test_a_project_may_be_reached_by_a_link(make_book: MakeBook, tmp_path: Path) -> None:
    project = make_book({"docs/.hidden/x.md": "x"})
    (tmp_path / "way").symlink_to(project)
    files, strays = contents_of(tmp_path / "way", *ALL)
    assert strays == []
    assert files == {path: tmp_path / "way" / path for path in contents_of(project, *ALL).files}
    assert "docs/reading.md" in files
    assert "docs/.hidden/x.md" not in files


def test_a_place_is_reached_by_plain_folders_alone(make_book: MakeBook) -> None:
    project = put_strays(make_book({}), {"links": {"ours": "OUTSIDE"}, "files": {"plain/x.html": "x"}})
    assert [*contents_of(project, "plain").files] == ["plain/x.html"]
    assert contents_of(project, "nowhere/at/all") == ({}, [])
    assert [each.where.path for each in contents_of(project, "ours/theme").strays] == ["ours"]
    assert contents_of(project, "plain/x.html/theme") == ({}, [])


def test_folders_within_folders_come_to_an_end(tmp_path: Path) -> None:
    deepest = tmp_path.joinpath("docs", *["d"] * 150)
    deepest.mkdir(parents=True)
    (deepest / "x.md").write_text("x")
    (stray,) = contents_of(tmp_path, "docs").strays
    assert str(stray) == f"docs{'/d' * 100}:1:1: a folder within 100 others; move what it holds up"


WITHOUT_RIGHTS = """\
import os, sys
from pathlib import Path
from briefbook.reading.plain_files import contents_of
if os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
for each in contents_of(Path(sys.argv[1]), "briefs", "docs", "templates").strays:
    print(each)
"""


def test_what_cannot_be_read_is_a_mistake() -> None:
    files = ["briefs/context/x.md", "docs/.meta.yml", "docs/picture.png", "docs/x.md", "templates/front.html"]
    closed = sorted([*files, "docs/closed", "templates/fonts"])
    with TemporaryDirectory() as name:  # which others can reach
        project = Path(name)
        project.chmod(0o755)
        for path in (*files, "docs/closed/x.md", "docs/open.md", "templates/fonts/x.ttf"):
            file = project / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("secret")
        for path in closed:
            (project / path).chmod(0)
        command = [sys.executable, "-c", WITHOUT_RIGHTS, name]
        result = subprocess.run(command, capture_output=True, text=True, check=True)
        for path in closed:
            (project / path).chmod(0o755)
    assert sorted(result.stdout.splitlines()) == [
        f"{path}:1:1: cannot be read (Permission denied); fix its permissions" for path in closed
    ]
