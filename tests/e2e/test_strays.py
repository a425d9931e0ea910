"""Nothing that a link leads to gets into a site, onto paper or into an edition, whatever the command; nothing waits."""

import re
import time
import urllib.request
from pathlib import Path

import pytest
import yaml

from tests.command import CommandServer
from tests.conftest import GOLDEN, MakeBook, Run
from tests.desk import Desk, Installed
from tests.e2e.test_serve import COMMANDS, serve
from tests.strays import SECRET, put_strays

CASES = {case["name"]: case for case in yaml.safe_load((GOLDEN / "strays.yml").read_text("utf-8"))}
EVERYWHERE = CASES["a link in each folder, out of the project"]
PIPES = CASES["pipes and sockets"]
STRAYS = [*EVERYWHERE["strays"], *PIPES["strays"]]
LEAK = {"links": {"docs/leak.txt": "SECRET"}}
LEAK_IS_REFUSED = "docs/leak.txt:1:1: a link that leads out of the project; put here what it leads to"
MISTAKES = {
    "docs/reading.md": "[gone](gone.md)\n",
    "mkdocs.yml": "plugins: [briefbook]\nthem: x\n",
    "briefs/context/key.md": "---\ntitle: T\nbottom_line: B\nwords: x\n---\n",
}
EXPECTED = [
    "briefs/context/key.md:4:1: unknown key 'words'; ",
    "docs/reading.md:1:8: a link to 'gone.md', which is not in the site; fix its address",
    "mkdocs.yml:2:1: no setting 'them'; did you mean 'theme'?",
]


def hostile(make_book: MakeBook, files: dict[str, str | bytes | None] | None = None) -> Path:
    return put_strays(put_strays(make_book(files or {}), EVERYWHERE), PIPES)


def lines_of(stderr: str) -> list[str]:
    assert SECRET not in stderr
    assert "Traceback" not in stderr
    return re.findall(r"[\w/.]+:\d+:\d+: .+", stderr)


def test_check_finds_each_and_all_other_mistakes(make_book: MakeBook, briefbook: Run) -> None:
    project = hostile(make_book, {**MISTAKES})
    result = briefbook("-C", project, "check")
    assert (result.returncode, result.stdout) == (1, "")
    found = lines_of(result.stderr)
    assert {line for line in found if not line.startswith(tuple(EXPECTED))} == set(STRAYS)
    assert len(found) == len(STRAYS) + len(EXPECTED)


@pytest.mark.parametrize("case", [name for name in CASES if "themselves" in name or "in the place" in name])
def test_the_folders_themselves_may_be_strays(case: str, make_book: MakeBook, briefbook: Run) -> None:
    project = put_strays(make_book({}), CASES[case])
    where = project if (project / "briefs").is_dir() else project.parent
    found = briefbook("-C", where, "check")
    assert found.returncode == 1
    if where == project:
        assert lines_of(found.stderr) == CASES[case]["strays"]
    else:
        assert "no book in" in found.stderr


def test_each_command_refuses_what_it_would_read(
    make_book: MakeBook, briefbook: Run, mkdocs: Run, tmp_path: Path
) -> None:
    project = hostile(make_book)
    (project / "site").mkdir()
    (project / "site/old.html").write_text("old")
    for command in (briefbook("-C", project, "build", "--no-pdf"), mkdocs(project, "build")):
        assert (command.returncode, set(lines_of(command.stderr))) == (1, {*STRAYS})
        assert [file.name for file in (project / "site").iterdir()] == ["old.html"]
    printed = briefbook("-C", project, "print", "mast", "-o", str(tmp_path / "print"))
    assert (printed.returncode, set(lines_of(printed.stderr))) == (
        1,
        {each for each in STRAYS if not each.startswith("docs/")},
    )
    for started in (briefbook("-C", project, "serve", "-a", "127.0.0.1:1"), mkdocs(project, "serve")):
        assert (started.returncode, set(lines_of(started.stderr))) == (1, {*STRAYS})
    new = briefbook(
        "-C", put_strays(project, {"links": {"briefs/agreements": "OUTSIDE"}}), "new", "agreements", "x"
    )
    assert "briefs/agreements is a link that leads out of the project" in new.stderr
    assert not (project.parent / "outside/x.md").exists()


