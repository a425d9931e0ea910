"""What SECURITY.md says of the code of a book: when it runs, where, and that it is asked for."""

import shutil
import time
import urllib.request
from pathlib import Path
from typing import NamedTuple

import pytest

from briefbook.mkdocs.engine import MkDocsEngine
from briefbook.pipelines.check import rehearse
from briefbook.pipelines.own_code import lines_about
from tests.command import BRIEFBOOK, CommandServer
from tests.conftest import ROOT, SMALL_BOOK, MakeBook, Run
from tests.desk import Desk, Installed
from tests.e2e.test_serve import serve
from tests.scaffolding.new_book import started

GLOSSARY = "templates/registers/glossary.html"
MAIN = '{% extends "briefbook.html" %}{% block announce %}Our house{% endblock %}'
HOOK = "mkdocs.yml:2:9: the hook 'hook.py' is a program, which is not run; delete it"


class Hostile(NamedTuple):
    """Files that would each make a file, ``ran``, if they were run."""

    ran: Path

    @property
    def touch(self) -> str:
        """Python that makes the file."""
        return f"open({str(self.ran)!r}, 'w').close()"

    @property
    def hooked(self) -> dict[str, str | None]:
        """A hook, a template of pages, a module in the folder of the book."""
        return {
            "hook.py": self.touch,
            "macros.py": self.touch,
            "mkdocs.yml": "plugins: [briefbook, macros]\nhooks: [hook.py]\n",
            GLOSSARY: f'{{{{ cycler.__init__.__globals__.__builtins__["eval"]({self.touch!r}) }}}}',
        }

    @property
    def tagged(self) -> dict[str, str | None]:
        """Settings with a tag of YAML."""
        return {
            "mkdocs.yml": f"plugins: [briefbook]\nextra: {{x: !!python/object/apply:eval [{self.touch!r}]}}\n"
        }


@pytest.fixture
def hostile(tmp_path: Path) -> Hostile:
    return Hostile(tmp_path / "ran")


def test_no_command_runs_a_hook_or_a_tag_or_lets_a_template_of_pages_out(
    tmp_path: Path, hostile: Hostile, stand_in: Installed
) -> None:
    desk = Desk(tmp_path, stand_in)
    desk.start()
    desk.must("publish", "one")
    desk.commit(hostile.hooked)
    desk.must("stale")
    desk.must("diff", "HEAD~1", "HEAD")
    desk.must("diff", "one")
    desk.must("editions")
    desk.must("verify", "one")
    desk.must("withdraw", "one", "--why", "A test.")
    for command in ("check", "build"):
        said = desk.refused(command)
        assert f"\n{HOOK}\n" in said
        assert "mkdocs.yml:1:22: the plugin 'macros' may make a reader's browser" in said
        assert f"\n{GLOSSARY}:1:1: the sandbox of pages refuses this: access to attribute '__init__'" in said
    assert f"{GLOSSARY}:1:1: the sandbox of pages refuses this" in desk.refused("print", "--book")
    desk.commit(hostile.tagged)
    tag = "mkdocs.yml:2:12: the tag '!!python/object/apply:eval' is not read, since tags can run programs"
    for command in ("check", "serve"):
        assert tag in desk.refused(command)
    desk.commit({**hostile.hooked, GLOSSARY: "<h1>Words</h1>"})
    desk.must("publish", "two")  # by an engine that reads no settings
    named = f"{GLOSSARY}, mkdocs.yml:2:9 (the hook 'hook.py'), mkdocs.yml:1:22 (the plugin 'macros')"
    assert named in desk.refused("verify", "two", "--rebuild")
    assert HOOK in desk.refused("verify", "two", "--rebuild", "--trust").splitlines()
    desk.must("new", "context", "another")
    assert not hostile.ran.exists()


def test_settings_that_change_while_the_book_is_served_run_nothing(
    make_book: MakeBook, hostile: Hostile, server: CommandServer
) -> None:
    project = make_book({})
    with serve(server, BRIEFBOOK, project) as address:
        for path, content in hostile.hooked.items():
            if path != GLOSSARY:
                (project / path).write_text(str(content), "utf-8")
        for _ in range(200):
            with urllib.request.urlopen(f"{address}/", timeout=60) as answer:
                page = answer.read().decode()
            if "The book has mistakes" in page:
                break
            time.sleep(0.1)
    assert "mkdocs.yml:2:9" in page
    assert "the plugin" in page
    assert not hostile.ran.exists()


def test_mkdocs_alone_runs_them_first_and_is_told(make_book: MakeBook, hostile: Hostile, mkdocs: Run) -> None:
    tag = hostile.tagged["mkdocs.yml"]
    project = make_book(
        {"mkdocs.yml": f"{tag}hooks: [hook.py]\nsite_name: Small book\n", "hook.py": "print('hooked')"}
    )
    result = mkdocs(project, "build")
    assert result.returncode == 1
    assert "mkdocs.yml:3:9: the hook 'hook.py' is a program, which is not run; delete it" in result.stderr
    assert "mkdocs.yml:2:12: the tag '!!python/object/apply:eval' is not read" in result.stderr
    assert "Traceback" not in result.stderr
    assert hostile.ran.exists()
    assert not (project / "site").exists()


