"""What briefbook changes in the theme's output is there to be changed."""

import re
import shutil
from importlib.metadata import distribution
from pathlib import Path

import pytest

from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.mkdocs.theme_markup import NEEDED, check_theme
from briefbook.pipelines.build import build_site
from tests.conftest import MakeBook

THEME = Path(str(distribution("mkdocs-material").locate_file("material/templates")))
FIX = "install mkdocs-material in the version that requirements.lock names"
LACKING = [(name, markup) for name, needed in NEEDED.items() for markup in needed]


def copy_of_theme(folder: Path) -> Path:
    for name in ("mkdocs_theme.yml", *NEEDED):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(THEME / name, folder / name)
    return folder


def test_the_installed_theme_has_all_that_is_replaced() -> None:
    assert [str(problem) for problem in check_theme([str(THEME)])] == []


@pytest.mark.parametrize(("name", "markup"), LACKING)
def test_a_theme_that_lacks_some_of_it_is_reported(name: str, markup: str, tmp_path: Path) -> None:
    theme = copy_of_theme(tmp_path / "theme")
    (theme / name).write_text((theme / name).read_text("utf-8").replace(markup, ""), "utf-8")
    assert [str(problem) for problem in check_theme([str(theme)])] == [
        f"mkdocs.yml:1:1: the theme's {name} has no {markup!r}, which pages of briefbook need; {FIX}"
    ]


def test_a_file_that_the_theme_has_no_more_is_reported_and_an_override_is_not(tmp_path: Path) -> None:
    theme, overrides = copy_of_theme(tmp_path / "theme"), tmp_path / "overrides"
    (theme / "partials/header.html").unlink()
    folders = [str(overrides), str(theme)]
    assert len(list(check_theme(folders))) == len(NEEDED["partials/header.html"])
    (overrides / "partials").mkdir(parents=True)
    (overrides / "partials/header.html").write_text("<header>Our own</header>", "utf-8")
    assert list(check_theme(folders)) == []


def test_a_build_ends_on_a_theme_that_lacks_it(
    make_book: MakeBook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needed = {"partials/header.html": ("<nav-of-another-release>",)}
    monkeypatch.setattr("briefbook.mkdocs.theme_markup.NEEDED", needed)
    problems = build_site(make_book({}), tmp_path / "site", MkDocsEngine(), with_pdfs=False)
    assert [problem.what for problem in problems] == [
        "the theme's partials/header.html has no '<nav-of-another-release>', which pages of briefbook need"
    ]


def test_each_page_has_what_was_put_into_the_theme(make_book: MakeBook, tmp_path: Path) -> None:
    assert (
        build_site(
            make_book({"mkdocs.yml": "plugins: [briefbook]\n"}),
            tmp_path / "site",
            MkDocsEngine(),
            with_pdfs=False,
        )
        == []
    )
    html = (tmp_path / "site/technology/mast/index.html").read_text("utf-8")
    header = html[html.index("<header") : html.index("</header>")]
    assert header.count('<form class="bb-search"') == 1
    assert header.count('<span class="bb-unseen">Menu</span>') == 1
    assert re.search(r'md-tabs__item--active">\s*<a aria-current="true" ', html)
    overview = (tmp_path / "site/index.html").read_text("utf-8")
    assert 'md-nav__link--active" aria-current="page">' in overview
    assert 'tabindex="0"' not in overview
