"""The peer: a synthetic book as a plain MkDocs project, with the same pages, texts and links as briefbook's.

Where briefbook computes (status, stage, overviews, who links here), the peer holds the result as text.
Citations are plain links to a list of sources, without the links back that briefbook adds; MkDocs's own
footnotes would have them, and take the peer a fifth more time.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.books.synthetic import SECTIONS, Book, dump, settings_written_out, write_files
from bench.peer.briefs import HEAD, brief_page
from bench.peer.derived import DERIVED, derived_page
from bench.peer.overviews import entity_page, front_page, glossary_page, section_page, sources_page
from bench.peer.text import Index, PageText

_EXTENSIONS = (
    "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "sane_lists", "tables", "toc",
)  # fmt: skip


def write_peer(book: Book, folder: Path) -> None:
    """Write a book as a plain MkDocs project."""
    pages = {f"docs/{path}/index.md": "\n\n".join(blocks) + "\n" for path, blocks in _pages(book)}
    write_files(folder, {"mkdocs.yml": dump(_settings(book)), **pages})


def _settings(book: Book) -> dict[str, Any]:
    """Return the settings of a book, without briefbook and with the extensions of its prose."""
    meanings = {term: facts["meaning"] for term, facts in book.glossary.items()}
    *summaries, desk = DERIVED
    registers = [f"{name}/index.md" for name in (*summaries, *book.entities, "sources", "glossary", desk)]
    sections = [{title: [f"{folder}/index.md"]} for folder, title in SECTIONS.items()]
    return {
        **settings_written_out(),
        "plugins": ["search"],
        "markdown_extensions": [*_EXTENSIONS, {"abbr": {"glossary": meanings}}],
        "nav": ["index.md", *sections, {"Reference": registers}],
        "not_in_nav": "/*/*/index.md",
    }


def _pages(book: Book) -> Iterator[tuple[str, list[str]]]:
    """Yield the folder of each page, and the page's blocks of Markdown."""
    index = Index(book)

    def page(folder: str) -> PageText:
        return PageText(index, folder)

    yield ".", front_page(page("."), book)
    for section in book.settings["sections"]:
        yield section["folder"], section_page(page(section["folder"]), book, section)
    for brief in book.briefs:
        folder = index.folders[brief.id]
        yield folder, brief_page(page(folder), brief)
    for kind, register in book.entities.items():
        yield kind, [f"# {kind.capitalize()}", HEAD, page(kind).links(register)]
        for entity, facts in register.items():
            folder = index.folders[entity]
            yield folder, entity_page(page(folder), entity, facts)
    for name in DERIVED:
        yield name, derived_page(page(name), book, name)
    yield "sources", sources_page(page("sources"), book)
    yield "glossary", glossary_page(page("glossary"), book)
