"""Cut a site's fonts to what its pages have beyond Latin."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from briefbook.fonts.faces import Face, UnusableFontError, beyond_latin, cut_faces
from briefbook.pages.rendering import RenderedPage
from briefbook.pages.templates import packaged_templates
from briefbook.pipelines.finished_files import text_of
from briefbook.problems import Problem, Where
from briefbook.reading.plain_files import contents_of

_FONTS = "templates/fonts"


def faces_for(pages: Iterable[RenderedPage], project: Path) -> list[Face] | Problem:
    """Return the faces for the pages of a book and the hand-written ones, or the font that cannot be cut."""
    try:
        return cut_faces(beyond_latin(_texts(pages, project)), _fonts_of(project))
    except UnusableFontError as error:
        what = f"the site cannot use this font ({error})"
        return Problem(Where(f"{_FONTS}/{error.font.name}"), what, "export it anew, or delete it")


def _texts(pages: Iterable[RenderedPage], project: Path) -> Iterator[str]:
    for page in pages:
        yield page.html
        yield page.entry.title
    for path, file in contents_of(project, "docs").files.items():
        if path.endswith(".md"):
            yield text_of(file)


def _fonts_of(project: Path) -> Iterable[Path]:
    """Return the fonts of print: a book's own, and briefbook's but for those of the same name."""
    packaged = (packaged_templates() / "fonts").glob("*.ttf")
    own = contents_of(project, _FONTS).files.values()
    return {file.name: file for file in (*packaged, *own) if file.suffix == ".ttf"}.values()
