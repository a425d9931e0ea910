"""Git's conflict markers, as Git itself writes them, and what only looks like them."""

import subprocess
from pathlib import Path

import pytest

from briefbook.reading.merge_conflicts import conflict_in


def merged(folder: Path, ours: str, theirs: str, *style: str) -> str:
    """Return what Git writes where two changes of one file meet."""
    for name, text in {"ours": ours, "base": "a: 0\n", "theirs": theirs}.items():
        (folder / name).write_text(text, "utf-8", newline="")
    command = ["git", "merge-file", "--stdout", *style, "ours", "base", "theirs"]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False).stdout.decode()


@pytest.mark.parametrize("style", [(), ("--diff3",), ("--zdiff3",), ("-L", "", "-L", "", "-L", "")])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_git_s_own(tmp_path: Path, style: tuple[str, ...], end: str) -> None:
    text = "first: 1\n" + merged(tmp_path, f"a: 1{end}", f"a: 2{end}", *style)
    assert "<<<<<<<" in text
    assert str(conflict_in(text, "briefs/x.yml")).startswith(
        "briefs/x.yml:2:1: Git's conflict marker <<<<<<<"
    )


def test_half_removed(tmp_path: Path) -> None:
    lines = merged(tmp_path, "a: 1\n", "a: 2\n").splitlines(keepends=True)
    assert str(conflict_in("".join(lines[1:]), "x")).startswith("x:4:1: Git's conflict marker >>>>>>>")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A heading\n=======\n",
        "Another\n=======\n\n> > > > > > > deep\n",
        "||||||| a table's cells |\n",
        "    <<<<<<< shown\n    =======\n    >>>>>>> in a block of code\n",
        "<<<<<<<< eight\n>>>>>>>> eight\n<<<<<< six\n<<<<<<<none\n",
        "Git writes <<<<<<< and >>>>>>> there.\n",
    ],
)
def test_no_conflict(text: str) -> None:
    assert conflict_in(text, "x") is None
