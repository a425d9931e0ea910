"""The core knows no engine: the imports are read from the source, lazy ones included."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT, SMALL_BOOK, environment

PACKAGE = ROOT / "src" / "briefbook"


def imported(file: Path) -> Iterator[str]:
    """Yield the top-level name of each module that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if (
                name in ("import_module", "__import__")
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value).partition(".")[0]


@pytest.mark.parametrize(
    ("library", "knowing"),
    [
        (
            "mkdocs",
            {
                f"mkdocs/{each}.py"
                for each in (
                    "book_page",
                    "defaults",
                    "engine",
                    "mistakes",
                    "navigation",
                    "plugin",
                    "refusals",
                    "settings",
                )
            },
        ),
        ("material", set()),
        ("click", {"cli/main.py", "cli/book.py", "cli/editions.py", "cli/start.py"}),
        ("jinja2", {"pages/rendering.py", "starting/starters.py"}),
        ("markdown", {"reading/markdown_parser.py", "reading/markdown_extension.py"}),
        ("yaml", {"reading/yaml_places.py", "reading/yaml_reader.py"}),
        ("subprocess", {"git/command.py", "pdf/typst.py"}),
        ("typst", {"pdf/typst.py"}),
        ("pikepdf", {"pdf/merging.py"}),
        ("lxml", {"pdf/html_nodes.py", "diff/prose_diff.py"}),
        ("filelock", {"publishing/workspace.py"}),
    ],
)
def test_a_library_is_known_in_its_place_alone(library: str, knowing: set[str]) -> None:
    found = {
        file.relative_to(PACKAGE).as_posix() for file in PACKAGE.rglob("*.py") if library in imported(file)
    }
    assert found == knowing


def test_building_leaves_mkdocs_unimported() -> None:
    script = "import sys, briefbook.pipelines.build; sys.exit('mkdocs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False, env=environment()).returncode == 0


def test_what_needs_no_site_leaves_mkdocs_unimported() -> None:
    script = (
        "import sys; from briefbook.cli import main\n"
        f"main(['-C', {str(SMALL_BOOK)!r}, 'stale'], standalone_mode=False)\n"
    )
    script = (
        f"import sys\ntry:\n exec({script!r})\nexcept SystemExit: pass\nsys.exit('mkdocs' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], check=False, env=environment(), capture_output=True
    )
    assert result.returncode == 0
