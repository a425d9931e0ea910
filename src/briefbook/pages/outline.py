"""A book in outline: a page with nothing on it at each address that the book has.

What is beside the book, such as a hand-written page that links into it, is held against the outline where the
book itself has mistakes, and so has no pages yet.
"""

from posixpath import normpath

from briefbook.model.addresses import (
    BOOK_PDF,
    address,
    cards_address,
    file_address,
    pack_address,
    pack_page_address,
    pdf_address,
    section_address,
)
from briefbook.model.book import Book
from briefbook.model.briefs.kinds import KINDS
from briefbook.model.file_addresses import fits
from briefbook.pages.packs import FOLDER
from briefbook.pages.page import Entry
from briefbook.pages.rendering import RenderedPage
from briefbook.pages.standard_pages import CHANGES, FRONT, STANDARD_PAGES


def outline_pages(book: Book) -> tuple[RenderedPage, ...]:
    """Return the pages of a book with mistakes in outline; a brief that cannot be read has one too."""
    unread = {f"{folder}/{name}/index.html" for name in book.unread_ids for folder in KINDS}
    addresses = (address(book, each) for each in (*book.entities, *book.briefs))
    found = {uri for uri in addresses if "#" not in uri}  # an office is on a page that is here anyway
    packs = {section_address(FOLDER), *map(pack_page_address, book.packs)} if book.packs else set()
    buried = {tombstone.address for tombstone in book.tombstones.values()}
    overviews = [
        FRONT.entry(book.settings.marking),
        *(
            Entry(section_address(folder), folder, book.settings.marking, section=folder, in_navigation=True)
            for folder in KINDS
        ),
        *(
            Entry(page.uri, page.title, book.settings.marking)
            for page in STANDARD_PAGES.values()
            if page is not CHANGES  # which editions alone have
        ),
    ]
    uris = sorted(filter(_is_address, found | packs | unread | buried))
    others = [Entry(uri, uri, book.settings.marking) for uri in uris]
    return tuple(RenderedPage(entry, "", ()) for entry in (*overviews, *others))


def _is_address(uri: str) -> bool:
    """Return whether a page can be at an address: an id that is not valid may be empty, or hold `..`."""
    return fits(uri) and normpath(uri) == uri


def outline_files(book: Book) -> list[str]:
    """Return the address of each file beside a brief: a mistake in the text may be what should name it."""
    return [file_address(book, brief, path) for brief in book.briefs.values() for path in brief.attachments]


def pdf_addresses(book: Book) -> list[str]:
    """Return the address of each PDF that a book can be printed as."""
    own = (pdf_address(book, each) for each in book.briefs)
    of_packs = (each(pack) for pack in book.packs for each in (pack_address, cards_address))
    return [BOOK_PDF, *filter(fits, own), *of_packs]
