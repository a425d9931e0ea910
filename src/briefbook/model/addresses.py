"""The address and the marking of each page."""

from collections.abc import Iterable
from posixpath import dirname

from briefbook.model.book import Book, Brief, Pack
from briefbook.model.file_addresses import composed


def address(book: Book, target: str) -> str:
    """Return the address of a brief's or an entity's page; raises ``KeyError`` if there is neither.

    A brief that represents an entity keeps its own address; only a person's page is always among the people.
    An office is on the page of those who hold one.
    """
    brief = book.briefs.get(target) or book.standing_for.get(target)
    if brief is None:
        entity = book.entities[target]
        has_page = entity.facts.has_page
        return (
            f"{entity.type}/{target}/index.html" if has_page else f"people/index.html#{office_anchor(target)}"
        )
    about = book.entity_of(brief)
    if about and about.type == "people":
        return f"people/{about.id}/index.html"
    return f"{brief.section}/{brief.id}/index.html"


def section_address(folder: str) -> str:
    """Return the address of the page of a section."""
    return f"{folder}/index.html"


BOOK_PDF = "book.pdf"
"""The address of the PDF of the whole book."""


def pdf_address(book: Book, brief_id: str) -> str:
    """Return the address of the PDF of a brief: `agreements/x/x.pdf`, beside its page."""
    return f"{dirname(address(book, brief_id))}/{brief_id}.pdf"


def file_address(book: Book, brief: Brief, path: str) -> str:
    """Return the address of a file beside a brief, given its path: `agreements/x/map.png`."""
    folder, _, _ = address(book, brief.id).partition("/")
    _, _, within_section = composed(path).split("/", 2)
    return f"{folder}/{within_section}"


def pack_address(pack_id: str) -> str:
    """Return the address of the PDF of a pack."""
    return f"packs/{pack_id}.pdf"


def pack_page_address(pack_id: str) -> str:
    """Return the address of the page of a pack."""
    return f"packs/{pack_id}/index.html"


def cards_address(pack_id: str) -> str:
    """Return the address of the PDF of a pack as cards, which is in the folder of its page."""
    return f"packs/{pack_id}/cards.pdf"


def term_anchor(word: str) -> str:
    """Return the anchor of a term in the glossary."""
    return f"term--{word.replace(' ', '-')}"


def office_anchor(office: str) -> str:
    """Return the anchor of an office among those who hold one."""
    return f"office--{office}"


def marking_of(book: Book, part: Brief | Pack) -> str:
    """Return the marking of a brief or a pack: its own, or else the book's."""
    return part.facts.marking or book.settings.marking


def marking_of_pack(book: Book, pack: Pack) -> str:
    """Return the marking of all that shows a pack: the highest of its own and its briefs'."""
    return highest_marking(book, [pack, *book.briefs_of(pack)])


def highest_marking(book: Book, parts: Iterable[Brief | Pack]) -> str:
    """Return the marking of a page that shows parts of a book: the highest of theirs and the book's."""
    markings = {book.settings.marking, *(marking_of(book, part) for part in parts)}
    return max(markings, key=book.settings.markings.index)
