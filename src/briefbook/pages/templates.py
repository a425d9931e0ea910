"""Where templates are found."""

from pathlib import Path


def packaged_templates() -> Path:
    """Return the folder of briefbook's own templates: inside a wheel, or at the top of a checkout."""
    in_wheel = Path(__file__).parents[1] / "templates"
    return in_wheel if in_wheel.is_dir() else Path(__file__).parents[3] / "templates"


def read_first(path: str, *folders: Path) -> str:
    """Return the text of a file of the first folder that has it; raises ``FileNotFoundError`` if none has."""
    found = next((folder for folder in folders if (folder / path).is_file()), folders[-1])
    return (found / path).read_text("utf-8")


def templates_of(project: Path) -> tuple[Path, Path]:
    """Return the folders of a project's templates: the book's own, which go first, and briefbook's."""
    return project / "templates", packaged_templates()