@pytest.mark.parametrize("command", COMMANDS)
def test_a_leak_while_the_book_is_served_is_shown_as_a_mistake(
    command: str, make_book: MakeBook, server: CommandServer
) -> None:
    project = make_book({})
    with serve(server, command, project) as address:
        put_strays(project, LEAK)
        for _ in range(200):
            page = urllib.request.urlopen(f"{address}/", timeout=5).read().decode()
            if "a link that leads out of the project" in page:
                break
            time.sleep(0.1)
        else:
            pytest.fail("the leak was not shown")
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(f"{address}/leak.txt", timeout=5)


def test_no_edition_holds_what_a_committed_link_leads_to(tmp_path: Path, installed: Installed) -> None:
    desk = Desk(tmp_path, installed)
    desk.start()
    put_strays(desk.folder, LEAK)
    leaking = desk.commit({})
    assert lines_of(desk.refused("publish", "leak")) == [LEAK_IS_REFUSED]
    assert lines_of(desk.refused("build", "--as-of", "2020-01-01")) == [LEAK_IS_REFUSED]
    (desk.folder / "docs/leak.txt").unlink()
    put_strays(desk.folder, {"links": {"briefs/agreements": "OUTSIDE"}})
    desk.commit({})
    desk.must("diff", f"{leaking}~1", leaking)  # which reads no page of docs/
    assert "briefs/agreements:1:1: a link that leads" in desk.refused("diff", "HEAD~1", "HEAD")


def test_a_commit_whose_project_is_a_link_is_refused(tmp_path: Path, installed: Installed) -> None:
    desk = Desk(tmp_path / "desk", installed)
    desk.start()
    (desk.folder / "book").mkdir()
    for name in ("briefs", "docs", "mkdocs.yml"):
        (desk.folder / name).rename(desk.folder / "book" / name)
    desk.commit({})
    (desk.folder / "book").rename(tmp_path / "another")
    (desk.folder / "book").symlink_to(tmp_path / "another")
    linked = desk.commit({})
    (desk.folder / "book").unlink()
    desk.git("checkout", "-q", "HEAD~1", "--", "book")
    desk.commit({})
    assert f"in commit {linked} 'book/' leads elsewhere" in desk.refused("-C", "book", "diff", linked, "HEAD")


def test_what_lies_in_the_project_is_taken_wherever_the_command_was_started(
    make_book: MakeBook, briefbook: Run, mkdocs: Run, tmp_path: Path
) -> None:
    project = make_book(
        {
            "mkdocs.yml": "INHERIT: settings/base.yml\nsite_name: Small book\ndocs_dir: pages\n",
            "settings/base.yml": "plugins: [briefbook, meta]\ntheme: {name: material, custom_dir: ours}\n"
            "markdown_extensions: [{pymdownx.snippets: {base_path: [pages/parts], check_paths: true}}]\n",
            "ours/partials/copyright.html": "OURS",
            "pages/.meta.yml": "author: A desk\n",
            "pages/reading.md": '--8<-- "words.md"\n',
            "pages/parts/words.md": "Words from a part.\n",
        }
    )
    (tmp_path / "way").symlink_to(project)
    result = briefbook("-C", tmp_path / "way", "build", "--no-pdf", "-o", str(tmp_path / "site"))
    assert result.returncode == 0, result.stderr
    assert mkdocs(tmp_path / "way", "build").returncode == 0
    for site in (tmp_path / "site", project / "site"):
        page = (site / "reading.html").read_text("utf-8")
        assert "Words from a part." in page
        assert "OURS" in page
        assert '<meta name="author" content="A desk">' in page
