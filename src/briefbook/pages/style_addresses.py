"""Reads style sheets as browsers do, by CSS Syntax: which addresses they name to ask for them."""

from collections.abc import Iterator
from typing import Any

from tinycss2 import parse_component_value_list

_TAKING_ADDRESSES = frozenset(
    {"-webkit-cross-fade", "-webkit-image-set", "cross-fade", "image", "image-set", "src", "url"}
)
"""The functions in which a text in quotes is an address."""
_BLOCKS = frozenset({"() block", "[] block", "{} block"})
_IMPORT, _NAMESPACE, _ANY_USE = "import", "namespace", "any use"
"""What the words that follow are about: of `_ANY_USE` is a property of the author's own (`--x`)."""


def addresses_in_style(text: str) -> Iterator[str]:
    """Yield each address that a style sheet, or the value of a property, asks for."""
    pending = [(parse_component_value_list(text, skip_comments=True), False)]
    while pending:
        nodes, takes_texts = pending.pop()
        about, before = "", None
        for node in nodes:
            if node.type == "whitespace":
                continue
            about = _about(node, before, about)
            before = node
            if about == _NAMESPACE:
                continue
            are_addresses = takes_texts or about in (_IMPORT, _ANY_USE)
            if node.type == "url" or (node.type == "string" and are_addresses):
                yield node.value
            elif node.type == "function":
                taking = node.lower_name in _TAKING_ADDRESSES
                pending.append((node.arguments, taking or takes_texts or about == _ANY_USE))
            elif node.type in _BLOCKS:
                pending.append((node.content, takes_texts or about == _ANY_USE))


def _about(node: Any, before: Any, about: str) -> str:
    """Return what the words from a node on are about."""
    if node.type == "at-keyword":
        return str(node.lower_value)
    if node == ";" or (before is not None and before.type == "{} block" and about != _ANY_USE):
        return ""
    if node == ":" and before is not None and before.type == "ident" and not about:
        names = before.lower_value
        return _ANY_USE if names.startswith("--") or names == "initial-value" else about
    return about
