"""A large document, set in parts that are joined, so that memory stays bounded."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from briefbook.pdf.html_nodes import elements_of
from briefbook.pdf.merging import ELSEWHERE, SetPart, count_pages, join_pdfs

LARGEST = 3_000_000
"""How many letters of JSON are set at once: some eighty briefs, which take half a gigabyte."""
_MOST_ROUNDS = 5

Data = dict[str, Any]
Section = Mapping[str, Any]
"""A page of the site as a document holds it: one of its ``parts``."""


def is_large(data: Data) -> bool:
    """Return whether a document is to be set in parts."""
    return sum(map(_size, data["parts"])) > LARGEST


def set_in_parts(data: Data, set_apart: Callable[[Data], SetPart]) -> bytes:
    """Return the PDF of a document, each of whose parts ``set_apart`` sets.

    No part knows on which pages the others will be. So all are set with the numbers as they might
    be, and again with those that came of it, until these agree.
    """
    chunks = list(_chunks(data["parts"]))
    _mark_links(chunks, data["contents"])
    numbers = {section["uri"]: 2 * place + 1 for place, section in enumerate(data["parts"], start=1)}
    firsts, total = [0] * len(chunks), 2 * len(data["parts"])
    for _ in range(_MOST_ROUNDS):
        numbered = {**data, "numbers": numbers, "total": total}
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


def _size(section: Section) -> int:
    return len(json.dumps(section))


def _chunks(sections: Iterable[Section]) -> Iterator[list[Section]]:
    """Yield sections in their order, as many together as are set at once."""
    chunk: list[Section] = []
    size = 0
    for section in sections:
        size += (added := _size(section))
        if chunk and size > LARGEST:
            yield chunk
            chunk, size = [], added
        chunk.append(section)
    yield chunk


def _mark_links(chunks: Iterable[list[Section]], contents: list[Data]) -> None:
    """Let each link that leads out of its chunk say so, by an address that `join_pdfs` resolves.

    The contents are in the first chunk.
    """
    rows = contents
    for chunk in chunks:
        elements = [element for section in chunk for element in elements_of(section["nodes"])]
        held = {section["uri"] for section in chunk} | {each["id"] for each in elements if "id" in each}
        for link in (*rows, *elements):
            if "to" in link and link["to"] not in held:
                link["elsewhere"] = ELSEWHERE + link["to"]
        rows = []


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


def _levels(section: Section) -> list[int]:
    """Return the levels of a section's bookmarks, as book.typ has them: of its title and its headings."""
    title = 2 if section["role"] == "brief" else 1
    headings = (re.fullmatch("h([2-6])", element["tag"]) for element in elements_of(section["nodes"]))
    return [title, *(title + int(heading[1]) - 1 for heading in headings if heading)]