def test_a_source_with_code_of_its_own_is_built_again_only_if_it_is_trusted(
    tmp_path: Path, installed: Installed
) -> None:
    desk = Desk(tmp_path, installed)
    desk.start()
    desk.commit({"templates/theme/main.html": MAIN, GLOSSARY: "<h1>Words</h1>", "docs/ours.js": "1\n"})
    listed = [
        "Code of this book that runs here, as you: templates/theme/main.html",
        f"Code of this book that runs here, in a sandbox: {GLOSSARY}",
        "Code of this book that runs in readers' browsers: docs/ours.js",
    ]
    published = desk.run("publish", "one")
    assert (published.returncode, published.stderr.splitlines()) == (0, listed)
    said = desk.refused("verify", "one", "--rebuild")
    assert said == (
        f"Error: commit {desk.git('rev-parse', 'HEAD')[:12]}, the source of edition 'one', has code of its own: "
        f"{GLOSSARY}, templates/theme/main.html; look at it, and add --trust if you would run it here, as you\n"
    )
    again = desk.run("verify", "one", "--rebuild", "--trust")
    assert (again.returncode, again.stderr.splitlines()) == (0, listed)
    assert "as its source gives them" in again.stdout
    assert desk.run("verify", "one", "--trust").returncode == 2


OWN = {
    "mkdocs.yml": "plugins: [briefbook, macros]\nhooks: [hook.py]\ntheme: {name: ours, custom_dir: house}\n"
    "extra_templates: [feed.xml]\nextra_javascript: [a.js, {path: b.cjs, defer: true}]\n"
    "markdown_extensions: [admonition, toc: {}, pymdownx.emoji: {}, 'house:Extension', mdx_house]\n",
    "templates/theme/.icons/x.svg": "<svg/>",
    "templates/print/our.typ": "",
    "templates/assets/our.css": "",
    "templates/search/text.js": "",
    "docs/a.js": "",
    "templates/our-\n.html": "",
    **{f"templates/our-{number}.html": "" for number in range(6)},
}
LISTED = """\
Code of this book that runs here, as you: templates/theme/.icons/x.svg, mkdocs.yml:3:9 (the theme 'ours'), \
mkdocs.yml:3:21 (templates in 'house'), mkdocs.yml:4:19 (the template 'feed.xml'), \
mkdocs.yml:6:64 (the Markdown extension 'house:Extension') and 1 more
Code of this book that runs here, in a sandbox: templates/our-\\n.html, templates/our-0.html, templates/our-1.html, templates/our-2.html, \
templates/our-3.html and 3 more
Code of this book that runs in readers' browsers: templates/search/text.js, docs/a.js, docs/b.cjs
Code of this book that is refused: mkdocs.yml:2:9 (the hook 'hook.py'), mkdocs.yml:1:22 (the plugin 'macros')"""


def test_a_line_lists_what_of_a_book_is_code_for_each_place_where_it_runs(make_book: MakeBook) -> None:
    assert "\n".join(lines_about(MkDocsEngine().code(make_book({**OWN})))) == LISTED


def test_what_settings_name_out_of_the_book_is_not_listed(make_book: MakeBook) -> None:
    settings = (
        "plugins: [briefbook]\ntheme: {name: material, custom_dir: CUSTOM}\n"
        "extra_javascript: ['data:text/javascript,1', ../elsewhere/a.js, /a.js, 'https:a.example/a.js', a.js]\n"
    )
    project = make_book({"../elsewhere/a.js": "", "../elsewhere/main.html": "", "docs/a.js": ""})
    for folder in ("../elsewhere", "briefs/context", ".hidden"):
        (project / "mkdocs.yml").write_text(settings.replace("CUSTOM", folder), "utf-8")
        assert [part.name for part in MkDocsEngine().code(project)] == ["docs/a.js"]


def test_no_plugin_writes_out_of_the_site(make_book: MakeBook, mkdocs: Run) -> None:
    tags = "plugins: [briefbook, {material/tags: {export_file: PATH}}]\n"
    project = make_book({"docs/tagged.md": "---\ntags: [One]\n---\n# Words\n"})
    book = project / "briefs/book.yml"
    before = book.read_bytes()
    for path in (str(book), "../../escaped.json"):
        (project / "mkdocs.yml").write_text(tags.replace("PATH", path), "utf-8")
        _, problems = rehearse(project, MkDocsEngine())
        assert [str(each).partition(";")[0] for each in problems] == [
            "mkdocs.yml:1:39: the option 'export_file' of 'material/tags' writes to whatever file it names"
        ]
    (project / "mkdocs.yml").write_text(f"site_name: Small book\n{tags.replace('PATH', str(book))}", "utf-8")
    assert mkdocs(project, "build").returncode == 1  # it loads the plugin, and ends before that writes
    assert book.read_bytes() == before
    assert not [*project.parent.rglob("escaped.json")]


def test_the_real_book_a_new_one_and_one_with_copies_have_no_code_of_their_own(tmp_path: Path) -> None:
    copied, new = tmp_path / "copied", tmp_path / "new"
    for folder in ("templates", "docs"):
        shutil.copytree(ROOT / folder, copied / folder)
    shutil.copy(ROOT / "mkdocs.yml", copied)
    started(new)
    for project in (ROOT, SMALL_BOOK, copied, new):
        assert MkDocsEngine().code(project) == []
    with (copied / GLOSSARY).open("a", encoding="utf-8") as template:
        template.write(" ")
    assert [part.name for part in MkDocsEngine().code(copied)] == [GLOSSARY]
