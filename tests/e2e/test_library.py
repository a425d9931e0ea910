"""briefbook as a library: the examples of its page run, and a type checker finds its types where nothing else is."""

import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from briefbook import __all__ as public
from tests.conftest import ROOT
from tests.desk import Desk, Installed, build_wheel

PAGE = ROOT / "docs/library.md"
_EXAMPLE = re.compile(r"^```python\n(?P<code>.*?)^```\n(?:\n```text\n(?P<shown>.*?)^```\n)?", re.M | re.S)
SLIP = ("briefs/context/sea-lanes.md", "[mast]", "[mastt]")
"""The mistake that the first example lists."""
USES = """
from datetime import date
from pathlib import Path

from briefbook import *
from briefbook import __version__

project = Path("book")
book, problems = load_book(project)
whole, others = check_project(project, archive=Path("texts"), today=date(2026, 7, 2))
assert book is not None
brief: Brief = book_at(book, date(2020, 12, 31)).briefs["mast"]
changes: Changes = compare(book_data(book), book_data(whole))
schema: dict[str, object] = book_schema()
parts: tuple[PartChange, ...] = changes.briefs
change: Change = parts[0].changes[0]
words: tuple[Word, ...] = change.words
entity: Entity = whole.entities["japan"]
where: Where = problems[0].where
wrong: list[Problem] = build_site(project, Path("site"), as_of=None, with_pdfs=False)
job = PrintJob(briefs=frozenset({brief.id}), paper=PaperSettings("letter", is_large=True))
pdfs: dict[str, Path] | list[Problem] = print_book(project, Path("print"), job)
try:
    published: Published | list[Problem] = publish_edition(project, "one", remote="origin")
    withdraw_edition(project, "one", "It was wrong.")
    found: Verification = verify_edition(project, "one", branch="published")
    seal: Seal = found.seal
    state: EditionState = found.state
    entry: CatalogueEntry = state.entry
    differing: list[str] = rebuild_edition(project, "one")
except (Refusal, GitError) as error:
    print(error, __version__)
reveal_type(load_book)
reveal_type(where.line)
"""
MISUSES = {
    "load_book()": "call-arg",
    "build_site(project, Path('site'), as_of='2026-07-02')": "arg-type",
    "load_book(project)[0].briefs": "union-attr",
    "PaperSettings('a5')": "arg-type",
    "briefbook.nothing": "attr-defined",
}


class Example(NamedTuple):
    heading: str
    code: str
    shown: str


def examples() -> list[Example]:
    text = PAGE.read_text("utf-8")
    return [
        Example(
            re.findall(r"^## (.*)$", text[: match.start()], re.M)[-1], match["code"], match["shown"] or ""
        )
        for match in _EXAMPLE.finditer(text)
    ]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, installed: Installed) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("library"), installed)
    desk.start()
    return desk


@pytest.mark.parametrize("number", range(len(examples())))
def test_an_example_of_the_page_runs(number: int, desk: Desk) -> None:
    example = examples()[number]
    path, right, slip = SLIP
    text = desk.read(path)
    if "mastt" in example.shown:
        (desk.folder / path).write_text(text.replace(right, slip), "utf-8")
    try:
        result = subprocess.run(
            [sys.executable, "-c", example.code],
            cwd=desk.folder.parent,
            env=desk.environment,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        (desk.folder / path).write_text(text, "utf-8")
    assert (result.stderr, result.stdout) == ("", example.shown)


def test_the_page_has_an_example_of_each_use() -> None:
    code = "".join(example.code for example in examples())
    functions = [name for name in public if re.fullmatch("[a-z_]*[a-z]", name)]
    assert len(functions) > 10
    assert [name for name in functions if f"{name}(" not in code] == []


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Python of a new environment that holds the wheel of briefbook, and nothing that it needs."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv/bin/python"
    asked = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    packages = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    with zipfile.ZipFile(build_wheel(folder)) as wheel:
        wheel.extractall(packages)
    return python


def check_types(python: Path, script: Path) -> list[str]:
    """Return what mypy says of a script in an environment, in strict mode."""
    command = [sys.executable, "-m", "mypy", "--strict", "--python-executable", str(python)]
    options = ["--config-file=", f"--cache-dir={script.parent / 'cache'}", "--no-error-summary"]
    result = subprocess.run(
        [*command, *options, script.name], cwd=script.parent, capture_output=True, text=True, check=False
    )
    assert result.stderr == ""
    return result.stdout.splitlines()


def test_a_type_checker_accepts_what_is_right_and_finds_what_is_wrong(empty: Path, tmp_path: Path) -> None:
    right, wrong = tmp_path / "right.py", tmp_path / "wrong.py"
    right.write_text(USES)
    assert {name for name in public if name not in USES} == {"Book"}
    said = check_types(empty, right)
    assert [re.sub(r"^.* note: ", "", line) for line in said] == [
        'Revealed type is "def (project: pathlib.Path) -> tuple[briefbook.model.book.Book | None, '
        'list[briefbook.problems.Problem]]"',
        'Revealed type is "int"',
    ]
    lines = ["import briefbook", "from briefbook import *", "from pathlib import Path", "project = Path()"]
    wrong.write_text("\n".join([*lines, *MISUSES]))
    found = {
        (int(line.split(":")[1]), line.rpartition("[")[2].rstrip("]")) for line in check_types(empty, wrong)
    }
    assert found == set(enumerate(MISUSES.values(), start=len(lines) + 1))


def test_the_import_needs_no_library(empty: Path) -> None:
    script = "import briefbook; print(briefbook.__version__, briefbook.Where('book.yml', 2))"
    result = subprocess.run([empty, "-I", "-c", script], check=False, capture_output=True, text=True)
    assert (result.stderr, result.returncode) == ("", 0)
    assert result.stdout.endswith(" book.yml:2:1\n")
