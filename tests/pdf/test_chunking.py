"""A document that is set in parts."""

from copy import deepcopy
from typing import cast

import pytest

from briefbook.pdf import chunking
from briefbook.pdf.chunking import is_large, set_in_parts
from briefbook.pdf.document import Part, TypesetData
from briefbook.pdf.merging import SetPart
from briefbook.pdf.nodes import Element, Node, elements_of


class StoppedError(Exception):
    """Ends the setting of a document, when all its parts are known."""


def link_to(place: str) -> Element:
    return {"tag": "a", "children": [place], "to": place}


def part(uri: str, nodes: list[Node]) -> Part:
    return {
        "uri": uri,
        "title": uri,
        "dir": "ltr",
        "name": uri,
        "marking": "public",
        "caveat": "",
        "role": "page",
        "nodes": nodes,
        "has_footnotes": False,
    }


def test_a_link_out_of_its_part_says_so_and_the_document_stays_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(chunking, "LARGEST", 1)  # so that each page is a part
    heading: Element = {"tag": "h2", "children": ["Two"], "id": "two#h"}
    data: dict[str, object] = {
        "title": "A book",
        "duplex": False,
        "contents": [{"to": uri, "title": uri, "caveat": "", "tab": None} for uri in ("one", "two")],
        "parts": [
            part("one", [{"tag": "p", "children": [link_to("two#h"), link_to("one")]}]),
            part("two", [heading]),
        ],
    }
    before = deepcopy(data)
    seen: list[TypesetData] = []

    def set_apart(given: TypesetData) -> SetPart:
        seen.append(given)
        if len(seen) == 2:
            raise StoppedError
        return SetPart(b"", ())

    with pytest.raises(StoppedError):
        set_in_parts(cast("TypesetData", data), {}, set_apart)  # what it asks for, without the rest
    assert data == before
    first, second = seen
    assert [each.get("elsewhere") for each in elements_of(first["parts"][0]["nodes"])] == [
        None,
        "briefbook:two#h",
        None,
    ]
    assert [row.get("elsewhere") for row in first["contents"]] == [None, "briefbook:two"]
    assert [each["uri"] for each in second["parts"]] == ["two"]


def test_pictures_weigh_as_much_as_the_text_that_takes_their_memory() -> None:
    nodes: list[Node] = [{"tag": "img", "children": [], "path": "a.png"}]
    data = cast("TypesetData", {"parts": [part(uri, nodes) for uri in ("one", "two", "three")]})
    assert not is_large(data, {"a.png": 399_000_000})
    assert is_large(data, {"a.png": 401_000_000})
    assert not is_large(cast("TypesetData", {"parts": data["parts"][:1]}), {"a.png": 4_000_000_000})
