"""PDFs that were set apart, joined to one: pages, tags, links and bookmarks.

The rules are those of ISO 32000-1: name and number trees (7.9), destinations (12.3.2), structure (14.7).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page, Pdf, String

ELSEWHERE = "briefbook:"
"""How the address of a link begins that leads to another part; the name of the place there follows."""

Bookmark = tuple[str, int, list[Any]]
"""Its words, its page, from 0, and what a destination says after the page."""


@dataclass(frozen=True)
class Place:
    """A place that links lead to by its name: its page, from 1, and where there, in points from below."""

    name: str
    page: int
    x: float
    y: float


@dataclass(frozen=True)
class SetPart:
    """A part as it was set, with its places."""

    pdf: bytes
    places: tuple[Place, ...]


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with Pdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def join_pdfs(parts: Sequence[SetPart], first_pages: Sequence[int], levels: Sequence[int]) -> bytes:
    """Return the PDF that has the pages of all parts, in their order.

    It says of itself what the first part does. ``first_pages`` are where the parts begin, from 0: empty
    pages fill what is between them. ``levels`` are those of all bookmarks, from 1.
    """
    with Pdf.open(BytesIO(parts[0].pdf)) as whole:
        bookmarks = list(_bookmarks(whole))
        for number, later in enumerate(parts[1:], start=1):
            with Pdf.open(BytesIO(later.pdf)) as part:
                while len(whole.pages) < first_pages[number]:
                    whole.add_blank_page()
                before = len(whole.pages)
                bookmarks += [(title, before + page, place) for title, page, place in _bookmarks(part)]
                _renumber(part, int(whole.Root.StructTreeRoot.ParentTreeNextKey))
                _rename(part, f"{number}-")
                whole.add_pages_from(part, outlines="ignore")  # first: what is copied next leads to them
                _add_tags(whole.Root.StructTreeRoot, _copied(part.Root.StructTreeRoot, part, whole))
        names = _tree(_destinations(whole, parts, first_pages))
        whole.Root.Names = Dictionary(Dests=Dictionary(Names=names))
        _resolve_links(whole.pages)
        _write_bookmarks(whole, bookmarks, levels)
        joined = BytesIO()
        whole.save(joined, deterministic_id=True)
        return joined.getvalue()


def _copied(value: Object, part: Pdf, whole: Pdf) -> Object:
    return whole.copy_foreign(value if value.is_indirect else part.make_indirect(value))


def _pairs(tree: Object) -> list[tuple[Any, Any]]:
    """Return the keys of a name or number tree, each with its value."""
    entries = list(tree)
    return list(zip(entries[::2], entries[1::2], strict=True))


def _tree(pairs: Iterable[tuple[Any, Any]]) -> Array:
    """Return what a name tree holds for some pairs: the names in the order of their bytes."""
    in_order = sorted(pairs, key=lambda pair: bytes(pair[0]))
    return Array([each for pair in in_order for each in pair])


def _destinations(
    whole: Pdf, parts: Iterable[SetPart], first_pages: Iterable[int]
) -> Iterator[tuple[String, Array]]:
    """Yield the name of each place with the destination that it is in the whole."""
    for part, first in zip(parts, first_pages, strict=True):
        for place in part.places:
            page = whole.pages[first + place.page - 1].obj
            yield String(place.name), Array([page, Name.XYZ, round(place.x, 2), round(place.y, 2), 0])


def _bookmarks(pdf: Pdf) -> Iterator[Bookmark]:
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    with pdf.open_outline() as outline:
        for item in _flat(outline.root):
            page, *place = list(item.destination)  # type: ignore[arg-type] # Typst writes explicit ones
            yield item.title, numbers[page.objgen], place


def _flat(items: Iterable[OutlineItem]) -> Iterator[OutlineItem]:
    for item in items:
        yield item
        yield from _flat(item.children)


def _renumber(part: Pdf, first: int) -> None:
    """Let the keys of a part's parent tree begin at ``first``."""
    for page in part.pages:
        for holder, key in [
            (page.obj, "/StructParents"),
            *((each, "/StructParent") for each in _links(page)),
        ]:
            if key in holder:
                holder[key] = int(holder[key]) + first
    tree = part.Root.StructTreeRoot.ParentTree
    tree.Nums = Array([each for key, value in _pairs(tree.Nums) for each in (int(key) + first, value)])
    part.Root.StructTreeRoot.ParentTreeNextKey = int(part.Root.StructTreeRoot.ParentTreeNextKey) + first


def _rename(part: Pdf, prefix: str) -> None:
    """Give the elements of a part ids that no other part has: cells name their headers by these."""
    for element in _elements(part.Root.StructTreeRoot.K):
        if "/ID" in element:
            element.ID = String(prefix + str(element.ID))
        attributes: Object | list[Any] = element.get("/A", [])
        for each in attributes if isinstance(attributes, Array) else [attributes]:
            if isinstance(each, Dictionary) and "/Headers" in each:
                each.Headers = Array([String(prefix + str(header)) for header in list(each.Headers)])
    if "/IDTree" in part.Root.StructTreeRoot:
        ids = part.Root.StructTreeRoot.IDTree
        ids.Names = Array(
            [each for name, element in _pairs(ids.Names) for each in (String(prefix + str(name)), element)]
        )


def _elements(kids: Object) -> Iterator[Object]:
    """Yield the structure elements among some kids, and all within them."""
    waiting = [kids]
    while waiting:
        each = waiting.pop()
        if isinstance(each, Array):
            waiting.extend(each)
        elif isinstance(each, Dictionary) and "/S" in each:
            yield each
            if "/K" in each:
                waiting.append(each.K)


def _add_tags(whole: Object, part: Object) -> None:
    """Put the elements of a part's document at the end of the whole's."""
    document, added = whole.K[0], part.K[0]
    for element in list(added.K):
        element.P = document
        document.K.append(element)
    whole.ParentTree.Nums.extend(part.ParentTree.Nums)
    whole.ParentTreeNextKey = part.ParentTreeNextKey
    if "/IDTree" in part:
        ids = _pairs(whole.IDTree.Names) if "/IDTree" in whole else []
        whole.IDTree = Dictionary(Names=_tree([*ids, *_pairs(part.IDTree.Names)]))
    if "/RoleMap" in part:
        for role, standard in part.RoleMap.items():
            whole.RoleMap[role] = standard


def _links(page: Page) -> list[Object]:
    return list(page.obj.get("/Annots", []))


def _resolve_links(pages: Iterable[Page]) -> None:
    """Let the links that lead to another part lead to the place that has the name there."""
    for page in pages:
        for link in _links(page):
            address = str(link.A.get("/URI", "")) if "/A" in link else ""
            if address.startswith(ELSEWHERE):
                del link.A
                link.Dest = String(address.removeprefix(ELSEWHERE))


def _write_bookmarks(whole: Pdf, bookmarks: Sequence[Bookmark], levels: Sequence[int]) -> None:
    with whole.open_outline() as outline:
        outline.root.clear()
        above: list[tuple[int, list[OutlineItem]]] = [(0, outline.root)]
        for (title, page, place), level in zip(bookmarks, levels, strict=True):
            while above[-1][0] >= level:
                above.pop()
            item = OutlineItem(title, Array([whole.pages[page].obj, *place]))
            item.is_closed = True
            above[-1][1].append(item)
            above.append((level, item.children))
