"""The fuzzer finds what it is there to find: a run of it that finds nothing says something."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from briefbook.git.repository import repository_of
from briefbook.problems import Problem, Refusal, Where
from tests.conftest import MakeBook
from tests.fuzz.guard import Guard, TrespassError
from tests.fuzz.judges import active_content, changed, escaped, snapshot, wrong_messages
from tests.fuzz.mutants import Mutant
from tests.fuzz.samples import MARKER

PATH = "briefs/places.yml"
GUARD = Guard()


def test_a_seed_and_a_number_make_the_same_book() -> None:
    one, again, another = Mutant("seed", 7), Mutant("seed", 7), Mutant("other", 7)
    assert (one.files, one.links, one.changes) == (again.files, again.links, again.changes)
    assert one.changes != another.changes


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (Problem(Where(PATH, 1, 12), "what", "fix"), None),
        (Problem(Where("mkdocs.yml"), "no such file", "write it", is_warning=True), None),
        (Problem(Where(PATH), "a\tb\n c", "fix\x1b"), None),
        (Problem(Where(PATH), "what", ""), "no form"),
        (Problem(Where("briefs/none.md"), "what", "fix"), "a path"),
        (Problem(Where(PATH, 9, 1), "what", "fix"), "a place"),
        (Problem(Where(PATH, 1, 900), "what", "fix"), "a place"),
    ],
)
def test_a_wrong_message_is_found(problem: Problem, kind: str | None, make_book: MakeBook) -> None:
    found = [*wrong_messages([problem], make_book({}))]
    assert [each.kind.startswith(kind or "") for each in found] == ([True] if kind else [])


def test_a_write_into_the_project_is_found(make_book: MakeBook) -> None:
    project = make_book({})
    before = snapshot(project)
    (project / PATH).touch()
    (project / "new").touch()
    assert [each.what for each in changed(before, snapshot(project))] == [".", PATH, "new"]


@pytest.mark.parametrize(
    ("do", "stopped"),
    [
        (lambda out: (out / "a").write_text("x"), None),
        (lambda out: subprocess.run(["git", "--version"], check=True, capture_output=True), None),
        (lambda out: (out.parent / "a").write_text("x"), "writes"),
        (lambda out: (out / "../a").mkdir(), "os.mkdir"),
        (lambda out: (out / "a").rename(out.parent / "a"), "os.rename"),
        (lambda out: os.remove(out / "link/a"), "os.remove"),  # noqa: PTH107 - as others may write it
        (lambda out: subprocess.run(["true"], check=True), "runs"),
    ],
)
def test_a_trespass_is_stopped(do: Callable[[Path], object], stopped: str | None, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "link").symlink_to(tmp_path)
    if stopped is None:
        with GUARD.only_in(out):
            do(out)
    else:
        with pytest.raises(TrespassError, match=stopped), GUARD.only_in(out):
            do(out)
    assert bool(GUARD.found) == bool(stopped)
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    ("html", "number"),
    [
        (f"<p>&lt;script&gt;{MARKER}()&lt;/script&gt; javascript:{MARKER}()</p>", 0),
        (f"<script>{MARKER}()</script>", 1),
        (f"<p><img src='x' onerror='{MARKER}()'></p>", 1),
        (f"<a href=' java&#10;script:{MARKER}()'>a</a>", 1),
        (f"<a href='data:text/html,{MARKER}'>a</a>", 1),
    ],
)
def test_what_runs_in_a_page_is_found(html: str, number: int, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(f"<html><body>{html}</body></html>", "utf-8")
    assert len([*active_content(tmp_path, tmp_path)]) == number


def test_an_exception_is_named_after_where_it_comes_from(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        repository_of(tmp_path)
    assert escaped(refused.value).kind == "Refusal in git/repository.py, repository_of"
