"""Style sheets, scripts, fonts, attachments, redirects."""

from collections.abc import Sequence
from pathlib import Path

from briefbook.fonts.faces import Face, rules_of
from briefbook.model.addresses import address, file_address
from briefbook.model.book import Book
from briefbook.pages.colours import style_of_accent
from briefbook.pages.page import caveat_of, name_with_caveat
from briefbook.pages.rendering import render_redirect
from briefbook.pages.templates import packaged_templates, read_first, templates_of
from briefbook.reading.source_files import files_below

STYLESHEET = "assets/briefbook.css"
_SHARED = "assets/shared.js"
SCRIPT = "assets/briefbook.js"
EDITION_SCRIPT = "assets/edition.js"
_STYLES = (
    "fonts",
    "look",
    "access",
    "brief",
    "tables",
    "search",
    "comfort",
    "changes",
    "editions",
    "banners",
    "print",
    "drawings",
    "front",
    "people",
    "orientation",
    "brief-page",
    "packs",
)
_SCRIPTS = ("shared", "search-box", "clock", "page-tools", "tables", "cards", "drawer", "folds")
_SEARCH = ("stemmer", "text", "search", "results")
_JOINED = {
    STYLESHEET: [f"styles/{part}.css" for part in _STYLES],
    SCRIPT: [f"assets/{part}.js" for part in _SCRIPTS],
    "assets/search.js": [_SHARED, *(f"search/{part}.js" for part in _SEARCH)],
}
"""What is made of several templates: each style may overrule those before it, each script uses them."""


def redirects(book: Book) -> dict[str, str]:
    """Return a page for each former address of a brief, which leads on to the brief."""
    to_root = "../" * 2  # of `section/id/index.html`
    return {
        former: render_redirect(
            packaged_templates(),
            name_with_caveat(brief.name, caveat_of(book, brief)),
            to_root + address(book, brief.id),
            f"{to_root}assets/redirect.js",
        )
        for brief in book.briefs.values()
        for former in brief.former_addresses
    }


def carried_files(book: Book, project: Path, faces: Sequence[Face] = ()) -> dict[str, Path | str | bytes]:
    """Return the files that the site carries over: styles, scripts and fonts, and what the briefs name."""
    templates = templates_of(project)
    joined = {
        uri: "\n".join(read_first(part, *templates) for part in parts) for uri, parts in _JOINED.items()
    }
    assets = {
        f"assets/{path}": file
        for folder in reversed(templates)
        for path, file in files_below(folder / "assets").items()
    }
    joined[STYLESHEET] = "\n".join(
        [style_of_accent(book.settings.accent), joined[STYLESHEET], rules_of(faces, "fonts")]
    )
    cut = {f"assets/fonts/{face.name}": face.woff2 for face in faces}
    return {**joined, **cut, **assets, **attached_files(book, project)}


def attached_files(book: Book, project: Path) -> dict[str, Path]:
    """Return the files beside the briefs that their prose names, by their addresses."""
    return {
        file_address(book, brief, path): project / path
        for brief in book.briefs.values()
        for path in brief.named_files
    }
