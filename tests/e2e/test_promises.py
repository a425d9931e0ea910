"""A site keeps its promises, whatever its settings, templates and hand-written pages say: with the real MkDocs."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.pipelines.build import build_site
from briefbook.pipelines.check import rehearse
from tests.conftest import GOLDEN, MakeBook, Run

FOLDER = GOLDEN / "settings"
CASES = yaml.safe_load((FOLDER / "refused.yml").read_text("utf-8"))
WRITTEN_OUT = (FOLDER / "written-out.yml").read_text("utf-8")
TWO_LINES = "site_name: Small book\nplugins: [briefbook]\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_a_site_may_not_do(case: dict[str, Any], make_book: MakeBook) -> None:
    _, problems = rehearse(make_book(case["files"]), MkDocsEngine())
    assert [str(problem) for problem in problems] == case["problems"]


def files_of(site: Path) -> dict[str, bytes]:
    return {
        file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()
    }


def test_two_lines_of_settings_give_the_site_of_all_written_out(make_book: MakeBook, tmp_path: Path) -> None:
    sites = []
    for settings in (WRITTEN_OUT, TWO_LINES, "plugins: [briefbook]\n"):
        project = make_book({"mkdocs.yml": settings})
        assert build_site(project, tmp_path / "site", MkDocsEngine(), with_pdfs=False) == []
        sites.append(files_of(tmp_path / "site"))
        shutil.rmtree(project)
    assert sites[0] == sites[1] == sites[2]


def test_mkdocs_makes_the_same_of_two_lines_and_of_all_written_out(make_book: MakeBook, mkdocs: Run) -> None:
    sites = []
    for settings in (WRITTEN_OUT, TWO_LINES.replace("[", "[search, ")):
        project = make_book({"mkdocs.yml": settings})
        result = mkdocs(project, "build", "--strict")
        assert result.returncode == 0, result.stderr
        sites.append(files_of(project / "site"))
        shutil.rmtree(project)
    assert sites[1].pop("search/search_index.json")
    assert sites[0] == sites[1]


def test_what_an_author_sets_wins_key_by_key(make_book: MakeBook, tmp_path: Path) -> None:
    settings = "plugins: [briefbook]\ntheme: {name: material, palette: {primary: teal}, icon: {repo: material/git}}\n"
    site = tmp_path / "site"
    assert build_site(make_book({"mkdocs.yml": settings}), site, MkDocsEngine(), with_pdfs=False) == []
    page = (site / "index.html").read_text("utf-8")
    assert 'data-md-color-primary="teal"' in page
    assert 'data-md-color-primary="indigo"' not in page
    assert 'class="md-tabs"' in page  # a feature
    assert "M12 21.5c-1.35" in page  # the logo: a book


def test_a_theme_of_the_authors_own_may_show_the_marking_its_own_way(
    make_book: MakeBook, tmp_path: Path
) -> None:
    page = (
        '<p aria-label="Marking">{{ (page.meta.marking if page else none) or book_marking }}</p>'
        "<main>{{ page.content if page }}</main>"
    )
    project = make_book(
        {
            "mkdocs.yml": "plugins: [briefbook]\ntheme: {name: null, custom_dir: ours}\n",
            "ours/main.html": page,
            "ours/404.html": page,
        }
    )
    assert build_site(project, tmp_path / "site", MkDocsEngine(), with_pdfs=False) == []


@pytest.mark.parametrize("docs", [None, "empty"])
def test_a_book_needs_no_hand_written_page(docs: str | None, make_book: MakeBook, briefbook: Run) -> None:
    project = make_book({"docs/reading.md": None})
    if docs is None:
        (project / "docs").rmdir()
    for command in (["check"], ["build", "--no-pdf"]):
        result = briefbook("-C", project, *command)
        assert (result.returncode, result.stderr) == (0, "")
    assert (project / "docs").exists() is (docs is not None)


def test_mkdocs_itself_is_refused_what_a_site_may_not_do(make_book: MakeBook, mkdocs: Run) -> None:
    settings = f"{TWO_LINES}repo_url: https://git.example.org/desk/book\n"
    project = make_book({"mkdocs.yml": settings})
    result = mkdocs(project, "build")
    assert result.returncode == 1
    assert "mkdocs.yml:3:1: for 'repo_url' the theme asks that host" in result.stderr
    assert not (project / "site").exists()
    (project / "mkdocs.yml").write_text(f"{TWO_LINES}extra_css: [https://cdn.example.org/x.css]\n")
    result = mkdocs(project, "build")
    assert result.returncode == 1
    assert "mkdocs.yml:3:13: a reader's browser would ask cdn.example.org" in result.stderr
    assert "Traceback" not in result.stderr


def test_all_mistakes_come_in_one_run_of_check_and_of_build(make_book: MakeBook, briefbook: Run) -> None:
    inside = yaml.safe_load((FOLDER.parent / "mistakes/together.yml").read_text("utf-8"))[0]
    project = make_book(
        {
            **inside["files"],
            "mkdocs.yml": "plugins: [briefbook]\nrepo_url: https://git.example.org/desk/book\nthem: x\n",
            "docs/reading.md": "[a](agreements/supply-pact/index.md) [b](context/Other/index.md) [c](gone.md)\n",
            "docs/merged.md": "<<<<<<< HEAD\n[d](gone.md)\n=======\n>>>>>>> other\n",
            "docs/latin.md": b"caf\xe9 [e](gone.md)\n",
            "templates/overviews/front.html": "{% if %}",
        }
    )
    expected = [
        *inside["problems"],
        "docs/latin.md:1:4: the byte 0xE9 is not UTF-8; save the file as UTF-8",
        "docs/merged.md:1:1: Git's conflict marker <<<<<<<: a merge was not finished; "
        "keep what is right of both sides, and delete the lines <<<<<<<, ======= and >>>>>>>",
        "docs/reading.md:1:70: a link to 'gone.md', which is not in the site; fix its address",
        "mkdocs.yml:2:1: for 'repo_url' the theme asks that host how popular the repository is; "
        "delete it, and link to the repository from a page in docs/",
        "mkdocs.yml:3:1: no setting 'them'; did you mean 'theme'?",
        "templates/overviews/front.html:1:1: Expected an expression, got 'end of statement block'; fix the template",
    ]
    listed = "Code of this book that runs here, in a sandbox: templates/overviews/front.html\n"
    for command, before in (("check", ""), ("build", listed)):
        result = briefbook("-C", project, command)
        assert (result.returncode, result.stdout) == (1, "")
        assert result.stderr.startswith(before)
        lines = result.stderr.removeprefix(before).splitlines()
        assert lines[: len(expected)] == expected
        counts = [int(line.split()[0]) for line in lines[len(expected) : -1]]
        assert counts == sorted(counts, reverse=True)
        assert sum(counts) == len(expected)
        assert lines[-1] == f"{sum(': warning: ' not in each for each in expected)} mistakes."
    assert len(expected) == len(set(expected)) >= 36
