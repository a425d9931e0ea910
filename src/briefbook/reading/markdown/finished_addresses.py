"""The addresses of links and pictures, as they are in the finished tree of a text."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from briefbook.model.anchors import anchor_meant
from briefbook.model.file_addresses import encoded, leads_to_file


class FinishedAddresses(Treeprocessor):
    """Leads each link to a heading to its very anchor, and encodes each relative address.

    It runs when the headings have their anchors, and Markdown's escapes are resolved.
    """

    def run(self, root: Element) -> None:
        """Finish the addresses of a tree."""
        anchors = {element.get("id", "") for element in root.iter()}
        for element in root.iter():
            for attribute in ("href", "src"):
                if address := element.get(attribute):
                    element.set(attribute, _finished(address, anchors))


def _finished(address: str, anchors: set[str]) -> str:
    if address.startswith("#"):
        meant = anchor_meant(address[1:], anchors)
        return address if meant is None else f"#{meant}"
    return encoded(address) if leads_to_file(address) else address
