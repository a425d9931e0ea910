"""Find characters that no font of the print can show."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import unescape

import regex

from briefbook.problems import Problem, Where

_SUSPECT = regex.compile(
    r"[!-~]?[^\x09\x0A\x0D\x20-\x7E]+|&(?:#\d+|#x[0-9A-Fa-f]+|\w+);"
    r"|\\(?:U[0-9A-Fa-f]{8}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})"
)
"""Characters outside of ASCII, and the entities of HTML and escapes of YAML that may represent such."""
_CLUSTER = regex.compile(r"\X")


def check_glyphs(
    texts: Mapping[str, str], without_glyph: Callable[[Iterable[str]], set[str]]
) -> list[Problem]:
    """Return a problem for each character of some texts, by their paths, that has no glyph.

    ``without_glyph`` takes characters, each with the marks that it carries, and returns those.
    """
    found = {path: list(_clusters(text)) for path, text in texts.items()}
    missing = without_glyph({cluster for of_text in found.values() for _, cluster in of_text})
    return [
        Problem(
            Where(path).after(texts[path][:start]),
            f"no font of the print has {cluster!r} ({_names(cluster)})",
            "write it in other characters, or put a font that has it into templates/fonts/",
        )
        for path, of_text in found.items()
        for start, cluster in of_text
        if cluster in missing
    ]


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Yield each character that may have no glyph, with the marks that it carries, and where it is."""
    for run in _SUSPECT.finditer(text):
        shown = _shown(run[0])
        for cluster in _CLUSTER.finditer(shown):
            yield run.start() + (cluster.start() if shown == run[0] else 0), cluster[0]


def _shown(written: str) -> str:
    """Return what an entity or an escape represents, and all else as it is."""
    if written.startswith("\\"):
        code = int(written[2:], 16)
        return chr(code) if code < 0x110000 else written
    return unescape(written)


def _names(cluster: str) -> str:
    return ", ".join(f"U+{ord(each):04X} {unicodedata.name(each, 'unnamed')}" for each in cluster)
