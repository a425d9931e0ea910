"""What a script may import: light, lazy, documented, and one version everywhere."""

import ast
import subprocess
import sys
from importlib.metadata import version

import pytest

import briefbook
from tests.conftest import ROOT, environment

PACKAGE = ROOT / "src/briefbook"
TREE = ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))


def test_the_import_loads_nothing() -> None:
    script = "import sys, briefbook; print(*{name.partition('.')[0] for name in sys.modules})"
    run = [sys.executable, "-c", script]
    loaded = subprocess.run(run, check=True, env=environment(), capture_output=True, text=True).stdout.split()
    assert "briefbook" in loaded
    assert not {"click", "jinja2", "lxml", "markdown", "mkdocs", "pydantic", "typst", "yaml"} & {*loaded}


@pytest.mark.parametrize("name", briefbook.__all__)
def test_a_public_name_loads_and_is_documented(name: str) -> None:
    assert getattr(briefbook, name).__doc__
    assert name in dir(briefbook)


def test_a_type_checker_reads_the_names_that_are_loaded() -> None:
    typed = next(node for node in TREE.body if isinstance(node, ast.If))
    read = {
        alias.name: node.module
        for node in typed.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert read == {name: f"briefbook.{module}" for name, module in briefbook._HOME_OF.items()}
    assert sorted([*read, "__version__"]) == briefbook.__all__


def test_a_name_that_is_not_there_is_refused() -> None:
    with pytest.raises(AttributeError, match="module 'briefbook' has no attribute 'load_bok'"):
        getattr(briefbook, "load_" + "bok")


def test_no_module_takes_the_way_of_scripts() -> None:
    """From the package itself a module takes the version alone, or it would get round the contract of imports."""
    taken = {
        alias.name
        for file in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "briefbook"
        for alias in node.names
    }
    assert taken <= {"__version__", *(folder.name for folder in PACKAGE.iterdir() if folder.is_dir())}


def test_there_is_one_version() -> None:
    assert version("briefbook") == briefbook.__version__


def test_the_package_is_a_command() -> None:
    run = [sys.executable, "-m", "briefbook", "--version"]
    said = subprocess.run(run, check=True, env=environment(), capture_output=True, text=True).stdout
    assert said == f"briefbook {briefbook.__version__}\n"
