"""What lets a stranger find a thing, and read it at a sitting."""

import ast
from collections.abc import Iterator

from tests.conftest import ROOT

MODULES = {
    file.relative_to(ROOT): file.read_text("utf-8")
    for folder in ("src", "tests", "bench")
    for file in sorted((ROOT / folder).rglob("*.py"))
}


def functions_in(text: str) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))


def test_no_module_is_over_300_lines_and_no_function_over_40() -> None:
    long_modules = [str(path) for path, text in MODULES.items() if len(text.splitlines()) > 300]
    long_functions = [
        f"{path}:{function.lineno}"
        for path, text in MODULES.items()
        for function in functions_in(text)
        if function.end_lineno and function.end_lineno - function.lineno >= 40
    ]
    assert (long_modules, long_functions) == ([], [])


def test_no_function_bears_the_name_of_its_module() -> None:
    assert [
        f"{path}:{function.lineno}"
        for path, text in MODULES.items()
        for function in functions_in(text)
        if function.name.strip("_") == path.stem != "main"
    ] == []
