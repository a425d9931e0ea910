"""A large document, set in parts that are joined, so that memory stays bounded."""

import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from briefbook.pdf.document import DocumentData, Part, Row, TypesetData
from briefbook.pdf.merging import ELSEWHERE, SetPart, count_pages, join_pdfs
from briefbook.pdf.nodes import Element, elements_of, with_elements

LARGEST = 3_000_000
"""How many bytes of JSON are set at once: some eighty briefs, which take half a gigabyte to one."""
_BYTES_FOR_EACH = 400
"""How many bytes of memory Typst takes for one of JSON, at most."""
_MOST_ROUNDS = 5

Link = TypeVar("Link", Element, Row)


def is_large(data: DocumentData, pictures: Mapping[str, int]) -> bool:
    """Return whether a document is to be set in parts: a book or a pack; a brief is one part.

    ``pictures`` gives the bytes of memory that each of its pictures takes, by address.
    """
    return len(data["parts"]) > 1 and sum(_size(part, pictures) for part in data["parts"]) > LARGEST


def set_in_parts(
    data: TypesetData, pictures: Mapping[str, int], set_apart: Callable[[TypesetData], SetPart]
) -> bytes:
    """Return the PDF of a document, each of whose parts ``set_apart`` sets; ``pictures`` as in `is_large`.

    No part knows on which pages the others will be. So all are set with the numbers as they might
    be, and again with those that came of it, until these agree.
    """
    chunks, contents = _with_marked_links(list(_chunks(data["parts"], pictures)), data["contents"])
    numbers = {section["uri"]: 2 * place + 1 for place, section in enumerate(data["parts"], start=1)}
    firsts, total = [0] * len(chunks), 2 * len(data["parts"])
    for _ in range(_MOST_ROUNDS):
        numbered: TypesetData = {**data, "contents": contents, "numbers": numbers, "total": total}
        parts = [
            set_apart({**numbered, "parts": chunk, "opens": chunk is chunks[0], "first_page": first + 1})
            for chunk, first in zip(chunks, firsts, strict=True)
        ]
        found = _paginate(parts, on_right_hand=data["duplex"])
        if found == (numbers, firsts, total):
            levels = [level for section in data["parts"] for level in _levels(section)]
            return join_pdfs(parts, firsts, [1, *levels])  # the contents come first
        numbers, firsts, total = found
    raise RuntimeError(f"the page numbers of {data['title']!r} do not settle")


def _size(section: Part, pictures: Mapping[str, int]) -> int:
    """Return the bytes of a section in UTF-8, by which the memory of Typst goes, whatever the script.

    Its pictures count as so much text as takes the same memory.
    """
    shown = {element["path"] for element in elements_of(section["nodes"]) if element["tag"] == "img"}
    memory = sum(pictures.get(each, 0) for each in shown)
    return len(json.dumps(section, ensure_ascii=False).encode()) + memory // _BYTES_FOR_EACH


def _chunks(sections: Iterable[Part], pictures: Mapping[str, int]) -> Iterator[list[Part]]:
    """Yield sections in their order, as many together as are set at once."""
    chunk: list[Part] = []
    size = 0
    for section in sections:
        size += (added := _size(section, pictures))
        if chunk and size > LARGEST:
            yield chunk
            chunk, size = [], added
        chunk.append(section)
    yield chunk


def _with_marked_links(
    chunks: Sequence[Sequence[Part]], contents: Sequence[Row]
) -> tuple[list[list[Part]], list[Row]]:
    """Return chunks and contents in which a link out of its chunk has an address for `join_pdfs` to resolve.

    The contents are in the first chunk.
    """
    marked = [_marked_chunk(chunk) for chunk in chunks]
    held = _places_in(chunks[0])
    return marked, [_marked(row, held) for row in contents]


def _marked_chunk(chunk: Sequence[Part]) -> list[Part]:
    held = _places_in(chunk)

    def marked(element: Element) -> Element:
        return _marked(element, held)

    return [{**part, "nodes": with_elements(part["nodes"], marked)} for part in chunk]


def _places_in(chunk: Sequence[Part]) -> set[str]:
    elements = (element for part in chunk for element in elements_of(part["nodes"]))
    return {part["uri"] for part in chunk} | {each["id"] for each in elements if "id" in each}


def _marked(link: Link, held: Container[str]) -> Link:
    """Return a link with its address if no place that it leads to is held; any other element as it is."""
    if "to" in link and link["to"] not in held:
        marked = link.copy()
        marked["elsewhere"] = ELSEWHERE + link["to"]
        return marked
    return link


def _paginate(parts: Iterable[SetPart], *, on_right_hand: bool) -> tuple[dict[str, int], list[int], int]:
    """Return the page of each section, from 1, each part's first page, from 0, and the number of all."""
    numbers: dict[str, int] = {}
    firsts: list[int] = []
    total = 0
    for part in parts:
        total += total % 2 if on_right_hand else 0
        firsts.append(total)
        numbers |= {place.name: total + place.page for place in part.places if "#" not in place.name}
        total += count_pages(part.pdf)
    return numbers, firsts, total


def _levels(section: Part) -> list[int]:
    """Return the levels of a section's bookmarks, as book.typ has them: of its title and its headings."""
    title = 2 if section["role"] == "brief" else 1
    headings = (re.fullmatch("h([2-6])", element["tag"]) for element in elements_of(section["nodes"]))
    return [title, *(title + int(heading[1]) - 1 for heading in headings if heading)]
