"""What is wrong with the files beside `briefs/`: settings, pages, templates, and what a site carries."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from briefbook.pages.rendering import check_template
from briefbook.pages.templates import FORMER_NAMES, FREE_FOLDERS, known_names, packaged_templates, right_name
from briefbook.pipelines.printable import check_fonts
from briefbook.problems import Problem, Where
from briefbook.reading.carried_texts import check_carried_text
from briefbook.reading.characters import stray_characters
from briefbook.reading.merge_conflicts import conflict_in
from briefbook.reading.source_files import encoding_problem, files_beside, is_text_beside, size_problem
from briefbook.reading.yaml_sizes import check_front_matter

_PROGRAMS = (".css", ".js")
"""The texts whose strings may hold anything that does not reorder them: programs make them."""
_NOT_USED = "no page uses a template of this name"
_WITH_NAMES = (".css", ".html", ".typ")
"""The templates that may name others."""
_OF_TEMPLATES = (".css", ".html", ".js", ".otf", ".ttc", ".ttf", ".typ", ".woff", ".woff2")
"""What is in `templates/` to be read; a note for whoever works there is not."""


def check_beside(project: Path) -> Iterator[Problem]:
    """Yield what is wrong with the files beside `briefs/`.

    That is a link or the like, a file that is too large, a merge that was not finished, a character that may
    be in no text, a template that does not parse or that had another name, or a font that print cannot use.
    """
    files, strays = files_beside(project)
    yield from strays
    yield from check_fonts(project)
    for path, file in files.items():
        if too_large := size_problem(file, path):
            yield too_large
            continue
        found = {*check_carried_text(file, path)}
        if is_text_beside(path):
            try:
                text = file.read_text("utf-8")
            except UnicodeDecodeError as error:
                yield encoding_problem(path, error)
                continue
            if conflict := conflict_in(text, path):
                yield conflict
                continue
            found |= {*_of_text(text, path)}
        yield from sorted(found)


def _of_text(text: str, path: str) -> Iterator[Problem]:
    if not path.endswith(_PROGRAMS):
        yield from stray_characters(text, path)
    if path.endswith(".md") and (too_much := check_front_matter(text, path)):
        yield too_much
    if path.startswith("templates/") and path.endswith(".html"):
        yield from check_template(text, path)
        if name := FORMER_NAMES.get(path.removeprefix("templates/")):
            yield Problem(Where(path), _NOT_USED, f"move it to templates/{name}")


def check_names_of_templates(project: Path, files: Mapping[str, Path]) -> Iterator[Problem]:
    """Yield a warning for each of a book's templates that nothing reads.

    ``files`` are those in `templates/`. What another of them names is read, and so is what is in a folder
    that the settings name.
    """
    known = known_names()
    names = {path: path.removeprefix("templates/") for path in files if path.endswith(_OF_TEMPLATES)}
    unknown = {
        path: name
        for path, name in names.items()
        if name not in known and name not in FORMER_NAMES and not name.startswith(FREE_FOLDERS)
    }
    if not unknown or (project / "templates").resolve() == packaged_templates():
        return
    texts = {path: _text_of(file) for path, file in files.items() if path.endswith(_WITH_NAMES)}
    settings = _text_of(project / "mkdocs.yml")
    for path, name in unknown.items():
        base = name.rpartition("/")[2]
        is_named = any(base in text for other, text in texts.items() if other != path)
        if not is_named and f"templates/{name.partition('/')[0]}" not in settings:
            right = right_name(name, known)
            fix = f"move it to templates/{right}" if right else "name it in another template, or delete it"
            yield Problem(Where(path), _NOT_USED, fix, is_warning=True)


def _text_of(file: Path) -> str:
    """Return the text of a file, to look for names in it; what cannot be read is reported elsewhere."""
    try:
        return file.read_text("utf-8", "replace")
    except OSError:
        return ""
