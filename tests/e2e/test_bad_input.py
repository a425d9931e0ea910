"""Ten kinds of bad input in one book: one run reports them all, and the site stays as it was."""

from pathlib import Path

import pytest

from tests.conftest import MakeBook, Run

GOOD = "title: T\nbottom_line: B\n"
BAD: dict[str, str | bytes] = {
    "briefs/context/unclosed.md": f"---\n{GOOD}",
    "briefs/context/tab.md": f"---\n{GOOD}\towner: x\n---\n",
    "briefs/context/key.md": f"---\n{GOOD}botom_line: x\n---\n",
    "briefs/contexts/folder.md": f"---\n{GOOD}---\n",
    "briefs/agreements/date.md": f"---\n{GOOD}type: treaty\nsigned: 2025-02-30\n---\n",
    "briefs/meetings/mast.md": f"---\n{GOOD}format: call\ndate: 2025\n---\n",
    "briefs/context/source.md": f"---\n{GOOD}---\nText [@nobody].\n",
    "briefs/context/link.md": f"---\n{GOOD}---\nSee [[nowhere]].\n",
    "briefs/context/bytes.md": f"---\n{GOOD}---\n".encode() + b"caf\xe9\n",
    "briefs/context/empty.md": "",
}
EXPECTED = """\
briefs/agreements/date.md:5:9: there is no day '2025-02-30'; write 2024, 2024-11, 2024-11-15, or another date by EDTF level 1
briefs/context/bytes.md:5:4: the byte 0xE9 is not UTF-8; save the file as UTF-8
briefs/context/empty.md:1:1: the file is empty; write the brief, or delete the file
briefs/context/key.md:4:1: unknown key 'botom_line'; did you mean 'bottom_line'?
briefs/context/link.md:5:5: no brief or entity 'nowhere'; check the spelling
briefs/context/source.md:5:7: no source 'nobody'; choose one of: ministry-2021, paper-2025, unused-2020
briefs/context/tab.md:4:1: a tab, where YAML wants spaces; replace it with spaces
briefs/context/unclosed.md:1:1: the front matter is never closed; end it with a line '---'
briefs/contexts/folder.md:1:1: 'contexts' is not a kind of brief; move the file; did you mean 'context'?
briefs/technology/mast.md:1:1: 'mast' is taken, by briefs/meetings/mast.md:1:1; give one of the two another name
10 mistakes.
"""


@pytest.mark.parametrize("command", ["check", "build"])
def test_one_run_reports_all_ten(command: str, make_book: MakeBook, briefbook: Run) -> None:
    project = make_book({})
    assert briefbook("-C", project, "build").returncode == 0
    before = snapshot(project / "site")
    for path, content in BAD.items():
        file = project / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    result = briefbook("-C", project, command)
    assert (result.returncode, result.stdout, result.stderr) == (1, "", EXPECTED)
    assert snapshot(project / "site") == before


def snapshot(folder: Path) -> dict[Path, tuple[bytes, int]]:
    """Return the content and the time of change of every file."""
    return {
        file: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.rglob("*") if file.is_file()
    }
