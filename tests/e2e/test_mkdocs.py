"""MkDocs itself, through the plugin."""

from pathlib import Path

from briefbook.pages.csp import POLICY_FILE
from tests.conftest import SMALL_BOOK, MakeBook, Run


def test_mkdocs_builds_the_same_site(tmp_path: Path, small_site: Path, mkdocs: Run) -> None:
    site = tmp_path / "site"
    result = mkdocs(SMALL_BOOK, "build", "--strict", "-d", str(site))
    assert result.returncode == 0, result.stderr
    pages = sorted(file.relative_to(site) for file in site.rglob("*.html"))
    assert pages == sorted(file.relative_to(small_site) for file in small_site.rglob("*.html"))
    assert all((site / page).read_bytes() == (small_site / page).read_bytes() for page in pages)
    assert (site / POLICY_FILE).read_bytes() == (small_site / POLICY_FILE).read_bytes()


def test_mistakes_end_mkdocs_before_it_empties_the_site(make_book: MakeBook, mkdocs: Run) -> None:
    project = make_book({})
    assert mkdocs(project, "build").returncode == 0
    (project / "briefs/context/empty.md").write_text("")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 1
    assert "briefs/context/empty.md:1:1: the file is empty" in result.stderr
    assert "Traceback" not in result.stderr
    assert (project / "site/context/other/index.html").is_file()


def test_names_cannot_run_scripts(make_book: MakeBook, mkdocs: Run) -> None:
    evil = '</title><script>alert(1)</script>"><img src=x onerror=alert(2)>'
    heading = "## A `<svg onload=alert(3)>` b &lt;script&gt;alert(4)&lt;/script&gt;"
    project = make_book(
        {
            "briefs/context/other.md": f"---\ntitle: '{evil}'\nbottom_line: B\naliases: ['{evil}']\n---\n{heading}\n",
            "briefs/book.yml": f"title: '{evil}'\ndesk: {{name: '{evil}'}}\nas_of: 2026-07-02\nsections:\n"
            + "".join(
                f"  - {{folder: {each}, title: '{evil}'}}\n"
                for each in ("agreements", "meetings", "technology", "context")
            ),
            "mkdocs.yml": f"site_name: '{evil}'\nplugins: [briefbook]\n",
        }
    )
    result = mkdocs(project, "build")
    assert result.returncode == 0, result.stderr
    for page in ("context/other/index.html", "context/index.html", "index.html"):
        text = (project / "site" / page).read_text()
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "<svg onload" not in text


def test_a_marking_may_have_any_characters(make_book: MakeBook, mkdocs: Run) -> None:
    book = "title: Small book\ndesk: {name: D}\nas_of: 2026-07-02\nmarking: R&D <b>\nmarkings: [public, R&D <b>]\n"
    project = make_book({"briefs/book.yml": book})
    assert mkdocs(project, "build").returncode == 0
    text = (project / "site/context/other/index.html").read_text()
    assert text.count("R&amp;D &lt;B&gt;") == 3
    assert "<B>" not in text


def test_a_theme_of_the_book_builds_on_that_of_briefbook(make_book: MakeBook, mkdocs: Run) -> None:
    main = '{% extends "briefbook.html" %}{% block announce %}Our house{% endblock %}'
    project = make_book({"templates/theme/main.html": main, "templates/assets/fonts/ours.woff2": "font"})
    (project / "templates/assets/.hidden").write_text("")
    assert mkdocs(project, "build", "--strict").returncode == 0
    text = (project / "site/search/index.html").read_text()
    assert "Our house" in text
    assert "assets/search-asked.js" in text
    assert 'aria-label="Marking"' in text
    assert (project / "site/assets/fonts/ours.woff2").read_text() == "font"
    assert not (project / "site/assets/.hidden").exists()


def test_nothing_is_written_into_docs(make_book: MakeBook, mkdocs: Run) -> None:
    project = make_book({})
    assert mkdocs(project, "build").returncode == 0
    assert [file.name for file in (project / "docs").rglob("*")] == ["reading.md"]


def test_a_nav_of_the_author_is_kept(make_book: MakeBook, mkdocs: Run) -> None:
    project = make_book({})
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text() + "nav: [index.md, sources/index.md]\nnot_in_nav: '*'\n")
    result = mkdocs(project, "build")
    assert result.returncode == 0, result.stderr
    tabs = (
        (project / "site/index.html").read_text().partition('<nav class="md-tabs"')[2].partition("</nav>")[0]
    )
    assert "sources/index.html" in tabs
    assert "agreements" not in tabs
