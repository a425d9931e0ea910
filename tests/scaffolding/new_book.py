"""A new book for tests, and what is wrong with it."""

from datetime import date
from pathlib import Path

from click.testing import CliRunner, Result

from briefbook.cli import main
from briefbook.pipelines.load import load_book
from briefbook.scaffolding.start import start_book

TODAY = date(2026, 11, 28)


def started(folder: Path, title: str | None = "Sea desk", *, bare: bool = False) -> Path:
    start_book(folder, title, TODAY, bare=bare)
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def mistakes(project: Path) -> list[str]:
    return [str(problem) for problem in load_book(project)[1]]


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }
