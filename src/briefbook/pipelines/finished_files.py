"""The files of a finished site, and those that its author wrote for it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from briefbook.pages.escaped_addresses import as_written
from briefbook.problems import Where

IN_PAGES = (".yml", ".md", ".html")
"""The files whose words come into pages."""


@dataclass(frozen=True)
class Finished:
    """A finished site, and what the author wrote for it.

    ``markings`` gives the marking that each page owes its readers, by address. ``of_book`` is the HTML that
    templates made of the book; ``is_of_theme`` says of a script whether a template of the theme has it.
    ``written`` are the author's files, by their paths in the project: the settings first, for they name what
    all pages ask for. ``carried`` are those that the site has as they are, ``hand_written`` are the texts and
    the HTML that the author put into pages. ``theme`` is the place that says which theme is used.
    """

    folder: Path
    markings: Mapping[str, str]
    of_book: tuple[str, ...]
    is_of_theme: Callable[[str], bool]
    written: Mapping[str, Path]
    carried: Mapping[str, Path]
    hand_written: Mapping[str, tuple[str, ...]]
    theme: Where
    theme_files: tuple[str, ...] = ()
    """The paths of the author's own templates for the theme."""

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The author's files whose words come into pages, by path."""
        return {path: text_of(file) for path, file in self.written.items() if path.endswith(IN_PAGES)}


def places_of(words: str, suffixes: tuple[str, ...], site: Finished) -> Iterator[Where]:
    """Yield the first place in each of the author's files at which some words are written.

    Only if they are in none as they are, they are looked for with escapes in them, which takes longer.
    """
    texts = [(path, text) for path, text in site.texts.items() if path.endswith(suffixes)]
    found = [Where(path).after(text[:at]) for path, text in texts if (at := text.find(words)) >= 0]
    yield from found
    if not found:
        pattern = as_written(words)
        escaped = ((path, text, pattern.search(text)) for path, text in texts)
        yield from (Where(path).after(text[: at.start()]) for path, text, at in escaped if at)


def place_in(text: str, words: str) -> int | None:
    """Return where some words are in a text; if not as they are, then with escapes in them."""
    at = text.find(words)
    if at >= 0:
        return at
    found = as_written(words).search(text)
    return found.start() if found else None


def text_of(file: Path) -> str:
    """Return the text of a file, whatever bytes it has."""
    return file.read_text("utf-8", errors="replace")


def paths_in(project: Path, files: Iterable[Path]) -> dict[str, Path]:
    """Return the files that lie in a project, by their paths in it."""
    inside = {file: file.resolve() for file in files}
    root = project.resolve()
    return {
        resolved.relative_to(root).as_posix(): file
        for file, resolved in inside.items()
        if resolved.is_relative_to(root)
    }
